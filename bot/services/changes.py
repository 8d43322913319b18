"""Changes of a planned meeting: another date, or none; those concerned hear of it before anything else."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.errors import BadDate, DateProblem, Outdated
from bot.services import audit, calendars, deliveries, dialogues, reminders
from bot.services.deliveries import URGENT
from bot.services.meetings import get_planned
from bot.services.planning import news_of
from models import Attendance, Delivery, DeliveryKind, Meeting, MeetingState


def move(
    session: Session, meeting_id: int, starts_at: datetime, *, timezone: ZoneInfo, acting: int, now: datetime
) -> Meeting:
    """Move a coming meeting: what is queued about it is stopped, answers start afresh, everyone concerned is told.

    The dialogue ends. A meeting that is at that instant already stays as it is.

    Raises:
        NotFound, NotPermitted: see `get_planned`.
        BadDate: `starts_at` is over.
    """
    meeting = get_planned(session, meeting_id, acting=acting, now=now, lock=True)
    if starts_at <= now:
        raise BadDate(DateProblem.PAST)
    dialogues.end(session, acting=acting)
    before = meeting.starts_at
    if before == starts_at:
        return meeting
    # Reminders first: a beat that is queueing them at this moment is waited for, and its deliveries are stopped below.
    reminders.forget(session, meeting)
    deliveries.stop(session, Delivery.meeting_id == meeting.id)
    session.execute(delete(Attendance).where(Attendance.meeting_id == meeting.id))
    meeting.starts_at, meeting.revision, meeting.sequence = starts_at, meeting.revision + 1, meeting.sequence + 1
    session.flush()
    reminders.schedule(session, meeting, timezone=timezone, now=now)
    quiet = min(before, starts_at) - now > URGENT
    news = news_of(meeting, DeliveryKind.MEETING_MOVED, quiet=quiet, facts={"before": before.isoformat()})
    calendars.queue_change(session, meeting, news, now=now)
    audit.note(session, "move", "meeting", meeting.id, acting=acting, now=now)
    return meeting


def cancel(session: Session, meeting_id: int, revision: int, *, acting: int, now: datetime) -> Meeting:
    """Cancel a coming meeting: what is queued about it is stopped, everyone concerned is told.

    Raises:
        NotFound, NotPermitted: see `get_planned`.
        Outdated: it has been moved since `revision`.
    """
    meeting = get_planned(session, meeting_id, acting=acting, now=now, lock=True)
    if meeting.revision != revision:
        raise Outdated
    reminders.forget(session, meeting)
    deliveries.stop(session, Delivery.meeting_id == meeting.id)
    meeting.state, meeting.sequence = MeetingState.CANCELLED, meeting.sequence + 1
    session.flush()
    news = news_of(meeting, DeliveryKind.MEETING_CANCELLED, quiet=meeting.starts_at - now > URGENT)
    calendars.queue_change(session, meeting, news, now=now)
    audit.note(session, "cancel", "meeting", meeting.id, acting=acting, now=now)
    return meeting
