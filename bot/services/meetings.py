"""Meetings: plan, move, cancel; who is invited; what is planned. Answers are in `attendances`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select
from sqlalchemy.orm import Session

from bot.clock import at_local
from bot.errors import BadDate, DateProblem, NotFound, Outdated
from bot.services import audit, bodies, deliveries, dialogues, permissions, reminders
from bot.services.deliveries import News
from bot.text import check_line
from models import (
    Attendance,
    Body,
    BodyKind,
    Broadcast,
    BroadcastState,
    Delivery,
    DeliveryKind,
    DeliveryReason,
    DeliveryState,
    Meeting,
    MeetingState,
    Membership,
    MembershipRole,
)

PLACE_LIMIT = 200
#: After how many weeks a body usually meets again (domain 2.3).
USUAL_WEEKS = {BodyKind.STEERING_GROUP: 8, BodyKind.ADVISORY_BOARD: 13, BodyKind.CIRCLE: 4}
_WEEKS = 6
#: How many days before a meeting people are usually invited; less is not forbidden (domain 2.3).
USUAL_NOTICE = {BodyKind.ADVISORY_BOARD: 21}
_NOTICE = 14
#: A change of what begins sooner than this is told at once, at night too: somebody may be about to set out.
URGENT = timedelta(hours=12)


@dataclass(frozen=True)
class Proposal:
    """The next meeting as the last one was, `weeks` later by the wall clock."""

    starts_at: datetime
    place: str
    weeks: int


@dataclass(frozen=True)
class Outline:
    """What is known about a body's next meeting before it is planned."""

    body: Body
    invited: int
    notice_days: int
    proposal: Proposal | None


def find_next(session: Session, body_id: int, *, now: datetime) -> Meeting | None:
    """Return the body's next meeting, or None."""
    coming = select(Meeting).where(Meeting.body_id == body_id, *is_coming(now))
    return session.scalar(coming.order_by(Meeting.starts_at).limit(1))


