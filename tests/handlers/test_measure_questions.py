"""Measures over time: who is asked how they go, and what becomes of the answers."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from bot.callback_data import measures as data
from models import DeliveryKind, Participant, Progress
from tests.factories import create_measure
from tests.handlers.measuring import AGAIN, ASKED, EVALUATE, HEAD, NAMED, STATE, THANKS, count, find, running
from tests.steering import NOT_HERE, steered
from tests.towns import Town, local


async def test_the_coordinator_names_who_is_asked_and_they_hear_of_it_and_may_decline(town: Town) -> None:
    _, people, number = await running(town, responsible_id=None)
    klaus, olga = people["Klaus"], people["Olga"]
    await klaus.forges(data.OpenMeasure(number).pack())

    await klaus.presses("🔔 Who is asked")
    offered = klaus.buttons
    await klaus.presses("Olga · AG Begegnung")
    told = await olga.hears()
    refused = await people["Petra"].forges(data.ChooseResponsible(number, 0).pack())
    declined = await olga.presses("That is not me")

    petra, sabine = "Petra · Steuergruppe", "Sabine · Steuergruppe"
    assert offered == ["No. 1 · coordination", "Olga · AG Begegnung", petra, sabine, "Back"]
    assert (told, refused) == ([NAMED], [NOT_HERE])
    assert declined == ["All right, I will not ask you about it any more: BIL-01 · Stadtteilmütter"]
    assert find(town, number).responsible_id is None


async def test_after_eight_weeks_one_tap_says_how_it_goes(town: Town) -> None:
    _, people, number = await running(town)
    olga = people["Olga"]
    await town.move_to(local(7, 12, 2009, 12))
    early = await olga.hears()
    await town.move_to(local(8, 12, 2009, 12))

    asked = await olga.hears()
    answered = await olga.presses("👍 As planned")

    assert (early, asked) == ([], [ASKED])
    assert answered[0].startswith(f"{THANKS}\n\n{HEAD}\n\nunder way\n08.12.2009: goes as planned")
    assert [note.progress for note in find(town, number).notes] == [Progress.AS_PLANNED]
    assert (await people["Petra"].hears(), await people["Klaus"].hears()) == ([], [])


async def test_without_an_answer_it_is_asked_once_more_and_then_only_the_date_stands_there(town: Town) -> None:
    _, people, number = await running(town)
    olga, petra = people["Olga"], people["Petra"]
    for moment in (local(8, 12, 2009, 12), local(22, 12, 2009, 12), local(5, 1, 2010, 12), local(20, 1, 2010, 12)):
        await town.move_to(moment)

    heard = await olga.hears()
    page = await petra.forges(data.OpenMeasure(number).pack())

    assert heard == [ASKED, AGAIN]
    assert "No news since 13.10.2009" in page[0]


async def test_nobody_is_pilloried_s24(town: Town) -> None:
    """Where there is no answer, nobody hears who has not answered; only the desk sees that somebody is asked."""
    made, people, number = await running(town)
    for moment in (local(8, 12, 2009, 12), local(22, 12, 2009, 12), local(20, 1, 2010, 12)):
        await town.move_to(moment)

    others = [name for name in people if name != "Olga"]
    heard = [await people[name].hears() for name in others]
    listed = await people["Petra"].says("/measures")
    pages = [await people[name].forges(data.OpenMeasure(number).pack()) for name in ("Amal", "Mehmet", "Bernd")]

    assert heard == [[]] * len(others)
    assert "Olga" not in listed[0]
    assert pages == [[NOT_HERE]] * 3
    assert made.people["Olga"] == find(town, number).responsible_id


async def test_whoever_is_responsible_sees_their_own_measure_and_no_other_and_changes_nothing(town: Town) -> None:
    _, people, number = await running(town)
    olga = people["Olga"]
    other = town.database.transact(create_measure, "M-02", "Leitbild")

    page = await olga.forges(data.OpenMeasure(number).pack())
    buttons = olga.buttons
    refused = [
        await olga.forges(forged.pack())
        for forged in (
            data.OpenMeasure(other),
            data.SayProgress(other, "slower", 0),
            data.ChooseState(number),
            data.SetState(number, "completed", 0),
            data.ChangeField(number, "title"),
            data.AddStep(number),
            data.MeasureHistory(number, 0),
            data.Touch(number, "f", 1, 1, 0),
        )
    ]

    assert page == [f"{HEAD}\n\nunder way"]
    expected = ["👍 As planned", "🐢 Slower", "🏁 It is done", "✍️ Write a sentence", "🎯 Evaluate", "Main menu"]
    assert buttons == expected
    assert refused == [[NOT_HERE]] * 8


async def test_a_sentence_becomes_the_newest_state_of_things_with_what_was_typed(town: Town) -> None:
    _, people, number = await running(town)
    await town.move_to(local(8, 12, 2009, 12))
    await people["Olga"].hears()

    await people["Olga"].presses("✍️ Write a sentence")
    await people["Olga"].says("Drei <Mütter> sind da.")
    page = await people["Petra"].forges(data.OpenMeasure(number).pack())

    assert page[0].startswith(f"{HEAD}\n\nunder way\n08.12.2009: Drei <Mütter> sind da.")
    await town.move_to(local(23, 12, 2009, 12))
    assert await people["Olga"].hears() == []


async def test_what_is_done_is_completed_and_those_behind_it_hear_of_it_r8(town: Town) -> None:
    _, people, number = await running(town)
    await town.move_to(local(8, 12, 2009, 12))
    await people["Olga"].hears()

    await people["Olga"].presses("🏁 It is done")

    news = f"{HEAD}\n\nIt is now: completed\n\nNext, people look at what it has brought.\n\n"
    assert await people["Amal"].hears() == [f"{news}You get this because it came from you."]
    assert await people["Mehmet"].hears() == [f"{news}You get this because you are in a group that handed it in."]
    assert [await people[name].hears() for name in ("Bernd", "Darya")] == [[], []]
    await town.pass_time(minutes=1)
    assert await people["Klaus"].hears() == [EVALUATE]
    assert find(town, number).state is STATE.COMPLETED


async def test_a_measure_that_is_stopped_needs_a_reason_which_is_told_word_for_word(town: Town) -> None:
    _, people, number = await running(town)
    petra = people["Petra"]
    await petra.forges(data.OpenMeasure(number).pack())
    await petra.presses("🚦 State")
    offered = petra.buttons

    await petra.presses("stopped")
    await petra.says("Kein <Geld>.")

    assert offered == ["completed", "put off", "stopped", "Back"]
    assert await people["Amal"].hears() == [
        (
            f"{HEAD}\n\nIt is now: stopped\n\nThe reason:\nKein <Geld>.\n\n"
            "Nothing more is planned. A new idea is always welcome: /idea\n\nYou get this because it came from you."
        )
    ]
    history = await petra.presses("🕑 History")
    assert history == ["🕑 BIL-01: what happened so far\n\n13.10.2009: stopped · Kein <Geld>."]


async def test_two_weeks_after_a_step_should_have_been_done_somebody_is_asked(town: Town) -> None:
    _, people, number = await running(town)
    klaus = people["Klaus"]
    await klaus.forges(data.AddStep(number).pack())
    await klaus.says("bis 20.10.2009: Träger suchen")

    await town.move_to(local(2, 11, 2009, 12))
    early = await people["Olga"].hears()
    await town.move_to(local(3, 11, 2009, 12))

    assert (early, await people["Olga"].hears()) == ([], [ASKED])


async def test_a_year_that_passes_at_once_floods_nobody(town: Town) -> None:
    _, people, _ = await running(town, funded_until=date(2010, 3, 31), ends_on=date(2010, 6, 30))

    await town.move_to(local(13, 10, 2010, 12))

    assert count(town, DeliveryKind.MEASURE_DUE) == 1 + 2
    assert count(town, DeliveryKind.FUNDING_ENDS) == 2
    assert len(await people["Olga"].hears()) == 3


async def test_who_is_asked_may_delete_their_data_and_what_they_wrote_stays_without_them(town: Town) -> None:
    made, people, number = await running(town)
    await people["Olga"].forges(data.WriteSentence(number).pack())
    await people["Olga"].says("Läuft.")

    town.database.transact(_forget, made.people["Olga"])
    await town.move_to(local(20, 1, 2010, 12))

    measure = find(town, number)
    assert (measure.responsible_id, [(note.text, note.author_id) for note in measure.notes]) == (
        None,
        [("Läuft.", None)],
    )


def _forget(session: Session, number: int) -> None:
    session.delete(session.get_one(Participant, number))


async def test_a_group_and_a_measure_of_the_same_name_are_both_found_with_their_type_s64(town: Town) -> None:
    _, people = await steered(town)
    town.database.transact(create_measure, "M-01", "Begegnung")

    await people["Petra"].says("/search")
    desk = await people["Petra"].says("Begegnung")
    await people["Mehmet"].says("/search")
    member = await people["Mehmet"].says("begegnung")

    assert "👥 Group: AG Begegnung (Encounter)\n\n🛠 Measure: M-01 · Begegnung · being considered" in desk[0]
    assert "👥 Group: AG Begegnung (Encounter)" in member[0]
    assert "Measure" not in member[0]
