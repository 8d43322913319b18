"""Planning meetings: what the last one suggests, writing the next one down, inviting to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import at_local
from bot.errors import BadDate, DateProblem, NotFound, Overtaken
from bot.services import audit, bodies, deliveries, dialogues, permissions, reminders
from bot.services.deliveries import News
from bot.services.meetings import PLANNED, get_organised, invited, is_planned
from bot.text import check_line
from models import Body, BodyKind, DeliveryKind, Meeting, MeetingState

#: Longer than any address; still a line of a message.
PLACE_LIMIT = 400
#: After how many weeks a body usually meets again (domain 2.3).
USUAL_WEEKS = {BodyKind.STEERING_GROUP: 8, BodyKind.ADVISORY_BOARD: 13, BodyKind.CIRCLE: 4}
_WEEKS = 6
#: How many days before a meeting people are usually invited; less is not forbidden (domain 2.3).
USUAL_NOTICE = {BodyKind.ADVISORY_BOARD: 21}
_NOTICE = 14


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


def outline(session: Session, body_id: int, *, timezone: ZoneInfo, acting: int, now: datetime) -> Outline:
    """Return what is known before a meeting of the body is planned.

    Raises:
        NotFound: there is no such active body.
        NotPermitted: `acting` neither speaks for it nor coordinates.
    """
    permissions.check_speaker(session, body_id, acting=acting)
    body = bodies.get_active(session, body_id)
    count, proposal = bodies.count_members(session, body_id), _propose_next(session, body, timezone=timezone, now=now)
    return Outline(body, count, notice_days(body), proposal)


def notice_days(body: Body) -> int:
    """Return how many days before its meetings the body's people are usually invited."""
    return USUAL_NOTICE.get(body.kind, _NOTICE)


def _propose_next(session: Session, body: Body, *, timezone: ZoneInfo, now: datetime) -> Proposal | None:
    """Return what follows from the last meeting that was no draft, on a day that has no meeting of the body yet."""
    own = select(Meeting).where(Meeting.body_id == body.id)
    no_meeting = (MeetingState.CANCELLED, MeetingState.DRAFTED)
    last = session.scalar(own.where(Meeting.state.not_in(no_meeting)).order_by(Meeting.starts_at.desc()).limit(1))
    if last is None:
        return None
    ahead = select(Meeting.starts_at).where(Meeting.body_id == body.id, *is_planned(now))
    taken = {instant.astimezone(timezone).date() for instant in session.scalars(ahead)}
    weeks = interval = USUAL_WEEKS.get(body.kind, _WEEKS)
    while (starts_at := later(last.starts_at, timedelta(weeks=weeks), timezone)) <= now:
        weeks += interval
    while starts_at.astimezone(timezone).date() in taken:
        weeks += 1
        starts_at = later(last.starts_at, timedelta(weeks=weeks), timezone)
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
    _tell(session, meeting, now=now)
    dialogues.end(session, acting=acting)
    return meeting


def invite_now(
    session: Session, meeting_id: int, sequence: int, *, timezone: ZoneInfo, acting: int, now: datetime
) -> Meeting:
    """Invite to a draft before it does so by itself.

    Raises:
        NotFound, NotPermitted: see `get_organised`.
        Overtaken: something has been done about it since `sequence`.
    """
    draft = get_as_seen(session, meeting_id, sequence, acting=acting, now=now)
    if draft.state is not MeetingState.DRAFTED:
        raise Overtaken
    invite(session, draft, timezone=timezone, acting=acting, now=now)
    return draft


def get_as_seen(
    session: Session, meeting_id: int, sequence: int, *, acting: int, now: datetime, lock: bool = True
) -> Meeting:
    """Return a planned meeting to somebody who is about to change what they saw of it; with `lock` nobody else can.

    Raises:
        NotFound, NotPermitted: see `get_planned`.
        Overtaken: it has been changed since `sequence`.
    """
    meeting = get_organised(session, meeting_id, acting=acting, lock=lock)
    if meeting.sequence != sequence:
        raise Overtaken
    if meeting.state not in PLANNED or meeting.starts_at <= now:
        raise NotFound
    return meeting


def invite(session: Session, draft: Meeting, *, timezone: ZoneInfo, acting: int | None, now: datetime) -> None:
    """Make an invitation of a draft; `acting` is None where it becomes one by itself."""
    draft.state = MeetingState.INVITED
    session.flush()
    reminders.schedule(session, draft, timezone=timezone, now=now)
    _tell(session, draft, now=now)
    audit.note(session, "invite", "meeting", draft.id, acting=acting, now=now)


def _tell(session: Session, meeting: Meeting, *, now: datetime) -> None:
    news = news_of(meeting, DeliveryKind.INVITATION, now=now)
    deliveries.queue_for(session, news, invited(meeting), now=now)


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


def news_of(
    meeting: Meeting,
    kind: DeliveryKind,
    *,
    begins_at: datetime | None = None,
    facts: dict[str, str] | None = None,
    now: datetime,
) -> News:
    """Return the news of this kind about a meeting; what changes plans goes before everything else.

    `begins_at` is when people would have set out for it, where that is not its start.
    """
    number = meeting.sequence if kind is DeliveryKind.MEETING_CHANGED else meeting.revision
    return News(
        kind,
        deliveries.reason_for(meeting),
        key=f"{kind}:{meeting.id}:{number}",
        priority=5 if kind is DeliveryKind.INVITATION else 0,
        quiet=deliveries.can_wait(begins_at or meeting.starts_at, now=now),
        rests=kind is DeliveryKind.INVITATION,
        expires_at=meeting.starts_at,
        about={"meeting_id": meeting.id, "facts": facts or {}},
    )
