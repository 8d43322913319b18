"""Meetings: plan, move, cancel, answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Meeting, MeetingState


def find_next(session: Session, body_id: int, *, now: datetime) -> Meeting | None:
    """Return the body's next meeting, or None."""
    coming = select(Meeting).where(Meeting.body_id == body_id, Meeting.starts_at > now)
    return session.scalar(coming.where(Meeting.state == MeetingState.INVITED).order_by(Meeting.starts_at).limit(1))
