"""Phases of the process: which run on a day. They may overlap and leave gaps, and never lock anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Phase


@dataclass(frozen=True)
class Calendar:
    """The phases as seen from a day."""

    day: date
    phases: tuple[Phase, ...]

    @property
    def current(self) -> tuple[Phase, ...]:
        """The phases that the day belongs to: none between two phases, both where they overlap."""
        return tuple(phase for phase in self.phases if phase.starts_on <= self.day <= phase.ends_on)

    @property
    def has_begun(self) -> bool:
        """Whether the first phase lies behind the day, or around it."""
        return any(phase.starts_on <= self.day for phase in self.phases)

    @property
    def is_over(self) -> bool:
        """Whether every phase lies behind the day."""
        return all(phase.ends_on < self.day for phase in self.phases)


def get_calendar(session: Session, *, today: date) -> Calendar:
    """Return the phases, in their order, as seen from `today`."""
    return Calendar(today, tuple(session.scalars(select(Phase).order_by(Phase.starts_on, Phase.number))))
