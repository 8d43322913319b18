"""The municipality: its name and process, figures with their as-of dates, phases and projects."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key


class Town(Base):
    """The one municipality that this database belongs to."""

    __tablename__ = "towns"

    id: Mapped[Key]
    name: Mapped[str]
    #: What the process is called: „Integrationskonzept für Coburg“.
    process: Mapped[str]
    #: Who runs the bot, with address: provider identification (§ 5 DDG).
    imprint: Mapped[str] = mapped_column(default="")
    #: Where people reach a human being: telephone, e-mail.
    contact: Mapped[str] = mapped_column(default="")


class Figure(Base):
    """A figure about the town; quoted as the source has it, never corrected."""

    __tablename__ = "figures"

    id: Mapped[Key]
    name: Mapped[str]
    #: The value or range as the source has it: „41247“, „ca. 10–15 %“.
    value: Mapped[str]
    as_of: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")


class Phase(Base):
    """A phase of the process; phases may overlap and leave gaps, and never lock anything."""

    __tablename__ = "phases"

    id: Mapped[Key]
    number: Mapped[int]
    name: Mapped[str] = mapped_column(default="")
    #: First and last day.
    starts_on: Mapped[date]
    ends_on: Mapped[date]


class Project(Base):
    """Something the town wants to do, with its state as people say it („angedacht“)."""

    __tablename__ = "projects"

    id: Mapped[Key]
    name: Mapped[str]
    state: Mapped[str] = mapped_column(default="")
