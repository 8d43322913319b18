"""Private calendar addresses: made, shown once, read by a calendar, replaced, switched off; by polling and webhook."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp
import icalendar
import pytest
from sqlalchemy import event as sql_event
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from bot.messages import calendars as messages
from bot.services.calendars import make_feed, read_feed
from bot.services.retention import forget
from bot.services.towns import get_town
from models import Answer, Attendance, CalendarEntry, CalendarFeed, Meeting, MeetingState
from models.database import Database
from tests.databases import Databases
from tests.documents.readers import READERS
from tests.factories import create_body, create_meeting, create_membership, create_participant
from tests.handlers.settling import settle
from tests.sockets import free_port
from tests.test_webhook import behind_webhook
from tests.towns import BERLIN, CONFERENCE_DAY, Resident, Town, local, open_town

MAKE, RENEW, END = "🔗 Make my address", "♻️ New address", "🗑 Switch off"


@dataclass(frozen=True)
class Answered:
    """What a calendar got."""

    status: int
    headers: Mapping[str, str]
    content: bytes


async def ask(address: str, method: str = "GET", **headers: str) -> Answered:
    """Ask for an address as a calendar does."""
    async with aiohttp.ClientSession() as session, session.request(method, address, headers=headers) as response:
        return Answered(response.status, response.headers, await response.read())


def _public(port: int) -> dict[str, Any]:
    return {"public_url": f"http://127.0.0.1:{port}/town/", "webhook_listen": f"127.0.0.1:{port}"}


@pytest.fixture(params=["polling", "webhook"])
async def town(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Town]:
    """A town with a public address, on each kind of database and by each way in."""
    port = free_port()
    settings = behind_webhook(port) if request.param == "webhook" else {}
    async with open_town(database_url, **(settings | _public(port))) as opened:
        yield opened


async def _amal(town: Town, *bodies: int) -> Resident:
    amal = settle(town, "Amal", bodies=bodies)
    await amal.opens()
    return amal


def _address(shown: str) -> str:
    found = re.search(r"http://\S+\.ics", shown)
    assert found is not None
    return found[0]


def _summaries(content: bytes) -> list[tuple[str, str]]:
    calendar: Any = icalendar.Calendar.from_ical(content)
    return [(str(event["SUMMARY"]), str(event["STATUS"])) for event in calendar.walk("VEVENT")]


async def test_a_private_address_is_made_read_replaced_and_switched_off(town: Town) -> None:
    education = town.database.transact(create_body, english="Education")
    town.database.transact(create_meeting, education, local(27, 10, 2009, 19))
    amal = await _amal(town, education)

    await amal.says("/calendar")
    shown = await amal.presses(MAKE)
    first = _address(shown[0])
    read = await ask(first)
    again = await amal.says("/calendar")
    second = _address((await amal.presses(RENEW))[0])
    after_renewal = [(await ask(address)).status for address in (first, second)]
    await amal.says("/calendar")
    ended = await amal.presses(END)
    after_end = [(await ask(address)).status for address in (first, second)]

    assert re.fullmatch(rf"{town.settings.public_url}/calendar/[\w-]{{32}}\.ics", first)
    assert (read.status, read.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert read.headers["Cache-Control"] == "private, no-cache"
    assert _summaries(read.content) == [("Meeting: AG Bildung (Education)", "CONFIRMED")]
    assert [len(reader(read.content)) for reader in READERS.values()] == [1, 1, 1]
    assert again[0].splitlines()[-1] == (
        "All meetings: you have had a private address since Tuesday, 13.10.2009. It was shown only once."
    )
    assert (after_renewal, after_end) == ([404, 200], [404, 404])
    assert ended == ["🗑 Your private address is switched off. Your calendar gets nothing from it any more."]


async def test_only_the_hash_of_the_secret_is_kept(town: Town) -> None:
    amal = await _amal(town)
    await amal.says("/calendar")

    secret = _address((await amal.presses(MAKE))[0]).rpartition("/")[2].removesuffix(".ics")

    stored = town.database.look(lambda session: session.execute(select(CalendarFeed.__table__)).all())
    assert [len(row.secret_hash) for row in stored] == [64]
    assert secret not in repr(stored)


async def test_what_has_not_changed_is_not_sent_again(town: Town) -> None:
    education = town.database.transact(create_body, english="Education")
    meeting = town.database.transact(create_meeting, education, local(27, 10, 2009, 19))
    amal = await _amal(town, education)
    await amal.says("/calendar")
    address = _address((await amal.presses(MAKE))[0])
    first = await ask(address)

    town.clock.advance(timedelta(minutes=5))
    unchanged = await ask(address, **{"If-None-Match": first.headers["ETag"]})
    head = await ask(address, "HEAD")
    town.database.transact(_set_place, meeting, "Marktplatz")
    changed = await ask(address, **{"If-None-Match": first.headers["ETag"]})

    assert (unchanged.status, unchanged.content, unchanged.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert (head.status, head.content, head.headers["Content-Length"]) == (200, b"", str(len(first.content)))
    assert (changed.status, b"LOCATION:Marktplatz\r\n" in changed.content) == (200, True)


@pytest.mark.parametrize("secret", ["x" * 32, "a", "%00", "' OR 1=1 --", "ä" * 500])
async def test_an_address_that_nobody_has_leads_nowhere(sqlite_databases: Databases, secret: str) -> None:
    async with open_town(sqlite_databases.fresh(), **_public(free_port())) as town:
        await _amal(town)

        answered = await ask(f"{town.settings.public_url}/calendar/{secret}.ics")

    assert (answered.status, answered.content) == (404, b"404: Not Found")


def _attend(session: Session, meeting_id: int, participant_id: int, answer: Answer) -> None:
    said = {"answer": answer, "answered_at": CONFERENCE_DAY}
    session.add(Attendance(meeting_id=meeting_id, participant_id=participant_id, **said))


def _set_state(session: Session, meeting_id: int, state: MeetingState) -> None:
    session.get_one(Meeting, meeting_id).state = state


def _set_place(session: Session, meeting_id: int, place: str) -> None:
    session.get_one(Meeting, meeting_id).place = place


async def test_a_feed_has_what_concerns_the_person(sqlite_databases: Databases) -> None:
    async with open_town(sqlite_databases.fresh(), **_public(free_port())) as town:
        education = town.database.transact(create_body, english="Education")
        women = town.database.transact(create_body, "FRA", "Frauen")
        amal = await _amal(town, education)
        days = {"recent": -20, "long ago": -31, "declined": 3, "unsure": 5, "cancelled": 4, "drafted": 6}
        numbers = {
            name: town.database.transact(
                create_meeting, education, CONFERENCE_DAY + timedelta(days=days[name]), title=name
            )
            for name in days
        }
        town.database.transact(create_meeting, women, local(27, 10, 2009, 19), title="not invited")
        town.database.transact(_attend, numbers["declined"], 1, Answer.NO)
        town.database.transact(_attend, numbers["unsure"], 1, Answer.MAYBE)
        town.database.transact(_set_state, numbers["cancelled"], MeetingState.CANCELLED)
        town.database.transact(_set_state, numbers["drafted"], MeetingState.DRAFTED)
        await amal.says("/calendar")
        address = _address((await amal.presses(MAKE))[0])

        read = await ask(address)

    assert _summaries(read.content) == [
        ("recent", "CONFIRMED"),
        ("Cancelled: cancelled", "CANCELLED"),
        ("unsure", "CONFIRMED"),
    ]


def test_a_feed_of_many_meetings_asks_as_little_as_one_of_few(database: Database) -> None:
    bodies = [database.transact(create_body, f"B{number}", f"Gruppe {number}") for number in range(6)]
    person = database.transact(create_participant)
    secret = database.transact(make_feed, acting=person, now=CONFERENCE_DAY)
    for body_id in bodies:
        database.transact(create_membership, person, body_id)
    counts = []

    for body_id in bodies:
        database.transact(create_meeting, body_id, local(27, 10, 2009, 19))
        counts.append(_count_statements(database, secret))

    # Who has the secret, their meetings with bodies, the bodies' names.
    assert counts == [3] * 6


def _count_statements(database: Database, secret: str) -> int:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    def read(session: Session) -> None:
        session.execute(select(1))
        sql_event.listen(session.get_bind(), "before_cursor_execute", note)
        messages.feed("en", read_feed(session, secret, now=CONFERENCE_DAY), get_town(session), BERLIN, CONFERENCE_DAY)
        sql_event.remove(session.get_bind(), "before_cursor_execute", note)

    database.look(read)
    # The town is read once at the start, not by feeds.
    return len([statement for statement in seen if "FROM towns" not in statement])


async def test_a_database_that_is_away_is_said_to_be(sqlite_databases: Databases) -> None:
    async with open_town(sqlite_databases.fresh(), **_public(free_port())) as town:
        await _amal(town)
        rename = "ALTER TABLE {} RENAME TO {}"
        town.database.transact(lambda session: session.execute(text(rename.format("calendar_feeds", "gone"))))

        answered = await ask(f"{town.settings.public_url}/calendar/{'x' * 32}.ics")

    assert answered.status == 503


async def test_health_is_said_beside_polling_too(sqlite_databases: Databases) -> None:
    async with open_town(sqlite_databases.fresh(), **_public(free_port())) as town:
        await _amal(town)

        answered = await ask(f"http://{town.settings.webhook_listen}/healthz")

    assert (answered.status, answered.content) == (200, b"ok\n")


async def test_who_is_forgotten_has_no_address(town: Town) -> None:
    amal = await _amal(town)
    await amal.says("/calendar")
    address = _address((await amal.presses(MAKE))[0])
    await amal.says("/delete")

    await amal.presses("🗑 Delete my data")

    assert (await ask(address)).status == 404


def test_a_calendar_entry_is_forgotten_thirty_days_after_its_meeting(database: Database) -> None:
    def arrange(session: Session) -> None:
        body = create_body(session)
        person = create_participant(session)
        for days in (31, 29, -5):
            meeting = create_meeting(session, body, CONFERENCE_DAY - timedelta(days=days))
            session.add(CalendarEntry(meeting_id=meeting, participant_id=person))

    database.transact(arrange)

    database.transact(forget, now=CONFERENCE_DAY)

    left = database.look(lambda session: session.scalars(select(CalendarEntry.meeting_id)).all())
    assert list(left) == [2, 3]