def is_coming(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for meetings that are still to come."""
    return Meeting.state == MeetingState.INVITED, Meeting.starts_at > now


def invited(meeting: Meeting) -> Select[int]:
    """Return the query for whom the meeting concerns: the body's people; of an open event, to whom it was announced.

    An event that is announced to more than one body has no body.
    """
    if meeting.body_id is not None:
        return select(Membership.participant_id).where(Membership.body_id == meeting.body_id)
    return select(Delivery.participant_id).where(Delivery.meeting_id == meeting.id, is_announcement())


def is_announcement() -> ColumnElement[bool]:
    """Return the condition for deliveries that told somebody of an event, or will: not where they were called back."""
    called_back = select(Broadcast.id).where(Broadcast.state == BroadcastState.STOPPED)
    kept = or_(Delivery.state != DeliveryState.STOPPED, Delivery.broadcast_id.not_in(called_back))
    return and_(Delivery.kind == DeliveryKind.EVENT, kept)


def list_plannable(session: Session, *, acting: int) -> list[Body]:
    """Return the bodies for which `acting` may plan meetings.

    Raises:
        NotPermitted: there are none.
    """
    permissions.check_planner(session, acting=acting)
    if permissions.is_coordinator(session, acting):
        return bodies.list_active(session)
    return bodies.list_spoken_for(session, acting=acting)


def list_planned(session: Session, *, acting: int, now: datetime) -> list[Meeting]:
    """Return the coming meetings that `acting` may move and cancel, soonest first; raises like `list_plannable`."""
    permissions.check_planner(session, acting=acting)
    coming = select(Meeting).where(*is_coming(now)).order_by(Meeting.starts_at, Meeting.id)
    if not permissions.is_coordinator(session, acting):
        spoken_for = (Membership.participant_id == acting, Membership.role == MembershipRole.SPEAKER)
        coming = coming.where(Meeting.body_id.in_(select(Membership.body_id).where(*spoken_for)))
    return list(session.scalars(coming))


def get_planned(session: Session, meeting_id: int, *, acting: int, now: datetime, lock: bool = False) -> Meeting:
    """Return a coming meeting to somebody who may change it; `lock` keeps answers and other changes waiting.

    Raises:
        NotFound: there is no such coming meeting.
        NotPermitted: `acting` neither speaks for its body nor coordinates.
    """
    statement = select(Meeting).where(Meeting.id == meeting_id, *is_coming(now))
    meeting = session.scalar(statement.with_for_update(of=Meeting) if lock else statement)
    if meeting is None:
        raise NotFound
    if meeting.body_id is None:
        permissions.check_coordinator(session, acting=acting)
    else:
        permissions.check_speaker(session, meeting.body_id, acting=acting)
    return meeting


def outline(session: Session, body_id: int, *, timezone: ZoneInfo, acting: int, now: datetime) -> Outline:
    """Return what is known before a meeting of the body is planned.

    Raises:
        NotFound: there is no such active body.
        NotPermitted: `acting` neither speaks for it nor coordinates.
    """
    permissions.check_speaker(session, body_id, acting=acting)
    body = bodies.get_active(session, body_id)
    count = session.scalar(select(func.count()).where(Membership.body_id == body_id)) or 0
    notice_days = USUAL_NOTICE.get(body.kind, _NOTICE)
    return Outline(body, count, notice_days, _propose_next(session, body, timezone=timezone, now=now))


def _propose_next(session: Session, body: Body, *, timezone: ZoneInfo, now: datetime) -> Proposal | None:
    held = select(Meeting).where(Meeting.body_id == body.id, Meeting.state == MeetingState.INVITED)
    last = session.scalar(held.order_by(Meeting.starts_at.desc()).limit(1))
    if last is None:
        return None
    weeks = interval = USUAL_WEEKS.get(body.kind, _WEEKS)
    while (starts_at := later(last.starts_at, timedelta(weeks=weeks), timezone)) <= now:
        weeks += interval
    return Proposal(starts_at, last.place, weeks)


def later(instant: datetime, days: timedelta, timezone: ZoneInfo) -> datetime:
    """Return the instant, in UTC, at which the wall clock shows the same time whole `days` later."""
    local = instant.astimezone(timezone)
    return at_local(local.date() + days, local.time(), timezone)


def plan(
    session: Session, body_id: int, starts_at: datetime, place: str, *, timezone: ZoneInfo, acting: int, now: datetime
) -> Meeting:
    """Plan a meeting of a body: its people are invited, reminders are written, the dialogue ends.

    Raises:
        NotFound: there is no such active body.
        NotPermitted: `acting` neither speaks for it nor coordinates.
        BadDate, EmptyText, TooLong: `starts_at` is over; see `bot.text.check_line` for the place.
    """
    permissions.check_speaker(session, body_id, acting=acting)
    body = bodies.get_active(session, body_id)
    meeting = _create(
        session, Meeting(body=body, title=""), starts_at, place, timezone=timezone, acting=acting, now=now
    )
    news = _news(meeting, DeliveryKind.INVITATION, quiet=starts_at - now > URGENT)
    deliveries.queue_for(session, news, invited(meeting), now=now)
    dialogues.end(session, acting=acting)
    return meeting


def create_event(
    session: Session,
    title: str,
    body_id: int | None,
    starts_at: datetime,
    place: str,
    *,
    timezone: ZoneInfo,
    acting: int,
    now: datetime,
) -> Meeting:
    """Write down an event, with its reminders; telling people of it is the broadcast's part. Raises like `plan`.

    `body_id` is the circle to whose people alone it is announced; None for any other audience (see `invited`).
    """
    permissions.check_coordinator(session, acting=acting)
    body = bodies.get_active(session, body_id) if body_id is not None else None
    event = Meeting(body=body, title=check_line(title, limit=PLACE_LIMIT))
    return _create(session, event, starts_at, place, timezone=timezone, acting=acting, now=now)


def _create(
    session: Session,
    meeting: Meeting,
    starts_at: datetime,
    place: str,
    *,
    timezone: ZoneInfo,
    acting: int,
    now: datetime,
) -> Meeting:
    if starts_at <= now:
        raise BadDate(DateProblem.PAST)
    meeting.starts_at, meeting.place = starts_at, check_line(place, limit=PLACE_LIMIT)
    meeting.state, meeting.revision, meeting.planned_by = MeetingState.INVITED, 0, acting
    session.add(meeting)
    session.flush()
    reminders.schedule(session, meeting, timezone=timezone, now=now)
    audit.note(session, "plan", "meeting", meeting.id, acting=acting, now=now)
    return meeting


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
    meeting.starts_at, meeting.revision = starts_at, meeting.revision + 1
    session.flush()
    reminders.schedule(session, meeting, timezone=timezone, now=now)
    quiet = min(before, starts_at) - now > URGENT
    news = _news(meeting, DeliveryKind.MEETING_MOVED, quiet=quiet, facts={"before": before.isoformat()})
    deliveries.queue_for(session, news, invited(meeting), now=now)
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
    meeting.state = MeetingState.CANCELLED
    session.flush()
    news = _news(meeting, DeliveryKind.MEETING_CANCELLED, quiet=meeting.starts_at - now > URGENT)
    deliveries.queue_for(session, news, invited(meeting), now=now)
    audit.note(session, "cancel", "meeting", meeting.id, acting=acting, now=now)
    return meeting


def _news(meeting: Meeting, kind: DeliveryKind, *, quiet: bool, facts: dict[str, str] | None = None) -> News:
    return News(
        kind,
        DeliveryReason.MEMBER if meeting.body_id is not None else DeliveryReason.AUDIENCE,
        key=f"{kind}:{meeting.id}:{meeting.revision}",
        priority=5 if kind is DeliveryKind.INVITATION else 0,
        quiet=quiet,
        expires_at=meeting.starts_at,
        about={"meeting_id": meeting.id, "facts": facts or {}},
    )
