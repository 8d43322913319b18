"""Places: the last one is given once, who waits moves up in order, nobody waits while there is room for them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.errors import BadNumber, NotFound, NotPermitted, Outdated
from bot.services import attendances, bodies, changes, meetings, registration
from bot.services.attendances import Standing
from models import Answer, Attendance, Delivery
from models.database import Database
from tests.services.hall import TUESDAY, Hall
from tests.towns import BERLIN


@pytest.fixture
def hall(database: Database) -> Hall:
    return Hall(database)


def test_a_yes_that_does_not_fit_waits_and_learns_its_number(hall: Hall) -> None:
    found = [hall.answer(person) for person in (hall.amal, hall.mehmet, hall.olga, hall.viktor)]

    assert [(one.answer, one.position) for one in found] == [
        (Answer.YES, None),
        (Answer.YES, None),
        (Answer.YES, 1),
        (Answer.YES, 2),
    ]


def test_pressing_yes_again_keeps_the_number_on_the_waiting_list(hall: Hall) -> None:
    for person in (hall.amal, hall.mehmet, hall.olga, hall.viktor):
        hall.answer(person)

    again = hall.answer(hall.olga)

    assert (again.position, hall.position(hall.viktor)) == (1, 2)


@pytest.mark.parametrize("said", ["no", "maybe"])
def test_who_does_not_come_gives_their_place_to_the_first_who_waits(hall: Hall, said: str) -> None:
    for person in (hall.amal, hall.mehmet, hall.olga, hall.viktor):
        hall.answer(person)

    hall.answer(hall.amal, said)

    assert (hall.position(hall.olga), hall.position(hall.viktor)) == (None, 1)
    assert hall.told() == [hall.olga]


def test_news_of_a_place_is_urgent_and_of_no_use_after_the_start(hall: Hall) -> None:
    for person in (hall.amal, hall.mehmet, hall.olga):
        hall.answer(person)

    hall.answer(hall.amal, "no")

    [news] = hall.database.look(lambda session: session.scalars(select(Delivery)).all())
    assert (news.priority, news.quiet, news.rests, news.expires_at) == (0, True, False, TUESDAY)


def test_who_gives_a_fresh_place_back_before_hearing_of_it_is_not_told_of_it(hall: Hall) -> None:
    for person in (hall.amal, hall.mehmet, hall.olga, hall.viktor):
        hall.answer(person)
    hall.answer(hall.amal, "no")

    hall.answer(hall.olga, "no")

    assert hall.told() == [hall.viktor]


def test_too_many_guests_are_overtaken_by_who_fits_and_keep_their_number(hall: Hall) -> None:
    hall.answer(hall.amal)
    waits = hall.bring(hall.mehmet, 3)

    seated = hall.answer(hall.olga)
    fewer = hall.bring(hall.mehmet, 0)

    assert (waits.position, seated.position, fewer.position) == (1, None, 1)


def test_who_has_a_place_keeps_it_when_more_guests_do_not_fit(hall: Hall) -> None:
    hall.answer(hall.amal)
    hall.limit(4)

    refused = hall.bring(hall.amal, 5)
    taken = hall.bring(hall.amal, 3)
    full = hall.bring(hall.amal, 4)

    assert [(one.guests, one.more_fit, one.position) for one in (refused, taken, full)] == [
        (0, 3, None),
        (3, None, None),
        (3, 0, None),
    ]


def test_fewer_guests_make_room(hall: Hall) -> None:
    hall.bring(hall.amal, 1)
    hall.answer(hall.mehmet)

    hall.bring(hall.amal, 0)

    assert hall.position(hall.mehmet) is None
    assert hall.told() == [hall.mehmet]


def test_who_waits_and_brings_fewer_moves_up_without_being_told_twice(hall: Hall) -> None:
    hall.answer(hall.amal)
    hall.bring(hall.mehmet, 1)

    found = hall.bring(hall.mehmet, 0)

    assert (found.position, hall.told()) == (None, [])


def test_who_leaves_the_group_or_deletes_their_data_makes_room(hall: Hall) -> None:
    for person in (hall.amal, hall.mehmet, hall.olga, hall.viktor):
        hall.answer(person)

    hall.database.transact(bodies.leave, hall.body, acting=hall.amal, now=hall.now)
    hall.database.transact(registration.erase, with_texts=False, acting=hall.mehmet, now=hall.now)

    assert hall.told() == [hall.olga, hall.viktor]


def test_more_places_let_people_move_up_and_no_limit_lets_in_all(hall: Hall) -> None:
    for person in (hall.amal, hall.mehmet, hall.olga, hall.viktor, hall.fatma):
        hall.answer(person)

    hall.limit(3)
    first = hall.told()
    hall.limit(None)

    assert (first, set(hall.told())) == ([hall.olga], {hall.olga, hall.viktor, hall.fatma})


def test_fewer_places_take_nobody_s_away_and_let_nobody_in_until_there_is_room(hall: Hall) -> None:
    hall.answer(hall.amal)
    hall.answer(hall.mehmet)
    hall.limit(1)

    hall.answer(hall.olga)
    hall.answer(hall.amal, "no")

    assert (hall.position(hall.mehmet), hall.position(hall.olga)) == (None, 1)


def test_those_on_paper_take_places_and_give_them_back(hall: Hall) -> None:
    hall.paper(2)
    waits = hall.answer(hall.amal)

    hall.paper(1)

    assert (waits.position, hall.told()) == (1, [hall.amal])


@pytest.mark.parametrize("number", [0, 10_000])
def test_a_limit_is_a_number_that_a_hall_can_have(hall: Hall, number: int) -> None:
    with pytest.raises(BadNumber):
        hall.limit(number)


def test_on_paper_at_most_as_many_come_as_any_hall_holds(hall: Hall) -> None:
    with pytest.raises(BadNumber):
        hall.paper(10_000)


def test_only_organisers_set_limits_and_count_paper_and_only_before_the_start(hall: Hall) -> None:
    with pytest.raises(NotPermitted):
        hall.limit(5, acting=hall.amal)
    with pytest.raises(NotPermitted):
        hall.paper(5, acting=hall.amal)
    hall.now = TUESDAY
    with pytest.raises(NotFound):
        hall.limit(5)


def test_nobody_brings_ten(hall: Hall) -> None:
    with pytest.raises(Outdated):
        hall.bring(hall.amal, 10)


def test_guests_for_another_date_or_a_meeting_that_is_over_do_not_count(hall: Hall) -> None:
    moved = hall.bring(hall.amal, 2, revision=1)
    hall.now = TUESDAY
    over = hall.bring(hall.amal, 2)

    assert (moved.standing, over.standing) == (Standing.MOVED, Standing.OVER)
    assert (moved.answer, over.answer) == (None, None)


def test_a_move_lets_everybody_answer_afresh_and_forgets_the_paper(hall: Hall) -> None:
    for person in (hall.amal, hall.mehmet, hall.olga):
        hall.answer(person)
    hall.paper(1)

    meeting = hall.database.transact(
        changes.move, hall.meeting, 0, TUESDAY + timedelta(days=1), timezone=BERLIN, acting=hall.fatma, now=hall.now
    )

    left = hall.database.look(lambda session: session.scalars(select(Attendance.id)).all())
    assert (meeting.paper_count, list(left), hall.told()) == (0, [], [])


def test_organisers_are_told_who_is_to_be_expected(hall: Hall) -> None:
    hall.limit(6)
    hall.bring(hall.amal, 2)
    hall.answer(hall.mehmet)
    hall.bring(hall.olga, 4)
    hall.paper(1)

    planned = hall.database.look(meetings.get_planned, hall.meeting, acting=hall.fatma, now=hall.now)
    tally = hall.database.look(attendances.count_answers, planned)

    assert (tally.answers[Answer.YES], tally.guests, tally.paper, tally.waiting, tally.silent) == (2, 2, 1, 1, 2)
    assert (tally.expected, tally.capacity) == (5, 6)
