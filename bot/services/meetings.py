"""Meetings: who is invited, what is coming, what `acting` may organise; see `planning`, `changes`, `attendances`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session

from bot.errors import NotFound, Overtaken
from bot.services import bodies, permissions
from models import (
    Body,
    Broadcast,
    BroadcastState,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Meeting,
    MeetingState,
    Membership,
)

#: States in which a meeting can still be changed.
PLANNED = (MeetingState.DRAFTED, MeetingState.INVITED)


def find_next(session: Session, body_id: int, *, now: datetime) -> Meeting | None:
    """Return the body's next meeting, or None."""
    coming = select(Meeting).where(Meeting.body_id == body_id, *is_coming(now))
    return session.scalar(coming.order_by(Meeting.starts_at).limit(1))


def is_coming(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for meetings that are still to come."""
    return Meeting.state == MeetingState.INVITED, Meeting.starts_at > now


def is_planned(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for meetings that organisers can still change: drafts, of which nobody knows yet, too."""
    return Meeting.state.in_(PLANNED), Meeting.starts_at > now


def invited(meeting: Meeting) -> Select[int]:
    """Return the query for whom the meeting concerns: the body's people; of an open event, to whom it was announced.

    An event that is announced to more than one body has no body.
    """
    if meeting.body_id is not None:
        return select(Membership.participant_id).where(Membership.body_id == meeting.body_id)
    return select(Delivery.participant_id).where(Delivery.meeting_id == meeting.id, is_announcement())


def is_invited(session: Session, meeting: Meeting, *, acting: int) -> bool:
    """Tell whether the meeting concerns `acting`, see `invited`."""
    people = invited(meeting).subquery()
    return bool(session.scalar(select(exists().where(people.c.participant_id == acting))))


def concerns(participant_id: int) -> ColumnElement[bool]:
    """Return the condition for meetings that concern a person: `invited`, seen from the other side."""
    own = select(Membership.body_id).where(Membership.participant_id == participant_id)
    told = (Delivery.participant_id == participant_id, Delivery.meeting_id.is_not(None), is_announcement())
    announced = select(Delivery.meeting_id).where(*told)
    return or_(Meeting.body_id.in_(own), and_(Meeting.body_id.is_(None), Meeting.id.in_(announced)))


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
    own = permissions.organised(session, Meeting.body_id, acting)
    coming = select(Meeting).where(*is_planned(now), own).order_by(Meeting.starts_at, Meeting.id)
    return list(session.scalars(coming))


def get_planned(session: Session, meeting_id: int, *, acting: int, now: datetime) -> Meeting:
    """Return a coming meeting, or a draft, to somebody who may change it; see `get_organised`.

    Raises:
        NotFound: there is no such coming meeting.
        Overtaken: it has been cancelled.
        NotPermitted: `acting` neither speaks for its body nor coordinates.
    """
    meeting = get_organised(session, meeting_id, acting=acting)
    if meeting.state is MeetingState.CANCELLED:
        raise Overtaken
    if meeting.state not in PLANNED or meeting.starts_at <= now:
        raise NotFound
    return meeting


def get_organised(session: Session, meeting_id: int, *, acting: int, lock: bool = False) -> Meeting:
    """Return a meeting, whatever became of it; `lock` keeps answers and other changes waiting.

    Raises like `get_planned`.
    """
    statement = select(Meeting).where(Meeting.id == meeting_id)
    meeting = session.scalar(statement.with_for_update(of=Meeting, key_share=True) if lock else statement)
    if meeting is None:
        raise NotFound
    permissions.check_speaker(session, meeting.body_id, acting=acting)
    return meeting
