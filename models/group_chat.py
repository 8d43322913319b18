"""Group chats that bodies have anyway: bound by a coordinator, one card per meeting."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, TelegramId
from models.body import Body
from models.meeting import Meeting


class GroupChat(Base):
    """A Telegram group of a body; nothing that is written there is read."""

    __tablename__ = "group_chats"

    id: Mapped[Key]
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"), index=True)
    #: Telegram's number of the group; it changes when a group becomes a supergroup.
    chat_id: Mapped[TelegramId] = mapped_column(unique=True)
    #: The languages of its cards, separated by blanks.
    locales: Mapped[str]
    bound_at: Mapped[datetime]

    body: Mapped[Body] = relationship(lazy="joined")


class GroupCardState(StrEnum):
    """Life of a card."""

    QUEUED = "queued"
    #: On the wire: asked for, not answered yet.
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    #: It left, and nobody knows whether it arrived; never sent again blindly.
    UNKNOWN = "unknown"


class GroupCard(Base):
    """A meeting's one message in a group; it is edited when the meeting changes."""

    __tablename__ = "group_cards"
    __table_args__ = (UniqueConstraint("group_chat_id", "meeting_id"),)

    id: Mapped[Key]
    group_chat_id: Mapped[int] = mapped_column(ForeignKey("group_chats.id", ondelete="CASCADE"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    state: Mapped[GroupCardState] = mapped_column(default=GroupCardState.QUEUED)
    message_id: Mapped[int | None]
    #: The meeting's sequence that it shows.
    sequence: Mapped[int] = mapped_column(default=0)

    group_chat: Mapped[GroupChat] = relationship(lazy="joined")
    meeting: Mapped[Meeting] = relationship(lazy="joined")


class GroupCode(Base):
    """A code that binds one group chat to a body, once, until it expires; only its hash is kept."""

    __tablename__ = "group_codes"

    id: Mapped[Key]
    secret_hash: Mapped[str] = mapped_column(unique=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"))
    #: The languages of its cards, separated by blanks.
    locales: Mapped[str]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
