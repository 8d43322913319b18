"""The durable inbox: what Telegram handed over, before it is told that it arrived."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class InboxState(StrEnum):
    """Life of an update."""

    WAITING = "waiting"
    #: Its effect is in the database, its answer perhaps not with the person.
    EFFECTED = "effected"
    DONE = "done"
    #: Cannot be read, or failed too often; set aside and reported.
    DEAD = "dead"


class InboxUpdate(Base):
    """An update; its content and its person are forgotten once it is done."""

    __tablename__ = "inbox_updates"
    __table_args__ = (Index("ix_inbox_updates_state", "state", "update_id"),)

    #: Telegram's number of the update.
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    #: Whose order it belongs to: the chat's number, or 0.
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    #: The update as JSON, in ASCII.
    payload: Mapped[str | None]
    state: Mapped[InboxState] = mapped_column(default=InboxState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]
    received_at: Mapped[datetime] = mapped_column(index=True)
