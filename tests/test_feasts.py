"""Holidays and feasts, against printed calendars of the years 2009 to 2024."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.feasts import Feast, feasts, feasts_at, holiday, is_rest_day


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2009, 11, 1), "Allerheiligen"),
        (date(2010, 1, 6), "Heilige Drei Könige"),
        (date(2010, 6, 3), "Fronleichnam"),
        # Only where most people are Catholic, which is not so in Coburg.
        (date(2010, 8, 15), None),
        (date(2009, 10, 20), None),
    ],
)
def test_the_holidays_of_bavaria_have_their_german_names(day: date, name: str | None) -> None:
    assert holiday(day) == name


def test_sundays_and_holidays_are_days_of_rest() -> None:
    days = [date(2009, 10, 31), date(2009, 11, 1), date(2009, 11, 2), date(2010, 1, 6), date(2009, 12, 26)]

    assert [is_rest_day(day) for day in days] == [False, True, False, True, True]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2009, 8, 22), [Feast.RAMADAN]),
        (date(2009, 9, 20), [Feast.EID_AL_FITR, Feast.ROSH_HASHANAH]),
        (date(2009, 11, 27), [Feast.EID_AL_ADHA]),
        (date(2010, 1, 7), [Feast.ORTHODOX_CHRISTMAS]),
        (date(2010, 4, 2), [Feast.ORTHODOX_GOOD_FRIDAY, Feast.PESACH]),
        (date(2024, 5, 5), [Feast.ORTHODOX_EASTER]),
        (date(2009, 9, 28), [Feast.YOM_KIPPUR]),
        (date(2009, 12, 12), [Feast.HANUKKAH]),
        (date(2009, 12, 19), [Feast.HANUKKAH]),
        (date(2009, 12, 20), []),
        (date(2010, 3, 21), [Feast.NEWROZ]),
        (date(2009, 10, 20), []),
        # Beyond the tables of the Islamic calendar.
        (date(2109, 3, 21), [Feast.NEWROZ]),
    ],
)
def test_feasts_are_those_of_printed_calendars(day: date, expected: list[Feast]) -> None:
    assert feasts(day) == expected


def test_an_evening_is_already_the_feast_that_begins_at_sunset() -> None:
    morning, evening = datetime(2009, 9, 27, 10, 0), datetime(2009, 9, 27, 19, 0)  # noqa: DTZ001 - a wall clock

    assert (feasts_at(morning), feasts_at(evening)) == ([], [Feast.YOM_KIPPUR])
