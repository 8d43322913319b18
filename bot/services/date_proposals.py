"""Which dates somebody proposes: read line by line; all that fit are kept, of the others it is known why not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.dates import read_moment, understand, write_moment
from bot.errors import BadDate, DateProblem
from bot.services.date_polls import MOST

_BULLET = re.compile(r"^[-–—*•·]\s*")


class Misfit(StrEnum):
    """Why a line is not among the proposals."""

    UNREADABLE = "unreadable"
    NO_SUCH_DAY = "no_such_day"
    NO_SUCH_HOUR = "no_such_hour"
    PAST = "past"
    TWICE = "twice"
    TOO_MANY = "too_many"


_PROBLEMS = {
    DateProblem.NO_SUCH_DAY: Misfit.NO_SUCH_DAY,
    DateProblem.NO_SUCH_HOUR: Misfit.NO_SUCH_HOUR,
    DateProblem.PAST: Misfit.PAST,
}


@dataclass(frozen=True)
class Reading:
    """The proposals, in UTC, in their order; and the lines that are none, by the reason."""

    dates: Sequence[datetime]
    misfits: Mapping[Misfit, Sequence[str]] = field(default_factory=dict)


def read_proposals(text: str, known: Sequence[datetime], *, now: datetime, timezone: ZoneInfo) -> Reading:
    """Add the dates in `text`, one in each line, to those `known`."""
    reading = Reading(known)
    for line in filter(None, (_BULLET.sub("", raw.strip()) for raw in text.splitlines())):
        try:
            found: datetime | Misfit = read_moment(line, now=now, timezone=timezone)
        except BadDate as error:
            found = _PROBLEMS.get(error.problem, Misfit.UNREADABLE)
        reading = _add(found, line, reading)
    return reading


def add(starts_at: datetime, known: Sequence[datetime], *, timezone: ZoneInfo) -> Reading:
    """Add one date to those `known`."""
    return _add(starts_at, write_moment(starts_at, timezone), Reading(known))


def _add(found: datetime | Misfit, line: str, reading: Reading) -> Reading:
    if found in reading.dates:
        found = Misfit.TWICE
    elif isinstance(found, datetime) and len(reading.dates) >= MOST:
        found = Misfit.TOO_MANY
    if isinstance(found, Misfit):
        return Reading(reading.dates, {**reading.misfits, found: [*reading.misfits.get(found, []), line]})
    return Reading(sorted([*reading.dates, found]), reading.misfits)


def is_odd(text: str, *, now: datetime, timezone: ZoneInfo) -> bool:
    """Tell whether `text` is one date about which it must be asked what was meant; see `bot.dates.Doubt`."""
    try:
        return understand(text, now=now, timezone=timezone).doubt is not None
    except BadDate:
        return False


def drop_past(dates: Sequence[datetime], *, now: datetime) -> list[datetime]:
    """Return the dates that are still to come."""
    return [one for one in dates if one > now]
