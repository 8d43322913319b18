"""Ideas: what anyone wants to tell a working group, typed, spoken or photographed."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key
from models.body import Body
from models.card import Card


class IdeaState(StrEnum):
    """Life of an idea."""

    NEW = "new"
    USED = "used"


class Idea(Base):
    """An idea for a working group."""

    __tablename__ = "ideas"

    id: Mapped[Key]
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"), index=True)
    #: None once the person has deleted their data.
    author_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"), index=True)
    text: Mapped[str] = mapped_column(default="")
    #: Telegram's reference to a recording; dropped once somebody wrote it down.
    voice_file_id: Mapped[str | None]
    #: Telegram's reference to a photo, of a flipchart for instance; dropped with the recording.
    photo_file_id: Mapped[str | None]
    #: Whether that photo came as a file: Telegram shows it as nothing else.
    photo_as_file: Mapped[bool] = mapped_column(default=False)
    state: Mapped[IdeaState] = mapped_column(default=IdeaState.NEW)
    created_at: Mapped[datetime]

    body: Mapped[Body] = relationship(lazy="joined")
    #: What somebody wrote down of it.
    card: Mapped[Card | None] = relationship(lazy="joined", viewonly=True)
