"""Indicators with what was measured; those of the process itself are counted by the bot and are no rows here."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, Key
from models.body import Body


class Direction(StrEnum):
    """Which way is better."""

    MORE = "more"
    LESS = "less"
    NEITHER = "neither"


#: Indicators by which a measure is judged.
measure_indicators = Table(
    "measure_indicators",
    Base.metadata,
    Column("measure_id", BigId, ForeignKey("measures.id", ondelete="CASCADE"), primary_key=True),
    Column("indicator_id", BigId, ForeignKey("indicators.id", ondelete="CASCADE"), primary_key=True),
)


class Indicator(Base):
    """An indicator (domain 2.7)."""

    __tablename__ = "indicators"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)
    definition: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    direction: Mapped[Direction] = mapped_column(default=Direction.NEITHER)
    source: Mapped[str] = mapped_column(default="")
    #: How often it is measured, as people say it: „jährlich“.
    cycle: Mapped[str] = mapped_column(default="")
    #: The office that measures.
    responsible: Mapped[str] = mapped_column(default="")
    #: The working group to whose field it belongs; None: context of the whole town.
    body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id", ondelete="SET NULL"))
    baseline: Mapped[float | None]
    baseline_on: Mapped[date | None]
    target: Mapped[float | None]
    target_on: Mapped[date | None]

    body: Mapped[Body | None] = relationship(lazy="joined")
    measurements: Mapped[list[Measurement]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="Measurement.measured_on, Measurement.id"
    )


class Measurement(Base):
    """A value on a day."""

    __tablename__ = "measurements"

    id: Mapped[Key]
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicators.id", ondelete="CASCADE"), index=True)
    value: Mapped[float]
    measured_on: Mapped[date]
    #: „ca.“
    is_estimate: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    #: None: from a file, or the person has deleted their data.
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))
