"""Attendances: who comes, who does not know yet, who cannot come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import and_, exists, func, select, update
from sqlalchemy.orm import Session

from bot.errors import NotFound, Outdated
from bot.services import deliveries, meetings
from bot.services.inbox import ignore_duplicates
from models import Answer, Attendance, Delivery, DeliveryKind, Meeting, MeetingState, ReminderKind


class Standing(StrEnum):
    """How a meeting stands towards the button that was pressed."""

    #: The meeting is as it was shown.
    CURRENT = "current"
    MOVED = "moved"
    CANCELLED = "cancelled"
    #: It has begun.
    OVER = "over"


@dataclass(frozen=True)
class Invitation:
    """A meeting as one invited person sees it: their answer, if any, and how it stands."""

    meeting: Meeting
    answer: Answer | None
    standing: Standing = Standing.CURRENT


@dataclass(frozen=True)
class Tally:
    """How many said what, and how many have not answered yet."""

    answers: Mapping[Answer, int]
    silent: int


def answer(session: Session, meeting_id: int, revision: int, chosen: str, *, acting: int, now: datetime) -> Invitation:
    """Note what a person says to an invitation, in place of what they said before; return how it stands now.

    An answer to an older date, to a cancelled meeting or after the start does not count. Who says no is not reminded.

    Raises:
        Outdated: there is no such answer.
        NotFound: there is no such meeting, or the person is not invited.
    """
    if chosen not in set(Answer):
        raise Outdated
    meeting = _get_meeting(session, meeting_id, acting=acting, lock=True)
    standing = _standing(meeting, revision, now=now)
    if standing is not Standing.CURRENT:
        return Invitation(meeting, _find_answer(session, meeting_id, acting=acting), standing)
    said = {"answer": Answer(chosen), "answered_at": now}
    row = {"meeting_id": meeting_id, "participant_id": acting, **said}
    session.execute(ignore_duplicates(session, Attendance).values(**row))
    mine = (Attendance.meeting_id == meeting_id, Attendance.participant_id == acting)
    session.execute(update(Attendance).where(*mine).values(**said))
    if said["answer"] is Answer.NO:
        _stop_reminders(session, meeting_id, acting=acting)
    else:
        _resume_reminders(session, meeting, acting=acting, now=now)
    return Invitation(meeting, Answer(chosen))


def _stop_reminders(session: Session, meeting_id: int, *, acting: int) -> None:
    own = (Delivery.meeting_id == meeting_id, Delivery.participant_id == acting)
    deliveries.stop(session, *own, Delivery.kind.in_([DeliveryKind.REMINDER_DAY, DeliveryKind.REMINDER_HOURS]))


def _resume_reminders(session: Session, meeting: Meeting, *, acting: int, now: datetime) -> None:
    """Queue what a "no" had stopped before it left, where it is still of use."""
    keys = [f"{kind}:{meeting.id}:{meeting.revision}:{acting}" for kind in ReminderKind]
    deliveries.resume(session, Delivery.key.in_(keys), Delivery.expires_at > now, due_at=now)


def _standing(meeting: Meeting, revision: int, *, now: datetime) -> Standing:
    if meeting.state is MeetingState.CANCELLED:
        return Standing.CANCELLED
    if meeting.starts_at <= now:
        return Standing.OVER
    return Standing.CURRENT if meeting.revision == revision else Standing.MOVED


def _get_meeting(session: Session, meeting_id: int, *, acting: int, lock: bool = False) -> Meeting:
    statement = select(Meeting).where(Meeting.id == meeting_id)
    meeting = session.scalar(statement.with_for_update(of=Meeting, read=True) if lock else statement)
    if meeting is None or not _is_invited(session, meeting, acting=acting):
        raise NotFound
    return meeting


def _is_invited(session: Session, meeting: Meeting, *, acting: int) -> bool:
    people = meetings.invited(meeting).subquery()
    return bool(session.scalar(select(exists().where(people.c.participant_id == acting))))


def _find_answer(session: Session, meeting_id: int, *, acting: int) -> Answer | None:
    mine = (Attendance.meeting_id == meeting_id, Attendance.participant_id == acting)
    return session.scalar(select(Attendance.answer).where(*mine))


def get_invitation(session: Session, meeting_id: int, *, acting: int, now: datetime) -> Invitation:
    """Return a meeting as an invited person sees it.

    Raises:
        NotFound: there is no such meeting, or the person is not invited.
    """
    meeting = _get_meeting(session, meeting_id, acting=acting)
    said = _find_answer(session, meeting_id, acting=acting)
    return Invitation(meeting, said, _standing(meeting, meeting.revision, now=now))


def list_invitations(session: Session, *, limit: int, acting: int, now: datetime) -> list[Invitation]:
    """Return the person's next meetings with what they answered, soonest first."""
    mine = and_(Attendance.meeting_id == Meeting.id, Attendance.participant_id == acting)
    statement = select(Meeting, Attendance.answer).outerjoin(Attendance, mine).where(*meetings.is_coming(now))
    statement = statement.where(meetings.concerns(acting))
    found = session.execute(statement.order_by(Meeting.starts_at, Meeting.id).limit(limit))
    return [Invitation(meeting, said) for meeting, said in found]


def count_answers(session: Session, meeting: Meeting) -> Tally:
    """Return how many of those invited said what."""
    answers = select(Attendance.answer, func.count()).where(Attendance.meeting_id == meeting.id)
    counts = dict(session.execute(answers.group_by(Attendance.answer)).all())
    people = meetings.invited(meeting).distinct().subquery()
    total = session.scalar(select(func.count()).select_from(people)) or 0
    return Tally({said: counts.get(said, 0) for said in Answer}, max(total - sum(counts.values()), 0))
