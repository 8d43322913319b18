"""Who did what, and when: numbers only, no names, no texts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key


class AuditEntry(Base):
    """One act that others may have to account for."""

    __tablename__ = "audit_entries"

    id: Mapped[Key]
    at: Mapped[datetime] = mapped_column(index=True)
    #: The participant's number; it says nothing once the participant is deleted.
    actor_id: Mapped[int | None]
    action: Mapped[str]
    object_kind: Mapped[str]
    object_id: Mapped[int | None]
