"""Beginning a series of meetings, as speakers and the coordinator do it; bad input and forged buttons."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from models import Body, BodyState
from tests.factories import create_body, create_meeting
from tests.handlers.serial import (
    AGREE,
    FIRST_TUESDAYS,
    FOLLOWS,
    HEADING,
    HOW_OFTEN,
    NOT_HERE,
    OUTDATED,
    WHEN,
    WHERE,
    coordinate,
    rules,
    speaker,
)
from tests.towns import Town, local


async def test_a_speaker_begins_a_series_with_six_taps_and_one_message(town: Town) -> None:
    fatma, _ = await speaker(town)
    await fatma.says("/plan")
    await fatma.presses("➕ AG Bildung")

    asked = await fatma.presses("🔁 Series")
    how_often = await fatma.says("3.11. 19 Uhr")
    offered = fatma.buttons
    where = await fatma.presses(FIRST_TUESDAYS)
    preview = await fatma.presses("📍 Usual place")
    heard = await fatma.presses("✅ Start the series")

    dates = "📅 Tuesday, 03.11.2009, 19:00\n📅 Tuesday, 01.12.2009, 19:00\n📅 Tuesday, 05.01.2010, 19:00"
    told = "1 person is in this group.\nEach invitation goes out by itself, 14 days before."
    assert (asked, how_often, where) == ([WHEN], [HOW_OFTEN], [WHERE])
    assert offered == [
        FIRST_TUESDAYS,
        "Every week: Tuesday",
        "Every 2 weeks: Tuesday",
        "Every 4 weeks: Tuesday",
        "Every 6 weeks: Tuesday",
        "Every month: day 3",
        "Back",
        "Cancel",
    ]
    assert preview == [f"Is this right?\n\n{HEADING}\n\n{dates}\n📅 Tuesday, 02.02.2010, 19:00\n…\n\n{told}"]
    assert heard == [f"✅ The series has begun.\n\n{HEADING}\n\n{dates}\n\n{FOLLOWS}"]
    assert town.database.look(rules) == [("FREQ=MONTHLY;BYDAY=1TU", "03.11.2009 19:00", "running")]


async def test_the_coordinator_takes_the_date_that_follows_from_the_last_meeting(town: Town) -> None:
    body_id = town.database.transact(create_body, english="Education")
    town.database.transact(create_meeting, body_id, local(8, 9, 2009, 19), place="Rathaus")
    sabine = town.resident("Sabine", "en")
    await sabine.registers("English", AGREE)
    town.database.transact(coordinate, sabine)
    await sabine.forges(f"series:{body_id}")

    await sabine.presses("Take 20.10.2009 19:00", "Every 6 weeks: Tuesday")
    preview = await sabine.says("Haus der Begegnung")
    heard = await sabine.presses("✅ Start the series")

    assert "🔁 Every 6 weeks: Tuesday\n📍 Haus der Begegnung" in preview[0]
    assert heard[0].startswith("✅ The series has begun.")
    assert town.database.look(rules) == [("FREQ=WEEKLY;INTERVAL=6;BYDAY=TU", "20.10.2009 19:00", "running")]


async def test_the_first_date_is_tapped_in_the_calendar(town: Town) -> None:
    fatma, body_id = await speaker(town)
    await fatma.forges(f"series:{body_id}")

    heard = await fatma.presses("📅 Calendar", "Next ▶", "3", "19:00")

    assert heard == [HOW_OFTEN]


async def test_holidays_are_marked_and_months_without_the_day_left_out(town: Town) -> None:
    fatma, body_id = await speaker(town)
    await fatma.forges(f"series:{body_id}")
    await fatma.says("31.10.2009 15:00")

    await fatma.presses("Every month: day 31")
    preview = await fatma.presses("📍 Usual place")

    assert "📅 Saturday, 31.10.2009, 15:00\n📅 Thursday, 31.12.2009, 15:00\n📅 Sunday, 31.01.2010" in preview[0]
    assert "\n\nMonths without such a day are left out.\n\n" in preview[0]
    await fatma.presses("Back", "Back", "Back")
    await fatma.says("6.1.2010 19:00")
    await fatma.presses("Every week: Wednesday")
    again = await fatma.presses("📍 Usual place")
    assert "📅 Wednesday, 06.01.2010, 19:00 (holiday: Heilige Drei Könige)\n📅 Wednesday, 13.01.2010" in again[0]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("jeden Dienstag", "I could not read the date. Please write it like this: 27.10.2009 19:00"),
        ("12.10.2009 19:00", "This date is over. Please write one that is still to come, like this: 27.10.2009 19:00"),
    ],
)
async def test_a_first_date_that_does_not_fit_is_explained_and_asked_again(town: Town, typed: str, reason: str) -> None:
    fatma, body_id = await speaker(town)
    await fatma.forges(f"series:{body_id}")

    refused = await fatma.says(typed)
    accepted = await fatma.says("٣.١١.٢٠٠٩ ١٩:٠٠")

    assert (refused, accepted) == ([reason, WHEN], [HOW_OFTEN])


@pytest.mark.parametrize("rule", ["FREQ=DAILY", "FREQ=MONTHLY;BYDAY=2TU", "FREQ=WEEKLY;BYDAY=WE", "back!", "yes"])
async def test_a_forged_rule_is_refused_and_what_was_said_stays(town: Town, rule: str) -> None:
    fatma, body_id = await speaker(town)
    await fatma.forges(f"series:{body_id}")
    await fatma.says("3.11. 19 Uhr")
    markup = fatma.bot_messages[-1].reply_markup
    assert markup is not None
    step = markup["inline_keyboard"][0][0]["callback_data"].rpartition(":")[0]

    refused = await fatma.forges(f"{step}:{rule}")
    accepted = await fatma.presses("Every week: Tuesday")

    assert (refused, accepted) == ([HOW_OFTEN], [WHERE])


async def test_a_button_of_somebody_elses_dialogue_does_nothing(town: Town) -> None:
    fatma, body_id = await speaker(town)
    sabine = town.resident("Sabine", "en")
    await sabine.registers("English", AGREE)
    town.database.transact(coordinate, sabine)
    await fatma.forges(f"series:{body_id}")
    await fatma.says("3.11. 19 Uhr")
    markup = fatma.bot_messages[-1].reply_markup
    assert markup is not None
    data = markup["inline_keyboard"][1][0]["callback_data"]

    await sabine.forges(data)

    assert [answer.text for answer in sabine.person.answers[-1:]] == [OUTDATED]
    assert town.database.look(rules) == []


async def test_a_preview_that_waited_too_long_is_refused_and_a_second_tap_begins_nothing_twice(town: Town) -> None:
    fatma, body_id = await speaker(town)
    await fatma.forges(f"series:{body_id}")
    await fatma.says("14.10. 19 Uhr")
    await fatma.presses("Every week: Wednesday", "📍 Usual place")
    await town.move_to(local(14, 10, 2009, 19))
    late = await fatma.presses("✅ Start the series")
    await fatma.presses("Back", "Back", "Back")
    await fatma.says("21.10. 19 Uhr")
    await fatma.presses("Every week: Wednesday", "📍 Usual place")
    markup = fatma.bot_messages[-1].reply_markup
    assert markup is not None
    data = markup["inline_keyboard"][0][0]["callback_data"]

    await fatma.forges(data)
    await fatma.forges(data)

    assert late[0].startswith("This date is over.")
    assert town.database.look(rules) == [("FREQ=WEEKLY;BYDAY=WE", "21.10.2009 19:00", "running")]


async def test_a_series_of_a_group_that_closes_meanwhile_ends_in_a_sentence(town: Town) -> None:
    fatma, body_id = await speaker(town)
    await fatma.forges(f"series:{body_id}")
    await fatma.says("3.11. 19 Uhr")
    town.database.transact(lambda session: session.execute(update(Body).values(state=BodyState.CLOSED)))

    heard = await fatma.presses("Every week: Tuesday")
    after = await fatma.says("/cancel")

    assert heard == [NOT_HERE]
    assert after == ["There is nothing to cancel. /start shows the menu."]


async def test_an_hour_that_the_clocks_skip_is_asked_about(town: Town) -> None:
    fatma, body_id = await speaker(town)
    await fatma.forges(f"series:{body_id}")

    asked = await fatma.says("28.03.2010 02:30")
    heard = await fatma.presses("Take 28.03.2010 03:30")

    assert asked[0].startswith("This time does not exist: the clocks go forward that night.")
    assert heard == ["How often will you meet?\n\nFirst date: Sunday, 28.03.2010, 03:30"]
