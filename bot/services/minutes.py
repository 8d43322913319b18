"""Minutes: written by whoever organised a meeting, sent to those who were there, final after 48 hours.

An objection reaches the organisers without a name, as all news to others do; who wants to be known writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import and_, exists, func, select, union, update
from sqlalchemy.orm import Session

from bot.errors import NotFound, Overtaken
from bot.services import aftermath, attendees, audit, deliveries, meetings, organisers, permissions, planning
from bot.services.deliveries import News
from bot.services.planning import Proposal
from bot.services.registration import get_participant
from models import (
    AgendaItem,
    BodyKind,
    Delivery,
    DeliveryKind,
    DeliveryReason,
    Meeting,
    MeetingState,
    Membership,
    Minutes,
    MinutesState,
    Reminder,
    ReminderKind,
    Result,
    Submission,
)

#: Bodies whose meetings have minutes; of circles and of events only heads are counted.
_WITH_MINUTES = {
    BodyKind.WORKING_GROUP,
    BodyKind.STEERING_GROUP,
    BodyKind.ADVISORY_BOARD,
    BodyKind.NETWORK,
}
#: Meetings of which something can be written down or corrected.
_OPEN = (MeetingState.INVITED, MeetingState.HELD, MeetingState.RECORDED)


@dataclass(frozen=True)
class Record:
    """What stands in minutes (after § 93 VwVfG), sent already or not."""

    meeting: Meeting
    head_count: int | None
    text: str
    #: Display name of who chaired, if they chose so.
    chair: str = ""
    subjects: Sequence[str] = ()
    #: Number, title and priority (empty where none is stated) of what was handed in.
    results: Sequence[Sequence[str]] = ()
    next_at: datetime | None = None


@dataclass(frozen=True)
class Outline:
    """What is known of a meeting before its minutes are written."""

    meeting: Meeting
    expected: int
    subjects: Sequence[str] = ()
    results: Sequence[Sequence[str]] = ()
    #: When the body meets next, if that is planned; else what the last meeting suggests.
    next_at: datetime | None = None
    proposal: Proposal | None = None
    #: The display name of who asks.
    name: str = ""
    minutes: Minutes | None = field(default=None)


def has_minutes(meeting: Meeting) -> bool:
    """Tell whether minutes are written of such a meeting."""
    return meeting.body is not None and not meeting.title and meeting.body.kind in _WITH_MINUTES


def is_recorded(meeting: Meeting) -> bool:
    """Tell whether there are minutes of the meeting."""
    return has_minutes(meeting) and meeting.state in (MeetingState.RECORDED, MeetingState.APPROVED)


def record_of(minutes: Minutes, meeting: Meeting) -> Record:
    """Return what stands in minutes that were sent."""
    subjects, results = minutes.facts.get("subjects", []), minutes.facts.get("results", [])
    return Record(meeting, meeting.head_count, minutes.text, minutes.chair, subjects, results, minutes.next_at)


def get_organised(session: Session, meeting_id: int, *, acting: int, lock: bool = False) -> Meeting:
    """Return a meeting to somebody who may write down what came out of it.

    Raises:
        NotFound: there is no such meeting, or it was cancelled.
        NotPermitted: `acting` neither speaks for its body nor coordinates.
        Overtaken: its minutes are final.
    """
    meeting = meetings.get_organised(session, meeting_id, acting=acting, lock=lock)
    if meeting.state in (MeetingState.CANCELLED, MeetingState.DRAFTED):
        raise NotFound
    if meeting.state not in _OPEN:
        raise Overtaken
    return meeting


def outline(session: Session, meeting_id: int, *, timezone: ZoneInfo, acting: int, now: datetime) -> Outline:
    """Return what is known of a meeting before its minutes are written; raises like `get_organised`."""
    meeting = get_organised(session, meeting_id, acting=acting)
    expected = attendees.count_expected(session, meeting)
    if not has_minutes(meeting):
        return Outline(meeting, expected)
    assert meeting.body_id is not None
    next_at = _next_planned(session, meeting, now=now)
    return Outline(
        meeting,
        expected,
        _list_subjects(session, meeting),
        _list_results(session, meeting),
        next_at,
        None if next_at else _proposal(session, meeting.body_id, timezone=timezone, acting=acting, now=now),
        get_participant(session, acting).display_name,
        find(session, meeting_id),
    )


def _proposal(session: Session, body_id: int, *, timezone: ZoneInfo, acting: int, now: datetime) -> Proposal | None:
    try:
        return planning.outline(session, body_id, timezone=timezone, acting=acting, now=now).proposal
    except NotFound:
        # A body that was closed after its last meeting meets no more.
        return None


def _next_planned(session: Session, meeting: Meeting, *, now: datetime) -> datetime | None:
    planned = (Meeting.body_id == meeting.body_id, Meeting.state == MeetingState.INVITED, Meeting.starts_at > now)
    statement = select(Meeting.starts_at).where(*planned, Meeting.title == "", Meeting.starts_at > meeting.starts_at)
    return session.scalar(statement.order_by(Meeting.starts_at).limit(1))


def _list_subjects(session: Session, meeting: Meeting) -> list[str]:
    dealt_with = select(AgendaItem.text).where(AgendaItem.meeting_id == meeting.id, AgendaItem.text != "")
    return list(session.scalars(dealt_with.order_by(AgendaItem.id)))


def _list_results(session: Session, meeting: Meeting) -> list[list[str]]:
    """Return what the body handed in from the beginning of the meeting until its next one began."""
    later = select(Meeting.starts_at).where(
        Meeting.body_id == meeting.body_id,
        Meeting.starts_at > meeting.starts_at,
        Meeting.state.not_in([MeetingState.CANCELLED, MeetingState.DRAFTED]),
    )
    statement = select(Result.number, Result.title, Submission.priority).join(Submission)
    statement = statement.where(Submission.body_id == meeting.body_id, Submission.submitted_at >= meeting.starts_at)
    following = session.scalar(later.order_by(Meeting.starts_at).limit(1))
    if following is not None:
        statement = statement.where(Submission.submitted_at < following)
    rows = session.execute(statement.order_by(Submission.submitted_at, Result.id))
    return [[number, title, priority.value if priority else ""] for number, title, priority in rows]


def count_heads(session: Session, meeting_id: int, count: int, *, acting: int, now: datetime) -> Meeting:
    """Note how many were at a meeting of which no minutes are written: nothing more is to be done for it.

    Raises:
        NotFound, NotPermitted, Overtaken: see `get_organised`.
    """
    meeting = get_organised(session, meeting_id, acting=acting, lock=True)
    note_recorded(session, meeting, count, acting=acting, now=now)
    return meeting


def note_recorded(session: Session, meeting: Meeting, count: int, *, acting: int, now: datetime) -> None:
    """Note that what came out of a meeting that was held is written down: nobody is asked for it any more."""
    meeting.head_count, meeting.state = count, MeetingState.RECORDED
    deliveries.stop(session, Delivery.meeting_id == meeting.id, Delivery.kind == DeliveryKind.RESULTS_DUE)
    audit.note(session, "record", "meeting", meeting.id, acting=acting, now=now)


def send(
    session: Session, record: Record, seen: int | None, *, timezone: ZoneInfo, acting: int, now: datetime
) -> Minutes:
    """Send minutes, or corrected ones, to those who were there; they have 48 hours from now.

    Args:
        session: the transaction.
        record: what stands in them; its meeting is locked.
        seen: the revision of the minutes that are corrected; None where there were none.
        timezone: the town's.
        acting: who sends them.
        now: the present.

    Raises:
        Overtaken: somebody else has sent some meanwhile.
    """
    meeting, minutes = record.meeting, find(session, record.meeting.id)
    if (minutes.revision if minutes else None) != seen or meeting.state not in aftermath.PAST:
        raise Overtaken
    if minutes is None:
        minutes = Minutes(meeting_id=meeting.id, revision=-1)
        session.add(minutes)
    minutes.text, minutes.chair, minutes.next_at = record.text, record.chair, record.next_at
    minutes.facts = {"subjects": list(record.subjects), "results": [list(result) for result in record.results]}
    minutes.revision, minutes.author_id = minutes.revision + 1, acting
    minutes.sent_at, minutes.final_at = now, aftermath.review_until(now, timezone)
    note_recorded(session, meeting, record.head_count or 0, acting=acting, now=now)
    session.flush()
    _tell(session, minutes, meeting, acting=acting, now=now)
    return minutes


def _tell(session: Session, minutes: Minutes, meeting: Meeting, *, acting: int, now: datetime) -> None:
    """Queue the minutes for those who were there, those who got an earlier form of them, and the speakers."""
    deliveries.stop(session, Delivery.meeting_id == meeting.id, Delivery.kind == DeliveryKind.MINUTES)
    told = select(Delivery.participant_id).where(
        Delivery.meeting_id == meeting.id, Delivery.kind == DeliveryKind.MINUTES
    )
    people = union(attendees.who_came(meeting), told, organisers.speakers(meeting.body_id)).subquery()
    news = News(
        DeliveryKind.MINUTES,
        DeliveryReason.MEMBER,
        key=f"minutes:{minutes.id}:{minutes.revision}",
        quiet=True,
        rests=True,
        expires_at=minutes.final_at,
        about={"meeting_id": meeting.id},
    )
    deliveries.queue_for(session, news, select(people.c[0]).where(people.c[0] != acting), now=now)


def finish(session: Session, *, now: datetime) -> int:
    """Let minutes be final whose 48 hours are over; return how many."""
    over = (Minutes.state == MinutesState.SENT, Minutes.final_at <= now)
    final = update(Minutes).where(*over).values(state=MinutesState.FINAL).returning(Minutes.meeting_id)
    about = session.scalars(final).all()
    if about:
        recorded = (Meeting.id.in_(about), Meeting.state == MeetingState.RECORDED)
        session.execute(update(Meeting).where(*recorded).values(state=MeetingState.APPROVED))
    return len(about)


def find(session: Session, meeting_id: int) -> Minutes | None:
    """Return the minutes of a meeting, if they were sent."""
    return session.scalar(select(Minutes).where(Minutes.meeting_id == meeting_id))


def get_readable(session: Session, meeting_id: int, *, acting: int) -> Minutes:
    """Return the minutes of a meeting to those who may read them: its body, the steering group, coordinators.

    Raises:
        NotFound: there are none, or not for this person.
    """
    minutes = find(session, meeting_id)
    if minutes is None or minutes.meeting.body_id is None:
        raise NotFound
    if not permissions.may_read_body(session, minutes.meeting.body_id, acting):
        raise NotFound
    return minutes


def find_last(session: Session, body_id: int) -> int | None:
    """Return the number of the body's newest meeting that has minutes, or None."""
    recorded = select(Meeting.id).join(Minutes, Minutes.meeting_id == Meeting.id).where(Meeting.body_id == body_id)
    return session.scalar(recorded.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(1))


def list_last(session: Session, *, acting: int) -> list[Meeting]:
    """Return, of each body that the person belongs to, the newest meeting that has minutes."""
    own = select(Membership.body_id).where(Membership.participant_id == acting)
    recorded = select(Meeting.body_id, func.max(Meeting.starts_at).label("at")).join(Minutes).group_by(Meeting.body_id)
    newest = recorded.where(Meeting.body_id.in_(own)).subquery()
    same = and_(Meeting.body_id == newest.c.body_id, Meeting.starts_at == newest.c.at)
    return list(session.scalars(select(Meeting).join(newest, same).join(Minutes).order_by(Meeting.body_id)))


def list_waiting(session: Session, *, acting: int) -> list[Meeting]:
    """Return the meetings for whose results `acting` would be asked, newest first."""
    asked = exists().where(Reminder.meeting_id == Meeting.id, Reminder.kind == ReminderKind.RESULTS)
    own = permissions.organised(session, Meeting.body_id, acting)
    held = select(Meeting).where(Meeting.state == MeetingState.HELD, asked, own)
    return list(session.scalars(held.order_by(Meeting.starts_at.desc(), Meeting.id)))
