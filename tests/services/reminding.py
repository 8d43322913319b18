"""A meeting of AG Bildung whose reminders are looked at."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from bot.services import attendances, planning, reminding
from models import Delivery, DeliveryKind, DeliveryState, MembershipRole, Reminder, ReminderKind, ReminderState
from models.database import Database
from tests.factories import create_body, create_membership, create_participant
from tests.towns import BERLIN, local

PLANNED_AT = local(13, 10, 2009, 10)


class Plan:
    """A meeting of AG Bildung with a speaker, Amal and Olga in it."""

    def __init__(self, database: Database, starts_at: datetime, now: datetime = PLANNED_AT) -> None:
        """Plan it at `now`."""
        self.database = database
        self.body = database.transact(create_body)
        self.speaker, self.amal, self.olga = (database.transact(create_participant) for _ in range(3))
        database.transact(create_membership, self.speaker, self.body, MembershipRole.SPEAKER)
        database.transact(create_membership, self.amal, self.body)
        database.transact(create_membership, self.olga, self.body)
        self.meeting = database.transact(
            planning.plan, self.body, starts_at, "Rathaus", timezone=BERLIN, acting=self.speaker, now=now
        ).id

    def says(self, person: int, answer: str, now: datetime = PLANNED_AT) -> None:
        """Let somebody answer."""
        self.database.transact(attendances.answer, self.meeting, 0, answer, acting=person, now=now)

    def beat(self, now: datetime) -> int:
        """Queue what is due and return how many that were."""
        return self.database.transact(reminding.queue_due, now=now)

    def queued(self, kind: DeliveryKind) -> list[tuple[int, datetime | None]]:
        """Return to whom news of this kind is queued, and until when it is of use."""
        wanted = (Delivery.kind == kind, Delivery.state == DeliveryState.QUEUED)
        statement = select(Delivery.participant_id, Delivery.expires_at).where(*wanted)
        found = self.database.look(lambda session: session.execute(statement.order_by(Delivery.participant_id)).all())
        return [(person, expires_at) for person, expires_at in found]

    def states(self) -> dict[ReminderKind, ReminderState]:
        """Return what has become of each reminder."""
        rows = self.database.look(lambda session: session.scalars(select(Reminder)).all())
        return {row.kind: row.state for row in rows}
