"""Phases of the process: which run on a day. They may overlap and leave gaps, and never lock anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.services.tags import check_desk
from models import Phase

Span = tuple[date, date]


def span_of(phase: Phase) -> Span:
    """Return first and last day of a phase: as it came, as far as that is known, else as planned."""
    first = phase.began_on or phase.starts_on
    return first, phase.ended_on or max(phase.ends_on, first)


@dataclass(frozen=True)
class Calendar:
    """The phases as seen from a day."""

    day: date
    phases: tuple[Phase, ...]

    @property
    def current(self) -> tuple[Phase, ...]:
        """The phases that the day belongs to: none between two phases, both where they overlap."""
        spans = ((phase, *span_of(phase)) for phase in self.phases)
        return tuple(phase for phase, first, last in spans if first <= self.day <= last)

    @property
    def has_begun(self) -> bool:
        """Whether the first phase lies behind the day, or around it."""
        return any(span_of(phase)[0] <= self.day for phase in self.phases)

    @property
    def is_over(self) -> bool:
        """Whether every phase lies behind the day."""
        return all(span_of(phase)[1] < self.day for phase in self.phases)

    @property
    def overlaps(self) -> list[tuple[Phase, Phase, Span]]:
        """The pairs of phases that share days, with these."""
        pairs = ((one, other, _shared(one, other)) for one, other in combinations(self.phases, 2))
        return [(one, other, shared) for one, other, shared in pairs if shared[0] <= shared[1]]

    @property
    def gaps(self) -> list[Span]:
        """The days between the first and the last phase that belong to none."""
        spans = sorted(span_of(phase) for phase in self.phases)
        covered: list[Span] = []
        for first, last in spans:
            before = covered[-1][1] if covered else first
            covered.append((first, max(before, last)))
        edges = ((one[1] + timedelta(days=1), other[0] - timedelta(days=1)) for one, other in pairwise(covered))
        return [(first, last) for first, last in edges if first <= last]


def _shared(one: Phase, other: Phase) -> Span:
    (first, last), (start, end) = span_of(one), span_of(other)
    return max(first, start), min(last, end)


def get_calendar(session: Session, *, today: date) -> Calendar:
    """Return the phases, in their order, as seen from `today`."""
    return Calendar(today, tuple(session.scalars(select(Phase).order_by(Phase.starts_on, Phase.number))))


def get_desk_calendar(session: Session, *, today: date, acting: int) -> Calendar:
    """Return the same to the desk; others get NotPermitted."""
    check_desk(session, acting=acting)
    return get_calendar(session, today=today)
