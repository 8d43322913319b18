"""Measures: what is done, by whom, with which money, how it goes, and what it came to. They outlive the phases."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, Key
from models.body import Body
from models.profile import Tag

#: The moment at which the clock looks at a measure that has just begun or changed.
LOOK_AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)


class MeasureState(StrEnum):
    """The scale on which a measure stands (S67); what has been decided nowhere is at most planned."""

    CONSIDERED = "considered"
    PROPOSED = "proposed"
    REVIEWED = "reviewed"
    PLANNED = "planned"
    IN_PAPER = "in_paper"
    RESOLVED = "resolved"
    UNDERWAY = "underway"
    COMPLETED = "completed"
    EVALUATED = "evaluated"
    DEFERRED = "deferred"
    REJECTED = "rejected"
    DISCONTINUED = "discontinued"


class Progress(StrEnum):
    """How a measure goes, said by one tap."""

    AS_PLANNED = "as_planned"
    SLOWER = "slower"
    DONE = "done"


#: Fields (working groups' themes) that a measure touches.
measure_fields = Table(
    "measure_fields",
    Base.metadata,
    Column("measure_id", BigId, ForeignKey("measures.id", ondelete="CASCADE"), primary_key=True),
    Column("body_id", BigId, ForeignKey("bodies.id", ondelete="CASCADE"), primary_key=True),
)

#: Plans and networks that a measure is linked to.
measure_tags = Table(
    "measure_tags",
    Base.metadata,
    Column("measure_id", BigId, ForeignKey("measures.id", ondelete="CASCADE"), primary_key=True),
    Column("tag_id", BigId, ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True),
)


class Measure(Base):
    """A measure or project: grown from a result, or the administration's own."""

    __tablename__ = "measures"

    id: Mapped[Key]
    #: The number of the result that it grew from, else counted: `M-01`.
    number: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    #: The result that it grew from.
    result_id: Mapped[int | None] = mapped_column(ForeignKey("results.id", ondelete="SET NULL"), unique=True)
    #: The paper on which it was decided.
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("papers.id", ondelete="SET NULL"))
    state: Mapped[MeasureState] = mapped_column(default=MeasureState.CONSIDERED, index=True)
    #: The office or organisation in charge, also an outside one.
    responsible: Mapped[str] = mapped_column(default="")
    #: Who is asked how it goes; never shown to others.
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"), index=True)
    #: Organisations, separated by commas.
    partners: Mapped[str] = mapped_column(default="")
    target_groups: Mapped[str] = mapped_column(default="")
    #: When it runs, as people say it („ab Mitte 2010, laufend“).
    period: Mapped[str] = mapped_column(default="")
    #: The last day that is planned for it; its evaluation is asked for then.
    ends_on: Mapped[date | None]
    costs: Mapped[str] = mapped_column(default="")
    funding: Mapped[str] = mapped_column(default="")
    #: Finanzierung bis.
    funded_until: Mapped[date | None]
    created_at: Mapped[datetime]
    #: When the clock looks at it next; the very beginning of time: at once, for it has changed.
    watched_at: Mapped[datetime | None] = mapped_column(default=LOOK_AT_ONCE, index=True)
    #: When whoever is responsible was asked last how it goes, and whether they were asked once more since.
    asked_at: Mapped[datetime | None]
    reminded: Mapped[bool] = mapped_column(default=False)
    #: So many days before the money ends people were warned last; None: not yet.
    warned_days: Mapped[int | None]
    #: Whether its evaluation has been asked for.
    evaluation_asked: Mapped[bool] = mapped_column(default=False)

    fields: Mapped[list[Body]] = relationship(secondary=measure_fields, lazy="selectin", order_by=Body.id)
    tags: Mapped[list[Tag]] = relationship(secondary=measure_tags, lazy="selectin", order_by=Tag.name)
    steps: Mapped[list[MeasureStep]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="MeasureStep.id"
    )
    notes: Mapped[list[MeasureNote]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="MeasureNote.id"
    )


class MeasureStep(Base):
    """A step of a measure."""

    __tablename__ = "measure_steps"

    id: Mapped[Key]
    measure_id: Mapped[int] = mapped_column(ForeignKey("measures.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]
    #: Until when, as people say it, and the day it sorts by.
    due: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]


class MeasureNote(Base):
    """The state of things on a day: what happened, and the state from then on where it changed."""

    __tablename__ = "measure_notes"

    id: Mapped[Key]
    measure_id: Mapped[int] = mapped_column(ForeignKey("measures.id", ondelete="CASCADE"), index=True)
    state: Mapped[MeasureState | None]
    #: Said by one tap.
    progress: Mapped[Progress | None]
    text: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]
    #: None: noted by the bot, or the person has deleted their data.
    author_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))


class EvaluationOutcome(StrEnum):
    """Whether a measure reached its goal (S72)."""

    REACHED = "reached"
    PARTLY = "partly"
    MISSED = "missed"


class Evaluation(Base):
    """What a measure came to: evidence and what was learned."""

    __tablename__ = "evaluations"

    id: Mapped[Key]
    measure_id: Mapped[int] = mapped_column(ForeignKey("measures.id", ondelete="CASCADE"), index=True)
    outcome: Mapped[EvaluationOutcome]
    evidence: Mapped[str] = mapped_column(default="")
    lesson: Mapped[str] = mapped_column(default="")
    given_at: Mapped[datetime]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))
