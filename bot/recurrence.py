"""How meetings come back: rules (the value of an RRULE, RFC 5545, 3.3.10), offered for a day, read and expanded.

Days are those of the town's wall clock: the hour is added afterwards, so that 19:00 stays 19:00 when the clocks change.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: Every so many weeks.
_INTERVALS = (1, 2, 4, 6)
#: The last of a weekday in its month, counted from the end.
LAST = -1
_SHORTEST_MONTH, _WEEK = 28, 7
_RULE = re.compile(
    r"FREQ=WEEKLY(?:;INTERVAL=(?P<weeks>\d+))?;BYDAY=(?P<each>[A-Z]{2})"
    r"|FREQ=MONTHLY;BYDAY=(?P<nth>-?\d)(?P<weekday>[A-Z]{2})"
    r"|FREQ=MONTHLY;BYMONTHDAY=(?P<day>\d{1,2})"
)


@dataclass(frozen=True)
class Rhythm:
    """What a rule says: every so many weeks on a weekday, or each month on its nth weekday or on a day."""

    #: Monday is 0; None where a day of the month counts.
    weekday: int | None = None
    #: 0: each month.
    weeks: int = 0
    #: Which of the month's such weekdays, 1 to 5, or LAST; 0 where that does not count.
    nth: int = 0
    #: Which day of the month; 0 where that does not count.
    day: int = 0

    @property
    def leaves_out_months(self) -> bool:
        """Whether there are months without such a day: RFC 5545 leaves them out."""
        return self.nth == 5 or self.day > _SHORTEST_MONTH


def offer(first: date) -> list[str]:
    """Return the rules of which `first` is a day, those of the month first."""
    weekday = _WEEKDAYS[first.weekday()]
    return [
        *(f"FREQ=MONTHLY;BYDAY={nth}{weekday}" for nth in _places(first)),
        *(f"FREQ=WEEKLY;{f'INTERVAL={weeks};' if weeks > 1 else ''}BYDAY={weekday}" for weeks in _INTERVALS),
        f"FREQ=MONTHLY;BYMONTHDAY={first.day}",
    ]


def _places(day: date) -> list[int]:
    """Return which of its weekdays this day is in its month, counted from the start and perhaps from the end."""
    is_last = day.day + _WEEK > monthrange(day.year, day.month)[1]
    return [(day.day - 1) // _WEEK + 1, *([LAST] if is_last else [])]


def read_rule(rule: str) -> Rhythm:
    """Return what a rule that `offer` returned says.

    Raises:
        ValueError: it is none of those.
    """
    said = _RULE.fullmatch(rule)
    if said is None:
        raise ValueError(rule)
    if said["day"]:
        return Rhythm(day=int(said["day"]))
    if said["nth"]:
        return Rhythm(_WEEKDAYS.index(said["weekday"]), nth=int(said["nth"]))
    return Rhythm(_WEEKDAYS.index(said["each"]), weeks=int(said["weeks"] or 1))


def days(rule: str, first: date, *, since: date) -> Iterator[date]:
    """Return the rule's days from `since` on, in order, without end; it counts from `first` (RFC 5545: DTSTART)."""
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - costs memory that most runs never need

    expanded = rrulestr(rule, dtstart=datetime.combine(first, time()))
    return (moment.date() for moment in expanded.xafter(datetime.combine(since, time()), inc=True))
