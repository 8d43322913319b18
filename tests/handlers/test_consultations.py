"""A paper's way through the council, in conversation: stations, their order, dates and competences (S30, S32)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.callback_data.consultations import MoveStation, PlanStation, RemoveStation, SetCompetence, ShowWay
from models import AuditEntry, Competence, Consultation, PaperState
from models import Town as Municipality
from tests.factories import create_paper
from tests.steering import NOT_HERE, Steered, steered
from tests.towns import Resident, Town

SEPTEMBER, OCTOBER, DECEMBER = date(2009, 9, 17), date(2009, 10, 20), date(2009, 12, 17)
HEAD = "📄 V-01 · Integrationskonzept; Stadtteilmütter"
WAY = "🏛 Way through the council"
OUTDATED = "This button is no longer current."
MENU_SEED = {"Sozialsenat": SEPTEMBER, "Stadtrat": DECEMBER}


async def with_paper(
    town: Town, stations: Mapping[str, date | None] | None = None, state: PaperState = PaperState.DRAFT
) -> tuple[Steered, dict[str, Resident], int]:
    """Let there be a paper with BIL-01."""
    made, people = await steered(town)
    results = [made.results["BIL-01"]]
    paper = town.database.transact(create_paper, results, stations, state=state)
    return made, people, paper


def stations(town: Town) -> list[tuple[str, str, date | None]]:
    """Return the committees in their order, with what they do and when."""
    rows = select(Consultation.committee, Consultation.competence, Consultation.planned_on)
    found = town.database.look(lambda session: session.execute(rows.order_by(Consultation.position)).all())
    return [(committee, competence.value, planned) for committee, competence, planned in found]


def ids(town: Town) -> list[int]:
    """Return the numbers of the stations in their order."""
    rows = select(Consultation.id).order_by(Consultation.position)
    return town.database.look(lambda session: list(session.scalars(rows)))


async def test_a_committee_is_typed_with_its_date_and_shown(town: Town) -> None:
    _, people, paper = await with_paper(town)
    klaus = people["Klaus"]

    empty = await klaus.forges(ShowWay(paper).pack())
    asked = await klaus.presses("➕ Add a committee")
    dated = await klaus.says("Sozialsenat")
    shown = await klaus.says("17.12.2009")

    assert empty == [f"{HEAD}\n\n{WAY}\n\nNo committee yet. Which one talks about it first?"]
    assert asked == ["Which committee? Tap one, or write its name."]
    assert dated == ["🏛 Sozialsenat: when?\n\nWrite the planned day like this: 17.12.2009"]
    assert shown == [f"{HEAD}\n\n{WAY}\n\n1. Sozialsenat (decides)\nPlanned: Thursday, 17.12.2009"]
    assert stations(town) == [("Sozialsenat", "decision", DECEMBER)]


async def test_the_last_one_decides_and_the_others_advise(town: Town) -> None:
    _, people, paper = await with_paper(town)
    petra = people["Petra"]
    await petra.forges(ShowWay(paper).pack())

    for name in ("Sozialsenat", "Finanzsenat", "Stadtrat"):
        await petra.presses("➕ Add a committee")
        await petra.says(name)
        await petra.presses("Not known yet")

    assert stations(town) == [
        ("Sozialsenat", "preliminary", None),
        ("Finanzsenat", "preliminary", None),
        ("Stadtrat", "decision", None),
    ]


async def test_committees_of_the_town_and_those_used_before_are_offered(town: Town) -> None:
    _, people, paper = await with_paper(town, {"Bauausschuss": None})
    coburg = Municipality(name="Coburg", process="Konzept", committees="Sozialsenat, Finanzsenat, Stadtrat")
    town.database.transact(lambda session: session.add(coburg))
    petra = people["Petra"]
    await petra.forges(ShowWay(paper).pack())
    await petra.presses("➕ Add a committee")

    offered = petra.buttons
    await petra.presses("Stadtrat", "Not known yet")

    assert offered == ["Sozialsenat", "Finanzsenat", "Stadtrat", "Bauausschuss", "Cancel"]
    assert [name for name, *_ in stations(town)] == ["Bauausschuss", "Stadtrat"]


async def test_dates_that_cannot_be_are_asked_again_and_the_name_is_kept(town: Town) -> None:
    _, people, paper = await with_paper(town)
    petra = people["Petra"]
    await petra.forges(ShowWay(paper).pack())
    await petra.presses("➕ Add a committee")
    await petra.says("Sozialsenat")

    wrong = [await petra.says(words) for words in ("Mitte 2009", "31.11.2009", "1.1.0001")]
    await petra.says("17.9.")

    question = "🏛 Sozialsenat: when?\n\nWrite the planned day like this: 17.12.2009"
    assert [heard[1] for heard in wrong] == [question] * 3
    assert stations(town) == [("Sozialsenat", "decision", date(2010, 9, 17))]


async def test_a_changed_plan_is_shown_and_logged(town: Town) -> None:
    made, people, paper = await with_paper(town, MENU_SEED)
    petra = people["Petra"]
    await petra.forges(ShowWay(paper).pack())

    await petra.presses("2. Stadtrat", "📅 Planned date")
    shown = await petra.says("28.01.2010")

    assert shown[0].endswith("2. Stadtrat (decides)\nPlanned: Thursday, 28.01.2010")
    logged = select(AuditEntry.actor_id, AuditEntry.action, AuditEntry.object_id)
    entries = town.database.look(lambda session: session.execute(logged).all())
    assert entries[-1] == (made.people["Petra"], "plan", ids(town)[1])


async def test_the_order_changes_and_who_decides_last_still_does(town: Town) -> None:
    _, people, paper = await with_paper(town, {"Stadtrat": None, "Sozialsenat": None})
    petra = people["Petra"]
    await petra.forges(ShowWay(paper).pack())

    await petra.presses("2. Sozialsenat", "⬆️ Move up")

    assert stations(town) == [("Sozialsenat", "preliminary", None), ("Stadtrat", "decision", None)]
    assert petra.buttons[:2] == ["1. Sozialsenat", "2. Stadtrat"]


async def test_a_station_is_told_what_it_does_and_only_one_decides(town: Town) -> None:
    _, people, paper = await with_paper(town, MENU_SEED)
    petra = people["Petra"]
    await petra.forges(ShowWay(paper).pack())

    page = await petra.presses("1. Sozialsenat", "⚙️ decides")

    facts = "🏛 Sozialsenat (decides)\nPlanned: Thursday, 17.09.2009"
    assert page == [f"{HEAD}\n\n{facts}\n\nWhat came out can be recorded once the paper is final."]
    assert [does for _, does, _ in stations(town)] == ["decision", "preliminary"]


async def test_a_station_is_removed_and_the_last_one_left_decides(town: Town) -> None:
    _, people, paper = await with_paper(town, MENU_SEED)
    petra = people["Petra"]
    await petra.forges(ShowWay(paper).pack())

    shown = await petra.presses("2. Stadtrat", "🗑 Remove")

    assert shown[0].startswith("🗑 Removed.\n\n")
    assert stations(town) == [("Sozialsenat", "decision", SEPTEMBER)]


async def test_of_two_who_move_the_same_station_the_second_is_told(town: Town) -> None:
    _, people, _ = await with_paper(town, {"Stadtrat": None, "Finanzsenat": None, "Sozialsenat": None})
    moving = MoveStation(ids(town)[2], 2).pack()

    await people["Petra"].forges(moving)
    await people["Sabine"].forges(moving)

    assert [name for name, *_ in stations(town)] == ["Stadtrat", "Sozialsenat", "Finanzsenat"]


@pytest.mark.parametrize("name", ["Amal", "Olga", "Bernd", "Gül"])
async def test_nobody_else_sees_or_touches_a_way(town: Town, name: str) -> None:
    _, people, paper = await with_paper(town, MENU_SEED)
    number = ids(town)[0]
    acts = [ShowWay(paper), PlanStation(number), RemoveStation(number), SetCompetence(number, Competence.DECISION)]

    heard = [await people[name].forges(act.pack()) for act in [*acts, ShowWay(999), PlanStation(999)]]

    assert heard == [[NOT_HERE]] * 6
    assert [does for _, does, _ in stations(town)] == ["preliminary", "decision"]


async def test_what_was_decided_or_withdrawn_does_not_change(town: Town) -> None:
    _, people, paper = await with_paper(town, MENU_SEED, PaperState.WITHDRAWN)
    petra, number = people["Petra"], ids(town)[0]

    for act in (PlanStation(number), RemoveStation(number), SetCompetence(number, Competence.DECISION)):
        await petra.forges(act.pack())
    forged = await petra.forges(SetCompetence(number, "everything").pack())
    await petra.forges(ShowWay(paper).pack())

    assert [name for name, *_ in stations(town)] == ["Sozialsenat", "Stadtrat"]
    assert forged != [NOT_HERE]
    assert petra.buttons == ["1. Sozialsenat", "2. Stadtrat", "Back"]


async def test_names_of_committees_are_escaped_and_bounded(town: Town) -> None:
    _, people, paper = await with_paper(town)
    petra = people["Petra"]
    await petra.forges(ShowWay(paper).pack())
    await petra.presses("➕ Add a committee")

    refused = await petra.says("S" * 61)
    await petra.says("<b>Senat</b> & Co")
    shown = await petra.presses("Not known yet")

    assert refused[0].startswith("That is too long: at most 60 characters")
    assert "1. <b>Senat</b> & Co (decides)\nPlanned: not known yet" in shown[0]


def _count(session: Session) -> int:
    return len(session.scalars(select(Consultation.id)).all())


async def test_a_way_has_an_end(town: Town) -> None:
    _, people, paper = await with_paper(town, {f"Senat {number}": None for number in range(12)})
    petra = people["Petra"]

    await petra.forges(ShowWay(paper).pack())

    assert "➕ Add a committee" not in petra.buttons
    assert town.database.look(_count) == 12
