"""A meeting with two places, for the tests of places and of what people need."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from bot.services import attendances, capacity
from bot.services.attendances import Invitation
from models import Delivery, DeliveryKind, DeliveryState, MembershipRole
from models.database import Database
from tests.factories import create_body, create_meeting, create_membership, create_participant
from tests.towns import local

NOW = local(13, 10, 2009, 10)
TUESDAY = local(27, 10, 2009, 19)


class Hall:
    """A meeting of AG Bildung with two places; Fatma speaks for the group, the others are its members."""

    def __init__(self, database: Database, capacity: int | None = 2) -> None:
        self.database = database
        self.body = database.transact(create_body, place="Pestalozzischule")
        self.fatma = self.member(MembershipRole.SPEAKER)
        self.amal, self.mehmet, self.olga, self.viktor = (self.member() for _ in range(4))
        self.meeting = database.transact(create_meeting, self.body, TUESDAY, capacity=capacity)
        self.now = NOW

    def member(self, role: MembershipRole = MembershipRole.MEMBER) -> int:
        person = self.database.transact(create_participant)
        self.database.transact(create_membership, person, self.body, role)
        return person

    def answer(self, acting: int, said: str = "yes") -> Invitation:
        self.now += timedelta(minutes=1)
        return self.database.transact(attendances.answer, self.meeting, 0, said, acting=acting, now=self.now)

    def bring(self, acting: int, guests: int, revision: int = 0) -> Invitation:
        self.now += timedelta(minutes=1)
        bring = attendances.bring_guests
        return self.database.transact(bring, self.meeting, revision, guests, acting=acting, now=self.now)

    def limit(self, places: int | None, acting: int | None = None) -> None:
        self.database.transact(capacity.limit_places, self.meeting, places, acting=acting or self.fatma, now=self.now)

    def paper(self, count: int, acting: int | None = None) -> None:
        self.database.transact(capacity.count_paper, self.meeting, count, acting=acting or self.fatma, now=self.now)

    def position(self, acting: int) -> int | None:
        found = self.database.look(attendances.get_invitation, self.meeting, acting=acting, now=self.now)
        return found.position

    def told(self) -> list[int]:
        """Return who is about to be told that there is a place for them."""
        waiting = (Delivery.kind == DeliveryKind.PLACE_FREE, Delivery.state == DeliveryState.QUEUED)
        statement = select(Delivery.participant_id).where(*waiting).order_by(Delivery.id)
        return self.database.look(lambda session: list(session.scalars(statement)))
