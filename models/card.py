"""Cards: spoken or photographed ideas, written down by a speaker in German and confirmed by their authors."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key


class Card(Base):
    """One idea as somebody wrote it down; a new sentence takes the place of one that the author found wrong."""

    __tablename__ = "cards"

    id: Mapped[Key]
    idea_id: Mapped[int] = mapped_column(ForeignKey("ideas.id", ondelete="CASCADE"), unique=True)
    #: In German.
    sentence: Mapped[str]
    #: None once the person has deleted their data.
    writer_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))
    written_at: Mapped[datetime]
    #: When the author said that it is right; they may also say what is wrong.
    confirmed_at: Mapped[datetime | None]
    #: What the author found wrong, in their words, which may be none; None unless they say that it is not right.
    objection: Mapped[str | None]
    #: How many sentences were written so far, to tell on which one a button was.
    version: Mapped[int] = mapped_column(default=1)
