"""Beschlussvorlagen: which results stand in them, their sections with every version, and their way through the council.

The words are those of OParl: a paper, its consultations.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key
from models.result import Result


class PaperState(StrEnum):
    """Life of a paper."""

    DRAFT = "draft"
    #: The steering group is done with it: it no longer says „Entwurf“, and its sections stay as they are.
    FINAL = "final"
    #: A consultation with the competence to decide has come to a result.
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class PaperSection(StrEnum):
    """The sections that people write, in the order of the paper."""

    SUBJECT = "subject"
    #: Beteiligte Ämter.
    INVOLVED = "involved"
    #: Sachverhalt / Sitzungsvortrag.
    FACTS = "facts"
    #: Beschlussvorschlag.
    RESOLUTION = "resolution"
    #: Finanzielle Auswirkungen.
    FINANCES = "finances"
    #: Bezug: fields, goals, plans, indicators.
    REFERENCES = "references"


class Paper(Base):
    """A Beschlussvorlage."""

    __tablename__ = "papers"

    id: Mapped[Key]
    #: Counted by the bot: shown as `V-01`.
    number: Mapped[int] = mapped_column(unique=True)
    #: The Vorlagen-Nr. that the administration gives; empty until then.
    reference: Mapped[str] = mapped_column(default="")
    is_public: Mapped[bool] = mapped_column(default=True)
    state: Mapped[PaperState] = mapped_column(default=PaperState.DRAFT, index=True)
    created_at: Mapped[datetime]
    #: None once the person has deleted their data.
    created_by: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))
    #: When it became final.
    final_at: Mapped[datetime | None]
    #: From when on people may know that it goes to the council; None: nobody does. Outlives the outbox's rows.
    announced_at: Mapped[datetime | None]

    items: Mapped[list[PaperItem]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="PaperItem.position"
    )
    consultations: Mapped[list[Consultation]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="Consultation.position"
    )


class PaperItem(Base):
    """That a result, with all that was joined to it, is proposed in a paper."""

    __tablename__ = "paper_items"
    __table_args__ = (UniqueConstraint("paper_id", "result_id"),)

    id: Mapped[Key]
    paper_id: Mapped[int] = mapped_column(ForeignKey("papers.id", ondelete="CASCADE"))
    result_id: Mapped[int] = mapped_column(ForeignKey("results.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]

    result: Mapped[Result] = relationship(lazy="joined")


class SectionText(Base):
    """A version of one section; the newest one counts."""

    __tablename__ = "section_texts"

    id: Mapped[Key]
    paper_id: Mapped[int] = mapped_column(ForeignKey("papers.id", ondelete="CASCADE"), index=True)
    section: Mapped[PaperSection]
    text: Mapped[str]
    #: Whether it came in a Word file.
    from_file: Mapped[bool] = mapped_column(default=False)
    written_at: Mapped[datetime]
    #: None: filled in by the bot, or the person has deleted their data.
    written_by: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))


class Competence(StrEnum):
    """What a committee does with a paper."""

    #: Vorberatung.
    PRELIMINARY = "preliminary"
    #: Entscheidung.
    DECISION = "decision"
    #: Kenntnisnahme.
    INFORMATION = "information"


class Outcome(StrEnum):
    """What came out of a consultation (domain 2.5)."""

    #: einstimmig beschlossen
    UNANIMOUS = "unanimous"
    #: mehrheitlich beschlossen
    MAJORITY = "majority"
    #: geändert beschlossen
    AMENDED = "amended"
    #: vertagt
    ADJOURNED = "adjourned"
    #: zurückgestellt
    DEFERRED = "deferred"
    #: abgelehnt
    REJECTED = "rejected"
    #: zur Kenntnis genommen
    NOTED = "noted"


class Consultation(Base):
    """A station of a paper: one committee, one date, one result (R12)."""

    __tablename__ = "consultations"

    id: Mapped[Key]
    paper_id: Mapped[int] = mapped_column(ForeignKey("papers.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    #: „Sozialsenat“, „Finanzsenat“, „Stadtrat“.
    committee: Mapped[str]
    competence: Mapped[Competence]
    planned_on: Mapped[date | None]
    held_on: Mapped[date | None]
    outcome: Mapped[Outcome | None]
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    #: What was changed, or why.
    note: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime | None]
    #: Whether the result stands in place of an earlier one.
    is_correction: Mapped[bool] = mapped_column(default=False)
    #: From when on people may know of a result, this one or one before it; None: nobody does.
    told_from: Mapped[datetime | None]
    #: None until there is a result, or the person has deleted their data.
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))
