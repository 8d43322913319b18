"""Audiences: whom a broadcast or an event is for, and how many people in which languages that is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from bot.errors import Outdated
from models import Body, BodyKind, BodyState, Membership, MembershipRole, Participant


class AudienceKind(StrEnum):
    """What an audience is made of."""

    BODY = "body"
    WORKING_GROUPS = "groups"
    CIRCLE = "circle"
    NETWORK = "network"
    CIRCLE_AND_NETWORK = "guests"
    EVERYONE = "everyone"


_KINDS = {
    AudienceKind.WORKING_GROUPS: [BodyKind.WORKING_GROUP],
    AudienceKind.CIRCLE: [BodyKind.CIRCLE],
    AudienceKind.NETWORK: [BodyKind.NETWORK],
    AudienceKind.CIRCLE_AND_NETWORK: [BodyKind.CIRCLE, BodyKind.NETWORK],
}
#: The longest number of a body that is looked for.
_DIGITS = 15


@dataclass(frozen=True)
class Audience:
    """Whom something is for: everyone, the bodies of some kinds, or one body."""

    kind: AudienceKind
    body: Body | None = None

    def pack(self) -> str:
        """Return the audience as dialogues and broadcasts keep it: `everyone`, `body.5`."""
        return f"{self.kind}.{self.body.id}" if self.body else str(self.kind)


@dataclass(frozen=True)
class Reach:
    """How many people an audience has: per language those who will get it, and those who cannot be reached."""

    by_locale: dict[str, int]
    unreachable: int

    @property
    def people(self) -> int:
        """How many people will get it."""
        return sum(self.by_locale.values())


def find_audience(session: Session, packed: str) -> Audience:
    """Return the audience that `Audience.pack` packed, whatever has become of its body.

    Raises:
        Outdated: there is no such audience.
    """
    kind, _, number = packed.partition(".")
    names_body = number.isdecimal() and len(number) <= _DIGITS
    if kind not in set(AudienceKind) or (kind == AudienceKind.BODY) is not names_body:
        raise Outdated
    if kind != AudienceKind.BODY:
        return Audience(AudienceKind(kind))
    body = session.get(Body, int(number))
    if body is None:
        raise Outdated
    return Audience(AudienceKind.BODY, body)


def select_recipients(audience: Audience) -> Select[int]:
    """Return the query for the numbers of the audience's people; somebody with several hats may occur twice."""
    if audience.kind is AudienceKind.EVERYONE:
        return select(Participant.id)
    if audience.body is not None:
        return select(Membership.participant_id).where(Membership.body_id == audience.body.id)
    hats = select(Membership.participant_id).join(Membership.body)
    return hats.where(Body.kind.in_(_KINDS[audience.kind]), Body.state == BodyState.ACTIVE)


def select_steering_group(*, but: int) -> Select[int]:
    """Return the query for the numbers of the steering group's members, without whoever acts: they know."""
    hats = select(Membership.participant_id).join(Membership.body)
    hats = hats.where(Body.kind == BodyKind.STEERING_GROUP, Body.state == BodyState.ACTIVE)
    return hats.where(Membership.role != MembershipRole.GUEST, Membership.participant_id != but)


def measure(session: Session, audience: Audience) -> Reach:
    """Count the audience's people, each once whatever hats they wear."""
    people = select(Participant.locale, Participant.reachable, func.count())
    people = people.where(Participant.id.in_(select_recipients(audience)))
    by_locale: Counter[str] = Counter()
    unreachable = 0
    for locale, reachable, count in session.execute(people.group_by(Participant.locale, Participant.reachable)):
        if reachable:
            by_locale[locale] = count
        else:
            unreachable += count
    return Reach(dict(by_locale.most_common()), unreachable)
