"""What working groups hand in, with how much weight, and what the steering group concluded."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, ForeignKey, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, Key
from models.body import Body


class Priority(StrEnum):
    """How much a working group wants something; stated by people, never computed."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ResultState(StrEnum):
    """Life of a result."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    MERGED = "merged"
    QUERIED = "queried"
    DEFERRED = "deferred"
    REJECTED = "rejected"


class ConclusionKind(StrEnum):
    """What the steering group can conclude: aufnehmen, zusammenführen, Rückfrage, zurückstellen, ablehnen."""

    ACCEPT = "accept"
    MERGE = "merge"
    QUERY = "query"
    DEFER = "defer"
    REJECT = "reject"


#: Fields (working groups' themes) that a result concerns; not the same as who handed it in.
result_fields = Table(
    "result_fields",
    Base.metadata,
    Column("result_id", BigId, ForeignKey("results.id", ondelete="CASCADE"), primary_key=True),
    Column("body_id", BigId, ForeignKey("bodies.id", ondelete="CASCADE"), primary_key=True),
)


class Result(Base):
    """A result of one or more working groups."""

    __tablename__ = "results"

    id: Mapped[Key]
    #: Code of the first group and a running number: `BIL-03`.
    number: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    state: Mapped[ResultState] = mapped_column(default=ResultState.SUBMITTED, index=True)
    submitted_at: Mapped[datetime] = mapped_column(index=True)
    #: Who typed it in; None once they have deleted their data.
    author_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"), index=True)
    #: The idea it grew from.
    idea_id: Mapped[int | None] = mapped_column(ForeignKey("ideas.id", ondelete="SET NULL"))
    #: The result that it was joined to.
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("results.id", ondelete="SET NULL"), index=True)

    submissions: Mapped[list[Submission]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="Submission.id"
    )
    fields: Mapped[list[Body]] = relationship(secondary=result_fields, lazy="selectin", order_by=Body.id)
    conclusions: Mapped[list[Conclusion]] = relationship(
        cascade="all, delete-orphan",
        lazy="selectin",
        order_by="Conclusion.id",
        foreign_keys="Conclusion.result_id",
    )


class Submission(Base):
    """That a working group stands behind a result, and with which priority."""

    __tablename__ = "submissions"
    __table_args__ = (UniqueConstraint("result_id", "body_id"),)

    id: Mapped[Key]
    result_id: Mapped[int] = mapped_column(ForeignKey("results.id", ondelete="CASCADE"))
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"), index=True)
    #: None where the source names none.
    priority: Mapped[Priority | None]
    submitted_at: Mapped[datetime]

    body: Mapped[Body] = relationship(lazy="joined")


class Conclusion(Base):
    """What the steering group concluded about a result, and why; the newest one counts."""

    __tablename__ = "conclusions"

    id: Mapped[Key]
    result_id: Mapped[int] = mapped_column(ForeignKey("results.id", ondelete="CASCADE"), index=True)
    kind: Mapped[ConclusionKind]
    #: For a merge: the result that it was joined to.
    into_id: Mapped[int | None] = mapped_column(ForeignKey("results.id", ondelete="SET NULL"))
    reason: Mapped[str] = mapped_column(default="")
    concluded_at: Mapped[datetime]
    concluded_by: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))
