"""A calendar file as three independent programs read it, each in its own way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import icalendar
import ics
import vobject


@dataclass(frozen=True)
class Entry:
    """What a calendar makes of a file: instants in UTC."""

    method: str
    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    status: str
    summary: str
    description: str
    location: str


def read_with_icalendar(content: bytes) -> list[Entry]:
    """Read a file strictly: what icalendar would pass over is an error."""
    calendar: Any = icalendar.Calendar.from_ical(content.decode())
    assert [error for component in calendar.walk() for error in component.errors] == []
    return [
        Entry(
            str(calendar["METHOD"]),
            str(event["UID"]),
            int(event["SEQUENCE"]),
            event["DTSTART"].dt.astimezone(UTC),
            event["DTEND"].dt.astimezone(UTC),
            str(event["STATUS"]),
            str(event["SUMMARY"]),
            str(event["DESCRIPTION"]),
            str(event.get("LOCATION", "")),
        )
        for event in calendar.walk("VEVENT")
    ]


def read_with_vobject(content: bytes) -> list[Entry]:
    """Read a file by its own VTIMEZONE: vobject knows no other."""
    calendar = vobject.readOne(content.decode(), validate=True)
    return [
        Entry(
            calendar.method.value,
            event.uid.value,
            int(event.sequence.value),
            event.dtstart.value.astimezone(UTC),
            event.dtend.value.astimezone(UTC),
            event.status.value,
            event.summary.value,
            event.description.value,
            event.location.value if hasattr(event, "location") else "",
        )
        for event in calendar.vevent_list
    ]


def read_with_ics(content: bytes) -> list[Entry]:
    """Read a file as ics does, which keeps a sequence among what it has no name for."""
    calendar = ics.Calendar(content.decode())
    return [
        Entry(
            calendar.method,
            event.uid,
            int(next(line.value for line in event.extra if line.name == "SEQUENCE")),
            event.begin.datetime.astimezone(UTC),
            event.end.datetime.astimezone(UTC),
            event.status,
            event.name,
            event.description,
            event.location or "",
        )
        for event in sorted(calendar.events)
    ]


READERS: dict[str, Callable[[bytes], list[Entry]]] = {
    "icalendar": read_with_icalendar,
    "vobject": read_with_vobject,
    "ics": read_with_ics,
}


def lines_of(content: bytes) -> list[bytes]:
    """Return the lines of a file as they are folded; every one ends with CRLF, and nothing else is a line's end."""
    *lines, last = content.split(b"\r\n")
    assert last == b""
    assert [line for line in lines if b"\r" in line or b"\n" in line] == []
    return lines
