"""The rules R1 to R8 of how information flows, each as a test; see also `test_information_board`."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import NotPermitted
from bot.services import conclusions, results
from bot.services.conclusions import Decision, Inspection, Scope
from bot.services.results import Proposal
from models import (
    ConclusionKind,
    Delivery,
    DeliveryKind,
    DeliveryReason,
    MembershipRole,
    Priority,
    Result,
    ResultState,
    Role,
)
from models.database import Database
from tests.factories import create_idea, create_membership, create_participant, create_result, grant_role
from tests.steering import Steered, create_steered
from tests.towns import CONFERENCE_DAY as NOW

ACCEPT = ConclusionKind.ACCEPT


@pytest.fixture
def made(database: Database) -> Steered:
    """The town of `tests.steering`."""
    return database.transact(create_steered)


def conclude(
    database: Database, made: Steered, name: str, kind: ConclusionKind = ACCEPT, number: str = "BIL-01"
) -> Inspection:
    """Let somebody conclude about a result as it is."""
    into = made.results["IKB-01"] if kind is ConclusionKind.MERGE else None
    decision = Decision(made.results[number], kind, 0, into, "Darum.")
    return database.transact(conclusions.conclude, decision, acting=made.people[name], now=NOW)


def told(database: Database, kind: DeliveryKind) -> dict[int, DeliveryReason]:
    """Who gets news of a kind, and why; fails where somebody would get it twice."""
    rows = database.look(lambda session: session.execute(_news(kind)).all())
    assert len(rows) == len({person for person, _ in rows})
    return {person: reason for person, reason in rows}  # noqa: C416 (dict() would take a row for a mapping)


def _news(kind: DeliveryKind):  # type: ignore[no-untyped-def]  # noqa: ANN202 (a Select of two columns)
    return select(Delivery.participant_id, Delivery.reason).where(Delivery.kind == kind)


def test_r1_results_go_to_the_steering_group_and_to_nobody_else(database: Database, made: Steered) -> None:
    proposal = Proposal(made.bodies["IKB"], "Chor", "Singen.", Priority.LOW, [made.bodies["BIL"]])
    database.transact(results.submit, proposal, acting=made.people["Olga"], now=NOW)

    assert set(told(database, DeliveryKind.RESULT)) == {made.people["Petra"], made.people["Sabine"]}


@pytest.mark.parametrize("name", ["Klaus", "Amal", "Olga", "Bernd", "Gül", "Darya"])
def test_r2_only_the_steering_group_concludes(database: Database, made: Steered, name: str) -> None:
    with pytest.raises(NotPermitted):
        conclude(database, made, name)

    assert _result(database, made).state is ResultState.SUBMITTED


def test_r2_a_coordinator_who_is_a_member_concludes(database: Database, made: Steered) -> None:
    database.transact(grant_role, made.people["Petra"], Role.COORDINATOR)

    conclude(database, made, "Petra")

    assert _result(database, made).state is ResultState.ACCEPTED


def test_r3_nothing_here_is_a_decision_of_the_council() -> None:
    concluded = {conclusions.STATE_AFTER[kind] for kind in ConclusionKind}

    assert concluded == set(ResultState) - {ResultState.SUBMITTED}
    assert {state.value for state in concluded} == {"accepted", "merged", "queried", "deferred", "rejected"}


@pytest.mark.parametrize("kind", ConclusionKind)
def test_r4_nothing_reaches_the_advisory_board_by_itself(
    database: Database, made: Steered, kind: ConclusionKind
) -> None:
    conclude(database, made, "Petra", kind)

    with pytest.raises(NotPermitted):
        database.look(conclusions.inspect, made.results["BIL-01"], acting=made.people["Bernd"])
    assert made.people["Bernd"] not in told(database, DeliveryKind.CONCLUSION)


def test_r5_who_only_advises_the_steering_group_changes_no_state(database: Database, made: Steered) -> None:
    database.transact(create_membership, made.people["Bernd"], made.bodies["STG"], MembershipRole.GUEST)

    with pytest.raises(NotPermitted):
        conclude(database, made, "Bernd")

    assert _result(database, made).conclusions == []


def test_r6_more_hats_are_no_decision_and_no_second_message(database: Database, made: Steered) -> None:
    for code in ("BIL", "IKB"):
        database.transact(create_membership, made.people["Bernd"], made.bodies[code], MembershipRole.SPEAKER)
    with pytest.raises(NotPermitted):
        conclude(database, made, "Bernd")

    conclude(database, made, "Petra")

    assert told(database, DeliveryKind.CONCLUSION)[made.people["Bernd"]] is DeliveryReason.SPEAKER


def test_r7_results_are_sorted_by_what_groups_said_and_never_hidden(database: Database, made: Steered) -> None:
    education, encounter = made.bodies["BIL"], made.bodies["IKB"]
    more: dict[str, dict[int, Priority | None]] = {
        "BIL-02": {education: Priority.HIGH},
        "BIL-03": {},
        "BIL-04": {education: Priority.LOW, encounter: Priority.HIGH},
        "BIL-05": {education: Priority.MEDIUM, encounter: Priority.LOW},
    }
    for number, priorities in more.items():
        database.transact(create_result, number, "Mehr", priorities)

    page = database.look(conclusions.list_inbox, Scope.OPEN, acting=made.people["Petra"])

    listed = [(standing.result.number, standing.groups, standing.highs) for standing in page.standings]
    assert listed == [
        ("BIL-01", 2, 2),
        ("BIL-04", 2, 1),
        ("BIL-05", 2, 0),
        ("BIL-02", 1, 1),
        ("IKB-01", 1, 0),
        ("BIL-03", 0, 0),
    ]


@pytest.mark.parametrize("kind", ConclusionKind)
def test_r8_authors_and_groups_are_told_of_every_conclusion(
    database: Database, made: Steered, kind: ConclusionKind
) -> None:
    conclude(database, made, "Petra", kind)

    assert told(database, DeliveryKind.CONCLUSION) == {
        made.people["Amal"]: DeliveryReason.AUTHOR,
        made.people["Mehmet"]: DeliveryReason.MEMBER,
        made.people["Olga"]: DeliveryReason.SPEAKER,
    }


def test_r8_whoever_had_the_idea_is_told_too(database: Database, made: Steered) -> None:
    darya = made.people["Darya"]
    database.transact(_give_idea, made, darya)

    conclude(database, made, "Petra")

    assert told(database, DeliveryKind.CONCLUSION)[darya] is DeliveryReason.AUTHOR


def _give_idea(session: Session, made: Steered, author: int) -> None:
    session.get_one(Result, made.results["BIL-01"]).idea_id = create_idea(session, made.bodies["BIL"], author_id=author)


def test_r8_those_whose_result_was_joined_hear_of_the_root(database: Database, made: Steered) -> None:
    conclude(database, made, "Petra", ConclusionKind.MERGE)
    stranger = database.transact(create_participant)
    database.transact(lambda session: setattr(session.get(Result, made.results["BIL-01"]), "author_id", stranger))

    conclude(database, made, "Petra", ACCEPT, "IKB-01")

    about_root = select(Delivery.participant_id).where(Delivery.result_id == made.results["IKB-01"])
    people = database.look(lambda session: set(session.scalars(about_root)))
    assert people == {stranger, *(made.people[name] for name in ("Amal", "Mehmet", "Olga"))}


def _result(database: Database, made: Steered) -> Result:
    return database.look(lambda session: session.get_one(Result, made.results["BIL-01"]))
