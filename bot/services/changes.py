"""Changes of a planned meeting: another date or place, or none; those concerned hear of it before anything else.

Each change names the sequence that its maker has seen: who comes second changes nothing, and sees what the first did.
Of a draft nobody has been told yet, and nobody is told of its changes.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.errors import BadDate, DateProblem
from bot.services import audit, calendars, deliveries, dialogues, meetings, reminders, series
from bot.services.planning import PLACE_LIMIT, get_as_seen, news_of
from bot.text import check_line
from models import Attendance, Delivery, DeliveryKind, Meeting, MeetingState


def move(
    session: Session,
    meeting_id: int,
    sequence: int,
    starts_at: datetime,
    *,
    timezone: ZoneInfo,
    acting: int,
    now: datetime,
) -> Meeting:
    """Move a coming meeting: what is queued about it is stopped, answers start afresh, everyone concerned is told.

    The dialogue ends. A meeting that is at that instant already stays as it is.

    Raises:
        NotFound, NotPermitted, Overtaken: see `planning.get_as_seen`.
        BadDate: `starts_at` is over.
    """
    meeting = get_as_seen(session, meeting_id, sequence, acting=acting, now=now)
    if starts_at <= now:
        raise BadDate(DateProblem.PAST)
    dialogues.end(session, acting=acting)
    if meeting.starts_at == starts_at:
        return meeting
    audit.note(session, "move", "meeting", meeting.id, acting=acting, now=now)
    if meeting.state is MeetingState.DRAFTED:
        _move_draft(session, meeting, starts_at, timezone=timezone)
    else:
        _move_invited(session, meeting, starts_at, timezone=timezone, now=now)
    return meeting


def _move_draft(session: Session, draft: Meeting, starts_at: datetime, *, timezone: ZoneInfo) -> None:
    _set_date(session, draft, starts_at)
    if draft.body is not None:
        draft.invite_at = series.invitation_moment(draft.body, starts_at, timezone)


def _set_date(session: Session, meeting: Meeting, starts_at: datetime) -> None:
    meeting.starts_at, meeting.revision, meeting.sequence = starts_at, meeting.revision + 1, meeting.sequence + 1
    # It was said for the date before, as the answers were.
    meeting.paper_count = 0
    session.flush()


def _move_invited(
    session: Session, meeting: Meeting, starts_at: datetime, *, timezone: ZoneInfo, now: datetime
) -> None:
    before = meeting.starts_at
    # Reminders first: a beat that is queueing them at this moment is waited for, and its deliveries are stopped below.
    reminders.forget(session, meeting)
    deliveries.stop(session, Delivery.meeting_id == meeting.id)
    session.execute(delete(Attendance).where(Attendance.meeting_id == meeting.id))
    _set_date(session, meeting, starts_at)
    reminders.schedule(session, meeting, timezone=timezone, now=now)
    facts = {"before": before.isoformat()}
    news = news_of(meeting, DeliveryKind.MEETING_MOVED, begins_at=min(before, starts_at), facts=facts, now=now)
    calendars.queue_change(session, meeting, news, now=now)


def relocate(session: Session, meeting_id: int, sequence: int, place: str, *, acting: int, now: datetime) -> Meeting:
    """Give a coming meeting another place: everyone concerned is told, answers stay, the dialogue ends.

    Raises:
        NotFound, NotPermitted, Overtaken: see `planning.get_as_seen`.
        EmptyText, TooLong: see `bot.text.check_line`.
    """
    meeting = get_as_seen(session, meeting_id, sequence, acting=acting, now=now)
    before, place = meeting.place, check_line(place, limit=PLACE_LIMIT)
    dialogues.end(session, acting=acting)
    if before == place:
        return meeting
    meeting.place, meeting.sequence = place, meeting.sequence + 1
    session.flush()
    audit.note(session, "relocate", "meeting", meeting.id, acting=acting, now=now)
    if meeting.state is not MeetingState.DRAFTED:
        earlier = (Delivery.meeting_id == meeting.id, Delivery.kind == DeliveryKind.MEETING_CHANGED)
        deliveries.stop(session, *earlier)
        news = news_of(meeting, DeliveryKind.MEETING_CHANGED, facts={"before": before}, now=now)
        calendars.queue_change(session, meeting, news, now=now)
    return meeting


def cancel(session: Session, meeting_id: int, sequence: int, *, acting: int, now: datetime) -> Meeting:
    """Cancel a coming meeting: what is queued about it is stopped, everyone concerned is told.

    Raises:
        NotFound, NotPermitted, Overtaken: see `planning.get_as_seen`.
    """
    meeting = get_as_seen(session, meeting_id, sequence, acting=acting, now=now)
    told = meeting.state is not MeetingState.DRAFTED
    reminders.forget(session, meeting)
    deliveries.stop(session, Delivery.meeting_id == meeting.id)
    meeting.state, meeting.sequence = MeetingState.CANCELLED, meeting.sequence + 1
    session.flush()
    if told:
        news = news_of(meeting, DeliveryKind.MEETING_CANCELLED, now=now)
        calendars.queue_change(session, meeting, news, now=now)
    audit.note(session, "cancel", "meeting", meeting.id, acting=acting, now=now)
    return meeting


def look_again(session: Session, meeting_id: int, *, acting: int) -> Meeting:
    """Return a meeting as it is after somebody else was first; a dialogue about it ends, any other goes on.

    Raises:
        NotFound, NotPermitted: see `meetings.get_planned`.
    """
    meeting = meetings.get_organised(session, meeting_id, acting=acting)
    running = dialogues.find(session, acting=acting)
    if running is not None and running.data.get("meeting") == meeting_id:
        dialogues.end(session, acting=acting)
    return meeting
