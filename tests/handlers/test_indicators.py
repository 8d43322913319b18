"""Indicators at the desk: defined, measured by one message, begun from a list; and what the bot counts itself."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.callback_data.facts import ShowFact
from bot.callback_data.indicators import ChooseDirection, CountProcess, LinkMeasure, TickOffer
from models import Indicator, Measure, Measurement
from tests.factories import LONG_AGO, create_body
from tests.steering import NOT_HERE, steered
from tests.towns import Resident, Town

QUESTION = "Which value, and of which day? Please write it in one message."


async def desk(town: Town) -> Resident:
    """Settle the town and return who coordinates."""
    _, people = await steered(town)
    return people["Klaus"]


def create_indicator(session: Session) -> int:
    indicator = Indicator(name="Besuchte Familien", unit="Familien")
    session.add_all([indicator, Measure(number="M-01", title="Stadtteilmütter", created_at=LONG_AGO)])
    session.flush()
    return indicator.id


async def opened(town: Town) -> tuple[Resident, int]:
    """Let who coordinates open an indicator."""
    klaus = await desk(town)
    number = town.database.transact(create_indicator)
    await klaus.forges(ShowFact("indicator", number).pack())
    return klaus, number


async def test_s71_one_indicator_is_defined_two_values_are_added_and_the_change_is_seen(town: Town) -> None:
    klaus = await desk(town)
    await klaus.says("/facts")
    await klaus.presses("📏 Indicators", "➕ New indicator")
    begun = await klaus.says("Besuchte Familien")
    await klaus.presses("✏️ Unit")
    await klaus.says("Familien")
    await klaus.presses("✏️ Start value")
    await klaus.says("100 am 01.01.2015")
    await klaus.presses("✏️ Target")
    await klaus.says("200 am 31.12.2018")
    await klaus.presses("↕ Which way is better", "more")
    assert (await klaus.presses("➕ Add a value"))[0].startswith(f"Besuchte Familien\n\n{QUESTION}")
    await klaus.says("ca. 120 (2015)")
    await klaus.presses("➕ Add a value")

    heard = await klaus.says("135 am 31.12.2016")

    assert begun == ["Besuchte Familien\n\nNo value yet.\n\nField: Whole town\nBetter is: neither"]
    assert heard[0].splitlines()[2:8] == [
        "Newest value: 135 Familien (31.12.2016)",
        "Since the value before: +15, better",
        "Since the start value: +35, better",
        "Start value: 100 Familien (01.01.2015)",
        "Target: 200 Familien (31.12.2018)",
        "Way to the target: 35 %",
    ]
    assert await klaus.presses("📋 Values") == [
        "Besuchte Familien\n\n• 135 Familien (31.12.2016)\n• about 120 Familien (2015)"
    ]


async def test_a_value_without_a_date_is_of_today_and_one_without_a_number_is_refused(town: Town) -> None:
    klaus, _ = await opened(town)
    await klaus.presses("➕ Add a value")

    refused = await klaus.says("ziemlich viele")
    heard = await klaus.says("12")

    assert refused[0] == "Please write a number, like this: 12"
    assert "Newest value: 12 Familien (13.10.2009)" in heard[0]


async def test_a_value_can_be_removed(town: Town) -> None:
    klaus, _ = await opened(town)
    await klaus.presses("➕ Add a value")
    await klaus.says("1200 am 31.12.2016")

    assert await klaus.presses("📋 Values", "🗑 1,200 of 31.12.2016") == ["Besuchte Familien\n\nNo value yet."]
    assert town.database.look(lambda session: list(session.scalars(select(Measurement)))) == []


async def test_less_can_be_better(town: Town) -> None:
    klaus, number = await opened(town)
    await klaus.forges(ChooseDirection(number, "less").pack())
    await klaus.presses("➕ Add a value")
    await klaus.says("120 am 31.12.2015")
    await klaus.presses("➕ Add a value")

    heard = await klaus.says("135 am 31.12.2016")

    assert "Since the value before: +15, worse" in heard[0]


async def test_measures_are_linked_by_ticking_twice_is_once(town: Town) -> None:
    klaus, number = await opened(town)

    await klaus.presses("🛠 Measures", "☐ Stadtteilmütter")
    await klaus.forges(LinkMeasure(number, 1, 1, 0).pack())
    heard = await klaus.presses("Back")

    assert heard[0].splitlines()[-1] == "For the measures: Stadtteilmütter"
    await klaus.presses("🛠 Measures", "✅ Stadtteilmütter")
    assert "Stadtteilmütter" not in (await klaus.presses("Back"))[0]
    assert await klaus.forges(LinkMeasure(number, 99, 1, 0).pack()) == [NOT_HERE]


async def test_it_belongs_to_a_groups_field(town: Town) -> None:
    klaus, _ = await opened(town)

    heard = await klaus.presses("👥 Whose field", "AG Bildung")

    assert "Field: AG Bildung (Education)" in heard[0]


async def test_indicators_are_begun_from_a_list_by_ticking_and_given_back_while_nothing_hangs_on_them(
    town: Town,
) -> None:
    klaus = await desk(town)
    town.database.transact(create_body, "WOH", "Wohnen")
    await klaus.says("/facts")
    await klaus.presses("📏 Indicators", "💡 Choose from a list")
    assert klaus.buttons == ["Whole town", "AG Bildung", "AG Wohnen", "Back"]

    heard = await klaus.presses("AG Wohnen", "☐ Wohnfläche je Person", "☐ Wartezeit auf eine Sozialwohnung")
    assert heard[0].startswith("AG Wohnen\n\n✅ Wohnfläche je Person\n✅ Wartezeit auf eine Sozialwohnung")
    await klaus.presses("✅ Wohnfläche je Person")
    await klaus.presses("📏 Indicators", "Wartezeit auf eine Sozialwohnung", "➕ Add a value")
    await klaus.says("14")
    await klaus.forges(TickOffer(6, 1, 0).pack())

    names = town.database.look(lambda session: list(session.execute(select(Indicator.name, Indicator.direction))))
    assert names == [("Wartezeit auf eine Sozialwohnung", "less")]


async def test_the_bot_counts_the_process_itself(town: Town) -> None:
    klaus = await desk(town)
    await klaus.says("/facts")

    heard = await klaus.presses("🔢 Counted by the bot")

    assert heard == [
        (
            "🔢 Counted by the bot: 2009\n\nActive working groups: 2\nMeetings: 0\nResults: 2\n"
            "of these with a conclusion: 0\nof these decided by the council: 0\n"
            "Days from a result to the answer (median): not known\n\n"
            "People who took part: 8\nLanguages used: 1\nEnglish: 8"
        )
    ]
    assert (await klaus.presses("◀ 2008"))[0].startswith("🔢 Counted by the bot: 2008\n\nActive working groups: 0")
    for year in (2010, 0):
        await klaus.forges(CountProcess(year).pack())
        assert klaus.person.answers[-1].text == "This button is no longer current."
