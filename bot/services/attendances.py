"""Attendances: who comes, who does not know yet, who cannot come."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from bot.errors import NotFound, Outdated
from bot.services import deliveries, meetings, needs, places
from bot.services.needs import NeedCounts
from models import Answer, Attendance, Delivery, DeliveryKind, Meeting, MeetingState, ReminderKind

#: More is a group that announces itself in another way.
MOST_GUESTS = 9
#: The reminders that have lost their ground: whoever answered need not be asked, who said no need not be reminded.
_AFTER_ANY_ANSWER = (DeliveryKind.REMINDER_WEEK,)
_AFTER_NO = (*_AFTER_ANY_ANSWER, DeliveryKind.REMINDER_DAY, DeliveryKind.REMINDER_HOURS)


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
    #: How many others they bring.
    guests: int = 0
    #: Where they stand among those who wait for a place, from 1; None: they do not wait.
    position: int | None = None
    #: How many more there is room for, where the guests that they wanted to add do not fit.
    more_fit: int | None = None
    #: Whether they are to be asked what they need in order to come.
    asks_needs: bool = False


@dataclass(frozen=True)
class Place:
    """Where a meeting is, and the next meeting of its body where that is another one."""

    meeting: Meeting
    following: Meeting | None


@dataclass(frozen=True)
class Tally:
    """How many of those invited said what, who comes besides, and how many have not answered yet."""

    #: Of those who said yes only the ones who have a place.
    answers: Mapping[Answer, int]
    silent: int
    guests: int = 0
    waiting: int = 0
    paper: int = 0
    capacity: int | None = None
    needs: NeedCounts = field(default_factory=NeedCounts)

    @property
    def expected(self) -> int:
        """How many people are to be expected."""
        return self.answers[Answer.YES] + self.guests + self.paper


def answer(session: Session, meeting_id: int, revision: int, chosen: str, *, acting: int, now: datetime) -> Invitation:
    """Note what a person says to an invitation, in place of what they said before; return how it stands now.

    An answer to an older date, to a cancelled meeting or after the start does not count. Who says no is not reminded.
    A yes for which there is no room waits, see `places`.

    Raises:
        Outdated: there is no such answer.
        NotFound: there is no such meeting, or the person is not invited.
    """
    if chosen not in set(Answer):
        raise Outdated
    return _note(session, meeting_id, revision, Answer(chosen), None, acting=acting, now=now)


def bring_guests(
    session: Session, meeting_id: int, revision: int, guests: int, *, acting: int, now: datetime
) -> Invitation:
    """Note that a person comes with so many others; else like `answer`.

    Raises:
        Outdated: these are more than anybody may bring.
        NotFound: see `answer`.
    """
    if guests > MOST_GUESTS:
        raise Outdated
    return _note(session, meeting_id, revision, Answer.YES, guests, acting=acting, now=now)


def _note(
    session: Session, meeting_id: int, revision: int, said: Answer, guests: int | None, *, acting: int, now: datetime
) -> Invitation:
    meeting = _get_meeting(session, meeting_id, acting=acting, locked=True)
    own = _find_own(session, meeting_id, acting=acting)
    standing = _standing(meeting, revision, now=now)
    if standing is not Standing.CURRENT:
        return _invitation(session, meeting, own, standing)
    if own is None:
        own = Attendance(meeting_id=meeting_id, participant_id=acting, guests=0)
        session.add(own)
    own.answered_at, more_fit = now, None
    if said is Answer.YES:
        more_fit = places.take(session, meeting, own, own.guests if guests is None else guests, now=now)
    else:
        places.give_back(session, meeting, own, said, now=now)
    if said is Answer.NO:
        _stop_reminders(session, meeting_id, _AFTER_NO, acting=acting)
    else:
        _stop_reminders(session, meeting_id, _AFTER_ANY_ANSWER, acting=acting)
        _resume_reminders(session, meeting, acting=acting, now=now)
    asks_needs = said is Answer.YES and needs.ask_once(session, acting=acting)
    return replace(_invitation(session, meeting, own, standing), more_fit=more_fit, asks_needs=asks_needs)


def _invitation(session: Session, meeting: Meeting, own: Attendance | None, standing: Standing) -> Invitation:
    if own is None:
        return Invitation(meeting, None, standing)
    return Invitation(meeting, own.answer, standing, own.guests, places.find_position(session, own))


def _stop_reminders(session: Session, meeting_id: int, kinds: Collection[DeliveryKind], *, acting: int) -> None:
    own = (Delivery.meeting_id == meeting_id, Delivery.participant_id == acting)
    deliveries.stop(session, *own, Delivery.kind.in_(kinds))


def _resume_reminders(session: Session, meeting: Meeting, *, acting: int, now: datetime) -> None:
    """Queue what a "no" had stopped before it left, where it is still of use."""
    keys = [
        f"{kind}:{meeting.id}:{meeting.revision}:{acting}" for kind in (ReminderKind.DAY_BEFORE, ReminderKind.TWO_HOURS)
    ]
    deliveries.resume(session, Delivery.key.in_(keys), Delivery.expires_at > now, due_at=now)


def _standing(meeting: Meeting, revision: int, *, now: datetime) -> Standing:
    if meeting.state is MeetingState.CANCELLED:
        return Standing.CANCELLED
    if meeting.starts_at <= now:
        return Standing.OVER
    return Standing.CURRENT if meeting.revision == revision else Standing.MOVED


def _get_meeting(session: Session, meeting_id: int, *, acting: int, locked: bool = False) -> Meeting:
    statement = select(Meeting).where(Meeting.id == meeting_id, Meeting.state != MeetingState.DRAFTED)
    meeting = session.scalar(places.lock(statement) if locked else statement)
    if meeting is None or not meetings.is_invited(session, meeting, acting=acting):
        raise NotFound
    return meeting


def _find_own(session: Session, meeting_id: int, *, acting: int) -> Attendance | None:
    mine = (Attendance.meeting_id == meeting_id, Attendance.participant_id == acting)
    return session.scalar(select(Attendance).where(*mine))


def get_invitation(session: Session, meeting_id: int, *, acting: int, now: datetime) -> Invitation:
    """Return a meeting as an invited person sees it.

    Raises:
        NotFound: there is no such meeting, or the person is not invited.
    """
    meeting = _get_meeting(session, meeting_id, acting=acting)
    own = _find_own(session, meeting_id, acting=acting)
    return _invitation(session, meeting, own, _standing(meeting, meeting.revision, now=now))


def check_current(session: Session, meeting_id: int, revision: int, *, acting: int, now: datetime) -> Invitation:
    """Return a meeting as an invited person sees it who pressed a button of this `revision`; raises NotFound."""
    found = get_invitation(session, meeting_id, acting=acting, now=now)
    return replace(found, standing=_standing(found.meeting, revision, now=now))


def get_place(session: Session, meeting_id: int, *, acting: int, now: datetime) -> Place:
    """Return where a meeting is, to somebody who is invited; raises NotFound."""
    meeting = _get_meeting(session, meeting_id, acting=acting)
    following = meetings.find_next(session, meeting.body_id, now=now) if meeting.body_id is not None else None
    return Place(meeting, following if following is not meeting else None)


def list_invitations(session: Session, *, limit: int, acting: int, now: datetime) -> list[Invitation]:
    """Return the person's next meetings with what they answered, soonest first."""
    mine = and_(Attendance.meeting_id == Meeting.id, Attendance.participant_id == acting)
    statement = select(Meeting, Attendance.answer, Attendance.guests, places.position())
    statement = statement.outerjoin(Attendance, mine).where(*meetings.is_coming(now), meetings.concerns(acting))
    found = session.execute(statement.order_by(Meeting.starts_at, Meeting.id).limit(limit))
    return [
        Invitation(meeting, said, guests=guests or 0, position=position) for meeting, said, guests, position in found
    ]


def count_answers(session: Session, meeting: Meeting) -> Tally:
    """Return how many of those invited said what, who comes besides, and what those who come need."""
    waits = Attendance.waiting_since.is_not(None)
    rows = select(Attendance.answer, waits, func.count(), places.heads())
    rows = rows.where(Attendance.meeting_id == meeting.id).group_by(Attendance.answer, waits)
    found = session.execute(rows).all()
    placed = {said: (number, heads) for said, waiting, number, heads in found if not waiting}
    coming, heads = placed.get(Answer.YES, (0, 0))
    waiting = sum(number for _, waiting, number, _ in found if waiting)
    people = meetings.invited(meeting).distinct().subquery()
    total = session.scalar(select(func.count()).select_from(people)) or 0
    return Tally(
        {said: placed.get(said, (0, 0))[0] for said in Answer},
        max(total - waiting - sum(number for number, _ in placed.values()), 0),
        heads - coming,
        waiting,
        meeting.paper_count,
        meeting.capacity,
        needs.count(session, meeting),
    )
