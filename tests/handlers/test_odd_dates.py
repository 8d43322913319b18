"""Dates that are asked about once: the skipped hour, the doubled hour, another year; what speaks against a date."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Meeting, MeetingState, Role
from tests.factories import create_body, create_meeting
from tests.handlers.joining import MEMBER, SPEAKER, join_town
from tests.handlers.settling import settle
from tests.towns import Resident, Town, local

PLACE = "Pestalozzischule, Coburg"
WHERE = f"Where will you meet?\n\nUsual place: {PLACE}\n\nOr write another address."
WRITE = "Or write another date: 27.10.2009 19:00"
SKIPPED = "This time does not exist: the clocks go forward that night. Take 28.03.2010 03:30?"
DOUBLED = "This time comes twice: the clocks go back that night. Which one is right?"
FAR = "That is more than a year ahead. Which date is right?"
NAME = "Meeting: AG Bildung"


async def _asks_for_a_date(town: Town) -> tuple[Resident, int]:
    body = town.database.transact(create_body, place=PLACE)
    fatma = await join_town(town, "Fatma", (body, SPEAKER))
    await fatma.says("/plan")
    await fatma.presses("➕ AG Bildung")
    return fatma, body


def _starts(session: Session) -> list[str]:
    return [one.isoformat(" ", "minutes") for one in session.scalars(select(Meeting.starts_at).order_by(Meeting.id))]


@pytest.mark.parametrize(
    ("typed", "question", "answer", "instant"),
    [
        ("28.03.2010 02:30", SKIPPED, "Take 28.03.2010 03:30", "2010-03-28 01:30+00:00"),
        ("25.10.2009 02:30", DOUBLED, "First 02:30 (summer time)", "2009-10-25 00:30+00:00"),
        ("25.10.2009 02:30", DOUBLED, "Second 02:30 (winter time)", "2009-10-25 01:30+00:00"),
        ("27.10.2019 19:00", FAR, "Take 27.10.2009 19:00", "2009-10-27 18:00+00:00"),
        ("27.10.2019 19:00", FAR, "Take 27.10.2019 19:00", "2019-10-27 18:00+00:00"),
        ("29.02. 19:00", FAR, "Take 29.02.2012 19:00", "2012-02-29 18:00+00:00"),
        ("27.10.9999 19:00", FAR, "Take 27.10.2009 19:00", "2009-10-27 18:00+00:00"),
    ],
)
async def test_an_odd_date_is_asked_about_once(
    town: Town, typed: str, question: str, answer: str, instant: str
) -> None:
    fatma, _ = await _asks_for_a_date(town)

    asked = await fatma.says(typed)
    where = await fatma.presses(answer)
    await fatma.presses("📍 Usual place", "✅ Invite")

    assert asked == [f"{question}\n\n{WRITE}"]
    assert where == [WHERE]
    assert town.database.look(_starts) == [instant]


async def test_instead_of_an_odd_date_another_one_can_be_written(town: Town) -> None:
    fatma, _ = await _asks_for_a_date(town)
    await fatma.says("27.10.2019 19:00")

    refused = await fatma.says("31.02.2010 19:00")
    where = await fatma.says("27.10.2009 19:00")

    assert refused == [
        "This day does not exist. Please write the date like this: 27.10.2009 19:00",
        f"{FAR}\n\n{WRITE}",
    ]
    assert where == [WHERE]


async def test_the_skipped_hour_is_noticed_behind_the_calendar_too(town: Town) -> None:
    fatma, _ = await _asks_for_a_date(town)
    await fatma.presses("📅 Calendar", "Next ▶", "Next ▶", "Next ▶", "Next ▶", "Next ▶", "28*")

    asked = await fatma.says("2:30")

    assert asked == [f"{SKIPPED}\n\n{WRITE}"]


async def test_a_move_and_an_event_are_asked_about_too(town: Town) -> None:
    fatma, body = await _asks_for_a_date(town)
    await fatma.says("/cancel")
    town.database.transact(create_meeting, body, local(20, 10, 2009, 19), place=PLACE)
    weber = settle(town, "Weber", role=Role.COORDINATOR)
    await fatma.says("/plan")
    await fatma.presses("✏️ 20.10. AG Bildung", "🔁 Move")
    await weber.says("/event")
    await weber.says("Tag der Begegnung")

    moving = await fatma.says("25.10.2009 02:30")
    moved = await fatma.presses("Second 02:30 (winter time)")
    beginning = await weber.says("28.03.2010 02:30")
    place = await weber.presses("Take 28.03.2010 03:30")

    assert (moving, beginning) == ([f"{DOUBLED}\n\n{WRITE}"], [f"{SKIPPED}\n\n{WRITE}"])
    assert moved[0].split("\n\n")[2] == "New date: Sunday, 25.10.2009, 02:30"
    assert place == ["Where is it?\n\nPlease write the address, in German."]


async def test_what_speaks_against_a_date_is_said_and_forbids_nothing(town: Town) -> None:
    fatma, body = await _asks_for_a_date(town)
    others = town.database.transact(create_body, "FRA", "Frauen")
    steering = town.database.transact(create_body, "BEG", "Begegnung")
    settle(town, "Amal", bodies=[body, others])
    town.database.transact(create_meeting, others, local(1, 11, 2009, 17))
    town.database.transact(create_meeting, steering, local(1, 11, 2009, 19), state=MeetingState.DRAFTED)
    town.database.transact(create_meeting, others, local(1, 11, 2009, 20), state=MeetingState.CANCELLED)
    town.database.transact(create_meeting, others, local(2, 11, 2009, 0))
    await fatma.says("1.11.2009 10:00")

    preview = await fatma.presses("📍 Usual place")
    await fatma.presses("✅ Invite")

    card = f"{NAME}\n📅 Sunday, 01.11.2009, 10:00\n📍 {PLACE}"
    against = [
        "⚠️ That is a Sunday.",
        "⚠️ Public holiday: Allerheiligen",
        "⚠️ The same day at 17:00: Meeting: AG Frauen (1 person belongs to both)",
        "⚠️ The same day at 19:00: Meeting: AG Begegnung",
    ]
    assert preview == ["\n\n".join(["Is this right?", card, "2 people will be invited.", "\n".join(against)])]
    assert town.database.look(_starts)[-1] == "2009-11-01 09:00+00:00"


@pytest.mark.parametrize(
    ("typed", "feasts"),
    [
        ("26.11.2009 19:00", "Eid al-Adha (Feast of Sacrifice)"),
        ("2.4.2010 10:00", "Orthodox Good Friday and Pesach"),
        ("20.3.2010 10:00", "Newroz"),
    ],
)
async def test_feasts_are_named(town: Town, typed: str, feasts: str) -> None:
    fatma, _ = await _asks_for_a_date(town)
    await fatma.says(typed)

    preview = await fatma.presses("📍 Usual place")

    assert f"⚠️ That day: {feasts}" in preview[0].splitlines()


async def test_a_move_by_one_tap_onto_a_day_that_something_speaks_against_is_shown_first(town: Town) -> None:
    fatma, body = await _asks_for_a_date(town)
    await fatma.says("/cancel")
    await join_town(town, "Amal", (body, MEMBER))
    town.database.transact(create_meeting, body, local(31, 10, 2009, 19), place=PLACE)
    await fatma.says("/plan")
    await fatma.presses("✏️ 31.10. AG Bildung", "🔁 Move")

    preview = await fatma.presses("Take 01.11.2009 19:00")
    moved = await fatma.presses("✅ Move")

    assert preview[0].splitlines()[-2:] == ["⚠️ That is a Sunday.", "⚠️ Public holiday: Allerheiligen"]
    assert moved[0].splitlines()[0] == "✅ The meeting is moved."


async def test_the_meeting_that_moves_does_not_speak_against_itself(town: Town) -> None:
    fatma, body = await _asks_for_a_date(town)
    await fatma.says("/cancel")
    town.database.transact(create_meeting, body, local(30, 10, 2009, 19), place=PLACE)
    await fatma.says("/plan")
    await fatma.presses("✏️ 30.10. AG Bildung", "🔁 Move")

    preview = await fatma.says("30.10.2009 20:00")

    assert preview[0].split("\n\n")[-1] == "New date: Friday, 30.10.2009, 20:00"
