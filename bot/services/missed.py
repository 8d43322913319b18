"""The watchdog over meetings: what was due and did not go is told to whoever organises the meeting."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from bot.services import deliveries, organisers
from bot.services.deliveries import HELD_BACK, News
from bot.services.reminders import AHEAD
from bot.services.reminding import REMINDERS
from models import (
    Delivery,
    DeliveryKind,
    DeliveryReason,
    DeliveryState,
    Meeting,
    MeetingState,
    Reminder,
    ReminderState,
)

_KINDS = (
    DeliveryKind.INVITATION,
    *REMINDERS,
    DeliveryKind.MEETING_MOVED,
    DeliveryKind.MEETING_CANCELLED,
    DeliveryKind.MEETING_CHANGED,
)
#: What has gone wrong; that somebody cannot be reached is told along with it, but is no fault of the day.
TROUBLE = (DeliveryState.EXPIRED, DeliveryState.FAILED, DeliveryState.UNKNOWN)
#: What is counted of reminders that nobody got.
DROPPED = "dropped"
#: How long after the start what is still on the wire may take to land, and for how long meetings are looked back at:
#: longer than the machine is ever silent, and shorter than what was told is kept.
_LANDING, _LOOK_BACK = timedelta(minutes=5), timedelta(days=21)


def report(session: Session, *, now: datetime) -> int:
    """Tell organisers what did not go: a dropped reminder at once, the rest after the start; return how many are told.

    The same is told once: the key of the news is what has come together.
    """
    found = _count_by_meeting(session, now=now)
    wrong = [number for number, counts in found.items() if any(counts[what] for what in (DROPPED, *TROUBLE))]
    if not wrong:
        return 0
    told = select(Delivery.key).where(Delivery.kind == DeliveryKind.MISSED, Delivery.meeting_id.in_(wrong))
    known = {str(key).rpartition(":")[0] for key in session.scalars(told)}
    meetings = session.scalars(select(Meeting).where(Meeting.id.in_(wrong))).all()
    news = [_news(meeting, found[meeting.id]) for meeting in meetings]
    new = [(meeting, one) for meeting, one in zip(meetings, news, strict=True) if one.key not in known]
    return sum(_tell(session, meeting, one, now=now) for meeting, one in new)


def _count_by_meeting(session: Session, *, now: datetime) -> dict[int, Counter[str]]:
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    dropped = select(Reminder.meeting_id, func.count()).join(Reminder.meeting).group_by(Reminder.meeting_id)
    dropped = dropped.where(Reminder.state == ReminderState.DROPPED, Reminder.kind.in_(AHEAD))
    dropped = dropped.where(Meeting.starts_at > now - _LOOK_BACK, Meeting.state != MeetingState.CANCELLED)
    for about, count in session.execute(dropped):
        found[about][DROPPED] = count
    lost = select(Meeting.id, Delivery.state, func.count()).select_from(Delivery).join(Delivery.meeting)
    lost = lost.where(
        Meeting.starts_at > now - _LOOK_BACK,
        Meeting.starts_at <= now - _LANDING,
        Delivery.kind.in_(_KINDS),
        Delivery.state.in_([*TROUBLE, DeliveryState.UNREACHABLE]),
        or_(Delivery.error.is_(None), Delivery.error != HELD_BACK),
    )
    for number, state, count in session.execute(lost.group_by(Meeting.id, Delivery.state)):
        found[number][state] = count
    return found


def _tell(session: Session, meeting: Meeting, news: News, *, now: datetime) -> int:
    people = organisers.maker_first(session, meeting.body_id, meeting.planned_by)
    return deliveries.queue_for(session, news, people, now=now)


def _news(meeting: Meeting, counts: Counter[str]) -> News:
    after_the_start = int(any(counts[state] for state in TROUBLE))
    return News(
        DeliveryKind.MISSED,
        DeliveryReason.SENDER,
        key=f"missed:{meeting.id}:{meeting.revision}:{counts[DROPPED]}:{after_the_start}",
        quiet=True,
        rests=True,
        about={"meeting_id": meeting.id, "facts": {str(what): count for what, count in counts.items()}},
    )
