"""Meetings and events, and who comes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key
from models.body import Body

if TYPE_CHECKING:
    from models.minutes import Minutes


class MeetingState(StrEnum):
    """Life of a meeting (domain 2.3); that it was changed shows in its revision."""

    #: Planned ahead, for example by a series; nobody has been told yet.
    DRAFTED = "drafted"
    INVITED = "invited"
    CANCELLED = "cancelled"
    #: It took place, as far as anybody knows.
    HELD = "held"
    #: What came out of it is written down.
    RECORDED = "recorded"
    #: Its minutes are final.
    APPROVED = "approved"


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
    #: Raised at every change that people's calendars must follow (RFC 5545, SEQUENCE).
    sequence: Mapped[int] = mapped_column(default=0)
    #: When a draft becomes an invitation by itself.
    invite_at: Mapped[datetime | None]
    #: How many people there is room for; none: as many as come.
    capacity: Mapped[int | None]
    #: How many said on paper or by telephone that they come.
    paper_count: Mapped[int] = mapped_column(default=0)
    #: How many were there, as whoever led it counted.
    head_count: Mapped[int | None]
    #: How many heads had said yes and had a place, guests too, once the answers themselves are forgotten.
    yes_count: Mapped[int | None]
    planned_by: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))

    body: Mapped[Body | None] = relationship(lazy="joined")
    #: Only where a query loads it; the database deletes it with the meeting.
    minutes: Mapped[Minutes | None] = relationship(
        "Minutes", back_populates="meeting", lazy="raise", passive_deletes="all"
    )


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
    #: How many others the person brings.
    guests: Mapped[int] = mapped_column(default=0)
    #: Since when a "yes" waits for a place to become free; none: it has one.
    waiting_since: Mapped[datetime | None]
