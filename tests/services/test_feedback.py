"""Who hears what became of a result, whatever it is told in: `bot.services.feedback.tell_raisers` (R8)."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.services import conclusions, feedback
from bot.services.conclusions import Decision
from models import ConclusionKind, Delivery, DeliveryKind, MembershipRole, Result
from models.database import Database
from tests.factories import create_idea, create_membership
from tests.steering import Steered, create_steered
from tests.towns import CONFERENCE_DAY as NOW


@pytest.fixture
def made(database: Database) -> Steered:
    """The town of `tests.steering`."""
    return database.transact(create_steered)


def tell(
    database: Database, made: Steered, *numbers: str, acting: int | None = None
) -> dict[str, tuple[str, list[str]]]:
    """Tell those behind these results, and return who hears it: why, and of which results."""
    results = [made.results[number] for number in numbers]
    facts = {"step": "final"}
    database.transact(
        feedback.tell_raisers, results, DeliveryKind.PAPER, facts, key="paper:1:final", acting=acting, now=NOW
    )
    rows = database.look(
        lambda session: session.scalars(select(Delivery).where(Delivery.kind == DeliveryKind.PAPER)).all()
    )
    names = {number: name for name, number in made.people.items()}
    assert len(rows) == len({row.participant_id for row in rows})
    assert {(row.quiet, row.rests, row.facts["step"]) for row in rows} == {(True, True, "final")}
    return {names[row.participant_id]: (row.reason.value, row.facts["results"]) for row in rows}


def test_authors_speakers_and_members_hear_it_once_with_what_is_theirs(database: Database, made: Steered) -> None:
    told = tell(database, made, "BIL-01", "IKB-01")

    mothers, festival = "BIL-01 · Stadtteilmütter", "IKB-01 · Begegnungsfest"
    assert told == {
        "Amal": ("author", [mothers]),
        "Mehmet": ("member", [mothers]),
        "Olga": ("speaker", [mothers, festival]),
    }


def test_who_acts_knows(database: Database, made: Steered) -> None:
    told = tell(database, made, "BIL-01", acting=made.people["Olga"])

    assert set(told) == {"Amal", "Mehmet"}


def test_who_stands_behind_what_was_joined_hears_it_too(database: Database, made: Steered) -> None:
    def raise_it_by_idea(session: Session) -> None:
        idea = create_idea(session, made.bodies["IKB"], author_id=made.people["Darya"])
        session.get_one(Result, made.results["IKB-01"]).idea_id = idea

    database.transact(raise_it_by_idea)
    joined = Decision(made.results["IKB-01"], ConclusionKind.MERGE, 0, made.results["BIL-01"])
    database.transact(conclusions.conclude, joined, acting=made.people["Petra"], now=NOW)

    told = tell(database, made, "BIL-01")

    assert told["Darya"] == ("author", ["IKB-01 · Begegnungsfest"])
    assert set(told) == {"Amal", "Mehmet", "Olga", "Darya"}


def test_guests_of_a_group_are_no_raisers(database: Database, made: Steered) -> None:
    database.transact(create_membership, made.people["Darya"], made.bodies["BIL"], MembershipRole.GUEST)

    assert set(tell(database, made, "BIL-01")) == {"Amal", "Mehmet", "Olga"}
