"""Meetings as an iCalendar file (RFC 5545, RFC 5546): one that a calendar takes up, or all of a person's for a feed.

Words come ready-made; here is what calendars need to know about them: docs/decisions/0010-calendar-files.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.documents.timezones import describe_zone
from bot.text import beginning, clean

if TYPE_CHECKING:
    import icalendar

PRODUCT = "-//Mitwirken//Meetings//DE"
#: Nobody knows how long a meeting takes; this is how long it stands in a calendar.
LENGTH = timedelta(hours=2)
#: How often a calendar should look at a feed.
REFRESH = timedelta(hours=1)
#: The address of somebody who has none, as calendars write it themselves: nothing offers to send mail to it.
_NO_ADDRESS = "invalid:nomail"
#: Nobody's by RFC 2606; a machine's name would change when the bot moves.
_DOMAIN = "mitwirken.invalid"
_NOT_IN_LABELS = re.compile("[^a-z0-9]+")
#: Graphemes of a name in a parameter.
_LONGEST_NAME = 100


@dataclass(frozen=True)
class Event:
    """A meeting with its words in one language."""

    number: int
    sequence: int
    starts_at: datetime
    summary: str
    description: str
    place: str
    #: Whose meeting it is.
    guests: str
    is_cancelled: bool = False


@dataclass(frozen=True)
class Origin:
    """Where a file comes from: the town's name, what the process is called, its wall clock, and the present instant."""

    town: str
    process: str
    timezone: ZoneInfo
    now: datetime


def write_invitation(event: Event, origin: Origin) -> bytes:
    """Return the file of one meeting: METHOD:REQUEST, and METHOD:CANCEL once it is cancelled."""
    calendar = _begin("CANCEL" if event.is_cancelled else "REQUEST", [event], origin)
    calendar.add_component(_component(event, origin, invites=True))
    return bytes(calendar.to_ical())


def write_feed(events: Sequence[Event], origin: Origin, *, name: str) -> bytes:
    """Return all `events` for a calendar that looks again and again: METHOD:PUBLISH."""
    calendar = _begin("PUBLISH", events, origin)
    calendar.add("NAME", _line(name))
    calendar.add("X-WR-CALNAME", _line(name))
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", f"PT{REFRESH // timedelta(hours=1)}H")
    for event in events:
        calendar.add_component(_component(event, origin, invites=False))
    return bytes(calendar.to_ical())


def uid_of(number: int, town: str) -> str:
    """Return what a meeting is called in every calendar, for ever (RFC 5545, 3.8.4.7)."""
    ascii_only = unicodedata.normalize("NFKD", town.casefold()).encode("ascii", "ignore").decode()
    label = _NOT_IN_LABELS.sub("-", ascii_only).strip("-")[:60].strip("-")
    return f"meeting-{number}@{label}.{_DOMAIN}" if label else f"meeting-{number}@{_DOMAIN}"


def _begin(method: str, events: Sequence[Event], origin: Origin) -> icalendar.Calendar:
    # Costs 4.5 MB and 20 ms, which a start need not pay; a file then costs less than a millisecond.
    import icalendar  # noqa: PLC0415

    calendar = icalendar.Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", method)
    years = [event.starts_at.year - 1 for event in events]
    calendar.add_component(describe_zone(origin.timezone, min(years, default=origin.now.year - 1)))
    return calendar


def _component(event: Event, origin: Origin, *, invites: bool) -> icalendar.Event:
    import icalendar  # noqa: PLC0415

    component = icalendar.Event()
    component.add("UID", uid_of(event.number, origin.town))
    component.add("SEQUENCE", event.sequence)
    component.add("DTSTAMP", origin.now.astimezone(UTC))
    for name, instant in zip(("DTSTART", "DTEND"), _times(event, origin.timezone), strict=True):
        component.add(name, instant)
    component.add("STATUS", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    component.add("SUMMARY", _line(event.summary))
    component.add("DESCRIPTION", clean(event.description))
    if event.place:
        component.add("LOCATION", _line(event.place))
    component.add("ORGANIZER", _nobody(origin.process))
    if invites:
        group = {"CUTYPE": "GROUP", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}
        component.add("ATTENDEE", _nobody(event.guests, **group))
    return component


def _times(event: Event, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return start and end by the wall clock, or in UTC where that shows one of them for the second time."""
    start = event.starts_at.astimezone(UTC)
    end = start + LENGTH
    if start.astimezone(zone).fold or end.astimezone(zone).fold:
        return start, end
    return start.astimezone(zone), end.astimezone(zone)


def _nobody(name: str, **parameters: str) -> Any:
    """Return a calendar address that is nobody's, under this name."""
    import icalendar  # noqa: PLC0415

    address = icalendar.vCalAddress(_NO_ADDRESS)
    address.params["CN"] = beginning(_line(name).replace('"', "'"), _LONGEST_NAME)
    for parameter, value in parameters.items():
        address.params[parameter] = value
    return address


def _line(text: str) -> str:
    return " ".join(clean(text).split())
