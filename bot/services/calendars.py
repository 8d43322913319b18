"""Meetings in people's own calendars: who took a file, which changes bring a new one, who has a private address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.orm import Session, joinedload

from bot.errors import NotFound
from bot.services import deliveries
from bot.services.attendances import get_invitation
from bot.services.deliveries import News
from bot.services.inbox import ignore_duplicates
from bot.services.meetings import concerns, invited
from bot.services.secrecy import hash_of, new_secret
from bot.services.towns import get_town
from models import Answer, Attendance, CalendarEntry, CalendarFeed, Meeting, MeetingState, Participant

#: For how long a meeting stays in a person's feed once it has begun.
SHOWN = timedelta(days=30)
#: Bytes of a private address that nobody can guess.
_SECRET = 24


@dataclass(frozen=True)
class FeedContent:
    """What somebody's calendar is told: their meetings, in their language."""

    locale: str
    meetings: tuple[Meeting, ...]


def take_file(session: Session, meeting_id: int, *, acting: int, now: datetime) -> Meeting:
    """Return a meeting for the person's calendar, and note that changes of it are to bring a new file.

    Raises:
        NotFound: there is no such meeting, it is a draft still, or the person is not invited.
    """
    meeting = get_invitation(session, meeting_id, acting=acting, now=now).meeting
    row = {"meeting_id": meeting.id, "participant_id": acting}
    session.execute(ignore_duplicates(session, CalendarEntry).values(**row))
    return meeting


def queue_change(session: Session, meeting: Meeting, news: News, *, now: datetime) -> int:
    """Queue news of a change for everyone invited; for who took the file it brings the new one. Return how many.

    The fact `calendar` holds what the file needs beside the meeting: the town, the process, and when it changed.
    """
    town = get_town(session)
    people = invited(meeting).subquery()
    everyone = select(people.c.participant_id)
    took = select(CalendarEntry.participant_id).where(CalendarEntry.meeting_id == meeting.id)
    origin = {"town": town.name, "process": town.process, "now": now.isoformat()}
    with_file = replace(news, about={**news.about, "facts": {**news.about.get("facts", {}), "calendar": origin}})
    followed = everyone.where(people.c.participant_id.in_(took))
    others = everyone.where(people.c.participant_id.not_in(took))
    return deliveries.queue_for(session, with_file, followed, now=now) + deliveries.queue_for(
        session, news, others, now=now
    )


def make_feed(session: Session, *, acting: int, now: datetime) -> str:
    """Give the person a private address, in place of the one they had, and return its secret: it is not kept."""
    secret = new_secret(_SECRET)
    end_feed(session, acting=acting)
    session.add(CalendarFeed(participant_id=acting, secret_hash=hash_of(secret), created_at=now))
    return secret


def end_feed(session: Session, *, acting: int) -> None:
    """Let the person's private address lead nowhere from now on."""
    session.execute(delete(CalendarFeed).where(CalendarFeed.participant_id == acting))


def find_feed(session: Session, *, acting: int) -> CalendarFeed | None:
    """Return the person's feed, if they have one."""
    return session.scalar(select(CalendarFeed).where(CalendarFeed.participant_id == acting))


def read_feed(session: Session, secret: str, *, now: datetime) -> FeedContent:
    """Return what stands in the calendar of whoever has this secret.

    Raises:
        NotFound: there is no such address, or not any more.
    """
    owner = select(Participant).join(CalendarFeed).where(CalendarFeed.secret_hash == hash_of(secret))
    person = session.scalar(owner)
    if person is None:
        raise NotFound
    return FeedContent(person.locale, tuple(_list_meetings(session, person.id, now=now)))


def _list_meetings(session: Session, participant_id: int, *, now: datetime) -> list[Meeting]:
    mine = and_(Attendance.meeting_id == Meeting.id, Attendance.participant_id == participant_id)
    accepted = or_(Attendance.answer.is_(None), Attendance.answer != Answer.NO)
    statement = select(Meeting).outerjoin(Attendance, mine).where(accepted, concerns(participant_id))
    statement = statement.where(Meeting.state != MeetingState.DRAFTED, Meeting.starts_at > now - SHOWN)
    statement = statement.options(joinedload(Meeting.body)).order_by(Meeting.starts_at, Meeting.id)
    return list(session.scalars(statement))
