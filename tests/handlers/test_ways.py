"""Where a result is read, its way through the council stands beside it: for groups, authors, the desk, the board."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.callback_data.results import OpenResult, ReadResult
from bot.services import consultations, measures, ways
from bot.services.decisions import Record, record
from bot.services.results import get_readable
from models import Consultation, Idea, MeasureState, Outcome, PaperState, Result
from tests.factories import create_idea, create_paper
from tests.steering import Steered, steered
from tests.towns import BERLIN, CONFERENCE_DAY, Resident, Town, local

WAY = "🏛 Council: Sozialsenat 17.09.2009 decided unanimously → Stadtrat planned 17.12.2009"


async def on_its_way(town: Town, state: PaperState = PaperState.FINAL) -> tuple[Steered, dict[str, Resident]]:
    """Let BIL-01, to which IKB-01 was joined, have passed the first of two committees."""
    made, people = await steered(town)
    stations = {"Sozialsenat": date(2009, 9, 17), "Stadtrat": date(2009, 12, 17)}
    town.database.transact(create_paper, [made.results["BIL-01"]], stations, state=state)
    passed = {"outcome": Outcome.UNANIMOUS, "held_on": date(2009, 9, 17), "recorded_at": CONFERENCE_DAY}
    first = update(Consultation).where(Consultation.committee == "Sozialsenat").values(**passed)
    joined = update(Result).where(Result.number == "IKB-01").values(parent_id=made.results["BIL-01"])
    town.database.transact(lambda session: [session.execute(one) for one in (first, joined)])
    return made, people


async def test_groups_and_the_steering_group_read_it_beside_the_result(town: Town) -> None:
    made, people = await on_its_way(town)

    for_the_group = await people["Mehmet"].forges(ReadResult(made.results["BIL-01"]).pack())
    for_the_joined = await people["Olga"].forges(ReadResult(made.results["IKB-01"]).pack())
    for_the_steering_group = await people["Petra"].forges(OpenResult(made.results["BIL-01"]).pack())

    assert [WAY in heard[0] for heard in (for_the_group, for_the_joined, for_the_steering_group)] == [True] * 3


@pytest.mark.parametrize("state", [PaperState.DRAFT, PaperState.WITHDRAWN])
async def test_what_is_a_draft_or_withdrawn_is_no_way(town: Town, state: PaperState) -> None:
    made, people = await on_its_way(town, state)

    heard = await people["Mehmet"].forges(ReadResult(made.results["BIL-01"]).pack())

    assert "Council" not in heard[0]


async def test_the_board_sees_the_councils_date_in_digest_list_and_result(town: Town) -> None:
    """U23: zero taps."""
    _, people = await on_its_way(town)
    await people["Petra"].says("/inbox")
    await people["Petra"].presses("BIL-01", "📤 Release to the board")

    await town.move_to(local(13, 10, 2009, 17))
    digest = await people["Bernd"].hears()
    listed = await people["Bernd"].says("/board")
    shown = await people["Bernd"].presses("BIL-01")

    assert "BIL-01 · Stadtteilmütter\n🏛 Stadtrat: 17.12.2009" in digest[0]
    assert f"BIL-01 · Stadtteilmütter\n{WAY}" in listed[0]
    assert WAY in shown[0]


async def test_who_had_the_idea_sees_how_far_it_has_come(town: Town) -> None:
    made, people = await on_its_way(town)
    idea = town.database.transact(create_idea, made.bodies["BIL"], "Mütter helfen", author_id=made.people["Darya"])
    grown = update(Result).where(Result.number == "BIL-01").values(idea_id=idea)
    town.database.transact(lambda session: session.execute(grown))
    darya = people["Darya"]

    await darya.says("/ideas")
    shown = await darya.presses("Mütter helfen")
    reject(town, made)
    await darya.says("/ideas")

    assert town.database.look(lambda session: session.scalars(select(Idea.id)).all()) == [idea]
    assert WAY in shown[0]
    assert "Mütter helfen – result BIL-01: rejected" in darya.screen


def reject(town: Town, made: Steered) -> None:
    """Let the council reject the paper."""

    def act(session: Session) -> None:
        council = session.scalars(select(Consultation).where(Consultation.committee == "Stadtrat")).one()
        given = Record(council.id, Outcome.REJECTED, 0, date(2009, 10, 13))
        record(session, given, timezone=BERLIN, acting=made.people["Petra"], now=CONFERENCE_DAY)

    town.database.transact(act)


async def test_what_the_council_rejects_has_that_status_and_can_come_again(town: Town) -> None:
    made, _ = await on_its_way(town)
    number = made.results["BIL-01"]

    def status(session: Session) -> MeasureState:
        result = get_readable(session, number, acting=made.people["Petra"])
        return measures.status_of(session, [result])[number]

    before = town.database.look(status)
    reject(town, made)
    after = town.database.look(status)
    paper = town.database.transact(create_paper, [number], {"Stadtrat": None})
    again = town.database.look(status)

    assert [before, after, again] == [MeasureState.IN_PAPER, MeasureState.REJECTED, MeasureState.IN_PAPER]
    newest = town.database.look(ways.way_of, [number])[number]
    assert {one.paper_id for one in newest} == {paper}
    assert town.database.look(consultations.look, paper, acting=made.people["Klaus"]).paper.number == 2
