"""The wall clock of the town, through both changes of the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock import SteppableClock, SystemClock, at_local, end_of_quiet, exists_locally, is_quiet

BERLIN = ZoneInfo("Europe/Berlin")


def test_the_same_wall_time_is_another_instant_after_the_clocks_change() -> None:
    assert at_local(date(2009, 10, 24), time(18), BERLIN) == datetime(2009, 10, 24, 16, tzinfo=UTC)
    assert at_local(date(2009, 10, 25), time(18), BERLIN) == datetime(2009, 10, 25, 17, tzinfo=UTC)
    assert at_local(date(2010, 3, 27), time(18), BERLIN) == datetime(2010, 3, 27, 17, tzinfo=UTC)
    assert at_local(date(2010, 3, 28), time(18), BERLIN) == datetime(2010, 3, 28, 16, tzinfo=UTC)


def test_an_hour_that_comes_twice_means_the_first_one() -> None:
    assert at_local(date(2009, 10, 25), time(2, 30), BERLIN) == datetime(2009, 10, 25, 0, 30, tzinfo=UTC)


def test_an_hour_that_is_skipped_does_not_exist() -> None:
    assert not exists_locally(date(2010, 3, 28), time(2, 30), BERLIN)
    assert exists_locally(date(2010, 3, 28), time(3, 0), BERLIN)
    assert exists_locally(date(2009, 10, 25), time(2, 30), BERLIN)


@pytest.mark.parametrize(
    ("hour", "minute", "quiet"), [(20, 59, False), (21, 0, True), (0, 0, True), (7, 59, True), (8, 0, False)]
)
def test_the_quiet_hours_go_by_the_wall_clock(hour: int, minute: int, quiet: bool) -> None:
    for day in (date(2009, 10, 24), date(2009, 10, 25), date(2010, 3, 28)):
        assert is_quiet(at_local(day, time(hour, minute), BERLIN), BERLIN) is quiet


@pytest.mark.parametrize(
    ("day", "hour", "end"),
    [(24, 23, 25), (25, 0, 25), (25, 7, 25), (25, 8, 26), (25, 10, 26)],
)
def test_the_quiet_hours_end_at_eight_by_the_wall_clock(day: int, hour: int, end: int) -> None:
    instant = at_local(date(2009, 10, day), time(hour), BERLIN)

    assert end_of_quiet(instant, BERLIN) == at_local(date(2009, 10, end), time(8), BERLIN)


def test_a_standing_clock_moves_only_when_moved() -> None:
    clock = SteppableClock(datetime(2009, 10, 13, 10, tzinfo=BERLIN))
    first, second = clock.now(), clock.now()

    clock.advance(timedelta(hours=1))

    assert (first, second, clock.now()) == (
        datetime(2009, 10, 13, 8, tzinfo=UTC),
        datetime(2009, 10, 13, 8, tzinfo=UTC),
        datetime(2009, 10, 13, 9, tzinfo=UTC),
    )


def test_a_running_clock_goes_on_from_where_it_was_moved_to() -> None:
    clock = SteppableClock(datetime(2009, 10, 13, 10, tzinfo=BERLIN), running=True)

    clock.move_to(datetime(2009, 10, 27, 19, tzinfo=BERLIN))

    assert timedelta() <= clock.now() - datetime(2009, 10, 27, 18, tzinfo=UTC) < timedelta(seconds=5)
    assert SystemClock().now().tzinfo is UTC
