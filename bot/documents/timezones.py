"""A town's wall clock as calendars read it (RFC 5545, 3.6.5): the rules of a zone, found in the zone's own data.

Not by the library: icalendar 7.3 lets summer time begin an hour late (DTSTART at 03:00 of a clock put forward at
02:00) and lists single days, which some calendars do not read and which end with the last one.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)


def describe_zone(zone: ZoneInfo, year: int) -> Timezone:
    """Return the zone with its rules as they were in `year`; they are good for every date after that year."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard  # noqa: PLC0415 - see `bot.documents.calendar`

    described = Timezone()
    described.add("TZID", zone.key)
    changes = _changes(zone, year)
    for change in changes or (datetime(year, 1, 1, tzinfo=UTC),):
        rule = TimezoneDaylight() if change.astimezone(zone).dst() else TimezoneStandard()
        before, after = _offset(change - _HOUR, zone), _offset(change, zone)
        wall_time = (change + before).replace(tzinfo=None)
        rule.add("DTSTART", wall_time)
        rule.add("TZOFFSETFROM", before)
        rule.add("TZOFFSETTO", after)
        rule.add("TZNAME", change.astimezone(zone).tzname())
        if changes:
            rule.add("RRULE", _every_year(wall_time))
        described.add_component(rule)
    return described


@cache
def _changes(zone: ZoneInfo, year: int) -> tuple[datetime, ...]:
    """Return the instants of the year at which the clocks change."""
    first = datetime(year, 1, 1, tzinfo=UTC)
    days = [first + number * _DAY for number in range(366)]
    turning = [day for day in days if _offset(day, zone) != _offset(day + _DAY, zone)]
    hours = [day + number * _HOUR for day in turning for number in range(1, 25)]
    return tuple(hour for hour in hours if _offset(hour, zone) != _offset(hour - _HOUR, zone))


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()


def _every_year(wall_time: datetime) -> dict[str, Any]:
    """Return the rule for this weekday of this month: the last one, or the first, second, ..."""
    is_last = wall_time.day + 7 > monthrange(wall_time.year, wall_time.month)[1]
    count = -1 if is_last else (wall_time.day + 6) // 7
    return {"FREQ": "YEARLY", "BYMONTH": wall_time.month, "BYDAY": f"{count}{_WEEKDAYS[wall_time.weekday()]}"}
