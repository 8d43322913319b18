"""The town's bodies (AGs, Steuergruppe, Beirat, networks, circles) and who belongs to them: data, not code."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key
from models.participant import Participant


class BodyKind(StrEnum):
    """What a body is for; the kind decides about rights."""

    WORKING_GROUP = "working_group"
    STEERING_GROUP = "steering_group"
    ADVISORY_BOARD = "advisory_board"
    NETWORK = "network"
    CIRCLE = "circle"


class BodyState(StrEnum):
    """Life of a body."""

    PLANNED = "planned"
    ACTIVE = "active"
    CLOSED = "closed"


class Body(Base):
    """A body of the process."""

    __tablename__ = "bodies"

    id: Mapped[Key]
    kind: Mapped[BodyKind]
    #: Short code for numbers and links: `BIL`.
    code: Mapped[str] = mapped_column(unique=True)
    #: Official German name.
    name: Mapped[str]
    #: German name of at most 25 characters, for buttons.
    short_name: Mapped[str]
    emoji: Mapped[str] = mapped_column(default="")
    #: Where it usually meets: a German address, untranslated.
    place: Mapped[str] = mapped_column(default="")
    #: How to get there, as one tells a stranger: „Bus 2 bis Theaterplatz“.
    directions: Mapped[str] = mapped_column(default="")
    state: Mapped[BodyState] = mapped_column(default=BodyState.ACTIVE)
    #: Since when, as people say it („Anfang der 90er“), and the year it sorts by.
    founded: Mapped[str] = mapped_column(default="")
    founded_year: Mapped[int | None]
    #: Until when, as people say it.
    ended: Mapped[str] = mapped_column(default="")
    #: What it became.
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))
    #: How many results it has numbered so far.
    result_count: Mapped[int] = mapped_column(default=0)

    texts: Mapped[list[BodyText]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    aliases: Mapped[list[BodyAlias]] = relationship(cascade="all, delete-orphan")
    memberships: Mapped[list[Membership]] = relationship(back_populates="body", cascade="all, delete-orphan")


class BodyText(Base):
    """A body's name and purpose in one more language."""

    __tablename__ = "body_texts"
    __table_args__ = (UniqueConstraint("body_id", "locale"),)

    id: Mapped[Key]
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"))
    locale: Mapped[str]
    name: Mapped[str]
    description: Mapped[str] = mapped_column(default="")


class BodyAlias(Base):
    """Another name under which people know a body."""

    __tablename__ = "body_aliases"

    id: Mapped[Key]
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"), index=True)
    alias: Mapped[str]


class MembershipRole(StrEnum):
    """What a person is within a body."""

    MEMBER = "member"
    SPEAKER = "speaker"
    GUEST = "guest"


class Membership(Base):
    """A participant in a body."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("participant_id", "body_id"),)

    id: Mapped[Key]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"))
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"), index=True)
    role: Mapped[MembershipRole] = mapped_column(default=MembershipRole.MEMBER)
    joined_at: Mapped[datetime]

    participant: Mapped[Participant] = relationship(back_populates="memberships")
    body: Mapped[Body] = relationship(back_populates="memberships")
