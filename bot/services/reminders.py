"""Reminders: rows that say when a meeting's people are to be reminded, and the beat that makes deliveries of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, and_, delete, func, insert, select, update
from sqlalchemy.orm import Session, aliased, contains_eager

from bot.clock import QUIET_UNTIL, at_local, is_quiet
from bot.services import deliveries
from bot.services.deliveries import News
from models import (
    Answer,
    Attendance,
    DeliveryKind,
    DeliveryReason,
    Meeting,
    MeetingState,
    Membership,
    Reminder,
    ReminderKind,
    ReminderState,
)

EVENING = time(18)
#: What would fall into the night is said in the last quarter of an hour before it.
LAST_QUARTER = time(20, 45)
_KINDS = {
    ReminderKind.DAY_BEFORE: DeliveryKind.REMINDER_DAY,
    ReminderKind.TWO_HOURS: DeliveryKind.REMINDER_HOURS,
}


def moments(starts_at: datetime, timezone: ZoneInfo) -> dict[ReminderKind, datetime]:
    """Return when to remind of a meeting, in UTC: 18:00 the day before, and two hours before, but not at night.

    What cannot be said before the start is left out.
    """
    day_before = starts_at.astimezone(timezone).date() - timedelta(days=1)
    times = {
        ReminderKind.DAY_BEFORE: at_local(day_before, EVENING, timezone),
        ReminderKind.TWO_HOURS: _out_of_the_night(starts_at - timedelta(hours=2), timezone),
    }
    return {kind: due_at for kind, due_at in times.items() if due_at < starts_at}


def _out_of_the_night(instant: datetime, timezone: ZoneInfo) -> datetime:
    """Return `instant`; out of the early morning it moves to 08:00, out of the late evening to 20:45."""
    if not is_quiet(instant, timezone):
        return instant
    local = instant.astimezone(timezone)
    return at_local(local.date(), QUIET_UNTIL if local.time() < QUIET_UNTIL else LAST_QUARTER, timezone)


def schedule(session: Session, meeting: Meeting, *, timezone: ZoneInfo, now: datetime) -> None:
    """Write the meeting's reminders, of which there are none yet; moments that have passed are left out."""
    due = moments(meeting.starts_at, timezone)
    rows = [
        {"meeting_id": meeting.id, "kind": kind, "due_at": due_at, "state": ReminderState.PENDING}
        for kind, due_at in due.items()
        if due_at > now
    ]
    if rows:
        session.execute(insert(Reminder), rows)


def forget(session: Session, meeting: Meeting) -> None:
    """Remove the meeting's reminders."""
    session.execute(delete(Reminder).where(Reminder.meeting_id == meeting.id))


def queue_due(session: Session, *, now: datetime) -> int:
    """Make deliveries of what is due and return how many; what comes too late to be of use is dropped.

    Each person hears a reminder once, however often this runs.
    """
    pending = (Reminder.state == ReminderState.PENDING, Reminder.due_at <= now, Reminder.kind.in_(_KINDS))
    claimed = session.scalars(
        update(Reminder).where(*pending).values(state=ReminderState.QUEUED).returning(Reminder.id)
    ).all()
    queued = 0
    for reminder, expires_at in _list_claimed(session, claimed):
        meeting = reminder.meeting
        if meeting.state is not MeetingState.INVITED or expires_at <= now:
            reminder.state = ReminderState.DROPPED
        else:
            news = _news(reminder, expires_at)
            queued += deliveries.queue_for(session, news, _recipients(meeting), now=now)
    return queued


def _list_claimed(session: Session, claimed: Sequence[int]) -> list[tuple[Reminder, datetime]]:
    """Return the reminders with the moment from which each is of no use: the next reminder, else the start."""
    if not claimed:
        return []
    later = aliased(Reminder)
    follows = and_(
        later.meeting_id == Reminder.meeting_id,
        later.kind == ReminderKind.TWO_HOURS,
        Reminder.kind == ReminderKind.DAY_BEFORE,
    )
    statement = select(Reminder, func.coalesce(later.due_at, Meeting.starts_at)).join(Reminder.meeting)
    statement = statement.outerjoin(later, follows).where(Reminder.id.in_(claimed)).order_by(Reminder.id)
    found = session.execute(statement.options(contains_eager(Reminder.meeting)))
    return [(reminder, expires_at) for reminder, expires_at in found]


def _news(reminder: Reminder, expires_at: datetime) -> News:
    meeting = reminder.meeting
    return News(
        _KINDS[reminder.kind],
        DeliveryReason.MEMBER if meeting.body_id else DeliveryReason.AUDIENCE,
        key=f"{reminder.kind}:{meeting.id}:{meeting.revision}",
        quiet=True,
        expires_at=expires_at,
        about={"meeting_id": meeting.id},
    )


def _recipients(meeting: Meeting) -> Select[int]:
    """Return who is to be reminded: members who did not say no; of an event, those who said yes or maybe."""
    answers = select(Attendance.participant_id).where(Attendance.meeting_id == meeting.id)
    if meeting.body_id is None or meeting.title:
        return answers.where(Attendance.answer != Answer.NO)
    declined = answers.where(Attendance.answer == Answer.NO)
    members = select(Membership.participant_id).where(Membership.body_id == meeting.body_id)
    return members.where(Membership.participant_id.not_in(declined))


def next_due(session: Session, *, after: datetime) -> datetime | None:
    """Return when the next reminder or queued delivery becomes due, if one does later than `after`."""
    pending = (Reminder.state == ReminderState.PENDING, Reminder.due_at > after)
    moments_ahead = [
        session.scalar(select(func.min(Reminder.due_at)).where(*pending)),
        deliveries.next_due(session, after=after),
    ]
    return min((moment for moment in moments_ahead if moment is not None), default=None)
