"""One-time links by which roles are given."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key
from models.body import MembershipRole
from models.participant import Role


class InvitationLink(Base):
    """A link that gives one role, once, until it expires; only the hash of its secret is kept."""

    __tablename__ = "invitation_links"

    id: Mapped[Key]
    secret_hash: Mapped[str] = mapped_column(unique=True)
    #: A role over the town, or
    role: Mapped[Role | None]
    #: a role within this body.
    body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"))
    membership_role: Mapped[MembershipRole | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
