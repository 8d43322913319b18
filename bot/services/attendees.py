"""Who came to a meeting, as far as their answers tell."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.services import places
from models import Attendance, Meeting


def who_came(meeting: Meeting) -> Select[int]:
    """Return the query for who said yes and had a place."""
    return select(Attendance.participant_id).where(Attendance.meeting_id == meeting.id, *places.has_place())


def came(session: Session, meeting: Meeting, *, acting: int) -> bool:
    """Tell whether `acting` is one of them; after 30 days nobody is known to be."""
    return session.scalar(who_came(meeting).where(Attendance.participant_id == acting)) is not None


def count_expected(session: Session, meeting: Meeting) -> int:
    """Return how many were expected: who said yes, whom they brought, and who said so on paper."""
    return (meeting.yes_count or places.count_heads(session, meeting)) + meeting.paper_count
