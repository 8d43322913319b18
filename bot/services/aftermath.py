"""What follows a meeting by itself: it counts as held, its organisers are asked what came out, its people how it was.

The questions are rows in `reminders`, written when the meeting becomes HELD; that service leaves these kinds alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, exists, or_, select, union, update
from sqlalchemy.orm import Session, joinedload

from bot.clock import EVENING, LAST_CALL, MORNING, QUIET_UNTIL, at_local, is_quiet
from bot.feasts import is_rest_day, next_ordinary_day
from bot.services import attendees, deliveries, organisers
from bot.services.deliveries import News
from bot.services.inbox import ignore_duplicates
from models import (
    DeliveryKind,
    DeliveryReason,
    Meeting,
    MeetingState,
    Reminder,
    ReminderKind,
    ReminderState,
)

#: How long after its start a meeting counts as over.
_LENGTH = timedelta(hours=2)
#: How long a meeting must have lasted by the last call of an evening to be asked about.
_LEAST_LENGTH = timedelta(hours=1)
#: When results are asked for again, in days after the meeting.
_AGAIN = {ReminderKind.RESULTS_3: 3, ReminderKind.RESULTS_7: 7, ReminderKind.RESULTS_28: 28}
RESULTS = (ReminderKind.RESULTS, *_AGAIN)
#: How long people are asked how a meeting was.
OPEN = timedelta(days=14)
#: Of so many meetings the next question may be asked first: not that which begins first, if it begins late at night.
_SOON = 20
#: Where a meeting is over, as far as anybody knows.
PAST = (MeetingState.HELD, MeetingState.RECORDED, MeetingState.APPROVED)


def moments(starts_at: datetime, timezone: ZoneInfo) -> dict[ReminderKind, datetime]:
    """Return when, in UTC, to ask about a meeting: the same evening, else at 8; later at 18:00 of ordinary days."""
    day = starts_at.astimezone(timezone).date()
    later = {kind: next_ordinary_day(day + timedelta(days=days)) for kind, days in _AGAIN.items()}
    again = {kind: at_local(ordinary, EVENING, timezone) for kind, ordinary in later.items()}
    rating = at_local(next_ordinary_day(day + timedelta(days=1)), MORNING, timezone)
    return {ReminderKind.RESULTS: _same_evening(starts_at, timezone), **again, ReminderKind.RATING: rating}


def _same_evening(starts_at: datetime, timezone: ZoneInfo) -> datetime:
    over, day = starts_at + _LENGTH, starts_at.astimezone(timezone).date()
    last_call = at_local(day, LAST_CALL, timezone)
    if over <= last_call:
        return at_local(day, QUIET_UNTIL, timezone) if is_quiet(over, timezone) else over
    if last_call - starts_at >= _LEAST_LENGTH:
        return last_call
    return at_local(day + timedelta(days=1), QUIET_UNTIL, timezone)


def review_until(sent_at: datetime, timezone: ZoneInfo) -> datetime:
    """Return when those who get minutes have had 48 hours; days on which nothing is sent do not count."""
    until, day = sent_at + timedelta(hours=48), sent_at.astimezone(timezone).date()
    while day <= until.astimezone(timezone).date():
        until += timedelta(days=is_rest_day(day))
        day += timedelta(days=1)
    return until


def note_held(session: Session, *, timezone: ZoneInfo, now: datetime) -> int:
    """Let meetings that are over count as held, and write down when to ask about them; return how many there were.

    Nobody is asked about what was merely entered afterwards: nobody planned it here, and nobody was reminded of it.
    """
    over = (Meeting.state == MeetingState.INVITED, Meeting.starts_at <= _begun_by(now, timezone))
    return len(_hold(session, *over, timezone=timezone))


def hold(session: Session, meeting: Meeting, *, timezone: ZoneInfo) -> None:
    """Let a meeting that has begun count as held now, because somebody writes down what came out of it."""
    _hold(session, Meeting.id == meeting.id, Meeting.state == MeetingState.INVITED, timezone=timezone)


def _begun_by(now: datetime, timezone: ZoneInfo) -> datetime:
    """Return by when a meeting must have begun to be over now; by the last call of an evening an hour is enough."""
    local = now.astimezone(timezone)
    if local.time() < LAST_CALL:
        return now - _LENGTH
    return max(now - _LENGTH, at_local(local.date(), LAST_CALL, timezone) - _LEAST_LENGTH)


def _hold(session: Session, *conditions: object, timezone: ZoneInfo) -> Sequence[int]:
    over = update(Meeting).where(*conditions).values(state=MeetingState.HELD)  # type: ignore[arg-type]
    held = session.scalars(over.returning(Meeting.id)).all()
    if held:
        _write_questions(session, held, timezone)
    return held


def _write_questions(session: Session, held: Collection[int], timezone: ZoneInfo) -> None:
    reminded = exists().where(Reminder.meeting_id == Meeting.id)
    planned_here = or_(Meeting.planned_by.is_not(None), reminded)
    found = session.execute(select(Meeting.id, Meeting.starts_at).where(Meeting.id.in_(held), planned_here))
    rows = [
        {"meeting_id": number, "kind": kind, "due_at": due_at, "state": ReminderState.PENDING}
        for number, starts_at in found
        for kind, due_at in moments(starts_at, timezone).items()
    ]
    if rows:
        session.execute(ignore_duplicates(session, Reminder), rows)


def next_due(session: Session, *, after: datetime, timezone: ZoneInfo) -> datetime | None:
    """Return when next, later than `after`, somebody is asked about a meeting that does not count as held yet."""
    ahead = (Meeting.state == MeetingState.INVITED, Meeting.planned_by.is_not(None))
    soon = select(Meeting.starts_at).where(*ahead, Meeting.starts_at > after - timedelta(days=1))
    starts = session.scalars(soon.order_by(Meeting.starts_at).limit(_SOON))
    asked = [moments(starts_at, timezone)[ReminderKind.RESULTS] for starts_at in starts]
    return min((moment for moment in asked if moment > after), default=None)


def queue_due(session: Session, *, timezone: ZoneInfo, now: datetime) -> int:
    """Make deliveries of the questions that are due and return how many; of several about one meeting the last one."""
    kinds = Reminder.kind.in_([*RESULTS, ReminderKind.RATING])
    pending = (Reminder.state == ReminderState.PENDING, Reminder.due_at <= now, kinds)
    claimed = update(Reminder).where(*pending).values(state=ReminderState.QUEUED).returning(Reminder.id)
    due = _list_claimed(session, session.scalars(claimed).all())
    last = {reminder.meeting_id: reminder for reminder in due if reminder.kind in RESULTS}
    queued = 0
    for reminder in due:
        expires_at = _useless_from(reminder, timezone)
        overtaken = reminder.kind in RESULTS and last[reminder.meeting_id] is not reminder
        if overtaken or expires_at <= now or reminder.meeting.state not in _wanted(reminder.kind):
            reminder.state = ReminderState.DROPPED
        else:
            queued += _queue(session, reminder, expires_at, now=now)
    return queued


def _list_claimed(session: Session, claimed: Sequence[int]) -> Sequence[Reminder]:
    statement = select(Reminder).where(Reminder.id.in_(claimed)).options(joinedload(Reminder.meeting))
    return session.scalars(statement.order_by(Reminder.due_at, Reminder.id)).all() if claimed else []


def _wanted(kind: ReminderKind) -> Collection[MeetingState]:
    return PAST if kind is ReminderKind.RATING else (MeetingState.HELD,)


def _useless_from(reminder: Reminder, timezone: ZoneInfo) -> datetime:
    """Return when a question is of no use any more: when the next one comes; the last one is of use for four weeks."""
    starts_at = reminder.meeting.starts_at
    if reminder.kind is ReminderKind.RATING:
        return starts_at + OPEN
    later = [due_at for kind, due_at in moments(starts_at, timezone).items() if kind in RESULTS]
    return min((due_at for due_at in later if due_at > reminder.due_at), default=starts_at + timedelta(days=56))


def _queue(session: Session, reminder: Reminder, expires_at: datetime, *, now: datetime) -> int:
    meeting = reminder.meeting
    rating = reminder.kind is ReminderKind.RATING
    expected = 0 if rating else attendees.count_expected(session, meeting)
    news = News(
        DeliveryKind.RATING if rating else DeliveryKind.RESULTS_DUE,
        DeliveryReason.MEMBER if rating else DeliveryReason.SPEAKER,
        key=f"{reminder.kind}:{meeting.id}",
        quiet=True,
        rests=True,
        expires_at=expires_at,
        about={"meeting_id": meeting.id, "facts": {"moment": reminder.kind.value, "expected": expected}},
    )
    people = attendees.who_came(meeting) if rating else _organisers(session, meeting, reminder.kind)
    return deliveries.queue_for(session, news, people, now=now)


def _organisers(session: Session, meeting: Meeting, kind: ReminderKind) -> Select[int]:
    """Return who is asked for results: who organised the meeting; in the end the coordinators too."""
    people = organisers.speakers_first(session, meeting.body_id, meeting.planned_by)
    if kind is not ReminderKind.RESULTS_28:
        return people
    both = union(people, organisers.coordinators()).subquery()
    return select(both.c[0])
