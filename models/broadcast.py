"""One text to many."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key
from models.meeting import Meeting


class BroadcastState(StrEnum):
    """Life of a broadcast."""

    SENDING = "sending"
    #: Somebody stopped it; what had left before has left.
    STOPPED = "stopped"
    FINISHED = "finished"


class Broadcast(Base):
    """A text that the coordinator sends to an audience; its deliveries hang on it."""

    __tablename__ = "broadcasts"

    id: Mapped[Key]
    text: Mapped[str]
    #: The audience as chosen: `bot.services.broadcasts.Audience`.
    audience: Mapped[str]
    state: Mapped[BroadcastState] = mapped_column(default=BroadcastState.SENDING, index=True)
    created_at: Mapped[datetime]
    #: When the last delivery was through, in whatever way; the author has been told.
    finished_at: Mapped[datetime | None]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))
    #: The event that it announces.
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id", ondelete="SET NULL"))

    meeting: Mapped[Meeting | None] = relationship(lazy="joined")
