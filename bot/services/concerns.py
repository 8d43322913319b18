"""What speaks against a date, without forbidding it: short notice, days of rest, feasts, other meetings that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from bot import feasts
from bot.clock import at_local
from bot.feasts import Feast
from bot.services.meetings import PLANNED
from bot.services.planning import notice_days
from models import Body, Meeting, Membership

#: More meetings of one day than these are not listed.
MOST = 3
_SUNDAY = 6


@dataclass(frozen=True)
class Neighbour:
    """Another meeting of that day, and how many people belong to both bodies."""

    meeting: Meeting
    shared: int


@dataclass(frozen=True)
class Concerns:
    """What speaks against a date; `notice_days` is what would be usual where the notice is short."""

    notice_days: int | None
    is_sunday: bool
    #: The holiday's German name.
    holiday: str | None
    feasts: tuple[Feast, ...]
    neighbours: tuple[Neighbour, ...]

    @property
    def about_the_day(self) -> bool:
        """Whether anything speaks against the day itself."""
        return bool(self.is_sunday or self.holiday or self.feasts or self.neighbours)


def find(
    session: Session,
    body: Body | None,
    starts_at: datetime,
    *,
    timezone: ZoneInfo,
    now: datetime,
    besides: int | None = None,
) -> Concerns:
    """Return what speaks against a meeting of the body at this instant; the meeting `besides` is not one of a day's."""
    local = starts_at.astimezone(timezone)
    usual = notice_days(body) if body is not None else None
    late = usual is not None and starts_at - now < timedelta(days=usual)
    return Concerns(
        usual if late else None,
        local.weekday() == _SUNDAY,
        feasts.holiday(local.date()),
        tuple(feasts.feasts_at(local)),
        _neighbours(session, body, local.date(), timezone, besides),
    )


def _neighbours(
    session: Session, body: Body | None, day: date, timezone: ZoneInfo, besides: int | None
) -> tuple[Neighbour, ...]:
    start, end = (at_local(one, time(), timezone) for one in (day, day + timedelta(days=1)))
    here, there = aliased(Membership), aliased(Membership)
    both = select(func.count()).select_from(here).join(there, there.participant_id == here.participant_id)
    both = both.where(here.body_id == (body.id if body is not None else None), there.body_id == Meeting.body_id)
    that_day = select(Meeting, both.correlate(Meeting).scalar_subquery())
    that_day = that_day.where(Meeting.state.in_(PLANNED), Meeting.starts_at >= start, Meeting.starts_at < end)
    if besides is not None:
        that_day = that_day.where(Meeting.id != besides)
    rows = session.execute(that_day.order_by(Meeting.starts_at, Meeting.id).limit(MOST))
    return tuple(Neighbour(meeting, shared) for meeting, shared in rows)
