"""The town's bodies: find, list, join, leave."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, selectinload

from bot.errors import NotFound, NotPermitted
from bot.services import date_votes, deliveries, permissions, places
from bot.services.inbox import ignore_duplicates
from models import (
    Body,
    BodyKind,
    BodyState,
    Delivery,
    DeliveryKind,
    DeliveryReason,
    Idea,
    Meeting,
    Membership,
    MembershipRole,
    RoleGrant,
    Submission,
)

#: Bodies that anyone may join by themselves, and as what.
OPEN_KINDS = {BodyKind.WORKING_GROUP: MembershipRole.MEMBER, BodyKind.CIRCLE: MembershipRole.GUEST}
#: What whoever speaks for a body is told after its meetings.
_FOR_ORGANISERS = (DeliveryKind.RESULTS_DUE, DeliveryKind.MINUTES_OBJECTION)
#: Longer texts are no name of a body.
_LONGEST_NAME = 80


def find_by_code(session: Session, code: str) -> Body | None:
    """Return the body with this code, in any spelling of capitals, or None; a closed one leads to its successor."""
    body = session.scalar(select(Body).where(func.upper(Body.code) == code.upper()))
    while body is not None and body.state is BodyState.CLOSED:
        body = session.get(Body, body.successor_id) if body.successor_id else None
    return body


def _open() -> Select[Body]:
    return select(Body).where(Body.kind.in_(OPEN_KINDS), Body.state == BodyState.ACTIVE)


def search(session: Session, text: str) -> list[Body]:
    """Return the bodies that anyone may join and that have every word of `text` in one of their names or aliases."""
    words = text.casefold().split()
    if not words or len(text) > _LONGEST_NAME:
        return []
    bodies = session.scalars(_open().options(selectinload(Body.aliases)).order_by(Body.id))
    return [body for body in bodies if any(all(word in name for word in words) for name in _names(body))]


def _names(body: Body) -> list[str]:
    known = [f"AG {body.name}", body.name, body.code, *(alias.alias for alias in body.aliases)]
    return [name.casefold() for name in [*known, *(text.name for text in body.texts)]]


def list_open(session: Session) -> list[Body]:
    """Return the active bodies that anyone may join, working groups first."""
    return sorted(session.scalars(_open()), key=lambda body: (body.kind is BodyKind.CIRCLE, body.id))


def list_active(session: Session, *kinds: BodyKind) -> list[Body]:
    """Return the active bodies of these kinds (of all kinds when none is named), oldest first."""
    statement = select(Body).where(Body.state == BodyState.ACTIVE).order_by(Body.id)
    return list(session.scalars(statement.where(Body.kind.in_(kinds)) if kinds else statement))


def list_for_coordination(session: Session, *, acting: int) -> list[Body]:
    """Return all active bodies to those who coordinate, working groups first.

    Raises:
        NotPermitted: the participant does not coordinate.
    """
    permissions.check_coordinator(session, acting=acting)
    return sorted(list_active(session), key=lambda body: (body.kind is not BodyKind.WORKING_GROUP, body.id))


def list_joined(session: Session, *, acting: int) -> list[Body]:
    """Return the bodies that the participant belongs to."""
    statement = select(Body).join(Membership).where(Membership.participant_id == acting)
    return list(session.scalars(statement.where(Body.state != BodyState.CLOSED).order_by(Body.id)))


def list_spoken_for(session: Session, *, acting: int) -> list[Body]:
    """Return the active bodies that the participant speaks for."""
    statement = select(Body).join(Membership).where(Membership.participant_id == acting)
    speaker = statement.where(Membership.role == MembershipRole.SPEAKER, Body.state == BodyState.ACTIVE)
    return list(session.scalars(speaker.order_by(Body.id)))


def get_active(session: Session, body_id: int) -> Body:
    """Return an active body.

    Raises:
        NotFound: there is none with this number.
    """
    body = session.get(Body, body_id)
    if body is None or body.state is not BodyState.ACTIVE:
        raise NotFound
    return body


def count_members(session: Session, body_id: int) -> int:
    """Return how many people are in a body."""
    return session.scalar(select(func.count()).where(Membership.body_id == body_id)) or 0


def get_open(session: Session, body_id: int) -> Body:
    """Return an active body that anyone may join; raises like `get_active`."""
    body = get_active(session, body_id)
    if body.kind not in OPEN_KINDS:
        raise NotFound
    return body


def join(session: Session, body_id: int, *, acting: int, now: datetime) -> Body:
    """Make the participant a member (of a circle: a guest); once more changes nothing.

    Raises:
        NotFound: there is no such active body, or it is not open to everyone.
    """
    body = get_open(session, body_id)
    role = OPEN_KINDS[body.kind]
    values = {"participant_id": acting, "body_id": body.id, "role": role, "joined_at": now}
    session.execute(ignore_duplicates(session, Membership).values(**values))
    date_votes.ask_newcomer(session, body.id, acting=acting, now=now)
    return body


def leave(session: Session, body_id: int, *, acting: int, now: datetime) -> Body:
    """End the membership; answers to the body's coming meetings and queued news for its people go with it.

    Places that become free go to who waits for them.

    Raises:
        NotFound: the participant does not belong to it.
        NotPermitted: membership was given by others (Steuergruppe, Beirat) and is not given up by a tap.
    """
    statement = select(Membership).where(Membership.body_id == body_id, Membership.participant_id == acting)
    membership = session.scalar(statement)
    if membership is None:
        raise NotFound
    if membership.body.kind not in OPEN_KINDS:
        raise NotPermitted
    coming = select(Meeting.id).where(Meeting.body_id == body_id, Meeting.starts_at > now)
    places.withdraw(session, Meeting.body_id == body_id, acting=acting, now=now)
    news = or_(Delivery.meeting_id.in_(coming), _is_for_members_of(body_id, acting))
    deliveries.stop(session, Delivery.participant_id == acting, news)
    session.delete(membership)
    session.flush()
    date_votes.leave(session, body_id, acting=acting, now=now)
    return membership.body


def _is_for_members_of(body_id: int, participant_id: int) -> ColumnElement[bool]:
    """Return the condition for news that the participant gets as one of this body's people, and for no other reason."""
    ideas = select(Idea.id).where(Idea.body_id == body_id)
    results = select(Submission.result_id).where(Submission.body_id == body_id)
    elsewhere = select(Submission.result_id).join(Membership, Membership.body_id == Submission.body_id)
    elsewhere = elsewhere.where(Membership.participant_id == participant_id, Membership.body_id != body_id)
    meetings = select(Meeting.id).where(Meeting.body_id == body_id)
    coordinates = exists().where(RoleGrant.participant_id == participant_id)
    as_one_of_them = Delivery.reason.in_([DeliveryReason.MEMBER, DeliveryReason.SPEAKER])
    about = or_(
        and_(Delivery.kind == DeliveryKind.IDEA, Delivery.idea_id.in_(ideas)),
        and_(Delivery.kind == DeliveryKind.AGENDA_ITEM, Delivery.body_id == body_id),
        and_(
            Delivery.kind == DeliveryKind.CONCLUSION,
            Delivery.result_id.in_(results),
            Delivery.result_id.not_in(elsewhere),
        ),
        and_(Delivery.kind.in_(_FOR_ORGANISERS), Delivery.meeting_id.in_(meetings), ~coordinates),
    )
    return and_(as_one_of_them, about)


def give_membership(
    session: Session, participant_id: int, body_id: int, role: MembershipRole, *, now: datetime
) -> Body:
    """Make a participant a `role` of a body; for links and the demo's town. Who speaks for it goes on doing so."""
    statement = select(Membership).where(Membership.body_id == body_id, Membership.participant_id == participant_id)
    membership = session.scalar(statement)
    if membership is None:
        membership = Membership(participant_id=participant_id, body_id=body_id, joined_at=now, role=role)
        session.add(membership)
    if membership.role is not MembershipRole.SPEAKER:
        membership.role = role
    session.flush()
    date_votes.ask_newcomer(session, body_id, acting=participant_id, now=now)
    return get_active(session, body_id)
