"""Finding a date: proposals, and who ticked which."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key
from models.body import Body


class DatePollState(StrEnum):
    """Life of a poll for a date."""

    OPEN = "open"
    #: One of its dates became a meeting.
    FIXED = "fixed"
    #: It was given up.
    CLOSED = "closed"


class DatePoll(Base):
    """The question to a body's people which of several dates suit them."""

    __tablename__ = "date_polls"

    id: Mapped[Key]
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"), index=True)
    place: Mapped[str] = mapped_column(default="")
    state: Mapped[DatePollState] = mapped_column(default=DatePollState.OPEN)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    #: When people were last asked.
    asked_at: Mapped[datetime]
    #: When it was fixed or given up.
    ended_at: Mapped[datetime | None]
    #: How often those who have not answered were asked again.
    rounds: Mapped[int] = mapped_column(default=0)
    #: What it led to.
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id", ondelete="SET NULL"))

    body: Mapped[Body] = relationship(lazy="joined")
    proposals: Mapped[list[DateProposal]] = relationship(
        cascade="all, delete-orphan", order_by="DateProposal.starts_at"
    )


class DateProposal(Base):
    """One of the dates."""

    __tablename__ = "date_proposals"
    __table_args__ = (UniqueConstraint("poll_id", "starts_at"),)

    id: Mapped[Key]
    poll_id: Mapped[int] = mapped_column(ForeignKey("date_polls.id", ondelete="CASCADE"))
    starts_at: Mapped[datetime]


class DateVote(Base):
    """A tick: this date suits this person."""

    __tablename__ = "date_votes"
    __table_args__ = (UniqueConstraint("proposal_id", "participant_id"),)

    id: Mapped[Key]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("date_proposals.id", ondelete="CASCADE"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"), index=True)


class DatePollAnswer(Base):
    """That a person answered, also if no date suits them; who has not is asked again."""

    __tablename__ = "date_poll_answers"
    __table_args__ = (UniqueConstraint("poll_id", "participant_id"),)

    id: Mapped[Key]
    poll_id: Mapped[int] = mapped_column(ForeignKey("date_polls.id", ondelete="CASCADE"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"), index=True)
