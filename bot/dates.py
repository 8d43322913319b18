"""Reads and writes day and time as people do: `27.10.2009 19:00`, and when they type it also `27.10. 19 Uhr`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.clock import QUIET_UNTIL, at_local, exists_locally
from bot.errors import BadDate, DateProblem
from bot.text import clean

#: Beyond this a date may be a slip of the pen: thirteen months.
FAR = timedelta(days=396)
#: Beyond this it is one.
FURTHEST = timedelta(days=11 * 366)
#: A day of a year that is not named is looked for in this many years, so that 29.02. is found.
_YEARS = 9
_CLOCK = r"""
    (?: (?:um|at) \s+ )?
    (?P<hour>\d{1,2}) (?: [:.] (?P<minute>\d{2}) )?
    (?: \s* (?:uhr|h) )? \s* \.?
"""
# `\d` and `int` also read Arabic-Indic digits. A weekday before the date is read over: the bot writes one itself.
_WRITTEN = re.compile(
    r"""
    (?: [^\W\d_]+ [.,،]? \s+ )?
    (?P<day>\d{1,2}) \s*[./-]\s* (?P<month>\d{1,2})
    (?: [./-] \s* (?P<year>\d{4}|\d{2}) | [./-]? ) [\s,،]+
    """
    + _CLOCK,
    re.VERBOSE | re.IGNORECASE,
)
_TIME = re.compile(_CLOCK, re.VERBOSE | re.IGNORECASE)


class Doubt(StrEnum):
    """Why a date that can be read is asked about once more."""

    #: The clocks leap over that hour in spring.
    SKIPPED = "skipped"
    #: The clocks show that hour twice in autumn.
    DOUBLED = "doubled"
    #: So far ahead that the year may be a slip of the pen.
    FAR = "far"


@dataclass(frozen=True)
class Reading:
    """What somebody may have meant: instants in UTC, the likeliest first; more to say about them if in `doubt`."""

    instants: tuple[datetime, ...]
    doubt: Doubt | None = None


def write_day(day: date) -> str:
    """Return a day as it stands on German paper, in every language: `27.10.2009`."""
    return f"{day:%d.%m.%Y}"


def write_moment(instant: datetime, timezone: ZoneInfo) -> str:
    """Return day and time by the town's wall clock as people type them, in every language: `27.10.2009 19:00`."""
    return f"{instant.astimezone(timezone):%d.%m.%Y %H:%M}"


def read_moment(text: str, *, now: datetime, timezone: ZoneInfo) -> datetime:
    """Return the instant, in UTC, that `text` names on the town's wall clock; without a year: the next such day.

    Raises:
        BadDate: it cannot be read, there is no such day or hour, or it is over.
    """
    return check_moment(*read_wall_clock(text, now=now, timezone=timezone), now=now, timezone=timezone)


def read_day(text: str, *, now: datetime, timezone: ZoneInfo) -> datetime:
    """Return the instant at which the night ends on the day that `text` names, or the very moment that it names.

    Raises:
        BadDate: see `read_moment`.
    """
    try:
        return read_moment(f"{text} {QUIET_UNTIL:%H:%M}", now=now, timezone=timezone)
    except BadDate as error:
        if error.problem is not DateProblem.UNREADABLE:
            raise
        return read_moment(text, now=now, timezone=timezone)


def read_date(text: str, *, today: date, over: bool = False) -> date:
    """Return the day that `text` names, whatever time stands behind it; without a year: the next such day.

    Where it is to be `over`, a day without a year is the last such day, and none may be still to come.

    Raises:
        BadDate: it cannot be read, there is no such day, or it is too far away.
    """
    cleaned = clean(text)
    written = _WRITTEN.fullmatch(f"{cleaned} 00:00") or _WRITTEN.fullmatch(cleaned)
    if written is None:
        raise BadDate(DateProblem.UNREADABLE)
    day = _day(written, today)
    if over and written["year"] is None and day > today:
        earlier = (_date(today.year - back, day.month, day.day) for back in range(_YEARS))
        day = next(one for one in earlier if one is not None and one <= today)
    if over and day > today:
        raise BadDate(DateProblem.FUTURE)
    if abs(day - today) > FURTHEST:
        raise BadDate(DateProblem.UNREADABLE)
    return day


def understand(text: str, *, now: datetime, timezone: ZoneInfo) -> Reading:
    """Return what `text` names, where a doubt can be asked about; raises like `read_moment`, but not for an hour."""
    return weigh(*read_wall_clock(text, now=now, timezone=timezone), now=now, timezone=timezone)


def read_wall_clock(text: str, *, now: datetime, timezone: ZoneInfo) -> tuple[date, time]:
    """Return day and time as they were written, unchecked; without a year: the next such day.

    Raises:
        BadDate: it cannot be read, or there is no such day.
    """
    written = _WRITTEN.fullmatch(clean(text))
    if written is None:
        raise BadDate(DateProblem.UNREADABLE)
    return _day(written, now.astimezone(timezone).date()), _wall_time(written)


def read_time(text: str) -> time:
    """Return the time of day that `text` names: `18:30`, `18 Uhr`.

    Raises:
        BadDate: it cannot be read.
    """
    written = _TIME.fullmatch(clean(text))
    if written is None:
        raise BadDate(DateProblem.UNREADABLE)
    return _wall_time(written)


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


def weigh(day: date, wall_time: time, *, now: datetime, timezone: ZoneInfo) -> Reading:
    """Return the instant at which the town's wall clock shows this, or the doubt about it; raises like `read_moment`.

    A skipped hour means the one that the clocks show instead; of a far date the same day within a year is likelier.
    """
    today = now.astimezone(timezone).date()
    if day < today:
        raise BadDate(DateProblem.PAST)
    if day > today + FAR:
        near = at_local(_nearest(day, today), wall_time, timezone)
        far = (at_local(day, wall_time, timezone),) if day <= today + FURTHEST else ()
        return Reading(tuple(dict.fromkeys((near, *far))), Doubt.FAR)
    first, second = at_local(day, wall_time, timezone), _second_time(day, wall_time, timezone)
    if first <= now:
        raise BadDate(DateProblem.PAST)
    if not exists_locally(day, wall_time, timezone):
        return Reading((first,), Doubt.SKIPPED)
    return Reading((first, second), Doubt.DOUBLED) if first != second else Reading((first,))


def _nearest(day: date, today: date) -> date:
    """Return the next such day after today."""
    years = range(today.year, today.year + _YEARS)
    found = (_date(year, day.month, day.day) for year in years)
    return next(one for one in found if one is not None and one > today)


def _second_time(day: date, wall_time: time, timezone: ZoneInfo) -> datetime:
    """Return the instant at which the wall clock shows this for the last time that day."""
    return datetime.combine(day, wall_time.replace(fold=1), timezone).astimezone(UTC)


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
