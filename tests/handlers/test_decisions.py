"""What came out in the council, in conversation: recorded, taken back, corrected, and told to those behind it (U32)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.callback_data.consultations import RecordOutcome, ShowStation, ShowWay, TakeOutcomeBack
from models import Consultation, Measure, MeasureState, Outcome, Paper, PaperState
from tests.factories import create_paper
from tests.steering import NOT_HERE, Steered, steered
from tests.towns import Resident, Town, local

AUGUST, DECEMBER = date(2009, 9, 17), date(2009, 12, 17)
HEAD = "📄 V-01 · Integrationskonzept; Stadtteilmütter"
TOLD = "Those behind it are told in a few minutes."
MINE = "Your result in it: BIL-01 · Stadtteilmütter"


async def with_final(
    town: Town, stations: Mapping[str, date | None] | None = None
) -> tuple[Steered, dict[str, Resident], int]:
    """Let there be a final paper with BIL-01 that goes through two committees."""
    made, people = await steered(town)
    way = stations or {"Sozialsenat": AUGUST, "Stadtrat": DECEMBER}
    paper = town.database.transact(create_paper, [made.results["BIL-01"]], way)
    for resident in people.values():
        await resident.hears()
    return made, people, paper


def records(town: Town) -> list[tuple[str | None, date | None, int | None, int | None, str]]:
    """Return what is recorded at the stations in their order."""

    def read(session: Session) -> list[tuple[str | None, date | None, int | None, int | None, str]]:
        stations = session.scalars(select(Consultation).order_by(Consultation.position))
        return [(one.outcome, one.held_on, one.votes_for, one.votes_against, one.note) for one in stations]

    return town.database.look(read)


def state(town: Town) -> tuple[PaperState, list[MeasureState]]:
    """Return where the paper stands and which measures there are."""
    return town.database.look(
        lambda session: (
            session.scalars(select(Paper.state)).one(),
            list(session.scalars(select(Measure.state).order_by(Measure.id))),
        )
    )


async def test_a_decision_is_recorded_in_three_taps_and_one_message(town: Town) -> None:
    """U32: at most three taps and one message, from the way on."""
    _, people, paper = await with_final(town)
    klaus = people["Klaus"]
    await klaus.forges(ShowWay(paper).pack())

    station = await klaus.presses("1. Sozialsenat")
    asked = await klaus.presses("✅ decided by a majority")
    dated = await klaus.says("31:8")
    done = await klaus.presses("As planned, 17.09.2009")

    facts = "🏛 Sozialsenat (advises first)\nPlanned: Thursday, 17.09.2009"
    assert station == [f"{HEAD}\n\n{facts}\n\nWhat came out?"]
    title = "🏛 Sozialsenat: decided by a majority"
    assert asked == [f"{title}\n\nHow many votes for and against? Write it like this: 31:8"]
    assert dated == [f"{title}\n\nWhen was it? Tap, or write the day like this: 17.12.2009"]
    what = "✅ Sozialsenat, Thursday, 17.09.2009: decided by a majority (31 : 8)"
    assert done == [f"{HEAD}\n\n{what}\n\n{TOLD}"]
    assert records(town)[0] == ("majority", AUGUST, 31, 8, "")
    assert state(town) == (PaperState.FINAL, [])


async def test_those_behind_it_hear_each_step_and_what_comes_next_once(town: Town) -> None:
    _, people, paper = await with_final(town)
    await people["Klaus"].forges(ShowWay(paper).pack())
    await people["Klaus"].presses("1. Sozialsenat", "✅ decided unanimously", "As planned, 17.09.2009")

    at_once = {name: await people[name].hears() for name in people}
    await town.pass_time(minutes=3)
    later = {name: await one.hears() for name, one in people.items()}

    news = f"{HEAD}\n\nSozialsenat, Thursday, 17.09.2009: decided unanimously\n\nNext: Stadtrat, Thursday, 17.12.2009"
    because = {
        "Amal": "You get this because it came from you.",
        "Mehmet": "You get this because you are in a group that handed it in.",
        "Olga": "You get this because you speak for a group that handed it in.",
    }
    assert [heard for name, heard in at_once.items() if name != "Klaus"] == [[]] * (len(people) - 1)
    assert {name: heard for name, heard in later.items() if heard} == {
        name: [f"{news}\n\n{MINE}\n\n{why}"] for name, why in because.items()
    }


async def test_the_council_decides_and_measures_begin(town: Town) -> None:
    _, people, paper = await with_final(town)
    petra = people["Petra"]
    await petra.forges(ShowWay(paper).pack())

    done = await petra.presses("2. Stadtrat", "✅ decided unanimously", "Today, 13.10.2009")
    await town.pass_time(minutes=3)

    assert done == [
        f"{HEAD}\n\n✅ Stadtrat, Tuesday, 13.10.2009: decided unanimously\n\nThe paper is decided.\n\n{TOLD}"
    ]
    assert state(town) == (PaperState.DECIDED, [MeasureState.RESOLVED])
    heard = await people["Mehmet"].hears()
    assert "That is the final decision. Next the city puts it into practice." in heard[0]


async def test_what_the_council_rejects_is_decided_and_begins_nothing(town: Town) -> None:
    _, people, paper = await with_final(town)
    petra = people["Petra"]
    await petra.forges(ShowWay(paper).pack())

    await petra.presses("2. Stadtrat", "✖️ rejected", "Today, 13.10.2009")
    await town.pass_time(minutes=3)

    assert state(town) == (PaperState.DECIDED, [])
    assert "it is not put into practice. It stays in the summary." in (await people["Amal"].hears())[0]


async def test_what_is_adjourned_stays_on_its_way_and_gets_a_further_date(town: Town) -> None:
    _, people, paper = await with_final(town)
    petra = people["Petra"]
    await petra.forges(ShowWay(paper).pack())
    await petra.presses("2. Stadtrat", "⏸ adjourned", "Today, 13.10.2009", "📅 Further date")

    shown = await petra.says("28.01.2010")

    assert shown[0].endswith(
        "2. Stadtrat (decides)\nPlanned: Thursday, 17.12.2009\nHeld, Tuesday, 13.10.2009: adjourned\n"
        "3. Stadtrat (decides)\nPlanned: Thursday, 28.01.2010"
    )
    assert state(town) == (PaperState.FINAL, [])


async def test_a_slip_is_taken_back_before_anybody_is_told(town: Town) -> None:
    _, people, paper = await with_final(town)
    petra = people["Petra"]
    await petra.forges(ShowWay(paper).pack())
    await petra.presses("2. Stadtrat", "✅ decided unanimously", "Today, 13.10.2009")

    undone = await petra.presses("↩ Undo")
    await town.pass_time(minutes=5)

    assert undone == [f"{HEAD}\n\nTaken back. Nobody was told."]
    assert state(town) == (PaperState.FINAL, [])
    assert records(town)[1] == (None, None, None, None, "")
    assert [await people[name].hears() for name in ("Amal", "Mehmet", "Olga")] == [[], [], []]


async def test_later_it_is_corrected_with_the_reason_and_told_once_more(town: Town) -> None:
    _, people, paper = await with_final(town)
    petra, amal = people["Petra"], people["Amal"]
    await petra.forges(ShowWay(paper).pack())
    await petra.presses("2. Stadtrat", "✅ decided unanimously", "Today, 13.10.2009")
    await town.pass_time(minutes=3)
    await amal.hears()

    refused = await petra.presses("↩ Undo")
    await petra.presses("Open", "✏️ Correct", "✖️ rejected", "Today, 13.10.2009")
    done = await petra.says("Das Protokoll sagt es anders.")
    offered = petra.buttons
    await town.pass_time(minutes=3)

    assert refused == ["The groups have been told, or are told just now. You can still correct it."]
    assert "Das Protokoll sagt es anders." in done[0]
    assert offered[0] == "🏛 Whole way"
    assert state(town) == (PaperState.DECIDED, [MeasureState.REJECTED])
    told = (await amal.hears())[0]
    assert "Correction of what you were told:\nStadtrat, Tuesday, 13.10.2009: rejected" in told
    assert "Das Protokoll sagt es anders." in told


async def test_a_later_step_overtakes_news_that_waits_for_the_morning(town: Town) -> None:
    _, people, paper = await with_final(town)
    petra = people["Petra"]
    await town.move_to(local(14, 10, 2009, 23))
    await petra.forges(ShowWay(paper).pack())
    await petra.presses("1. Sozialsenat", "✅ decided unanimously", "Today, 14.10.2009")
    await town.pass_time(minutes=5)
    await petra.forges(ShowWay(paper).pack())
    await petra.presses("2. Stadtrat", "✅ decided unanimously", "Today, 14.10.2009")
    at_night = await people["Amal"].hears()

    await town.move_to(local(15, 10, 2009, 10))

    heard = await people["Amal"].hears()
    assert at_night == []
    assert len(heard) == 1
    assert "Stadtrat, Wednesday, 14.10.2009: decided unanimously" in heard[0]


async def test_a_correction_is_told_whatever_happens_next(town: Town) -> None:
    _, people, paper = await with_final(town)
    petra, amal = people["Petra"], people["Amal"]
    await petra.forges(ShowWay(paper).pack())
    await petra.presses("1. Sozialsenat", "✅ decided unanimously", "As planned, 17.09.2009")
    await town.pass_time(minutes=3)
    await amal.hears()

    await petra.presses("🏛 Whole way", "1. Sozialsenat", "✏️ Correct", "✖️ rejected", "As planned, 17.09.2009")
    await petra.says("Verlesen.")
    await petra.presses("🏛 Whole way", "2. Stadtrat", "✅ decided unanimously", "Today, 13.10.2009")
    await town.pass_time(minutes=3)

    corrected, decided = await amal.hears()
    assert "Correction of what you were told:\nSozialsenat, Thursday, 17.09.2009: rejected" in corrected
    assert "Stadtrat, Tuesday, 13.10.2009: decided unanimously" in decided


async def test_of_two_at_once_the_second_sees_what_the_first_recorded(town: Town) -> None:
    _, people, paper = await with_final(town)
    petra, klaus = people["Petra"], people["Klaus"]
    for one in (petra, klaus):
        await one.forges(ShowWay(paper).pack())
        await one.presses("2. Stadtrat", "✏️ decided with changes")
    await klaus.says("Nur zwei Jahre.")
    await petra.presses("Without the changes", "Today, 13.10.2009")

    late = await klaus.presses("Today, 13.10.2009")

    assert late[0].startswith("Meanwhile somebody else changed what is recorded here. Please look again.")
    assert "Held, Tuesday, 13.10.2009: decided with changes" in late[0]
    assert late[0].endswith("This is what you had written:\nNur zwei Jahre.")
    assert records(town)[1] == ("amended", date(2009, 10, 13), None, None, "")


async def test_votes_and_days_that_cannot_be_are_refused_kindly(town: Town) -> None:
    _, people, paper = await with_final(town)
    petra = people["Petra"]
    await petra.forges(ShowWay(paper).pack())
    await petra.presses("2. Stadtrat", "✅ decided by a majority")

    votes = [(await petra.says(words))[0] for words in ("viele", "8:31", "31", "7:7")]
    await petra.says("٣١ : ٨")
    days = [(await petra.says(words))[0] for words in ("14.10.2009", "irgendwann")]
    await petra.says("30.9.")

    like_this = "Please write the votes for and against, like this: 31:8. A majority has more for than against."
    assert votes == [like_this] * 4
    assert days[0] == "This day is still to come. Please write when it was, like this: 01.10.2009"
    assert days[1].startswith("I could not read the date.")
    assert records(town)[1] == ("majority", date(2009, 9, 30), 31, 8, "")


async def test_who_is_only_informed_decides_nothing(town: Town) -> None:
    _, people, paper = await with_final(town)
    petra = people["Petra"]
    await petra.forges(ShowWay(paper).pack())
    await petra.presses("1. Sozialsenat", "⚙️ is informed")

    offered = petra.buttons[:3]
    await petra.presses("👁 taken note of", "Today, 13.10.2009")

    assert offered == ["👁 taken note of", "⏸ adjourned", "⏸ put off"]
    assert state(town) == (PaperState.FINAL, [])


async def test_who_is_informed_after_the_decision_says_nothing_of_a_next_date(town: Town) -> None:
    _, people, paper = await with_final(town)
    petra, amal = people["Petra"], people["Amal"]
    await petra.forges(ShowWay(paper).pack())
    await petra.presses("1. Sozialsenat", "⚙️ is informed", "🏛 Whole way")
    await petra.presses("2. Stadtrat", "✅ decided unanimously", "Today, 13.10.2009", "🏛 Whole way")

    await petra.presses("1. Sozialsenat", "👁 taken note of", "Today, 13.10.2009")
    await town.pass_time(minutes=3)

    decided, noted = await amal.hears()
    assert "Stadtrat, Tuesday, 13.10.2009: decided unanimously" in decided
    what = "Sozialsenat, Tuesday, 13.10.2009: taken note of"
    assert noted == f"{HEAD}\n\n{what}\n\n{MINE}\n\nYou get this because it came from you."


@pytest.mark.parametrize("name", ["Amal", "Olga", "Bernd", "Gül"])
async def test_nobody_else_records_anything(town: Town, name: str) -> None:
    _, people, _ = await with_final(town)
    number = town.database.look(lambda session: session.scalars(select(Consultation.id)).first())
    assert number is not None
    acts = [ShowStation(number), RecordOutcome(number, Outcome.UNANIMOUS, 0), TakeOutcomeBack(number, 0)]

    heard = [await people[name].forges(act.pack()) for act in acts]

    assert heard == [[NOT_HERE]] * 3
    assert state(town) == (PaperState.FINAL, [])
