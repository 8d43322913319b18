"""The Sachstandsbericht: where everything stood on a day, by field; and the groups, meetings and people till then.

It holds no person: groups, offices, counts that nobody can compute back.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.services.histories import Past, is_active_on, is_closed_in_year, is_new_in_year
from bot.services.phases import Calendar, get_calendar
from bot.services.status_entries import Collector, Entry, PaperEntry
from bot.services.suppression import shown_total, suppress
from bot.services.tags import check_desk
from models import (
    Body,
    BodyKind,
    BodyState,
    Indicator,
    Measurement,
    MeasureState,
    Meeting,
    MeetingState,
    Membership,
    Milestone,
    OfflineMember,
)


@dataclass(frozen=True)
class StatusReport:
    """Where everything stood on a day."""

    calendar: Calendar
    entries: tuple[Entry, ...]
    papers: tuple[PaperEntry, ...]
    totals: Mapping[MeasureState, int]
    #: Working groups at work, planned, begun in this year, and ended in it.
    active: tuple[Body, ...]
    planned: tuple[Body, ...]
    new: tuple[Body, ...]
    closed: tuple[Body, ...]
    #: How many people belong to each group, and together; None: hidden.
    members: Mapping[Body, int | None]
    members_total: int | None
    #: Ordinary meetings of the year so far.
    meetings: int
    milestones: tuple[Milestone, ...]
    indicators: tuple[Indicator, ...]

    @property
    def day(self) -> date:
        """The day that it is about."""
        return self.calendar.day

    @property
    def results(self) -> list[Entry]:
        """What grew from a group's proposal."""
        return [entry for entry in self.entries if entry.result is not None]

    def by_field(self) -> list[tuple[Body | None, list[Entry]]]:
        """Return the entries at their home fields; those without one come last."""
        homes: dict[Body | None, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            homes[entry.fields[0] if entry.fields else None].append(entry)
        return sorted(homes.items(), key=lambda pair: (pair[0] is None, pair[0].id if pair[0] else 0))

    def measured(self, indicator: Indicator) -> list[Measurement]:
        """Return what was measured up to the day, oldest first."""
        return [one for one in indicator.measurements if one.measured_on <= self.day]


def report(session: Session, day: date, *, timezone: ZoneInfo, acting: int) -> StatusReport:
    """Return where everything stood at the end of `day`; for the desk only.

    Raises:
        NotPermitted: not at the desk.
    """
    check_desk(session, acting=acting)
    past = Past(day, timezone)
    bodies = session.scalars(select(Body).where(Body.kind == BodyKind.WORKING_GROUP).order_by(Body.id)).all()
    found = Collector(session, past).collect()
    active = tuple(body for body in bodies if is_active_on(body, past))
    members = _count_members(session, active, past)
    return StatusReport(
        calendar=get_calendar(session, today=day),
        entries=found.entries,
        papers=found.papers,
        totals=Counter(entry.status for entry in found.entries),
        active=active,
        planned=tuple(body for body in bodies if body.state is BodyState.PLANNED),
        new=tuple(body for body in bodies if is_new_in_year(body, past)),
        closed=tuple(body for body in bodies if is_closed_in_year(body, past)),
        members=suppress(members),
        members_total=shown_total(members),
        meetings=_count_meetings(session, past),
        milestones=tuple(session.scalars(select(Milestone).order_by(Milestone.planned_on, Milestone.id))),
        indicators=found.indicators,
    )


def _count_members(session: Session, bodies: Sequence[Body], past: Past) -> dict[Body, int]:
    """Return how many people belong to each of the bodies: on the phone, by then, and on paper."""
    joined = select(Membership.body_id, func.count(Membership.id)).where(Membership.joined_at < past.end)
    on_paper = select(OfflineMember.body_id, func.count(OfflineMember.id)).group_by(OfflineMember.body_id)
    counts: Counter[int] = Counter()
    for statement in (joined.group_by(Membership.body_id), on_paper):
        counts.update(dict(session.execute(statement).all()))
    return {body: counts[body.id] for body in bodies}


def _count_meetings(session: Session, past: Past) -> int:
    first = Past(date(past.day.year - 1, 12, 31), past.timezone).end
    unheld = (MeetingState.CANCELLED, MeetingState.DRAFTED)
    ordinary = select(func.count(Meeting.id)).where(Meeting.body_id.is_not(None), Meeting.state.not_in(unheld))
    return session.scalar(ordinary.where(Meeting.starts_at >= first, Meeting.starts_at < past.end)) or 0
