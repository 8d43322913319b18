"""What a Maßnahmensteckbrief says of a result beyond its title and text, and the plans and networks it is linked to."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, Key
from models.body import Body


class ProfileField(StrEnum):
    """A field that people fill in, in the order of the printed page."""

    TITLE = "title"
    #: Kurzbeschreibung: the result's text.
    SUMMARY = "summary"
    NEED = "need"
    GOALS = "goals"
    TARGET_GROUPS = "target_groups"
    #: Zuständigkeit (Federführung): an office or organisation, never a private person.
    RESPONSIBLE = "responsible"
    PARTNERS = "partners"
    PERIOD = "period"
    STEPS = "steps"
    STAFF = "staff"
    COSTS_ONCE = "costs_once"
    COSTS_YEARLY = "costs_yearly"
    FUNDING = "funding"
    FUNDED_UNTIL = "funded_until"
    INDICATORS = "indicators"


class ProfileEntry(Base):
    """A revision of one field; the newest one counts, an empty one takes the field's text back."""

    __tablename__ = "profile_entries"

    id: Mapped[Key]
    result_id: Mapped[int] = mapped_column(ForeignKey("results.id", ondelete="CASCADE"), index=True)
    field: Mapped[ProfileField]
    text: Mapped[str]
    #: For which group it was written; None: by the coordination, or where it came from a file.
    body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id", ondelete="SET NULL"))
    #: None once the person has deleted their data, or where it came from a file.
    author_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))
    written_at: Mapped[datetime]

    body: Mapped[Body | None] = relationship(lazy="joined")


class Tag(Base):
    """A plan or network that results and measures are linked to („Jugendhilfeplanung“, „Soziale Stadt“)."""

    __tablename__ = "tags"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)
    #: Whom to talk to about it: an office or function with telephone or e-mail, never a private person.
    contact: Mapped[str] = mapped_column(default="")


#: Plans and networks that a result is linked to.
result_tags = Table(
    "result_tags",
    Base.metadata,
    Column("result_id", BigId, ForeignKey("results.id", ondelete="CASCADE"), primary_key=True),
    Column("tag_id", BigId, ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True),
)
