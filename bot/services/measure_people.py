"""Who is asked how a measure goes: chosen by the coordination among people known here, and free to decline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from bot.errors import NotFound
from bot.services import measure_watch, permissions
from bot.services.measure_edits import changed
from bot.services.measure_states import get_measure
from models import Body, BodyKind, BodyState, Measure, Membership, MembershipRole, Participant, RoleGrant


@dataclass(frozen=True)
class Candidate:
    """Somebody who can be asked: by the name that they chose, and what they are here; no body: they coordinate."""

    person_id: int
    name: str
    body: Body | None
    #: Whether they speak for the body.
    speaks: bool = False


def list_candidates(session: Session, measure: Measure, *, acting: int) -> list[Candidate]:
    """Return coordinators, the steering group, and who speaks for the measure's groups (for any, if it has none).

    Each person once, as the first of these.

    Raises:
        NotPermitted: the person does not coordinate.
    """
    permissions.check_coordinator(session, acting=acting)
    running = select(Participant.id, Participant.display_name).join(
        RoleGrant, RoleGrant.participant_id == Participant.id
    )
    found = [Candidate(number, name, None) for number, name in session.execute(running.order_by(Participant.id))]
    own = [body.id for body in measure.fields]
    speaks = Membership.role == MembershipRole.SPEAKER
    speakers = (speaks, Body.id.in_(own)) if own else (speaks, Body.kind == BodyKind.WORKING_GROUP)
    steering = (Body.kind == BodyKind.STEERING_GROUP, Membership.role != MembershipRole.GUEST)
    hats = select(Participant.id, Participant.display_name, Body, Membership.role)
    hats = hats.join(Membership, Membership.participant_id == Participant.id).join(Body, Body.id == Membership.body_id)
    hats = hats.where(Body.state == BodyState.ACTIVE, or_(and_(*speakers), and_(*steering)))
    for number, name, body, role in session.execute(hats.order_by(Body.kind.desc(), Body.id, Participant.id)):
        found.append(Candidate(number, name, body, role is MembershipRole.SPEAKER))
    return list({one.person_id: one for one in reversed(found)}.values())[::-1]


def name_responsible(
    session: Session, measure_id: int, person_id: int | None, *, acting: int, now: datetime
) -> Measure:
    """Let somebody be asked how a measure goes, or nobody; whoever is named hears of it.

    Raises:
        NotPermitted: the person does not coordinate.
        NotFound: there is no such measure, or nobody to be named with that number.
    """
    permissions.check_coordinator(session, acting=acting)
    measure = get_measure(session, measure_id, acting=acting, lock=True)
    known = {candidate.person_id for candidate in list_candidates(session, measure, acting=acting)}
    if person_id is not None and person_id not in known:
        raise NotFound
    measure.responsible_id, measure.asked_at, measure.reminded = person_id, None, False
    changed(session, measure, "name responsible", acting=acting, now=now)
    if person_id is not None and person_id != acting:
        measure_watch.tell_named(session, measure, now=now)
    return measure


def decline(session: Session, measure_id: int, *, acting: int, now: datetime) -> Measure:
    """Let whoever was named say that they are not the one to ask.

    Raises:
        NotFound: they were not named.
    """
    measure = session.scalar(select(Measure).where(Measure.id == measure_id).with_for_update())
    if measure is None or measure.responsible_id != acting:
        raise NotFound
    measure.responsible_id = None
    changed(session, measure, "decline", acting=acting, now=now)
    return measure
