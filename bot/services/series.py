"""Series of meetings: begun, ended, and kept up as time passes: drafts far ahead, invitations in good time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, contains_eager

from bot import recurrence
from bot.clock import MORNING, at_local
from bot.errors import BadDate, DateProblem, NotFound, Outdated
from bot.feasts import last_ordinary_day
from bot.services import audit, bodies, dialogues, permissions
from bot.services.planning import PLACE_LIMIT, invite, notice_days
from bot.text import check_line
from models import (
    Body,
    BodyState,
    Meeting,
    MeetingState,
    Occurrence,
    Series,
    SeriesState,
)

#: How far ahead the meetings of a series exist.
AHEAD = timedelta(weeks=13)
#: How many dates a preview shows.
SHOWN = 4


@dataclass(frozen=True)
class Preview:
    """A series before it is begun: its next dates, in UTC, and how many people will be invited how early."""

    body: Body
    moments: list[datetime]
    invited: int
    notice_days: int


@dataclass(frozen=True)
class Course:
    """A running series with those of its meetings that are to come, soonest first."""

    series: Series
    meetings: list[Meeting]


def preview(
    session: Session, body_id: int, rule: str, starts_at: datetime, *, timezone: ZoneInfo, acting: int
) -> Preview:
    """Return what a series of the body would look like.

    Raises:
        NotFound: there is no such active body.
        NotPermitted: `acting` neither speaks for it nor coordinates.
        Outdated: the rule does not fit the first date.
    """
    permissions.check_speaker(session, body_id, acting=acting)
    body = bodies.get_active(session, body_id)
    first = check_rule(rule, starts_at, timezone)
    found = recurrence.days(rule, first.date(), since=first.date())
    moments = [at_local(day, first.time(), timezone) for day in islice(found, SHOWN)]
    return Preview(body, moments, bodies.count_members(session, body_id), notice_days(body))


def check_rule(rule: str, starts_at: datetime, timezone: ZoneInfo) -> datetime:
    """Return the wall clock's reading at the first start; an hour that comes twice is the first one from then on.

    Raises:
        Outdated: the rule does not fit that day.
    """
    first = starts_at.astimezone(timezone).replace(fold=0)
    if rule not in recurrence.offer(first.date()):
        raise Outdated
    return first


def start(
    session: Session,
    body_id: int,
    rule: str,
    starts_at: datetime,
    place: str,
    *,
    timezone: ZoneInfo,
    acting: int,
    now: datetime,
) -> Course:
    """Begin a series of the body: its meetings are drawn up, people are invited where it is time; the dialogue ends.

    Raises:
        NotFound, NotPermitted, Outdated: see `preview`.
        BadDate, EmptyText, TooLong: `starts_at` is over; see `bot.text.check_line` for the place.
    """
    permissions.check_speaker(session, body_id, acting=acting)
    body = bodies.get_active(session, body_id)
    if starts_at <= now:
        raise BadDate(DateProblem.PAST)
    first = check_rule(rule, starts_at, timezone)
    series = Series(body=body, rule=rule, starts_on=first.date(), next_on=first.date(), wall_time=first.time())
    series.place, series.created_by, series.created_at = check_line(place, limit=PLACE_LIMIT), acting, now
    session.add(series)
    session.flush()
    audit.note(session, "begin", "series", series.id, acting=acting, now=now)
    _draw_up(session, series, timezone=timezone, now=now)
    invite_due(session, timezone=timezone, now=now)
    dialogues.end(session, acting=acting)
    return _course(session, series, now=now)


def keep_up(session: Session, *, timezone: ZoneInfo, now: datetime) -> None:
    """Draw up the meetings of all series that have come within reach, each once; a series without a body ends."""
    horizon = now.astimezone(timezone).date() + AHEAD
    due = select(Series).where(Series.state == SeriesState.RUNNING, Series.next_on <= horizon).order_by(Series.id)
    for series in session.scalars(due.with_for_update(of=Series, key_share=True)).all():
        if series.body.state is BodyState.ACTIVE:
            _draw_up(session, series, timezone=timezone, now=now)
        else:
            _stop(session, series)


def _draw_up(session: Session, series: Series, *, timezone: ZoneInfo, now: datetime) -> None:
    """Write drafts for the days up to the horizon, and note which day comes next; what is over is left out."""
    horizon = now.astimezone(timezone).date() + AHEAD
    for day in recurrence.days(series.rule, series.starts_on, since=series.next_on):
        series.next_on = day
        if day > horizon:
            break
        starts_at = at_local(day, series.wall_time, timezone)
        if starts_at > now:
            session.add(Occurrence(series=series, day=day, meeting=_draft(series, starts_at, timezone)))
    session.flush()


def _draft(series: Series, starts_at: datetime, timezone: ZoneInfo) -> Meeting:
    invite_at = invitation_moment(series.body, starts_at, timezone)
    draft = Meeting(body=series.body, title="", starts_at=starts_at, place=series.place, invite_at=invite_at)
    draft.state, draft.planned_by, draft.revision = MeetingState.DRAFTED, series.created_by, 0
    return draft


def invitation_moment(body: Body, starts_at: datetime, timezone: ZoneInfo) -> datetime:
    """Return when people are invited by themselves, in UTC: 10:00, the usual notice before, never on a day of rest."""
    day = starts_at.astimezone(timezone).date() - timedelta(days=notice_days(body))
    return at_local(last_ordinary_day(day), MORNING, timezone)


def invite_due(session: Session, *, timezone: ZoneInfo, now: datetime) -> None:
    """Invite to the drafts whose time has come; those that are over, or whose body is closed, are dropped."""
    due = select(Meeting).where(Meeting.state == MeetingState.DRAFTED, Meeting.invite_at <= now)
    for draft in session.scalars(due.order_by(Meeting.starts_at).with_for_update(of=Meeting, key_share=True)).all():
        if draft.starts_at <= now or draft.body is None or draft.body.state is not BodyState.ACTIVE:
            session.execute(delete(Meeting).where(Meeting.id == draft.id))
        else:
            invite(session, draft, timezone=timezone, acting=None, now=now)


def next_due(session: Session, *, after: datetime) -> datetime | None:
    """Return when people are next invited by themselves, if they are later than `after`."""
    drafted = (Meeting.state == MeetingState.DRAFTED, Meeting.invite_at > after)
    return session.scalar(select(func.min(Meeting.invite_at)).where(*drafted))


def list_running(session: Session, *, acting: int) -> list[Series]:
    """Return the running series of the bodies for which `acting` may plan.

    Raises:
        NotPermitted: there are no such bodies.
    """
    permissions.check_planner(session, acting=acting)
    own = permissions.organised(session, Series.body_id, acting)
    running = select(Series).join(Series.body).where(Series.state == SeriesState.RUNNING, own)
    running = running.where(Body.state == BodyState.ACTIVE).options(contains_eager(Series.body))
    return list(session.scalars(running.order_by(Series.id)))


def find_of(session: Session, meeting_id: int) -> Series | None:
    """Return the running series that the meeting came of, or None."""
    found = select(Series).join(Occurrence, Occurrence.series_id == Series.id)
    return session.scalar(found.where(Occurrence.meeting_id == meeting_id, Series.state == SeriesState.RUNNING))


def get_running(session: Session, series_id: int, *, acting: int, now: datetime) -> Course:
    """Return a running series with its coming meetings.

    Raises:
        NotFound: there is no such series, or it has ended.
        NotPermitted: `acting` neither speaks for its body nor coordinates.
    """
    return _course(session, _get(session, series_id, acting=acting), now=now)


def _get(session: Session, series_id: int, *, acting: int, lock: bool = False) -> Series:
    statement = select(Series).where(Series.id == series_id, Series.state == SeriesState.RUNNING)
    series = session.scalar(statement.with_for_update(of=Series, key_share=True) if lock else statement)
    if series is None:
        raise NotFound
    permissions.check_speaker(session, series.body_id, acting=acting)
    return series


def _course(session: Session, series: Series, *, now: datetime) -> Course:
    coming = select(Meeting).join(Occurrence, Occurrence.meeting_id == Meeting.id)
    coming = coming.where(Occurrence.series_id == series.id, Meeting.starts_at > now)
    coming = coming.where(Meeting.state.in_([MeetingState.DRAFTED, MeetingState.INVITED]))
    return Course(series, list(session.scalars(coming.order_by(Meeting.starts_at, Meeting.id))))


def end(session: Session, series_id: int, *, acting: int, now: datetime) -> Course:
    """End a series: its drafts vanish; return it with the meetings that stay, since people are invited to them.

    Raises:
        NotFound, NotPermitted: see `get_running`.
    """
    series = _get(session, series_id, acting=acting, lock=True)
    _stop(session, series)
    audit.note(session, "end", "series", series.id, acting=acting, now=now)
    return _course(session, series, now=now)


def _stop(session: Session, series: Series) -> None:
    series.state = SeriesState.ENDED
    session.flush()
    made = select(Occurrence.meeting_id).where(Occurrence.series_id == series.id)
    session.execute(delete(Meeting).where(Meeting.id.in_(made), Meeting.state == MeetingState.DRAFTED))
