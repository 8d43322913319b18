"""Who is asked where those who organised are gone: nobody who may not answer, and never nobody at all."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from bot.services import aftermath, bodies, date_polls, date_votes, planning
from bot.services.registration import erase
from models import Delivery, DeliveryKind, DeliveryState, MembershipRole
from models.database import Database
from tests.factories import create_body, create_membership, create_participant, grant_role
from tests.towns import BERLIN, local

NOW = local(13, 10, 2009, 10)
START = local(27, 10, 2009, 18)
EVENING = START + timedelta(hours=2)


def _ask(database: Database) -> dict[int, DeliveryState]:
    database.transact(aftermath.note_held, timezone=BERLIN, now=EVENING)
    database.transact(aftermath.queue_due, timezone=BERLIN, now=EVENING)
    return _asked(database)


def _asked(database: Database) -> dict[int, DeliveryState]:
    results = select(Delivery).where(Delivery.kind == DeliveryKind.RESULTS_DUE)
    rows = database.look(lambda session: session.scalars(results).all())
    return {row.participant_id: row.state for row in rows}


def test_of_an_event_whose_planner_deleted_themselves_the_other_coordinators_are_asked(database: Database) -> None:
    sabine, klaus = database.transact(create_participant), database.transact(create_participant)
    for person in (sabine, klaus):
        database.transact(grant_role, person)
    about = ("Demokratiekonferenz", None, START, "Kongresshaus")
    database.transact(planning.create_event, *about, timezone=BERLIN, acting=sabine, now=NOW)
    database.transact(erase, with_texts=True, acting=sabine, now=NOW)

    assert _ask(database) == {klaus: DeliveryState.QUEUED}


def test_a_speaker_who_leaves_is_not_asked_for_results_any_more(database: Database) -> None:
    body, fatma, sabine = database.transact(create_body), *(database.transact(create_participant) for _ in range(2))
    database.transact(create_membership, fatma, body, MembershipRole.SPEAKER)
    database.transact(grant_role, sabine)
    database.transact(planning.plan, body, START, "Rathaus", timezone=BERLIN, acting=fatma, now=NOW)

    first = _ask(database)
    database.transact(bodies.leave, body, acting=fatma, now=EVENING)

    assert first == {fatma: DeliveryState.QUEUED}
    assert _asked(database) == {fatma: DeliveryState.STOPPED}


def test_a_speaker_who_coordinates_too_goes_on_being_asked(database: Database) -> None:
    body, fatma = database.transact(create_body), database.transact(create_participant)
    database.transact(create_membership, fatma, body, MembershipRole.SPEAKER)
    database.transact(grant_role, fatma)
    database.transact(planning.plan, body, START, "Rathaus", timezone=BERLIN, acting=fatma, now=NOW)

    _ask(database)
    database.transact(bodies.leave, body, acting=fatma, now=EVENING)

    assert _asked(database) == {fatma: DeliveryState.QUEUED}


def test_that_everyone_has_said_which_dates_suit_the_other_coordinators_learn(database: Database) -> None:
    body = database.transact(create_body)
    amal, sabine, klaus = (database.transact(create_participant) for _ in range(3))
    database.transact(create_membership, amal, body)
    for person in (sabine, klaus):
        database.transact(grant_role, person)
    dates = [START, EVENING]
    poll = database.transact(date_polls.start, body, dates, "Rathaus", acting=sabine, now=NOW).poll
    database.transact(erase, with_texts=True, acting=sabine, now=NOW)

    database.transact(date_votes.decline, poll.id, acting=amal, now=NOW)

    told = select(Delivery.participant_id).where(Delivery.kind == DeliveryKind.DATE_POLL_ANSWERED)
    assert database.look(lambda session: session.scalars(told).all()) == [klaus]
