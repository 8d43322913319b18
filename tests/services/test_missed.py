"""The watchdog: what was due about a meeting and did not go is told to its organiser, once, and to nobody else."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.services import changes, deliveries, missed, organisers
from bot.services.deliveries import HELD_BACK
from models import (
    Delivery,
    DeliveryKind,
    DeliveryState,
    Meeting,
    Membership,
    MembershipRole,
    Participant,
)
from models.database import Database
from tests.factories import create_participant, grant_role
from tests.services.reminding import PLANNED_AT, Plan
from tests.statements import counted
from tests.towns import BERLIN, local

START = local(27, 10, 2009, 19)
AFTER = START + timedelta(minutes=5)


def _arrive(session: Session, now: datetime) -> None:
    session.execute(
        update(Delivery).where(Delivery.state == DeliveryState.QUEUED).values(state=DeliveryState.SENT, sent_at=now)
    )


class Watched(Plan):
    """The meeting with all that was due on the way, in time."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, START)
        database.transact(_arrive, PLANNED_AT)

    def fail(self, person: int, state: DeliveryState, error: str | None = None) -> None:
        about = (Delivery.meeting_id == self.meeting, Delivery.participant_id == person)
        self.database.transact(
            lambda session: session.execute(update(Delivery).where(*about).values(state=state, error=error))
        )

    def live_until_the_start(self) -> None:
        for moment in (local(20, 10, 2009, 18), local(26, 10, 2009, 18), local(27, 10, 2009, 17)):
            self.beat(moment)
            self.database.transact(_arrive, moment)

    def told(self) -> list[tuple[int, dict[str, Any]]]:
        statement = select(Delivery).where(Delivery.kind == DeliveryKind.MISSED).order_by(Delivery.id)
        rows = self.database.look(lambda session: session.scalars(statement).all())
        return [(row.participant_id, row.facts) for row in rows]

    def watch(self, now: datetime) -> int:
        return self.database.transact(missed.report, now=now)


def test_where_all_went_nobody_is_told_anything(database: Database) -> None:
    watched = Watched(database)
    watched.live_until_the_start()

    assert [watched.watch(moment) for moment in (START, AFTER)] == [0, 0]


@pytest.mark.parametrize("state", missed.TROUBLE)
def test_what_did_not_arrive_is_told_once_after_the_start(database: Database, state: DeliveryState) -> None:
    watched = Watched(database)
    watched.fail(watched.amal, state)
    watched.fail(watched.olga, DeliveryState.UNREACHABLE)
    watched.live_until_the_start()

    told = [watched.watch(moment) for moment in (START, AFTER, AFTER + timedelta(minutes=1))]

    assert told == [0, 1, 0]
    assert watched.told() == [(watched.speaker, {state.value: 1, "unreachable": 1})]


@pytest.mark.parametrize(
    ("state", "error"), [(DeliveryState.UNREACHABLE, "blocked"), (DeliveryState.EXPIRED, HELD_BACK)]
)
def test_who_blocks_the_bot_or_wants_quiet_is_no_trouble(database: Database, state: DeliveryState, error: str) -> None:
    watched = Watched(database)
    watched.fail(watched.amal, state, error)
    watched.live_until_the_start()

    assert watched.watch(AFTER) == 0


def test_a_dropped_reminder_is_told_at_once_and_not_again(database: Database) -> None:
    watched = Watched(database)

    # Down from before the week's question until the evening before.
    watched.beat(local(26, 10, 2009, 18))
    told = [watched.watch(moment) for moment in (local(26, 10, 2009, 18), local(26, 10, 2009, 19), AFTER)]

    assert told == [1, 0, 0]
    assert watched.told() == [(watched.speaker, {"dropped": 1})]


def test_what_is_made_up_for_in_time_is_no_trouble(database: Database) -> None:
    watched = Watched(database)
    watched.says(watched.amal, "yes")
    watched.beat(local(20, 10, 2009, 18))
    database.transact(_arrive, PLANNED_AT)

    # Down over the evening before, back in the morning: still of use.
    queued = watched.beat(local(27, 10, 2009, 9))

    assert (queued, watched.watch(local(27, 10, 2009, 9))) == (1, 0)
    assert [person for person, _ in watched.queued(DeliveryKind.REMINDER_DAY)] == [watched.amal]


def test_a_cancellation_that_did_not_arrive_is_told_of_too(database: Database) -> None:
    watched = Watched(database)
    cancel = {"acting": watched.speaker, "now": local(27, 10, 2009, 18)}
    database.transact(_cancel, watched.meeting, cancel)
    database.transact(deliveries.expire, now=START, timezone=BERLIN)

    watched.watch(AFTER)

    assert watched.told() == [(watched.speaker, {"expired": 3})]


def _cancel(session: Session, meeting: int, about: dict[str, Any]) -> None:
    seen = session.get_one(Meeting, meeting)
    changes.cancel(session, meeting, seen.sequence, **about)


def test_who_planned_it_is_told_else_who_speaks_else_who_coordinates(database: Database) -> None:
    watched = Watched(database)
    klaus = database.transact(create_participant)
    database.transact(grant_role, klaus)
    sepp = watched.olga
    told = []

    for change in (_nothing, _hand_over, _resign):
        database.transact(change, watched.speaker, sepp)
        told.append(database.look(lambda session: _list_told(session, watched.meeting)))

    assert told == [[watched.speaker], [sepp], [klaus]]


def _list_told(session: Session, meeting_id: int) -> list[int]:
    meeting = session.get_one(Meeting, meeting_id)
    return list(session.scalars(organisers.maker_first(session, meeting.body_id, meeting.planned_by)))


def _nothing(session: Session, speaker: int, sepp: int) -> None:
    assert session.get(Participant, speaker) is not None


def _hand_over(session: Session, speaker: int, sepp: int) -> None:
    for number, role in ((speaker, MembershipRole.MEMBER), (sepp, MembershipRole.SPEAKER)):
        session.execute(update(Membership).where(Membership.participant_id == number).values(role=role))


def _resign(session: Session, speaker: int, sepp: int) -> None:
    session.execute(update(Membership).values(role=MembershipRole.MEMBER))


def test_after_a_week_of_silence_the_organiser_learns_what_was_missed_but_on_no_sunday(database: Database) -> None:
    watched = Watched(database)
    sunday, monday = local(1, 11, 2009, 12), local(2, 11, 2009, 9)

    watched.beat(sunday)
    told = [watched.watch(moment) for moment in (sunday, monday)]

    assert told == [1, 0]
    assert watched.told() == [(watched.speaker, {"dropped": 3})]
    due = [database.look(deliveries.list_due, now=now, timezone=BERLIN, limit=9) for now in (sunday, monday)]
    assert [len(found) for found in due] == [0, 1]


def test_what_was_told_is_not_worked_on_at_each_beat(database: Database) -> None:
    watched = Watched(database)
    watched.beat(AFTER)
    first = watched.watch(AFTER)

    with counted(database) as statements:
        watched.watch(AFTER + timedelta(minutes=1))

    assert first == 1
    assert len([one for one in statements if one.startswith("INSERT")]) == 0
