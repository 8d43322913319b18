"""Places in numbers: as many queries for one as for many, two at the same moment, the beat that makes up for it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError

import pytest
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from bot.services import attendances, capacity, places
from models import Meeting
from models.database import Database
from tests.services.hall import Hall


@pytest.fixture
def hall(database: Database) -> Hall:
    return Hall(database)


def test_the_beat_gives_a_place_that_stayed_free(hall: Hall) -> None:
    for person in (hall.amal, hall.mehmet, hall.olga):
        hall.answer(person)
    hall.database.transact(lambda session: session.execute(update(Meeting).values(capacity=3)))

    hall.database.transact(places.move_up, now=hall.now)

    assert hall.told() == [hall.olga]


def test_the_beat_leaves_a_full_meeting_alone(hall: Hall) -> None:
    for person in (hall.amal, hall.mehmet, hall.olga):
        hall.answer(person)

    assert _statements(hall.database, places.move_up, now=hall.now) == 1
    assert hall.told() == []


def test_one_or_three_who_move_up_take_as_many_queries(hall: Hall) -> None:
    for person in (hall.amal, hall.mehmet, hall.olga, hall.viktor, hall.fatma):
        hall.answer(person)
    limit = capacity.limit_places

    one = _statements(hall.database, limit, hall.meeting, 3, acting=hall.fatma, now=hall.now)
    for _ in range(2):
        hall.answer(hall.member())
    three = _statements(hall.database, limit, hall.meeting, 6, acting=hall.fatma, now=hall.now)

    assert (one, len(hall.told())) == (three, 4)


def test_an_answer_takes_as_many_queries_however_many_wait(hall: Hall) -> None:
    for person in (hall.amal, hall.mehmet, hall.olga):
        hall.answer(person)
    counts = []

    for person in (hall.viktor, hall.fatma, hall.member()):
        asked = (hall.meeting, 0, "yes")
        counts.append(_statements(hall.database, attendances.answer, *asked, acting=person, now=hall.now))

    assert counts[0] == counts[1] == counts[2]


def _statements(database: Database, service: Callable[..., object], *args: object, **details: object) -> int:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.extend([] if statement.startswith("BEGIN") else [statement])

    event.listen(database.engine, "before_cursor_execute", note)
    database.transact(service, *args, **details)
    event.remove(database.engine, "before_cursor_execute", note)
    return len(statements)


def test_the_last_place_is_given_once_to_two_who_press_at_the_same_moment(hall: Hall) -> None:
    hall.answer(hall.mehmet)
    answered = Barrier(2, timeout=0.5)

    def press(session: Session, person: int) -> int | None:
        position = attendances.answer(session, hall.meeting, 0, "yes", acting=person, now=hall.now).position
        # Both would be here at once, before either is through, if the second did not wait for the first.
        with contextlib.suppress(BrokenBarrierError):
            answered.wait()
        return position

    with ThreadPoolExecutor(2) as threads:
        pressed = [threads.submit(hall.database.transact, press, person) for person in (hall.amal, hall.olga)]
        positions = {one.result() for one in pressed}

    assert positions == {None, 1}
