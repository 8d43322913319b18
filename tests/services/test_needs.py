"""Needs: asked once, stated by taps, counted for organisers among those who have a place."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from bot.errors import Outdated
from bot.services import needs, own_data, registration, retention
from bot.services.needs import NeedCounts
from models import Meeting, NeedKind
from models.database import Database
from tests.services.hall import NOW, TUESDAY, Hall


@pytest.fixture
def hall(database: Database) -> Hall:
    return Hall(database)


def _state(hall: Hall, person: int, *kinds: NeedKind) -> None:
    for kind in kinds:
        hall.database.transact(needs.state, kind, needed=True, acting=person)


def _counts(session: Session, hall: Hall) -> NeedCounts:
    return needs.count(session, session.get_one(Meeting, hall.meeting))


def test_people_are_asked_once_after_their_first_yes_and_not_after_a_no(hall: Hall) -> None:
    asked = [hall.answer(hall.amal, said).asks_needs for said in ("no", "maybe", "yes", "no", "yes")]

    assert asked == [False, False, True, False, False]


def test_who_said_what_they_need_before_is_not_asked(hall: Hall) -> None:
    hall.database.transact(needs.need_nothing, acting=hall.amal)

    assert hall.answer(hall.amal).asks_needs is False


def test_needs_are_stated_and_taken_back_one_by_one_and_all_at_once(hall: Hall) -> None:
    _state(hall, hall.amal, NeedKind.INTERPRETER, NeedKind.CHILDCARE, NeedKind.CHILDCARE)

    both = hall.database.look(needs.list_own, acting=hall.amal)
    one = hall.database.transact(needs.state, "interpreter", needed=False, acting=hall.amal)
    hall.database.transact(needs.need_nothing, acting=hall.amal)

    assert both == {NeedKind.INTERPRETER, NeedKind.CHILDCARE}
    assert one == {NeedKind.CHILDCARE}
    assert hall.database.look(needs.list_own, acting=hall.amal) == set()


def test_nobody_needs_what_there_is_not(hall: Hall) -> None:
    with pytest.raises(Outdated):
        hall.database.transact(needs.state, "helicopter", needed=True, acting=hall.amal)


def test_organisers_learn_numbers_of_those_who_have_a_place(hall: Hall) -> None:
    hall.database.transact(registration.choose_language, "ar", acting=hall.amal)
    hall.database.transact(registration.choose_language, "tr", acting=hall.mehmet)
    _state(hall, hall.amal, NeedKind.INTERPRETER, NeedKind.CHILDCARE)
    _state(hall, hall.mehmet, NeedKind.INTERPRETER, NeedKind.WAY)
    _state(hall, hall.olga, NeedKind.CHILDCARE)
    _state(hall, hall.viktor, NeedKind.CHILDCARE)
    for person in (hall.amal, hall.mehmet, hall.olga):
        hall.answer(person)
    hall.answer(hall.viktor, "maybe")

    assert hall.database.look(_counts, hall) == NeedCounts({"ar": 1, "tr": 1}, childcare=1, way=1)


def test_needs_are_shown_to_who_has_them_and_go_with_them(hall: Hall) -> None:
    _state(hall, hall.amal, NeedKind.WAY)
    hall.bring(hall.amal, 1)

    data = hall.database.look(own_data.collect, acting=hall.amal)
    hall.database.transact(registration.erase, with_texts=False, acting=hall.amal, now=NOW)

    assert data["needs"] == [{"kind": "way"}]
    assert [(row["answer"], row["guests"], row["waiting_since"]) for row in data["answers"]] == [("yes", 1, None)]
    assert hall.database.look(_counts, hall) == NeedCounts()


def test_of_guests_only_heads_are_kept_and_of_who_waited_nothing(hall: Hall) -> None:
    hall.bring(hall.amal, 1)
    hall.answer(hall.mehmet)

    hall.database.transact(retention.forget, now=TUESDAY + retention.KEEP * 1.1)

    meeting = hall.database.look(lambda session: session.get_one(Meeting, hall.meeting))
    assert (meeting.yes_count, hall.database.look(_counts, hall)) == (2, NeedCounts())
