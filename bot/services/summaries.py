"""Summaries: all results by working group, with weight and state, and what is new since the last meeting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.services import permissions
from bot.services.phases import Calendar, get_calendar
from bot.services.standings import ORDER, Standing, list_families
from models import Body, BodyKind, Figure, Measure, Meeting, MeetingState, Priority, Result, ResultState


@dataclass(frozen=True)
class GroupResults:
    """What one group stands behind: its strongest wishes first, then what most groups share, then the oldest."""

    #: None gathers results behind which no group stands.
    body: Body | None
    standings: tuple[Standing, ...]

    def priority_of(self, standing: Standing) -> Priority | None:
        """Return the priority that this group named."""
        return standing.priorities.get(self.body) if self.body else None


@dataclass(frozen=True)
class Summary:
    """All that the steering group should know about the results on a day."""

    calendar: Calendar
    groups: tuple[GroupResults, ...]
    #: When the steering group met last; None: it has not met yet.
    since: datetime | None
    #: Handed in since then, oldest first.
    new: tuple[Result, ...]
    #: How many results are in each state; a joined one counts as joined.
    totals: dict[ResultState, int]
    figures: tuple[Figure, ...]
    #: Those that grew from no result.
    projects: tuple[Measure, ...]


def summarize(session: Session, *, acting: int, now: datetime, today: date) -> Summary:
    """Return the summary for the steering group; `today` is the day that the town's wall clock shows.

    Raises:
        NotPermitted: the participant is no member of the steering group.
    """
    permissions.check_steering_group(session, acting=acting)
    standings = list_families(session)
    results = [member for standing in standings for member in standing.family]
    since = _last_meeting(session, now)
    new = [result for result in results if since is None or result.submitted_at > since]
    return Summary(
        calendar=get_calendar(session, today=today),
        groups=_by_group(standings),
        since=since,
        new=tuple(sorted(new, key=lambda result: (result.submitted_at, result.id))),
        totals=dict(Counter(result.state for result in results)),
        figures=tuple(session.scalars(select(Figure).order_by(Figure.id))),
        projects=tuple(session.scalars(select(Measure).where(Measure.result_id.is_(None)).order_by(Measure.id))),
    )


def _last_meeting(session: Session, now: datetime) -> datetime | None:
    past = select(Meeting.starts_at).join(Body, Body.id == Meeting.body_id).where(Meeting.starts_at <= now)
    no_meeting = (MeetingState.CANCELLED, MeetingState.DRAFTED)
    held = past.where(Body.kind == BodyKind.STEERING_GROUP, Meeting.state.not_in(no_meeting))
    return session.scalar(held.order_by(Meeting.starts_at.desc()).limit(1))


def _by_group(standings: Sequence[Standing]) -> tuple[GroupResults, ...]:
    bodies = {body.id: body for standing in standings for body in standing.priorities}
    groups = [_of_group(body, standings) for _, body in sorted(bodies.items())]
    nobodys = tuple(standing for standing in standings if not standing.priorities)
    return (*groups, GroupResults(None, nobodys)) if nobodys else tuple(groups)


def _of_group(body: Body, standings: Sequence[Standing]) -> GroupResults:
    own = [(standing.priorities[body], standing) for standing in standings if body in standing.priorities]
    own.sort(key=lambda pair: (ORDER.index(pair[0]), -pair[1].groups, -pair[1].highs, pair[1].result.id))
    return GroupResults(body, tuple(standing for _, standing in own))
