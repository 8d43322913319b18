"""How people found a meeting: without a name, in numbers."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key


class Face(StrEnum):
    """The three faces."""

    GOOD = "good"
    MIDDLING = "middling"
    BAD = "bad"


class Rating(Base):
    """One anonymous opinion: neither who nor when, and a number drawn by lot, so that no order tells either."""

    __tablename__ = "ratings"

    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    face: Mapped[Face]


class RatingWord(Base):
    """One word about a meeting: not whose, not when, not to which face; its number is drawn by lot too."""

    __tablename__ = "rating_words"

    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    word: Mapped[str]


class RatingGiven(Base):
    """That a person has given their opinion on a meeting, so that nobody counts twice; not which."""

    __tablename__ = "ratings_given"
    __table_args__ = (UniqueConstraint("meeting_id", "participant_id"),)

    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"), index=True)
