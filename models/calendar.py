"""Meetings in people's own calendars: who took the file, who has a feed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key


class CalendarEntry(Base):
    """That a person took a meeting's calendar file: changes are sent to them as a file, too."""

    __tablename__ = "calendar_entries"
    __table_args__ = (UniqueConstraint("meeting_id", "participant_id"),)

    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"), index=True)


class CalendarFeed(Base):
    """A private address under which a person's calendar reads their meetings; only the hash of its secret is kept."""

    __tablename__ = "calendar_feeds"

    id: Mapped[Key]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"), unique=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
