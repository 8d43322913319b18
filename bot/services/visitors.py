"""Who is at the door: everything the edge needs to know about the sender of an update, in one look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Body, BodyKind, BodyState, Dialogue, Membership, MembershipRole, Participant, RoleGrant


@dataclass(frozen=True)
class DialogueView:
    """The dialogue that a person is in, as it was when their update came."""

    number: int
    kind: str
    step: str
    data: dict[str, Any]


@dataclass(frozen=True)
class Hat:
    """One membership: which body, of which kind, as what."""

    body_id: int
    kind: BodyKind
    role: MembershipRole


@dataclass(frozen=True)
class Visitor:
    """A registered person. What it says about rights decides what is shown, never what is done."""

    participant_id: int
    telegram_id: int
    display_name: str
    locale: str
    hats: tuple[Hat, ...]
    is_coordinator: bool
    dialogue: DialogueView | None
    #: False where news could not be delivered to them, or they block the bot.
    reachable: bool = True

    @property
    def is_speaker(self) -> bool:
        """Whether the person speaks for any body."""
        return any(hat.role is MembershipRole.SPEAKER for hat in self.hats)

    @property
    def is_reader(self) -> bool:
        """Whether there are results that the person may read."""
        groups = any(hat.kind is BodyKind.WORKING_GROUP for hat in self.hats)
        return groups or self.is_in_steering_group or self.is_coordinator

    @property
    def is_in_steering_group(self) -> bool:
        """Whether the person is a member of a steering group."""
        return self._is_member_of(BodyKind.STEERING_GROUP)

    @property
    def is_in_advisory_board(self) -> bool:
        """Whether the person is a member of an advisory board."""
        return self._is_member_of(BodyKind.ADVISORY_BOARD)

    def _is_member_of(self, kind: BodyKind) -> bool:
        return any(hat.kind is kind and hat.role is not MembershipRole.GUEST for hat in self.hats)


def find_visitor(session: Session, telegram_id: int) -> Visitor | None:
    """Return the registered person with this Telegram number, or None: they have not agreed yet."""
    person = (
        Participant.id,
        Participant.telegram_id,
        Participant.display_name,
        Participant.locale,
        Participant.reachable,
    )
    dialogue = (Dialogue.id, Dialogue.kind, Dialogue.step, Dialogue.data)
    statement = select(*person, *dialogue).outerjoin(Dialogue, Dialogue.participant_id == Participant.id)
    row = session.execute(statement.where(Participant.telegram_id == telegram_id)).one_or_none()
    if row is None:
        return None
    number, telegram_number, name, locale, reachable, *running = row
    dialogue_view = DialogueView(*running) if running[0] is not None else None
    hats, coordinates = _hats(session, number), _coordinates(session, number)
    return Visitor(number, telegram_number, name, locale, hats, coordinates, dialogue_view, reachable)


def _hats(session: Session, participant_id: int) -> tuple[Hat, ...]:
    statement = select(Body.id, Body.kind, Membership.role).join(Membership.body)
    statement = statement.where(Membership.participant_id == participant_id, Body.state != BodyState.CLOSED)
    return tuple(Hat(*row) for row in session.execute(statement.order_by(Body.id)))


def _coordinates(session: Session, participant_id: int) -> bool:
    statement = select(RoleGrant.id).where(RoleGrant.participant_id == participant_id)
    return session.scalar(statement.limit(1)) is not None
