"""Meetings in people's own calendars, from the chat: the file, the file that follows a change, the private address."""

from __future__ import annotations

from typing import Any

import icalendar
import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.callback_data.calendars import MakeFeed, TakeCalendarFile
from bot.services.changes import relocate
from models import CalendarEntry, CalendarFeed, Meeting, MeetingState, MembershipRole, Participant
from tests.factories import create_body, create_meeting, create_membership
from tests.handlers.settling import settle
from tests.towns import Resident, Town, local

PLACE = "Rathaus, Markt 1, 96450 Coburg"
CARD = f"Meeting: AG Bildung (Education)\n📅 {{}}\n📍 {PLACE}"
TAKEN = "📆 Tap the file and choose your calendar. If the meeting changes, you get a new file."
FOLLOWS = "📆 Open the file: then your calendar changes, too."
NOT_HERE = "That is not available here. /help shows what is possible."
ONE = "One meeting: answer “I come”, then press “📆 Calendar file”. If the meeting changes, you get a new file."
PAGE = f"📆 Meetings in your own calendar\n\n{ONE}"


def _number_of(session: Session, resident: Resident) -> int:
    return session.scalars(select(Participant.id).where(Participant.telegram_id == resident.id)).one()


def _speak_for(session: Session, resident: Resident, body_id: int) -> None:
    create_membership(session, _number_of(session, resident), body_id, MembershipRole.SPEAKER)


async def _settled(town: Town, name: str, locale: str = "en", *, bodies: tuple[int, ...] = ()) -> Resident:
    """Return somebody who is registered and has the chat open."""
    resident = settle(town, name, locale, bodies=bodies)
    await resident.opens()
    return resident


async def _meeting(town: Town) -> tuple[Resident, Resident, int]:
    """Return Fatma, who speaks for AG Bildung, Amal, who is in it, and the number of its meeting."""
    body_id = town.database.transact(create_body, english="Education")
    meeting_id = town.database.transact(create_meeting, body_id, local(27, 10, 2009, 19))
    fatma, amal = await _settled(town, "Fatma"), await _settled(town, "Amal", bodies=(body_id,))
    town.database.transact(_speak_for, fatma, body_id)
    return fatma, amal, meeting_id


def _file(resident: Resident) -> tuple[str, str, int, str, str]:
    """Return method, UID, sequence, start and status of the file in the newest message."""
    calendar: Any = icalendar.Calendar.from_ical(resident.file)
    [event] = calendar.walk("VEVENT")
    start = event["DTSTART"].dt.isoformat()
    return str(calendar["METHOD"]), str(event["UID"]), int(event["SEQUENCE"]), start, str(event["STATUS"])


def _entries(session: Session) -> int:
    return len(session.scalars(select(CalendarEntry.id)).all())


async def test_the_calendar_follows_a_move_and_a_cancellation(town: Town) -> None:
    fatma, amal, meeting_id = await _meeting(town)
    await amal.says("/meetings")
    await amal.presses("✅ I come")

    taken = await amal.presses("📆 Calendar file")
    first = _file(amal)
    await fatma.forges(f"move:{meeting_id}")
    await fatma.says("28.10.2009 19:30")
    await fatma.presses("✅ Move")
    moved = await amal.hears()
    second = _file(amal)
    await fatma.forges(f"calloff:{meeting_id}:1:1")
    cancelled = await amal.hears()
    third = _file(amal)

    uid = f"meeting-{meeting_id}@mitwirken.mitwirken.invalid"
    assert taken == [f"{CARD.format('Tuesday, 27.10.2009, 19:00')}\n\n{TAKEN}"]
    assert first == ("REQUEST", uid, 0, "2009-10-27T19:00:00+01:00", "CONFIRMED")
    assert second == ("REQUEST", uid, 1, "2009-10-28T19:30:00+01:00", "CONFIRMED")
    assert third == ("CANCEL", uid, 2, "2009-10-28T19:30:00+01:00", "CANCELLED")
    assert [text.splitlines()[0] for text in (*moved, *cancelled)] == [
        "🔁 New date",
        "🚫 Cancelled: this meeting does not take place.",
    ]
    assert [text.splitlines()[-1] for text in (*moved, *cancelled)] == [FOLLOWS, FOLLOWS]
    assert amal.bot_messages[-1].document is not None
    assert amal.bot_messages[-1].document.file_name == "mitwirken-2009-10-28.ics"


async def test_another_place_brings_a_new_file_too(town: Town) -> None:
    fatma, amal, meeting_id = await _meeting(town)
    await amal.forges(TakeCalendarFile(meeting_id).pack())
    acting = town.database.look(_number_of, fatma)
    now = town.clock.now()

    town.database.transact(relocate, meeting_id, 0, "Pestalozzischule", acting=acting, now=now)
    heard = await amal.hears()

    [event] = icalendar.Calendar.from_ical(amal.file).walk("VEVENT")
    assert heard[0].splitlines()[-1] == FOLLOWS
    assert (_file(amal)[0], _file(amal)[2], str(event["LOCATION"])) == ("REQUEST", 1, "Pestalozzischule")


