"""Fact sheets: each field at its stage, six fields with six messages, who may write."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.callback_data.profiles import ListFields, ShowSheet, ShowVersions, WriteField
from bot.services import conclusions, profiles
from bot.services.conclusions import Decision
from bot.services.profiles import Stage
from models import (
    ConclusionKind,
    Paper,
    PaperItem,
    PaperState,
    ProfileEntry,
    ProfileField,
)
from tests.factories import LONG_AGO
from tests.steering import NOT_HERE, Steered, steered
from tests.towns import Resident, Town

MOTHERS = "🗒 BIL-01 · Stadtteilmütter"
CONCERNS = "Concerns: AG Bildung (Education) and AG Begegnung (Encounter)"
SUMMARY = "Short description\nMütter besuchen Familien."
NEEDED = "Needed now: Situation and need, Goals, Target groups, Who is in charge, Partners, and Period"
#: What a speaker writes at the stage of a proposal.
SIX = ("Viele Familien", "Familien erreichen", "Eltern", "Jugendamt", "AWO", "09/2010 bis 07/2011")


async def accepted(town: Town, *, papers: PaperState | None = None) -> tuple[Steered, dict[str, Resident]]:
    """Settle the town; BIL-01 is accepted, and perhaps stands in a paper."""
    made, people = await steered(town)
    town.database.transact(_accept, made, papers, now=town.clock.now())
    return made, people


def _accept(session: Session, made: Steered, state: PaperState | None, *, now: datetime) -> None:
    accept = Decision(made.results["BIL-01"], ConclusionKind.ACCEPT, 0)
    conclusions.conclude(session, accept, acting=made.people["Petra"], now=now)
    if state is not None:
        item = PaperItem(result_id=made.results["BIL-01"], position=1)
        session.add(Paper(number=1, state=state, created_at=LONG_AGO, items=[item]))


async def open_sheet(town: Town, who: Resident) -> list[str]:
    """Open the fact sheet of BIL-01, the first result."""
    return await who.forges(ShowSheet(1).pack())


def texts(town: Town) -> list[tuple[ProfileField, str]]:
    """Return every revision, oldest first."""

    def look(session: Session) -> list[tuple[ProfileField, str]]:
        found = session.execute(select(ProfileEntry.field, ProfileEntry.text).order_by(ProfileEntry.id))
        return [(field, text) for field, text in found]

    return town.database.look(look)


async def test_at_the_stage_of_a_result_nothing_more_is_asked(town: Town) -> None:
    _, people = await steered(town)

    heard = await open_sheet(town, people["Olga"])

    page = [MOTHERS, f"State: proposed\n{CONCERNS}", SUMMARY, "Nothing more is needed at the moment."]
    assert heard == ["\n\n".join(page)]
    assert people["Olga"].buttons == [
        "➕ More fields",
        "🧩 Concerned fields",
        "🕰 Earlier versions",
        "📄 Word file",
        "Back to the result",
    ]


async def test_a_proposal_asks_for_its_six_fields(town: Town) -> None:
    _, people = await accepted(town)

    heard = await open_sheet(town, people["Olga"])

    assert heard == ["\n\n".join([MOTHERS, f"State: under review\n{CONCERNS}", SUMMARY, NEEDED])]
    assert people["Olga"].buttons[:7] == [
        "▶ One after the other",
        "✍️ Situation and need",
        "✍️ Goals",
        "✍️ Target groups",
        "✍️ Who is in charge",
        "✍️ Partners",
        "✍️ Period",
    ]


async def test_a_speaker_fills_six_fields_with_one_tap_and_six_messages(town: Town) -> None:
    _, people = await accepted(town)
    olga = people["Olga"]
    await open_sheet(town, olga)

    asked = await olga.presses("▶ One after the other")
    heard = [await olga.says(text) for text in SIX]

    assert asked == [
        (
            "BIL-01 · Stadtteilmütter\n\nSituation and need\n\nWhat is the situation, and why is it needed?\n\n"
            "6 fields are open."
        )
    ]
    assert heard[0] == [
        (
            "✅ Saved: Situation and need\n\nBIL-01 · Stadtteilmütter\n\nGoals\n\nWhat is to be better afterwards?\n\n"
            "5 fields are open."
        )
    ]
    assert heard[-1][0].startswith(f"✅ Saved: Period\n\n{MOTHERS}")
    assert heard[-1][0].endswith("Period\n09/2010 bis 07/2011\n\nNothing more is needed at the moment.")
    assert [text for _, text in texts(town)] == list(SIX)
    assert await olga.says("/cancel") == ["There is nothing to cancel. /start shows the menu."]


async def test_one_field_is_one_tap_and_one_message(town: Town) -> None:
    _, people = await accepted(town)
    await open_sheet(town, people["Olga"])

    await people["Olga"].presses("✍️ Goals")
    heard = await people["Olga"].says("Familien erreichen")

    assert heard[0].startswith(f"✅ Saved: Goals\n\n{MOTHERS}")
    assert texts(town) == [(ProfileField.GOALS, "Familien erreichen")]


async def test_in_a_paper_money_and_staff_are_asked_and_what_is_open_still(town: Town) -> None:
    made, people = await accepted(town, papers=PaperState.DRAFT)
    town.database.transact(_fill, made, ("need", "goals", "target_groups", "responsible", "partners"))

    heard = await open_sheet(town, people["Olga"])

    assert heard[0].endswith("Needed now: Period, Staff needed, Costs, once, Costs per year, Funding, and Funded until")


def _fill(session: Session, made: Steered, fields: tuple[str, ...]) -> None:
    for name in fields:
        entry = ProfileEntry(result_id=made.results["BIL-01"], field=ProfileField(name), text="x", written_at=LONG_AGO)
        session.add(entry)


async def test_after_the_decision_the_desk_writes_steps_and_indicators_and_speakers_read(town: Town) -> None:
    made, people = await accepted(town, papers=PaperState.DECIDED)
    town.database.transact(_fill, made, tuple(field.value for field in profiles.list_asked(Stage.PAPER)))

    speaker = await open_sheet(town, people["Olga"])
    desk = await open_sheet(town, people["Klaus"])

    assert speaker == desk
    assert desk[0].endswith("Needed now: Steps and How success is measured")
    assert people["Olga"].buttons == ["🕰 Earlier versions", "📄 Word file", "Back to the result"]
    assert people["Klaus"].buttons[:3] == ["▶ One after the other", "✍️ Steps", "✍️ How success is measured"]


async def test_a_final_paper_closes_the_fact_sheet_for_speakers_even_while_they_write(town: Town) -> None:
    made, people = await accepted(town)
    await open_sheet(town, people["Olga"])
    await people["Olga"].presses("✍️ Goals")
    town.database.transact(_finish, made)

    heard = await people["Olga"].says("Zu spät")

    assert heard == [NOT_HERE]
    assert texts(town) == []


def _finish(session: Session, made: Steered) -> None:
    item = PaperItem(result_id=made.results["BIL-01"], position=1)
    session.add(Paper(number=1, state=PaperState.FINAL, created_at=LONG_AGO, items=[item]))


async def test_while_a_paper_is_final_nobody_changes_what_it_says(town: Town) -> None:
    made, people = await accepted(town, papers=PaperState.FINAL)

    heard = await open_sheet(town, people["Petra"])

    assert heard[0].endswith("\n\nThe council paper is final: nothing changes here until the decision.")
    for name in ("Olga", "Petra", "Klaus"):
        assert await people[name].forges(WriteField(made.results["BIL-01"], "goals").pack()) == [NOT_HERE]


async def test_any_field_can_be_filled_at_any_time(town: Town) -> None:
    _, people = await steered(town)
    await open_sheet(town, people["Olga"])

    heard = await people["Olga"].presses("➕ More fields")
    await people["Olga"].presses("Steps")
    await people["Olga"].says("Träger suchen, bis 03/2010")

    assert heard == ["BIL-01 · Stadtteilmütter\n\nWhich field would you like to write or correct?"]
    assert texts(town) == [(ProfileField.STEPS, "Träger suchen, bis 03/2010")]


async def test_target_groups_are_ticked_and_written(town: Town) -> None:
    _, people = await accepted(town)
    await open_sheet(town, people["Petra"])

    await people["Petra"].presses("✍️ Target groups", "The city's staff", "Parents")
    await people["Petra"].says("Großeltern")

    assert texts(town) == [(ProfileField.TARGET_GROUPS, "Eltern, Beschäftigte der Verwaltung, Großeltern")]


async def test_target_groups_may_be_ticked_only(town: Town) -> None:
    _, people = await accepted(town)
    await open_sheet(town, people["Petra"])

    await people["Petra"].presses("✍️ Target groups", "Parents", "Women", "✅ Parents", "✅ Save")

    assert texts(town) == [(ProfileField.TARGET_GROUPS, "Frauen")]


async def test_funded_until_is_kept_as_typed_and_asked_about_once_where_it_names_no_day(town: Town) -> None:
    made, people = await accepted(town)
    field = WriteField(made.results["BIL-01"], "funded_until").pack()
    olga = people["Olga"]
    await olga.forges(field)
    clear = await olga.says("Ende 2015")
    await olga.forges(field)

    doubt = await olga.says("solange es geht")
    kept = await olga.presses("Keep it as it is")

    assert "Funded until\nEnde 2015" in clear[0]
    assert doubt == [
        (
            "Funded until\n\nsolange es geht\n\nI cannot find a day or month in it, so nobody can be reminded in time."
            " Would you write it like this?\n\n06/2015 · Ende 2015 · 30.06.2015"
        )
    ]
    assert "Funded until\nsolange es geht" in kept[0]
    await olga.forges(field)
    await olga.says("irgendwann")
    await olga.says("06/2015")
    assert [text for _, text in texts(town)] == ["Ende 2015", "solange es geht", "06/2015"]


async def test_fields_are_skipped_and_left(town: Town) -> None:
    _, people = await accepted(town)
    olga = people["Olga"]
    await open_sheet(town, olga)

    await olga.presses("▶ One after the other")
    skipped = await olga.presses("Next field ▶")
    left = await olga.presses("🗒 Fact sheet")

    assert skipped[0].startswith("BIL-01 · Stadtteilmütter\n\nGoals")
    assert left[0].endswith(NEEDED)
    assert await olga.says("/cancel") == ["There is nothing to cancel. /start shows the menu."]


async def test_what_does_not_fit_is_asked_again(town: Town) -> None:
    made, people = await accepted(town)
    olga = people["Olga"]
    await olga.forges(WriteField(made.results["BIL-01"], "title").pack())

    long = await olga.says("ä" * 81)
    spoken = await olga.speaks()

    assert long[0].startswith("That is too long: at most 80 characters, please.")
    assert spoken[0] == "I need this as text, please."
    assert texts(town) == []


async def test_members_read_the_others_neither_read_nor_write(town: Town) -> None:
    made, people = await accepted(town)
    number = made.results["BIL-01"]

    assert (await open_sheet(town, people["Amal"]))[0].startswith(MOTHERS)
    assert await people["Amal"].forges(WriteField(number, "goals").pack()) == [NOT_HERE]
    assert await people["Amal"].forges(ListFields(number).pack()) == [NOT_HERE]
    for name in ("Darya", "Bernd"):
        for data in (ShowSheet(number), ShowVersions(number), WriteField(number, "goals"), ShowSheet(999)):
            assert await people[name].forges(data.pack()) == [NOT_HERE]
