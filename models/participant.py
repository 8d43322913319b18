"""A person who agreed to take part, what they agreed to, and roles that stand above the bodies."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, TelegramId

if TYPE_CHECKING:
    from models.body import Membership


class Role(StrEnum):
    """Roles over the whole town; what someone is within a body is a `Membership`."""

    COORDINATOR = "coordinator"
    DEPUTY = "deputy"


class Participant(Base):
    """A registered person: no origin, no status, no telephone number, ever."""

    __tablename__ = "participants"

    id: Mapped[Key]
    #: Telegram's number of the person.
    telegram_id: Mapped[TelegramId] = mapped_column(unique=True)
    #: The name that the person chose; a pseudonym is fine, empty until they choose one.
    display_name: Mapped[str]
    #: The language they want to be written to in, as a key of `bot.i18n.LOCALES`.
    locale: Mapped[str]
    #: When they agreed.
    registered_at: Mapped[datetime]
    #: False while they block the bot.
    reachable: Mapped[bool] = mapped_column(default=True)
    #: Whether they want to be reminded of meetings.
    reminded: Mapped[bool] = mapped_column(default=True)
    #: The hours of their night by the town's wall clock, in which nothing comes that can wait.
    quiet_from: Mapped[int] = mapped_column(default=21)
    quiet_until: Mapped[int] = mapped_column(default=8)
    #: Until when they want to be left in peace.
    silent_until: Mapped[datetime | None]
    #: Whether they were asked what they need in order to come; see `Need`.
    needs_asked: Mapped[bool] = mapped_column(default=False)

    memberships: Mapped[list[Membership]] = relationship(back_populates="participant", cascade="all, delete-orphan")
    grants: Mapped[list[RoleGrant]] = relationship(cascade="all, delete-orphan")
    consents: Mapped[list[Consent]] = relationship(cascade="all, delete-orphan")


class RoleGrant(Base):
    """A role given by somebody who may; never claimed."""

    __tablename__ = "role_grants"
    __table_args__ = (UniqueConstraint("participant_id", "role"),)

    id: Mapped[Key]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"))
    role: Mapped[Role]
    granted_at: Mapped[datetime]


class Consent(Base):
    """Proof of what was agreed to: version and hash of the text, the language it was shown in, the time."""

    __tablename__ = "consents"

    id: Mapped[Key]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"), index=True)
    version: Mapped[str]
    text_hash: Mapped[str]
    locale: Mapped[str]
    granted_at: Mapped[datetime]
