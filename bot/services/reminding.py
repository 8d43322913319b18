"""The beat that makes deliveries of reminders; whom each of them is for; what an organiser sees of it beforehand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, not_, or_, select, update
from sqlalchemy.orm import Session, aliased, contains_eager

from bot.services import deliveries, nights
from bot.services.deliveries import News
from bot.services.meetings import get_planned, invited
from bot.services.reminders import AHEAD
from models import (
    Answer,
    Attendance,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Meeting,
    MeetingState,
    Participant,
    Reminder,
    ReminderKind,
    ReminderState,
)

_KINDS = {
    ReminderKind.WEEK_BEFORE: DeliveryKind.REMINDER_WEEK,
    ReminderKind.DAY_BEFORE: DeliveryKind.REMINDER_DAY,
    ReminderKind.TWO_HOURS: DeliveryKind.REMINDER_HOURS,
}
#: The news that are reminders.
REMINDERS = tuple(_KINDS.values())


@dataclass(frozen=True)
class Planned:
    """A reminder to come: when, to how many people in which languages as of now, and how many their quiet keeps out."""

    kind: ReminderKind
    due_at: datetime
    by_locale: dict[str, int]
    kept_out: int

    @property
    def people(self) -> int:
        """How many people will get it."""
        return sum(self.by_locale.values())


@dataclass(frozen=True)
class Outlook:
    """What will go out about a meeting: its reminders, and invitations that wait for somebody's night to end."""

    meeting: Meeting
    reminders: Sequence[Planned]
    invitations: int


def queue_due(session: Session, *, now: datetime) -> int:
    """Make deliveries of what is due and return how many; what comes too late to be of use is dropped.

    Each person hears a reminder once, however often this runs.
    """
    pending = (Reminder.kind.in_(AHEAD), Reminder.state == ReminderState.PENDING, Reminder.due_at <= now)
    claimed = session.scalars(
        update(Reminder).where(*pending).values(state=ReminderState.QUEUED).returning(Reminder.id)
    ).all()
    queued = 0
    for reminder, expires_at in _list_claimed(session, claimed):
        meeting = reminder.meeting
        if meeting.state is not MeetingState.INVITED or expires_at <= now:
            reminder.state = ReminderState.DROPPED
        else:
            people = _concerned(meeting, reminder.kind).where(Participant.reminded)
            queued += deliveries.queue_for(session, _news(reminder, expires_at), people, now=now)
    return queued


def _list_claimed(session: Session, claimed: Sequence[int]) -> list[tuple[Reminder, datetime]]:
    """Return the reminders with the moment from which each is of no use: the next reminder, else the start."""
    if not claimed:
        return []
    later = aliased(Reminder)
    follows = (later.meeting_id == Reminder.meeting_id, later.kind.in_(AHEAD), later.due_at > Reminder.due_at)
    following = select(func.min(later.due_at)).where(*follows).scalar_subquery()
    statement = select(Reminder, func.coalesce(following, Meeting.starts_at)).join(Reminder.meeting)
    statement = statement.where(Reminder.id.in_(claimed)).order_by(Reminder.id)
    found = session.execute(statement.options(contains_eager(Reminder.meeting)))
    return [(reminder, expires_at) for reminder, expires_at in found]


def _news(reminder: Reminder, expires_at: datetime) -> News:
    meeting = reminder.meeting
    return News(
        _KINDS[reminder.kind],
        deliveries.reason_for(meeting),
        key=f"{reminder.kind}:{meeting.id}:{meeting.revision}",
        quiet=True,
        rests=True,
        expires_at=expires_at,
        about={"meeting_id": meeting.id},
    )


def _concerned(meeting: Meeting, kind: ReminderKind) -> Select[int]:
    """Return whom a reminder is for: a week before those who have not answered; later those who may come.

    Who waits for a place does not hear that it is about to begin.
    """
    answers = select(Attendance.participant_id).where(Attendance.meeting_id == meeting.id)
    people = select(Participant.id)
    if kind is ReminderKind.WEEK_BEFORE:
        return people.where(Participant.id.in_(invited(meeting)), Participant.id.not_in(answers))
    coming = answers.where(Attendance.answer != Answer.NO, Attendance.waiting_since.is_(None))
    return people.where(Participant.id.in_(coming))


def preview(session: Session, meeting_id: int, *, timezone: ZoneInfo, acting: int, now: datetime) -> Outlook:
    """Return what will go out about a coming meeting, as of now; raises like `meetings.get_planned`."""
    meeting = get_planned(session, meeting_id, acting=acting, now=now)
    pending = (Reminder.meeting_id == meeting.id, Reminder.kind.in_(AHEAD), Reminder.state == ReminderState.PENDING)
    rows = session.scalars(select(Reminder).where(*pending).order_by(Reminder.due_at)).all()
    waiting = (Delivery.kind == DeliveryKind.INVITATION, Delivery.state == DeliveryState.QUEUED)
    invitations = select(func.count()).select_from(Delivery).where(Delivery.meeting_id == meeting.id, *waiting)
    planned = [_count(session, meeting, reminder, timezone) for reminder in rows]
    return Outlook(meeting, planned, session.scalar(invitations) or 0)


def _count(session: Session, meeting: Meeting, reminder: Reminder, timezone: ZoneInfo) -> Planned:
    moment = reminder.due_at
    keeps_out = or_(not_(Participant.reminded), nights.wants_peace(moment), nights.is_asleep(moment, timezone)).label(
        "keeps_out"
    )
    people = select(Participant.locale, keeps_out, func.count()).where(
        Participant.id.in_(_concerned(meeting, reminder.kind)), Participant.reachable
    )
    by_locale: Counter[str] = Counter()
    kept_out = 0
    for locale, out, count in session.execute(people.group_by(Participant.locale, keeps_out)):
        if out:
            kept_out += count
        else:
            by_locale[locale] = count
    return Planned(reminder.kind, moment, dict(by_locale.most_common()), kept_out)
