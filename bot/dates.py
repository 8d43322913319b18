"""Reads the day and time that a person typed, as people write them: `27.10.2009 19:00`, `27.10. 19 Uhr`."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.clock import at_local, exists_locally
from bot.errors import BadDate, DateProblem
from bot.text import clean

#: Beyond this a date is a slip of the pen.
FURTHEST = timedelta(days=5 * 366)
#: A day of a year that is not named is looked for in this many years, so that 29.02. is found.
_YEARS = 5
# `\d` and `int` also read Arabic-Indic digits. A weekday before the date is read over: the bot writes one itself.
_WRITTEN = re.compile(
    r"""
    (?: [^\W\d_]+ [.,،]? \s+ )?
    (?P<day>\d{1,2}) \s*[./-]\s* (?P<month>\d{1,2})
    (?: [./-] \s* (?P<year>\d{4}|\d{2}) | [./-]? ) [\s,،]+
    (?: (?:um|at) \s+ )?
    (?P<hour>\d{1,2}) (?: [:.] (?P<minute>\d{2}) )?
    (?: \s* (?:uhr|h) )? \s* \.?
    """,
    re.VERBOSE | re.IGNORECASE,
)


def read_moment(text: str, *, now: datetime, timezone: ZoneInfo) -> datetime:
    """Return the instant, in UTC, that `text` names on the town's wall clock; without a year: the next such day.

    Raises:
        BadDate: it cannot be read, there is no such day or hour, or it is over.
    """
    written = _WRITTEN.fullmatch(clean(text))
    if written is None:
        raise BadDate(DateProblem.UNREADABLE)
    today = now.astimezone(timezone).date()
    return check_moment(_day(written, today), _wall_time(written), now=now, timezone=timezone)


def check_moment(day: date, wall_time: time, *, now: datetime, timezone: ZoneInfo) -> datetime:
    """Return the instant, in UTC, at which the town's wall clock shows this; raises like `read_moment`."""
    today = now.astimezone(timezone).date()
    if day < today:
        raise BadDate(DateProblem.PAST)
    if day > today + FURTHEST:
        raise BadDate(DateProblem.UNREADABLE)
    if not exists_locally(day, wall_time, timezone):
        raise BadDate(DateProblem.NO_SUCH_HOUR)
    instant = at_local(day, wall_time, timezone)
    if instant <= now:
        raise BadDate(DateProblem.PAST)
    return instant


def _wall_time(written: re.Match[str]) -> time:
    try:
        return time(int(written["hour"]), int(written["minute"] or 0))
    except ValueError:
        raise BadDate(DateProblem.UNREADABLE) from None


def _day(written: re.Match[str], today: date) -> date:
    day, month = int(written["day"]), int(written["month"])
    if written["year"] is None:
        years = range(today.year, today.year + _YEARS)
    else:
        year = int(written["year"])
        years = range(year, year + 1) if len(written["year"]) == 4 else range(2000 + year, 2001 + year)
    found = [one for one in (_date(year, month, day) for year in years) if one is not None]
    if not found:
        raise BadDate(DateProblem.NO_SUCH_DAY)
    return next((one for one in found if one >= today), found[0])


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
