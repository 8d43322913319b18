"""One-time links: the only way to a role. Kept as hashes, good once, for a limited time."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.errors import UnknownLink
from bot.services import audit, bodies, permissions
from bot.services.inbox import ignore_duplicates
from bot.services.secrecy import hash_of, new_secret
from models import Body, BodyState, InvitationLink, MembershipRole, Role, RoleGrant

LIFETIME = timedelta(days=7)
#: What a deep link's payload begins with when it gives a role.
PREFIX = "i-"


def create_link(
    session: Session,
    *,
    role: Role | None = None,
    body_id: int | None = None,
    membership_role: MembershipRole | None = None,
    now: datetime,
) -> str:
    """Return the payload of a new link that gives `role`, or `membership_role` within a body. Only its hash is kept."""
    secret = new_secret()
    link = InvitationLink(secret_hash=hash_of(secret), role=role, body_id=body_id, membership_role=membership_role)
    link.created_at, link.expires_at = now, now + LIFETIME
    session.add(link)
    return PREFIX + secret


def appoint(
    session: Session,
    *,
    role: Role | None = None,
    body_id: int | None = None,
    membership_role: MembershipRole | None = None,
    acting: int,
    now: datetime,
) -> str:
    """Return the payload of a link that a coordinator hands on.

    Raises:
        NotPermitted: the participant does not coordinate.
        NotFound: there is no such body.
    """
    permissions.check_coordinator(session, acting=acting)
    if body_id is not None:
        bodies.get_active(session, body_id)
    audit.note(session, "link", role or membership_role or "", body_id, acting=acting, now=now)
    return create_link(session, role=role, body_id=body_id, membership_role=membership_role, now=now)


def redeem(session: Session, payload: str, *, acting: int, now: datetime) -> tuple[Role | None, Body | None]:
    """Give the participant what the link promises; return the role over the town or the body.

    Raises:
        UnknownLink: unknown, used, expired or for a body that is closed; which of these is not told.
    """
    valid = (InvitationLink.secret_hash == hash_of(payload.removeprefix(PREFIX)), InvitationLink.expires_at > now)
    link = session.scalar(select(InvitationLink).where(*valid))
    if link is None or not _leads_somewhere(session, link) or not _take(session, link.id, now):
        raise UnknownLink
    audit.note(session, "redeem", link.role or link.membership_role or "", link.body_id, acting=acting, now=now)
    if link.role is not None:
        grant = {"participant_id": acting, "role": link.role, "granted_at": now}
        session.execute(ignore_duplicates(session, RoleGrant).values(**grant))
        return link.role, None
    assert link.body_id is not None
    assert link.membership_role is not None
    return None, bodies.give_membership(session, acting, link.body_id, link.membership_role, now=now)


def _leads_somewhere(session: Session, link: InvitationLink) -> bool:
    """Tell whether the body that the link is for, if it is for one, still meets."""
    return link.body_id is None or session.get_one(Body, link.body_id).state is BodyState.ACTIVE


def _take(session: Session, link_id: int, now: datetime) -> bool:
    """Mark the link as used; False if it was before, by whoever was faster."""
    unused = (InvitationLink.id == link_id, InvitationLink.used_at.is_(None))
    taken = session.execute(update(InvitationLink).where(*unused).values(used_at=now))
    return bool(taken.rowcount)  # type: ignore[attr-defined]
