"""The municipality: its name and process, figures with their as-of dates, phases and milestones."""

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
    #: Who gets the monthly report: „2. Bürgermeister/in“ (R11).
    report_recipient: Mapped[str] = mapped_column(default="")
    #: The council's committees in their usual order, separated by commas: „Sozialsenat, Finanzsenat, Stadtrat“.
    committees: Mapped[str] = mapped_column(default="")


class Figure(Base):
    """A figure about the town; quoted as the source has it, never corrected (S03-S09)."""

    __tablename__ = "figures"

    id: Mapped[Key]
    name: Mapped[str]
    #: The value or range as the source has it: „41247“, „ca. 10–15 %“.
    value: Mapped[str]
    as_of: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    #: The number itself, or the range's ends; None where nobody can say.
    low: Mapped[float | None]
    high: Mapped[float | None]
    #: „ca.“
    is_estimate: Mapped[bool] = mapped_column(default=False)
    #: The name of the figure that this one is a part of; empty: of none.
    part_of: Mapped[str] = mapped_column(default="")
    #: The share of that whole as the source prints it: „6,3 %“; the computed one is shown beside it.
    quoted_share: Mapped[str] = mapped_column(default="")


class Phase(Base):
    """A phase of the process; phases may overlap and leave gaps, and never lock anything."""

    __tablename__ = "phases"

    id: Mapped[Key]
    number: Mapped[int]
    name: Mapped[str] = mapped_column(default="")
    #: What for, in one plain German sentence, and what shall come out of it.
    purpose: Mapped[str] = mapped_column(default="")
    #: First and last day, as planned.
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    #: First and last day, as it came; None: not yet, or as planned.
    began_on: Mapped[date | None]
    ended_on: Mapped[date | None]


class Milestone(Base):
    """Something to be reached, or that was decided: with dates as people say them („Mitte 2008“)."""

    __tablename__ = "milestones"

    id: Mapped[Key]
    name: Mapped[str]
    #: Who decides: „Stadtrat“.
    committee: Mapped[str] = mapped_column(default="")
    #: What comes out: „Rahmenkonzept“.
    document: Mapped[str] = mapped_column(default="")
    #: As planned: the words, and the day by which they sort.
    planned: Mapped[str] = mapped_column(default="")
    planned_on: Mapped[date | None]
    #: As it came.
    reached: Mapped[str] = mapped_column(default="")
    reached_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
