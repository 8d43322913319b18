"""Who came to a meeting, as far as their answers tell."""

from __future__ import annotations

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from models import Answer, Attendance, Meeting


def who_came(meeting: Meeting) -> Select[int]:
    """Return the query for who said yes and had a place."""
    said_yes = (Attendance.answer == Answer.YES, Attendance.waiting_since.is_(None))
    return select(Attendance.participant_id).where(Attendance.meeting_id == meeting.id, *said_yes)


def came(session: Session, meeting: Meeting, *, acting: int) -> bool:
    """Tell whether `acting` is one of them; after 30 days nobody is known to be."""
    return session.scalar(who_came(meeting).where(Attendance.participant_id == acting)) is not None


def count_expected(session: Session, meeting: Meeting) -> int:
    """Return how many were expected: who said yes, whom they brought, and who said so on paper."""
    said_yes = (Attendance.answer == Answer.YES, Attendance.waiting_since.is_(None))
    heads = select(func.count(), func.coalesce(func.sum(Attendance.guests), 0))
    people, guests = session.execute(heads.where(Attendance.meeting_id == meeting.id, *said_yes)).one()
    return (meeting.yes_count or people) + int(guests) + meeting.paper_count
