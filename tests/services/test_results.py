"""Rules of results: numbers, who may hand in and read, one submission per group, no other addressee (R1)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import NotFound, NotPermitted
from bot.services import results
from bot.services.results import Proposal
from models import BodyKind, BodyState, Delivery, DeliveryKind, Idea, MembershipRole, Priority, Role
from models.database import Database
from tests.factories import LONG_AGO, create_body, create_membership, create_participant, create_result, grant_role

SPEAKER, MEMBER = MembershipRole.SPEAKER, MembershipRole.MEMBER


def proposal(body_id: int, **details: object) -> Proposal:
    """Return a proposal of a group."""
    return replace(Proposal(body_id, "Mothers", "Text", Priority.HIGH, [body_id]), **details)  # type: ignore[arg-type]


def speaker_of(database: Database, body_id: int) -> int:
    """Return a new speaker of a group."""
    sabine = database.transact(create_participant)
    database.transact(create_membership, sabine, body_id, SPEAKER)
    return sabine


def told(session: Session) -> list[tuple[int, DeliveryKind]]:
    """Return who is told what."""
    return [(one.participant_id, one.kind) for one in session.scalars(select(Delivery).order_by(Delivery.id))]


def submit(database: Database, what: Proposal, acting: int) -> str:
    """Hand in and return the number."""
    return database.transact(results.submit, what, acting=acting, now=LONG_AGO).number


def test_numbers_run_per_group_without_gap_when_many_hand_in_at_once(database: Database) -> None:
    education = database.transact(create_body, "BIL", "Bildung")
    women = database.transact(create_body, "FRA", "Frauen")
    sabine, maria = speaker_of(database, education), speaker_of(database, women)
    who = [(proposal(education), sabine), (proposal(women), maria)] * 15

    with ThreadPoolExecutor(6) as threads:
        numbers = list(threads.map(lambda one: submit(database, *one), who))

    expected = [f"{code}-{number:02d}" for code in ("BIL", "FRA") for number in range(1, 16)]
    assert sorted(numbers) == expected


def test_a_number_is_not_lost_when_handing_in_fails(database: Database) -> None:
    education = database.transact(create_body, "BIL", "Bildung")
    sabine = speaker_of(database, education)

    def fail_afterwards(session: Session) -> None:
        results.submit(session, proposal(education), acting=sabine, now=LONG_AGO)
        raise NotFound

    with pytest.raises(NotFound):
        database.transact(fail_afterwards)

    assert submit(database, proposal(education), sabine) == "BIL-01"


@pytest.mark.parametrize("kind", [kind for kind in BodyKind if kind is not BodyKind.WORKING_GROUP])
def test_only_working_groups_hand_in(database: Database, kind: BodyKind) -> None:
    body = database.transact(create_body, "XXX", "Andere", kind)
    sabine = speaker_of(database, body)

    with pytest.raises(NotPermitted):
        submit(database, proposal(body), sabine)

    assert database.look(results.list_submitting, acting=sabine) == []


@pytest.mark.parametrize("state", [BodyState.PLANNED, BodyState.CLOSED])
def test_a_group_that_is_not_active_hands_nothing_in(database: Database, state: BodyState) -> None:
    education = database.transact(create_body, "BIL", "Bildung", state=state)
    sabine = speaker_of(database, education)

    with pytest.raises(NotFound):
        submit(database, proposal(education), sabine)


@pytest.mark.parametrize("role", [MEMBER, MembershipRole.GUEST, None])
def test_who_does_not_speak_for_the_group_hands_nothing_in(database: Database, role: MembershipRole | None) -> None:
    education = database.transact(create_body, "BIL", "Bildung")
    peter = database.transact(create_participant)
    if role is not None:
        database.transact(create_membership, peter, education, role)

    with pytest.raises(NotPermitted):
        submit(database, proposal(education), peter)


def test_results_go_to_the_steering_group_and_to_nobody_else(database: Database) -> None:
    education = database.transact(create_body, "BIL", "Bildung")
    sabine = speaker_of(database, education)
    for kind in BodyKind:
        body = database.transact(create_body, kind.value, kind.value, kind)
        database.transact(create_membership, database.transact(create_participant), body, SPEAKER)
    database.transact(grant_role, database.transact(create_participant), Role.COORDINATOR)
    steering = [*BodyKind].index(BodyKind.STEERING_GROUP)

    submit(database, proposal(education), sabine)

    assert database.look(told) == [(sabine + 1 + steering, DeliveryKind.RESULT)]


def test_fields_are_active_working_groups_only(database: Database) -> None:
    education = database.transact(create_body, "BIL", "Bildung")
    board = database.transact(create_body, "BEI", "Beirat", BodyKind.ADVISORY_BOARD)
    closed = database.transact(create_body, "ALT", "Alt", state=BodyState.CLOSED)
    sabine = speaker_of(database, education)
    what = proposal(education, field_ids=[education, board, closed, 99])

    handed_in = database.transact(results.submit, what, acting=sabine, now=LONG_AGO)

    assert [field.code for field in handed_in.fields] == ["BIL"]


def test_an_idea_whose_author_is_gone_or_hands_it_in_themselves_tells_nobody(database: Database) -> None:
    education = database.transact(create_body, "BIL", "Bildung")
    sabine = speaker_of(database, education)

    def create_idea(session: Session, author: int | None) -> int:
        idea = Idea(body_id=education, author_id=author, text="Fest", created_at=LONG_AGO)
        session.add(idea)
        session.flush()
        return idea.id

    for author in (None, sabine):
        submit(database, proposal(education, idea_id=database.transact(create_idea, author)), sabine)
    submit(database, proposal(education, idea_id=99), sabine)

    assert database.look(told) == []


def may_read(database: Database, result_id: int, acting: int) -> bool:
    """Tell whether somebody may read a result."""
    try:
        database.look(results.get_readable, result_id, acting=acting)
    except NotFound:
        return False
    return True


def test_members_steering_group_and_coordinators_read_and_nobody_else(database: Database) -> None:
    education = database.transact(create_body, "BIL", "Bildung")
    women = database.transact(create_body, "FRA", "Frauen")
    steering = database.transact(create_body, "STG", "Steuergruppe", BodyKind.STEERING_GROUP)
    board = database.transact(create_body, "BEI", "Beirat", BodyKind.ADVISORY_BOARD)
    people = [database.transact(create_participant) for _ in range(6)]
    for person, body in zip(people, (education, steering, women, board), strict=False):
        database.transact(create_membership, person, body)
    database.transact(grant_role, people[4], Role.DEPUTY)
    result = database.transact(create_result, "BIL-01", "Mothers", {education: Priority.HIGH})

    assert [may_read(database, result, person) for person in people] == [True, True, False, False, True, False]
    assert [may_read(database, 99, person) for person in people] == [False] * 6
