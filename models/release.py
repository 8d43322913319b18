"""What the steering group released to the advisory board, and what the board says to it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key
from models.result import Result


class Release(Base):
    """That a result was released to the advisory board: by whom, when, and whether it was withdrawn (R4)."""

    __tablename__ = "releases"

    id: Mapped[Key]
    result_id: Mapped[int] = mapped_column(ForeignKey("results.id", ondelete="CASCADE"), index=True)
    released_by: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))
    released_at: Mapped[datetime]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))
    withdrawn_at: Mapped[datetime | None]

    result: Mapped[Result] = relationship(lazy="joined")


class Advice(Base):
    """A Stellungnahme: what somebody of the advisory board says to a released result (R5); it changes no state."""

    __tablename__ = "advices"

    id: Mapped[Key]
    result_id: Mapped[int] = mapped_column(ForeignKey("results.id", ondelete="CASCADE"), index=True)
    #: None once the person has deleted their data.
    author_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))
    text: Mapped[str]
    given_at: Mapped[datetime]
