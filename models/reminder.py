"""What is to be said about a meeting, and when: rows, so that a restart forgets nothing."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key
from models.meeting import Meeting


class ReminderKind(StrEnum):
    """Which moment before or after a meeting (domain 2.3)."""

    #: Seven days before: those who have not answered.
    WEEK_BEFORE = "week_before"
    DAY_BEFORE = "day_before"
    TWO_HOURS = "two_hours"
    #: The same evening: whoever led it is asked what came out, and again after 3, 7 and 28 days.
    RESULTS = "results"
    RESULTS_3 = "results_3"
    RESULTS_7 = "results_7"
    RESULTS_28 = "results_28"
    #: The day after: those who came are asked how it was.
    RATING = "rating"


class ReminderState(StrEnum):
    """Life of a reminder."""

    PENDING = "pending"
    QUEUED = "queued"
    DROPPED = "dropped"


class Reminder(Base):
    """What is to be said about a meeting, and when; those who are to hear it are determined when it is due."""

    __tablename__ = "reminders"
    __table_args__ = (UniqueConstraint("meeting_id", "kind"), Index("ix_reminders_due", "state", "due_at"))

    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    kind: Mapped[ReminderKind]
    due_at: Mapped[datetime]
    state: Mapped[ReminderState] = mapped_column(default=ReminderState.PENDING)

    meeting: Mapped[Meeting] = relationship()
