"""Meetings and events, who comes, and what is to be said before them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key
from models.body import Body


class MeetingState(StrEnum):
    """Life of a meeting."""

    INVITED = "invited"
    CANCELLED = "cancelled"


class Meeting(Base):
    """A meeting of a body, or an open event."""

    __tablename__ = "meetings"

    id: Mapped[Key]
    #: The body that meets; none for an open event.
    body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"), index=True)
    #: What an event is called; empty for a body's ordinary meeting.
    title: Mapped[str] = mapped_column(default="")
    starts_at: Mapped[datetime] = mapped_column(index=True)
    #: A German address, untranslated.
    place: Mapped[str] = mapped_column(default="")
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.INVITED)
    #: Raised each time it moves.
    revision: Mapped[int] = mapped_column(default=0)
    #: How many had said yes, once the answers themselves are forgotten.
    yes_count: Mapped[int | None]
    planned_by: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))

    body: Mapped[Body | None] = relationship(lazy="joined")


class Answer(StrEnum):
    """What a person said to an invitation."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class Attendance(Base):
    """A participant's answer to a meeting."""

    __tablename__ = "attendances"
    __table_args__ = (UniqueConstraint("meeting_id", "participant_id"),)

    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"), index=True)
    answer: Mapped[Answer]
    answered_at: Mapped[datetime]


class ReminderKind(StrEnum):
    """How long before a meeting."""

    DAY_BEFORE = "day_before"
    TWO_HOURS = "two_hours"


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
