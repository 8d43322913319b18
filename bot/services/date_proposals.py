"""Which dates somebody proposes: read line by line; all that fit are kept, of the others it is known why not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.dates import read_moment
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
    dates, misfits = list(known), dict[Misfit, list[str]]()
    for line in filter(None, (_BULLET.sub("", raw.strip()) for raw in text.splitlines())):
        found = _read(line, dates, now=now, timezone=timezone)
        if isinstance(found, Misfit):
            misfits.setdefault(found, []).append(line)
        else:
            dates.append(found)
    return Reading(sorted(dates), misfits)


def _read(line: str, dates: Sequence[datetime], *, now: datetime, timezone: ZoneInfo) -> datetime | Misfit:
    try:
        found = read_moment(line, now=now, timezone=timezone)
    except BadDate as error:
        return _PROBLEMS.get(error.problem, Misfit.UNREADABLE)
    if found in dates:
        return Misfit.TWICE
    return Misfit.TOO_MANY if len(dates) >= MOST else found


def drop_past(dates: Sequence[datetime], *, now: datetime) -> list[datetime]:
    """Return the dates that are still to come."""
    return [one for one in dates if one > now]
