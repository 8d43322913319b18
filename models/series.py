"""Series of meetings: "every first Tuesday", as a rule of RFC 5545."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key
from models.body import Body
from models.meeting import Meeting


class SeriesState(StrEnum):
    """Life of a series."""

    RUNNING = "running"
    ENDED = "ended"


class Series(Base):
    """Meetings of a body that follow a rule; each of them is a meeting of its own, which may be moved alone."""

    __tablename__ = "series"

    id: Mapped[Key]
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"), index=True)
    #: The value of an RRULE (RFC 5545, 3.3.10): `FREQ=MONTHLY;BYDAY=1TU`.
    rule: Mapped[str]
    #: The first day that the rule counts from.
    starts_on: Mapped[date]
    #: The next day of the rule for which there is no meeting yet.
    next_on: Mapped[date] = mapped_column(index=True)
    #: By the town's wall clock.
    wall_time: Mapped[time]
    place: Mapped[str] = mapped_column(default="")
    state: Mapped[SeriesState] = mapped_column(default=SeriesState.RUNNING)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]

    body: Mapped[Body] = relationship(lazy="joined")


class Occurrence(Base):
    """The meeting that came of a series for one of its days; it stays when the meeting is moved or cancelled."""

    __tablename__ = "occurrences"
    __table_args__ = (UniqueConstraint("series_id", "day"),)

    id: Mapped[Key]
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id", ondelete="CASCADE"))
    #: The day that the rule names (RFC 5545, RECURRENCE-ID).
    day: Mapped[date]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), unique=True)

    series: Mapped[Series] = relationship()
    meeting: Mapped[Meeting] = relationship()
