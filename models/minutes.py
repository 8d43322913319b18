"""Minutes: what came out of a meeting, and whether those who were there agree."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key
from models.meeting import Meeting


class MinutesState(StrEnum):
    """Life of minutes."""

    #: With those who were there, who may object.
    SENT = "sent"
    FINAL = "final"


class Minutes(Base):
    """The minutes of a meeting."""

    __tablename__ = "minutes"

    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), unique=True)
    #: What was talked about and agreed, in the words of whoever led the meeting.
    text: Mapped[str]
    #: Who chaired, by the display name that they chose to put here; else empty.
    chair: Mapped[str] = mapped_column(default="")
    #: What was handed in and what was on the agenda when they were sent, as strings: `results` and `subjects`.
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    #: When the body meets next, as it was known when they were sent.
    next_at: Mapped[datetime | None]
    state: Mapped[MinutesState] = mapped_column(default=MinutesState.SENT)
    #: Raised each time they are corrected.
    revision: Mapped[int] = mapped_column(default=0)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))
    sent_at: Mapped[datetime]
    #: From when on they are final unless they are corrected before.
    final_at: Mapped[datetime] = mapped_column(index=True)

    meeting: Mapped[Meeting] = relationship(lazy="joined", back_populates="minutes")


class MinutesReview(Base):
    """What somebody who was there says to the minutes; an objection carries text."""

    __tablename__ = "minutes_reviews"
    __table_args__ = (UniqueConstraint("minutes_id", "participant_id"),)

    id: Mapped[Key]
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id", ondelete="CASCADE"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"), index=True)
    #: The revision that they read.
    revision: Mapped[int]
    agrees: Mapped[bool]
    text: Mapped[str] = mapped_column(default="")
