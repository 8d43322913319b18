"""The digest: who gets what was released, when, and that it is once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.services import digests, dossiers, releases, retention
from models import BodyKind, BodyState, Delivery, DeliveryKind, DeliveryState, Membership, MembershipRole, Participant
from models.database import Database
from tests.factories import create_body, create_membership, create_participant, create_result
from tests.steering import Steered, create_steered
from tests.towns import BERLIN, local

TUESDAY = local(13, 10, 2009, 10)
FIVE = local(13, 10, 2009, 17)


@pytest.fixture
def made(database: Database) -> Steered:
    """The town of `tests.steering`, with one more result."""
    return database.transact(_create)


def _create(session: Session) -> Steered:
    steered = create_steered(session)
    steered.results["BIL-02"] = create_result(session, "BIL-02", "Lesepaten", {steered.bodies["BIL"]: None})
    return steered


def release(database: Database, made: Steered, number: str, now: datetime = TUESDAY) -> int:
    """Release a result that is not released."""
    result, seen = made.results[number], database.look(seen_release, made.results[number])
    return database.transact(releases.release, result, seen, acting=made.people["Petra"], now=now).id


def seen_release(session: Session, result_id: int) -> int:
    """Return the newest release of a result, or 0."""
    newest = dossiers.find_newest_release(session, result_id)
    return newest.id if newest else 0


def beat(database: Database, now: datetime) -> int:
    """Let the clock beat; return how many digests were queued."""
    return database.transact(digests.queue_due, timezone=BERLIN, now=now)


def waiting(database: Database, person: int) -> list[list[str]]:
    """Return the numbers in each digest that waits for a person."""
    rows = select(Delivery.facts).where(Delivery.participant_id == person, Delivery.state == DeliveryState.QUEUED)
    rows = rows.where(Delivery.kind == DeliveryKind.DIGEST).order_by(Delivery.id)
    facts = database.look(lambda session: list(session.scalars(rows)))
    return [[number for _, number, _ in one["results"]] for one in facts]


def set_states(database: Database, state: DeliveryState) -> None:
    """Let every digest have this state."""
    digest = update(Delivery).where(Delivery.kind == DeliveryKind.DIGEST)
    database.transact(lambda session: session.execute(digest.values(state=state)))


@pytest.mark.parametrize(
    ("now", "moment"),
    [
        (local(13, 10, 2009, 16, 59), local(12, 10, 2009, 17)),
        (local(13, 10, 2009, 17), FIVE),
        (local(17, 10, 2009, 18), local(16, 10, 2009, 17)),
        (local(19, 10, 2009, 8), local(16, 10, 2009, 17)),
        (local(28, 12, 2009, 9), local(24, 12, 2009, 17)),
        (local(26, 10, 2009, 17), local(26, 10, 2009, 17)),
    ],
)
def test_digests_are_due_at_five_on_ordinary_working_days(now: datetime, moment: datetime) -> None:
    assert digests.latest_moment(now, BERLIN) == moment


def test_everything_since_the_last_digest_is_in_one_message(database: Database, made: Steered) -> None:
    for number in ("BIL-01", "IKB-01"):
        release(database, made, number)

    assert [beat(database, now) for now in (FIVE - timedelta(minutes=1), FIVE, FIVE, FIVE + timedelta(hours=1))] == [
        0,
        1,
        0,
        0,
    ]
    assert waiting(database, made.people["Bernd"]) == [["BIL-01", "IKB-01"]]


def test_where_nothing_is_released_nothing_is_sent(database: Database, made: Steered) -> None:
    assert beat(database, FIVE) == 0


def test_what_was_told_is_not_told_again(database: Database, made: Steered) -> None:
    release(database, made, "BIL-01")
    beat(database, FIVE)
    set_states(database, DeliveryState.SENT)
    release(database, made, "IKB-01", FIVE + timedelta(hours=1))

    assert [beat(database, FIVE + timedelta(days=day)) for day in (1, 2, 3)] == [1, 0, 0]
    assert waiting(database, made.people["Bernd"]) == [["IKB-01"]]


def test_what_is_released_on_a_friday_evening_is_told_on_monday(database: Database, made: Steered) -> None:
    friday = local(16, 10, 2009, 18)
    release(database, made, "BIL-01", friday)

    queued = [beat(database, friday + timedelta(days=day)) for day in range(3)]

    assert queued == [0, 0, 0]
    assert beat(database, local(19, 10, 2009, 17)) == 1


def test_two_hats_and_two_boards_are_one_message(database: Database, made: Steered) -> None:
    bernd = made.people["Bernd"]
    second = database.transact(create_body, "KUL", "Kulturbeirat", BodyKind.ADVISORY_BOARD)
    for body in (second, made.bodies["BIL"], made.bodies["STG"]):
        database.transact(create_membership, bernd, body)
    release(database, made, "BIL-01")

    assert beat(database, FIVE) == 1
    assert waiting(database, bernd) == [["BIL-01"]]


def test_guests_and_members_of_a_closed_board_get_nothing(database: Database, made: Steered) -> None:
    closed = database.transact(create_body, "ALT", "Alt", BodyKind.ADVISORY_BOARD, state=BodyState.CLOSED)
    database.transact(create_membership, made.people["Amal"], closed)
    database.transact(create_membership, made.people["Olga"], made.bodies["BEI"], MembershipRole.GUEST)
    release(database, made, "BIL-01")

    assert beat(database, FIVE) == 1
    assert [waiting(database, made.people[name]) for name in ("Amal", "Olga")] == [[], []]


def test_who_joins_the_board_is_told_of_what_comes(database: Database, made: Steered) -> None:
    release(database, made, "BIL-01")
    newcomer = database.transact(create_participant)
    database.transact(lambda session: session.add(_membership(newcomer, made.bodies["BEI"], FIVE)))
    release(database, made, "IKB-01", FIVE + timedelta(hours=1))

    beat(database, FIVE + timedelta(days=1))

    assert waiting(database, newcomer) == [["IKB-01"]]
    assert waiting(database, made.people["Bernd"]) == [["BIL-01", "IKB-01"]]


def _membership(person: int, body: int, joined_at: datetime) -> Membership:
    return Membership(participant_id=person, body_id=body, role=MembershipRole.MEMBER, joined_at=joined_at)


def test_what_is_withdrawn_before_is_not_in_it(database: Database, made: Steered) -> None:
    first = release(database, made, "BIL-01")
    release(database, made, "IKB-01")
    database.transact(releases.withdraw, first, acting=made.people["Sabine"], now=TUESDAY)

    beat(database, FIVE)

    assert waiting(database, made.people["Bernd"]) == [["IKB-01"]]


def test_what_is_withdrawn_while_a_digest_waits_is_taken_out(database: Database, made: Steered) -> None:
    numbers = [release(database, made, number) for number in ("BIL-01", "IKB-01")]
    beat(database, FIVE)
    seen = []

    for number in numbers:
        database.transact(releases.withdraw, number, acting=made.people["Petra"], now=FIVE)
        seen.append(waiting(database, made.people["Bernd"]))

    assert seen == [[["IKB-01"]], []]
    assert beat(database, FIVE + timedelta(days=1)) == 0


def test_what_is_released_once_more_is_told_once_more(database: Database, made: Steered) -> None:
    first = release(database, made, "BIL-01")
    beat(database, FIVE)
    set_states(database, DeliveryState.SENT)
    database.transact(releases.withdraw, first, acting=made.people["Petra"], now=FIVE)
    release(database, made, "BIL-01", FIVE + timedelta(hours=1))

    beat(database, FIVE + timedelta(days=1))

    assert waiting(database, made.people["Bernd"]) == [["BIL-01"]]


def test_a_digest_that_waits_for_peace_is_replaced_by_a_fuller_one(database: Database, made: Steered) -> None:
    release(database, made, "BIL-01")
    beat(database, FIVE)
    release(database, made, "IKB-01", FIVE + timedelta(hours=1))

    assert [beat(database, FIVE + timedelta(days=1)) for _ in range(2)] == [1, 0]
    assert waiting(database, made.people["Bernd"]) == [["BIL-01", "IKB-01"]]


@pytest.mark.parametrize("state", [DeliveryState.UNREACHABLE, DeliveryState.FAILED, DeliveryState.EXPIRED])
def test_what_did_not_arrive_is_told_with_the_next_digest(
    database: Database, made: Steered, state: DeliveryState
) -> None:
    release(database, made, "BIL-01")
    beat(database, FIVE)
    set_states(database, state)

    assert [beat(database, FIVE + timedelta(hours=1)), beat(database, FIVE + timedelta(days=1))] == [0, 1]
    assert waiting(database, made.people["Bernd"]) == [["BIL-01"]]


def test_who_cannot_be_reached_is_told_when_they_come_back(database: Database, made: Steered) -> None:
    bernd = update(Participant).where(Participant.id == made.people["Bernd"])
    database.transact(lambda session: session.execute(bernd.values(reachable=False)))
    release(database, made, "BIL-01")
    while_away = beat(database, FIVE)
    database.transact(lambda session: session.execute(bernd.values(reachable=True)))

    assert (while_away, beat(database, FIVE + timedelta(minutes=1))) == (0, 1)


def test_nothing_is_told_twice_when_old_deliveries_are_forgotten(database: Database, made: Steered) -> None:
    release(database, made, "BIL-01")
    beat(database, FIVE)
    set_states(database, DeliveryState.SENT)
    queued = []

    for day in range(1, 60):
        now = FIVE + timedelta(days=day)
        database.transact(retention.forget, now=now)
        queued.append(beat(database, now))

    assert sum(queued) == 0
    assert digests.LOOK_BACK + timedelta(days=6) < retention.KEEP
