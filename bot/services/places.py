"""Places: how many people a meeting has room for, who has a place, who waits for one and moves up.

Whoever calls holds the meeting's lock (`lock`), so that the last place is given once. Places go in the order of
waiting; somebody whose guests do not fit is overtaken only by people for whom there is room. Nobody loses a place
again, not even where the limit is lowered below what is taken: then nobody moves up until enough are given back.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ColumnElement, Select, cast, delete, func, select, update
from sqlalchemy.orm import Session, aliased

from bot.services import deliveries
from bot.services.deliveries import News
from models import Answer, Attendance, Delivery, DeliveryKind, Meeting, MeetingState


def lock(statement: Select[Meeting]) -> Select[Meeting]:
    """Return the query for meetings so that each is held until the transaction ends, and is as it is now.

    The reference to a meeting that somebody else writes meanwhile (a delivery) is not waited for.
    """
    held = statement.order_by(Meeting.id).with_for_update(of=Meeting, key_share=True)
    return held.execution_options(populate_existing=True)


def has_place() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for answers of those who come and do not wait."""
    return Attendance.answer == Answer.YES, Attendance.waiting_since.is_(None)


def heads() -> ColumnElement[int]:
    """Return what adds up how many people answers stand for: who gave them, and whom they bring."""
    # Without the cast PostgreSQL adds up to a decimal.
    return cast(func.coalesce(func.sum(1 + Attendance.guests), 0), BigInteger)


def count_free(session: Session, meeting: Meeting) -> int | None:
    """Return how many more people there is room for, below 0 where the limit came later; None: no limit."""
    if meeting.capacity is None:
        return None
    return meeting.capacity - meeting.paper_count - count_heads(session, meeting)


def count_heads(session: Session, meeting: Meeting) -> int:
    """Return how many people have a place, as far as their answers tell."""
    return session.scalar(select(heads()).where(Attendance.meeting_id == meeting.id, *has_place())) or 0


def take(session: Session, meeting: Meeting, own: Attendance, guests: int, *, now: datetime) -> int | None:
    """Let a person come with `guests`, or wait where they do not fit; `own` is their answer up to now.

    Who has a place keeps it, with the guests they had, where more do not fit: then return how many more do, else None.
    """
    if own.answer is Answer.YES and own.waiting_since is None:
        free = count_free(session, meeting)
        if free is not None and guests - own.guests > max(free, 0):
            return max(free, 0)
    elif own.answer is not Answer.YES:
        own.waiting_since = now if meeting.capacity is not None else None
    own.answer, own.guests = Answer.YES, guests
    session.flush()
    fill(session, meeting, now=now, unsaid=own.participant_id)
    return None


def give_back(session: Session, meeting: Meeting, own: Attendance, said: Answer, *, now: datetime) -> None:
    """Note that a person does not come, or is not sure: their place, and their guests', go to who waits."""
    own.answer, own.guests, own.waiting_since = said, 0, None
    news = (Delivery.meeting_id == meeting.id, Delivery.kind == DeliveryKind.PLACE_FREE)
    deliveries.stop(session, Delivery.participant_id == own.participant_id, *news)
    session.flush()
    fill(session, meeting, now=now)


def fill(session: Session, meeting: Meeting, *, now: datetime, unsaid: int | None = None) -> None:
    """Give the free places to those who wait, and tell them, but not the participant `unsaid`, who is acting."""
    free = count_free(session, meeting)
    if free is not None and free <= 0:
        return
    moved_up = {}
    for row in session.execute(_waiting(meeting)):
        if free is None or 1 + row.guests <= free:
            moved_up[row.id] = row.participant_id
            free = None if free is None else free - 1 - row.guests
    if moved_up:
        session.execute(update(Attendance).where(Attendance.id.in_(moved_up)).values(waiting_since=None))
        _tell(session, meeting, set(moved_up.values()) - {unsaid}, now=now)


def _waiting(meeting: Meeting) -> Select[int, int, int]:
    waiting = select(Attendance.id, Attendance.participant_id, Attendance.guests)
    waiting = waiting.where(Attendance.meeting_id == meeting.id, Attendance.waiting_since.is_not(None))
    return waiting.order_by(Attendance.waiting_since, Attendance.id)


def _tell(session: Session, meeting: Meeting, participant_ids: set[int], *, now: datetime) -> None:
    # Without a key: who waits a second time is told a second time, and moving up happens once.
    news = News(
        DeliveryKind.PLACE_FREE,
        deliveries.reason_for(meeting),
        priority=0,
        quiet=deliveries.can_wait(meeting.starts_at, now=now),
        expires_at=meeting.starts_at,
        about={"meeting_id": meeting.id},
    )
    deliveries.queue(session, news, participant_ids, now=now)


def find_position(session: Session, own: Attendance) -> int | None:
    """Return where the person stands among those who wait, from 1; None: they do not wait."""
    if own.waiting_since is None:
        return None
    return session.scalar(select(position()).where(Attendance.id == own.id))


def position() -> ColumnElement[int | None]:
    """Return what counts those who wait up to an `Attendance` of the query around it; nothing where it does not."""
    before = aliased(Attendance)
    earlier = (before.waiting_since < Attendance.waiting_since) | (
        (before.waiting_since == Attendance.waiting_since) & (before.id <= Attendance.id)
    )
    counted = select(func.nullif(func.count(before.id), 0)).where(before.meeting_id == Attendance.meeting_id, earlier)
    return counted.correlate(Attendance).scalar_subquery()


def withdraw(session: Session, *conditions: ColumnElement[bool], acting: int, now: datetime) -> None:
    """Remove a person's answers to coming meetings that meet the conditions; their places go to who waits."""
    own = select(Attendance.meeting_id).where(Attendance.participant_id == acting)
    coming = select(Meeting).where(Meeting.id.in_(own), Meeting.starts_at > now, *conditions)
    left = session.scalars(lock(coming)).all()
    answers = (Attendance.participant_id == acting, Attendance.meeting_id.in_([meeting.id for meeting in left]))
    session.execute(delete(Attendance).where(*answers))
    for meeting in left:
        if meeting.capacity is not None and meeting.state is MeetingState.INVITED:
            fill(session, meeting, now=now)


def move_up(session: Session, *, now: datetime) -> None:
    """Give places that are free although somebody waits for them: a safety net for each beat, mostly one query."""
    placed = select(heads()).where(Attendance.meeting_id == Meeting.id, *has_place())
    taken = placed.correlate(Meeting).scalar_subquery()
    waiting = select(Attendance.meeting_id).where(Attendance.waiting_since.is_not(None))
    smallest = select(func.min(1 + Attendance.guests)).where(Attendance.waiting_since.is_not(None))
    smallest = smallest.where(Attendance.meeting_id == Meeting.id).correlate(Meeting)
    fits = taken + Meeting.paper_count + smallest.scalar_subquery() <= Meeting.capacity
    coming = (Meeting.state == MeetingState.INVITED, Meeting.starts_at > now, Meeting.id.in_(waiting))
    found = session.scalars(select(Meeting.id).where(*coming, Meeting.capacity.is_(None) | fits)).all()
    if found:
        for meeting in session.scalars(lock(select(Meeting).where(Meeting.id.in_(found)))).all():
            fill(session, meeting, now=now)
