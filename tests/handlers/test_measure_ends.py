"""Measures come to an end: their money is told of in time, their evaluation is asked for and given."""

from __future__ import annotations

from datetime import date

from bot.callback_data import measures as data
from models import DeliveryKind
from tests.handlers.measuring import EVALUATE, HEAD, STATE, count, find, running
from tests.towns import Town, local


async def test_money_that_ends_is_told_half_a_year_and_two_months_before_once_each(town: Town) -> None:
    _, people, number = await running(town, funded_until=date(2010, 6, 30), responsible_id=None)
    klaus = people["Klaus"]
    for moment in (local(31, 12, 2009, 12), local(4, 1, 2010, 12), local(8, 1, 2010, 12), local(3, 5, 2010, 12)):
        await town.move_to(moment)
    await town.move_to(local(30, 8, 2010, 12))

    heard = await klaus.hears()

    assert (
        heard
        == [
            (
                "💶 The money ends soon: BIL-01 · Stadtteilmütter\n\nIt is funded until Wednesday, 30.06.2010.\n\n"
                "What helps now: ask for an extension, look for another source, or plan a good end."
            )
        ]
        * 2
    )
    assert (count(town, DeliveryKind.FUNDING_ENDS), find(town, number).warned_days) == (2, 60)


async def test_money_that_has_ended_when_it_is_written_down_is_told_once(town: Town) -> None:
    _, people, _ = await running(town, funded_until=date(2009, 6, 30))

    for moment in (local(14, 10, 2009, 12), local(15, 10, 2009, 12), local(15, 12, 2009, 12)):
        await town.move_to(moment)

    assert count(town, DeliveryKind.FUNDING_ENDS) == 2
    assert (await people["Klaus"].hears())[0].startswith("💶 The money has ended: BIL-01 · Stadtteilmütter")


async def test_at_its_planned_end_its_evaluation_is_asked_for_and_given_in_two_taps_and_two_messages(
    town: Town,
) -> None:
    _, people, number = await running(town, ends_on=date(2009, 10, 31))
    olga = people["Olga"]
    await town.move_to(local(2, 11, 2009, 12))
    asked = await olga.hears()

    await olga.presses("🎯 Evaluate", "partly reached")
    await olga.says("42 Familien statt 100.")
    await olga.says("Früher anfangen.")

    assert (asked, await people["Klaus"].hears()) == ([EVALUATE], [EVALUATE])
    assert olga.screen == (
        f"{HEAD}\n\nevaluated\n02.11.2009: evaluated\n\nPlanned end: 31.10.2009\n\n"
        "🎯 Evaluated on 02.11.2009: partly reached\n42 Familien statt 100.\nWhat was learned:\nFrüher anfangen."
    )
    assert find(town, number).state is STATE.EVALUATED


async def test_a_second_evaluation_stands_below_the_first(town: Town) -> None:
    _, people, number = await running(town, state=STATE.COMPLETED)
    for name, outcome, words in (("Klaus", "not reached", "Zu früh."), ("Petra", "goal reached", "135 Familien.")):
        await people[name].forges(data.EvaluateMeasure(number).pack())
        await people[name].presses(outcome)
        await people[name].says(words)
        await people[name].presses("Nothing to add")

    assert people["Petra"].screen.startswith(f"{HEAD}\n\nevaluated\n13.10.2009: evaluated\n\n")
    assert people["Petra"].screen.endswith(
        "🎯 Evaluated on 13.10.2009: not reached\nZu früh.\n\n🎯 Evaluated on 13.10.2009: goal reached\n135 Familien."
    )