async def test_an_answer_below_a_file_is_shown_there(town: Town) -> None:
    fatma, amal, meeting_id = await _meeting(town)
    await amal.forges(TakeCalendarFile(meeting_id).pack())
    await fatma.forges(f"move:{meeting_id}")
    await fatma.says("28.10.2009 19:30")
    await fatma.presses("✅ Move")
    await amal.hears()
    count = len(amal.bot_messages)

    heard = await amal.presses("❓ I don't know yet")

    assert [text.splitlines()[-1] for text in heard] == ["Your answer: ❓ I don't know yet"]
    assert (len(amal.bot_messages), _file(amal)[2]) == (count, 1)
    assert town.simulator.refusals == []


async def test_who_took_no_file_is_told_without_one(town: Town) -> None:
    fatma, amal, meeting_id = await _meeting(town)
    await fatma.forges(TakeCalendarFile(meeting_id).pack())

    await fatma.forges(f"calloff:{meeting_id}:0:1")
    heard = await amal.hears()

    card = CARD.format("Tuesday, 27.10.2009, 19:00")
    assert heard == [f"🚫 Cancelled: this meeting does not take place.\n\n{card}"]
    assert amal.bot_messages[-1].document is None


async def test_a_file_taken_twice_is_noted_once(town: Town) -> None:
    _, amal, meeting_id = await _meeting(town)

    for _ in range(2):
        await amal.forges(TakeCalendarFile(meeting_id).pack())

    assert town.database.look(_entries) == 1


async def test_who_is_not_invited_gets_no_file(town: Town) -> None:
    _, _, meeting_id = await _meeting(town)
    viktor = await _settled(town, "Viktor")

    heard = await viktor.forges(TakeCalendarFile(meeting_id).pack())
    unknown = await viktor.forges(TakeCalendarFile(999).pack())

    assert (heard, unknown) == ([NOT_HERE], [NOT_HERE])
    assert town.database.look(_entries) == 0


async def test_a_draft_is_nobodys_yet(town: Town) -> None:
    _, amal, meeting_id = await _meeting(town)
    town.database.transact(lambda session: session.execute(update(Meeting).values(state=MeetingState.DRAFTED)))

    heard = await amal.forges(TakeCalendarFile(meeting_id).pack())

    assert heard == [NOT_HERE]


async def test_who_said_no_may_take_the_file_all_the_same(town: Town) -> None:
    _, amal, meeting_id = await _meeting(town)
    await amal.says("/meetings")
    await amal.presses("❌ I can't come")

    heard = await amal.forges(TakeCalendarFile(meeting_id).pack())

    assert heard[0].splitlines()[-1] == TAKEN


async def test_of_a_cancelled_meeting_there_is_the_file_that_takes_it_out(town: Town) -> None:
    fatma, amal, meeting_id = await _meeting(town)
    await fatma.forges(f"calloff:{meeting_id}:0:1")
    await amal.hears()

    heard = await amal.forges(TakeCalendarFile(meeting_id).pack())

    gone = "This meeting does not take place. Open the file: then it disappears from your calendar."
    assert heard[0].splitlines()[-1] == gone
    assert (_file(amal)[0], _file(amal)[2]) == ("CANCEL", 1)


@pytest.mark.parametrize(
    ("locale", "summary"), [("en", "Meeting: AG Bildung (Education)"), ("de", "Treffen: AG Bildung")]
)
async def test_the_words_are_the_persons_and_the_place_stays(town: Town, locale: str, summary: str) -> None:
    place = ("مركز اللقاء " * 30)[:300].strip()
    body_id = town.database.transact(create_body, english="Education")
    meeting_id = town.database.transact(create_meeting, body_id, local(27, 10, 2009, 19), place=place)
    amal = await _settled(town, "Amal", locale, bodies=(body_id,))

    await amal.forges(TakeCalendarFile(meeting_id).pack())

    calendar: Any = icalendar.Calendar.from_ical(amal.file)
    [event] = calendar.walk("VEVENT")
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == (summary, place)


async def test_a_caption_that_is_too_long_becomes_a_message_before_the_file(town: Town) -> None:
    fatma, amal, meeting_id = await _meeting(town)
    title = "Begegnungsfest " * 80
    town.database.transact(lambda session: session.execute(update(Meeting).values(title=title)))
    await amal.forges(TakeCalendarFile(meeting_id).pack())

    await fatma.forges(f"calloff:{meeting_id}:0:1")
    heard = await amal.hears()

    assert [text.splitlines()[0] for text in heard if text] == ["🚫 Cancelled: this meeting does not take place."]
    assert (_file(amal)[0], _file(amal)[2]) == ("CANCEL", 1)


async def test_without_a_public_address_files_are_the_way(town: Town) -> None:
    amal = await _settled(town, "Amal")

    explained = await amal.says("/calendar")
    forged = await amal.forges(MakeFeed().pack())

    assert (explained, amal.buttons) == ([PAGE], ["📅 Meetings"])
    assert forged == []
    assert town.database.look(lambda session: session.scalars(select(CalendarFeed)).all()) == []


async def test_what_is_stored_of_calendars_is_shown(town: Town) -> None:
    _, amal, meeting_id = await _meeting(town)
    await amal.forges(TakeCalendarFile(meeting_id).pack())

    heard = await amal.says("/mydata")

    lines = heard[0].splitlines()
    assert [line for line in lines if "calendar" in line] == ["Meetings in your calendar: 1"]
