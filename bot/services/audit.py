"""The trail of acts that others may have to account for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from models import AuditEntry


def note(
    session: Session, action: str, object_kind: str, object_id: int | None, *, acting: int | None, now: datetime
) -> None:
    """Record that `acting` did `action` to an object; numbers only."""
    session.add(AuditEntry(at=now, actor_id=acting, action=action, object_kind=object_kind, object_id=object_id))
