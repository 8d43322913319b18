"""When people are reminded of a meeting: rows, so that no restart forgets; `reminding` makes deliveries of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from bot.clock import EVENING, LAST_CALL, QUIET_UNTIL, at_local, is_quiet
from bot.feasts import is_rest_day, last_ordinary_day
from bot.services import deliveries
from models import Meeting, Reminder, ReminderKind, ReminderState

#: The reminders that lie before the start, in their order; `aftermath` looks after the others.
AHEAD = (ReminderKind.WEEK_BEFORE, ReminderKind.DAY_BEFORE, ReminderKind.TWO_HOURS)
#: Who was invited less than this long ago need not be asked for an answer again.
_JUST_INVITED = timedelta(days=1)


def moments(starts_at: datetime, timezone: ZoneInfo) -> dict[ReminderKind, datetime]:
    """Return when, in UTC, to remind of a meeting: 18:00 a week and a day before, two hours before, never at night.

    Evenings of Sundays and holidays are those of the last ordinary day. What cannot be said in time is left out.
    """
    day = starts_at.astimezone(timezone).date()
    times = {
        ReminderKind.WEEK_BEFORE: _evening(day - timedelta(weeks=1), timezone),
        ReminderKind.DAY_BEFORE: _evening(day - timedelta(days=1), timezone),
    }
    shortly_before = _out_of_the_night(starts_at - timedelta(hours=2), timezone)
    on = shortly_before.astimezone(timezone).date()
    if shortly_before < starts_at and (on == day or not is_rest_day(on)):
        times[ReminderKind.TWO_HOURS] = shortly_before
    return times


def _evening(day: date, timezone: ZoneInfo) -> datetime:
    return at_local(last_ordinary_day(day), EVENING, timezone)


def _out_of_the_night(instant: datetime, timezone: ZoneInfo) -> datetime:
    """Return `instant`; out of the early morning it moves to 08:00, out of the late evening to 20:45."""
    if not is_quiet(instant, timezone):
        return instant
    local = instant.astimezone(timezone)
    return at_local(local.date(), QUIET_UNTIL if local.time() < QUIET_UNTIL else LAST_CALL, timezone)


def schedule(session: Session, meeting: Meeting, *, timezone: ZoneInfo, now: datetime) -> None:
    """Write the meeting's reminders, of which there are none yet; moments that have passed are left out."""
    due = moments(meeting.starts_at, timezone)
    rows = [
        {"meeting_id": meeting.id, "kind": kind, "due_at": due_at, "state": ReminderState.PENDING}
        for kind, due_at in due.items()
        if due_at > now + (_JUST_INVITED if kind is ReminderKind.WEEK_BEFORE else timedelta())
    ]
    if rows:
        session.execute(insert(Reminder), rows)


def forget(session: Session, meeting: Meeting) -> None:
    """Remove the meeting's reminders of all kinds."""
    session.execute(delete(Reminder).where(Reminder.meeting_id == meeting.id))


def next_due(session: Session, *, after: datetime) -> datetime | None:
    """Return when the next reminder or queued delivery becomes due, if one does later than `after`."""
    pending = (Reminder.state == ReminderState.PENDING, Reminder.due_at > after)
    moments_ahead = [
        session.scalar(select(func.min(Reminder.due_at)).where(*pending)),
        deliveries.next_due(session, after=after),
    ]
    return min((moment for moment in moments_ahead if moment is not None), default=None)
