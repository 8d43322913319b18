"""Who is told what concerns whoever organises: speakers, makers who may still do so, coordinators; never nobody."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.services import permissions
from models import Membership, MembershipRole, Participant, RoleGrant


def speakers(body_id: int | None) -> Select[int]:
    """Return the query for who speaks for a body; for the whole town (None) nobody does."""
    return select(Membership.participant_id).where(
        Membership.body_id == body_id, Membership.role == MembershipRole.SPEAKER
    )


def coordinators() -> Select[int]:
    """Return the query for who coordinates or stands in for who does."""
    return select(RoleGrant.participant_id)


def speakers_first(session: Session, body_id: int | None, maker: int | None) -> Select[int]:
    """Return the query for who speaks for the body; else for the `maker`, if they coordinate; else for all who do."""
    speaking = speakers(body_id)
    if session.scalar(speaking.limit(1)) is not None:
        return speaking
    return _alone(maker) if maker is not None and permissions.is_coordinator(session, maker) else coordinators()


def maker_first(session: Session, body_id: int | None, maker: int | None) -> Select[int]:
    """Return the query for the `maker`, if they still may organise; else for who speaks for it, else coordinates."""
    if maker is not None and permissions.may_organise(session, body_id, maker):
        return _alone(maker)
    return speakers_first(session, body_id, None)


def _alone(participant_id: int) -> Select[int]:
    return select(Participant.id).where(Participant.id == participant_id)
