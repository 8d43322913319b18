"""People who belong to a body and have no Telegram: reached by list, printed on sheets, asked by telephone."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key
from models.body import MembershipRole


class OfflineMember(Base):
    """One of them, as the list of the town hall has them; no number, no address."""

    __tablename__ = "offline_members"

    id: Mapped[Key]
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    role: Mapped[MembershipRole] = mapped_column(default=MembershipRole.MEMBER)
    #: What belongs to it: „Stadträtin“, „für den Caritasverband“.
    note: Mapped[str] = mapped_column(default="")
