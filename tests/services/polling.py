"""AG Bildung is asked which of three dates suit."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.services import date_polls, date_votes
from models import (
    Delivery,
    DeliveryKind,
    MembershipRole,
)
from models.database import Database
from tests.factories import create_body, create_membership, create_participant
from tests.towns import local

NOW = local(13, 10, 2009, 10)
DATES = tuple(one.astimezone(UTC) for one in (local(27, 10, 2009, 19), local(3, 11, 2009, 18), local(10, 11, 2009, 18)))
PLACE = "Rathaus"


def found_group(session: Session, members: int = 2) -> tuple[int, int, list[int]]:
    """Create AG Bildung with a speaker and members; return the numbers of all."""
    body = create_body(session)
    speaker, *people = [create_participant(session) for _ in range(members + 1)]
    create_membership(session, speaker, body, MembershipRole.SPEAKER)
    for person in people:
        create_membership(session, person, body)
    return body, speaker, people


def begin_asking(database: Database, body: int, speaker: int) -> tuple[int, list[int]]:
    """Ask AG Bildung and return the number of the poll and of its dates."""
    count = database.transact(date_polls.start, body, DATES, PLACE, acting=speaker, now=NOW)
    return count.poll.id, [one.id for one in count.poll.proposals]


def delivered(session: Session, kind: DeliveryKind = DeliveryKind.DATE_POLL) -> list[tuple[int, str]]:
    """Return who gets this kind of news, and its state."""
    rows = session.execute(select(Delivery).where(Delivery.kind == kind).order_by(Delivery.id)).scalars()
    return [(row.participant_id, row.state.value) for row in rows]


def tick(database: Database, proposal: int, person: int, *, ticked: bool = True, now: datetime = NOW) -> None:
    """Let somebody tick a date, or take the tick away."""
    database.transact(date_votes.tick, proposal, ticked=ticked, acting=person, now=now)
