"""Who may do what, as named predicates; asked in the service, on every call, whatever a button says (domain 4.6).

Each `check_` raises `NotPermitted` or is silent.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, exists, select, true
from sqlalchemy.orm import Session

from bot.errors import NotPermitted
from models import Body, BodyKind, BodyState, Membership, MembershipRole, Role, RoleGrant


def is_coordinator(session: Session, acting: int) -> bool:
    """Tell whether `acting` coordinates the process or stands in for who does."""
    found = exists().where(RoleGrant.participant_id == acting, RoleGrant.role.in_([Role.COORDINATOR, Role.DEPUTY]))
    return bool(session.scalar(select(found)))


def is_in_body(session: Session, body_id: int | None, acting: int, *roles: MembershipRole) -> bool:
    """Tell whether `acting` belongs to the body, in one of `roles` if any are named; to the whole town nobody does."""
    if body_id is None:
        return False
    condition = exists().where(Membership.body_id == body_id, Membership.participant_id == acting)
    if roles:
        condition = condition.where(Membership.role.in_(roles))
    return bool(session.scalar(select(condition)))


def is_in_steering_group(session: Session, acting: int) -> bool:
    """Tell whether `acting` is a member of an active steering group."""
    found = (
        exists()
        .where(Membership.participant_id == acting, Membership.role != MembershipRole.GUEST)
        .where(Membership.body_id == Body.id, Body.kind == BodyKind.STEERING_GROUP, Body.state == BodyState.ACTIVE)
    )
    return bool(session.scalar(select(found)))


def is_in_advisory_board(session: Session, acting: int) -> bool:
    """Tell whether `acting` is a member of an active advisory board."""
    found = (
        exists()
        .where(Membership.participant_id == acting, Membership.role != MembershipRole.GUEST)
        .where(Membership.body_id == Body.id, Body.kind == BodyKind.ADVISORY_BOARD, Body.state == BodyState.ACTIVE)
    )
    return bool(session.scalar(select(found)))


def may_read_body(session: Session, body_id: int, acting: int) -> bool:
    """Tell whether `acting` reads what a body collects: its members, the steering group, coordinators."""
    return may_read_any(session, [body_id], acting)


def may_read_any(session: Session, body_ids: Collection[int], acting: int) -> bool:
    """Tell whether `acting` reads what at least one of the bodies collects; see `may_read_body`."""
    belongs = exists().where(Membership.body_id.in_(body_ids), Membership.participant_id == acting)
    reads = bool(body_ids) and (is_in_steering_group(session, acting) or is_coordinator(session, acting))
    return reads or bool(session.scalar(select(belongs)))


def may_organise(session: Session, body_id: int | None, acting: int) -> bool:
    """Tell whether `acting` speaks for the body or coordinates; what is the whole town's (None) only these organise."""
    return is_in_body(session, body_id, acting, MembershipRole.SPEAKER) or is_coordinator(session, acting)


def organised(session: Session, body_id: SQLColumnExpression[Any], acting: int) -> ColumnElement[bool]:
    """Return the condition for rows, each of the body that stands in its column `body_id`, which `acting` organises."""
    if is_coordinator(session, acting):
        return true()
    own = (Membership.participant_id == acting, Membership.role == MembershipRole.SPEAKER)
    return body_id.in_(select(Membership.body_id).where(*own))


def check_coordinator(session: Session, *, acting: int) -> None:
    """Coordinators and their deputies only."""
    if not is_coordinator(session, acting):
        raise NotPermitted


def check_steering_group(session: Session, *, acting: int) -> None:
    """Members of the steering group only: a coordinator concludes nothing unless they belong to it (R2)."""
    if not is_in_steering_group(session, acting):
        raise NotPermitted


def check_speaker(session: Session, body_id: int | None, *, acting: int) -> None:
    """Speakers of this body, and coordinators; for the whole town (None) only these."""
    if not may_organise(session, body_id, acting):
        raise NotPermitted


def check_planner(session: Session, *, acting: int) -> None:
    """Speakers of any active body, and coordinators."""
    speaks = (
        exists()
        .where(Membership.participant_id == acting, Membership.role == MembershipRole.SPEAKER)
        .where(Membership.body_id == Body.id, Body.state == BodyState.ACTIVE)
    )
    if not session.scalar(select(speaks)) and not is_coordinator(session, acting):
        raise NotPermitted
