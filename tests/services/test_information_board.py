"""The rules R4, R5, R6 and R10 of how information flows: what reaches the advisory board, and what comes back."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import DomainError, NotFound, NotPermitted, Overtaken
from bot.services import advice, conclusions, digests, own_data, registration, releases, replies, results
from bot.services.conclusions import Decision
from models import (
    Advice,
    AuditEntry,
    BodyKind,
    ConclusionKind,
    Delivery,
    DeliveryKind,
    MembershipRole,
    Release,
    Reply,
    Result,
    ResultState,
)
from models.database import Database
from tests.factories import create_body, create_membership
from tests.steering import Steered, create_steered
from tests.towns import BERLIN, local
from tests.towns import CONFERENCE_DAY as NOW

EVERYONE = ["Amal", "Mehmet", "Olga", "Darya", "Gül", "Klaus", "Bernd", "Petra", "Sabine"]
FIVE = local(13, 10, 2009, 17)


@pytest.fixture
def made(database: Database) -> Steered:
    """The town of `tests.steering`."""
    return database.transact(create_steered)


def release(database: Database, made: Steered, name: str = "Petra") -> Release:
    """Let somebody release BIL-01."""
    return database.transact(releases.release, made.results["BIL-01"], 0, acting=made.people[name], now=NOW)


def advise(database: Database, made: Steered, name: str = "Bernd") -> Result:
    """Let somebody give an opinion on BIL-01."""
    acting = made.people[name]
    dialogue = database.transact(advice.begin, made.results["BIL-01"], acting=acting, now=NOW)
    return database.transact(advice.give, dialogue.number, "Gut.", acting=acting, now=NOW)


def told(database: Database, kind: DeliveryKind) -> list[int]:
    """Who gets news of a kind, in order; somebody may be there twice."""
    rows = select(Delivery.participant_id).where(Delivery.kind == kind).order_by(Delivery.participant_id)
    return database.look(lambda session: list(session.scalars(rows)))


def may(database: Database, service: Callable[..., object], *args: object, acting: int) -> bool:
    """Tell whether somebody may look at something."""
    try:
        database.look(service, *args, acting=acting)
    except DomainError:
        return False
    return True


def readers(database: Database, made: Steered, service: Callable[..., object], number: str = "BIL-01") -> set[str]:
    """Return the names of those to whom a service shows a result."""
    about = made.results[number]
    return {name for name in EVERYONE if may(database, service, about, acting=made.people[name])}


def test_r4_the_board_opens_nothing_that_is_not_released(database: Database, made: Steered) -> None:
    doors = (releases.get_released, results.get_readable, conclusions.inspect, advice.list_own)

    assert [readers(database, made, door) & {"Bernd"} for door in doors] == [set()] * 4
    assert database.look(releases.list_released, 0, acting=made.people["Bernd"]).results == []


@pytest.mark.parametrize("name", ["Amal", "Olga", "Darya", "Gül", "Klaus", "Bernd"])
def test_r4_only_the_steering_group_releases_and_withdraws(database: Database, made: Steered, name: str) -> None:
    with pytest.raises(NotPermitted):
        release(database, made, name)
    number = release(database, made).id

    with pytest.raises(NotPermitted):
        database.transact(releases.withdraw, number, acting=made.people[name], now=NOW)


def test_r4_who_released_and_withdrew_and_when_is_kept(database: Database, made: Steered) -> None:
    number = release(database, made).id
    database.transact(releases.withdraw, number, acting=made.people["Sabine"], now=FIVE)

    kept = database.look(lambda session: session.get_one(Release, number))
    assert (kept.released_by, kept.released_at) == (made.people["Petra"], NOW)
    assert (kept.withdrawn_by, kept.withdrawn_at) == (made.people["Sabine"], FIVE)


def test_r4_what_was_joined_to_a_released_result_is_not_released_with_it(database: Database, made: Steered) -> None:
    release(database, made)
    joined = Decision(made.results["IKB-01"], ConclusionKind.MERGE, 0, made.results["BIL-01"])
    database.transact(conclusions.conclude, joined, acting=made.people["Petra"], now=NOW)

    assert readers(database, made, releases.get_released, "IKB-01") == set()


def test_r4_after_a_withdrawal_it_is_as_if_it_had_never_been(database: Database, made: Steered) -> None:
    number = release(database, made).id
    advise(database, made)
    database.transact(releases.withdraw, number, acting=made.people["Petra"], now=NOW)
    bernd = made.people["Bernd"]

    for act in (releases.get_released, advice.list_own):
        with pytest.raises(NotFound):
            database.look(act, made.results["BIL-01"], acting=bernd)
    with pytest.raises(NotFound):
        database.transact(advice.begin, made.results["BIL-01"], acting=bernd, now=NOW)
    assert "Stadtteilmütter" not in str(database.look(own_data.collect, acting=bernd))


def test_r5_the_steering_group_is_told_of_advice_and_nobody_else(database: Database, made: Steered) -> None:
    release(database, made)

    advise(database, made)

    assert told(database, DeliveryKind.ADVICE) == [made.people["Petra"], made.people["Sabine"]]
    inspection = database.look(conclusions.inspect, made.results["BIL-01"], acting=made.people["Petra"])
    assert [one.text for one in inspection.dossier.advices] == ["Gut."]
    assert readers(database, made, conclusions.inspect) == {"Petra", "Sabine"}


def test_r5_one_member_of_the_board_does_not_read_what_another_says(database: Database, made: Steered) -> None:
    database.transact(create_membership, made.people["Darya"], made.bodies["BEI"])
    release(database, made)
    advise(database, made)

    assert database.look(advice.list_own, made.results["BIL-01"], acting=made.people["Darya"]) == []


@pytest.mark.parametrize("name", ["Amal", "Olga", "Darya", "Gül", "Klaus", "Petra"])
def test_r5_only_the_board_advises(database: Database, made: Steered, name: str) -> None:
    release(database, made)

    with pytest.raises(NotFound):
        advise(database, made, name)


def test_r6_advice_of_somebody_with_a_seat_in_the_council_is_advice(database: Database, made: Steered) -> None:
    """The council has no body of its own here: another board, and a hat more, change nothing."""
    council = database.transact(create_body, "SR", "Stadtrat", BodyKind.ADVISORY_BOARD)
    database.transact(create_membership, made.people["Bernd"], council, MembershipRole.SPEAKER)
    release(database, made)

    result = advise(database, made)
    queued = database.transact(digests.queue_due, timezone=BERLIN, now=FIVE)

    assert (result.state, result.conclusions) == (ResultState.SUBMITTED, [])
    assert queued == 1
    assert told(database, DeliveryKind.DIGEST) == [made.people["Bernd"]]
    accept = Decision(made.results["BIL-01"], ConclusionKind.ACCEPT, 0)
    with pytest.raises(NotPermitted):
        database.transact(conclusions.conclude, accept, acting=made.people["Bernd"], now=NOW)


@pytest.mark.parametrize("released", [False, True])
def test_r10_raw_results_stay_inside(database: Database, made: Steered, released: bool) -> None:
    if released:
        release(database, made)
        database.transact(digests.queue_due, timezone=BERLIN, now=FIVE)

    assert readers(database, made, results.get_readable) == {"Amal", "Mehmet", "Olga", "Klaus", "Petra", "Sabine"}
    assert readers(database, made, releases.get_released) == ({"Bernd"} if released else set())
    assert told(database, DeliveryKind.DIGEST) == ([made.people["Bernd"]] if released else [])


def test_a_question_and_its_answer_stay_between_the_groups_and_the_steering_group(
    database: Database, made: Steered
) -> None:
    query = Decision(made.results["BIL-01"], ConclusionKind.QUERY, 0, reason="Wer?")
    asked = database.transact(conclusions.conclude, query, acting=made.people["Petra"], now=NOW).standing.seen
    about, olga = (made.results["BIL-01"], asked), made.people["Olga"]
    dialogue = database.transact(replies.begin, *about, acting=olga, now=NOW)

    result = database.transact(replies.give, dialogue.number, "Wir.", acting=olga, now=NOW)

    assert result.state is ResultState.QUERIED
    assert told(database, DeliveryKind.REPLY) == [made.people["Petra"], made.people["Sabine"]]
    may_answer = {name for name in EVERYONE if may(database, replies.get_question, *about, acting=made.people[name])}
    assert may_answer == {"Olga"}


def test_who_is_forgotten_leaves_words_without_a_person(database: Database, made: Steered) -> None:
    number = release(database, made, "Sabine").id
    advise(database, made)
    for name in ("Bernd", "Sabine"):
        database.transact(registration.erase, with_texts=False, acting=made.people[name], now=NOW)

    assert database.look(lambda session: session.scalars(select(Advice.author_id)).all()) == [None]
    kept = database.look(lambda session: session.get_one(Release, number))
    assert (kept.released_by, kept.withdrawn_at) == (None, None)
    assert database.look(lambda session: session.scalars(select(Reply)).all()) == []


def test_of_two_who_release_at_the_same_moment_the_second_sees_that_it_is_done(
    database: Database, made: Steered
) -> None:
    pressed = Barrier(2, timeout=0.5)

    def press(session: Session, name: str) -> None:
        releases.release(session, made.results["BIL-01"], 0, acting=made.people[name], now=NOW)
        # Both would be here at once, before either is through, if the second did not wait for the first.
        with contextlib.suppress(BrokenBarrierError):
            pressed.wait()

    with ThreadPoolExecutor(2) as threads:
        acts = [threads.submit(database.transact, press, name) for name in ("Petra", "Sabine")]
        failures = [type(one.exception()) for one in acts if one.exception() is not None]

    assert failures == [Overtaken]
    logged = select(AuditEntry.id).where(AuditEntry.action == "release")
    assert len(database.look(lambda session: session.scalars(logged).all())) == 1
