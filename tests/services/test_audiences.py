"""Audiences: whom they mean, and what is no audience."""

from __future__ import annotations

import pytest

from bot.errors import Outdated
from bot.services.audiences import Audience, AudienceKind, Reach, find_audience, measure
from models import BodyKind, BodyState
from models.database import Database
from tests.factories import create_body, create_membership, create_participant


@pytest.mark.parametrize("packed", ["", "king", "body", "body.", "body.x", "body.99", "body." + "9" * 30, "everyone.1"])
def test_what_is_no_audience_is_outdated(database: Database, packed: str) -> None:
    with pytest.raises(Outdated):
        database.look(find_audience, packed)


@pytest.mark.parametrize("kind", [kind for kind in AudienceKind if kind is not AudienceKind.BODY])
def test_an_audience_is_found_again_as_it_was_packed(database: Database, kind: AudienceKind) -> None:
    assert database.look(find_audience, Audience(kind).pack()) == Audience(kind)


def test_a_body_is_found_again_as_it_was_packed(database: Database) -> None:
    number = database.transact(create_body)

    found = database.look(find_audience, f"body.{number}")

    assert (found.pack(), found.body and found.body.id) == (f"body.{number}", number)


def test_a_closed_body_counts_for_nothing(database: Database) -> None:
    closed = database.transact(create_body, "ALT", "Altes Netz", BodyKind.NETWORK, state=BodyState.CLOSED)
    person = database.transact(create_participant)
    database.transact(create_membership, person, closed)

    assert database.look(measure, Audience(AudienceKind.NETWORK)) == Reach({}, 0)


def test_languages_come_with_the_most_spoken_first(database: Database) -> None:
    for locale, reachable in [("ar", True), ("tr", True), ("tr", True), ("ru", False), ("tr", False)]:
        database.transact(create_participant, locale=locale, reachable=reachable)

    reach = database.look(measure, Audience(AudienceKind.EVERYONE))

    assert (list(reach.by_locale.items()), reach.unreachable, reach.people) == ([("tr", 2), ("ar", 1)], 2, 3)
