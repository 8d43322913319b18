"""Rules by which meetings come back behave as RFC 5545 says, held against a day-by-day look at the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice, takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.recurrence import LAST, Rhythm, days, offer, read_rule

YEAR = timedelta(days=730)


def _expanded(rule: str, first: date, since: date | None = None, count: int = 4) -> list[str]:
    return [f"{day:%d.%m.%Y}" for day in islice(days(rule, first, since=since or first), count)]


def _is_day(rhythm: Rhythm, first: date, day: date) -> bool:
    """Tell, by counting on the calendar alone, whether the rhythm that began on `first` names this day."""
    if rhythm.day:
        return day.day == rhythm.day
    if day.weekday() != rhythm.weekday:
        return False
    if rhythm.weeks:
        return (day - first).days % (7 * rhythm.weeks) == 0
    week = timedelta(days=7)
    if rhythm.nth == LAST:
        return (day + week).month != day.month
    return (day - week * (rhythm.nth - 1)).month == day.month != (day - week * rhythm.nth).month


@given(first=st.dates(date(2009, 1, 1), date(2030, 12, 31)), choice=st.integers(0, 20))
def test_every_rule_that_is_offered_names_the_days_that_the_calendar_has(first: date, choice: int) -> None:
    rules = offer(first)
    rule = rules[choice % len(rules)]

    found = list(takewhile(lambda day: day < first + YEAR, days(rule, first, since=first)))

    calendar = [first + timedelta(days=number) for number in range(YEAR.days)]
    assert found == [day for day in calendar if _is_day(read_rule(rule), first, day)]


def test_for_a_first_tuesday_the_rules_that_fit_are_offered() -> None:
    rules = offer(date(2009, 11, 3))

    assert rules == [
        "FREQ=MONTHLY;BYDAY=1TU",
        "FREQ=WEEKLY;BYDAY=TU",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        "FREQ=WEEKLY;INTERVAL=4;BYDAY=TU",
        "FREQ=WEEKLY;INTERVAL=6;BYDAY=TU",
        "FREQ=MONTHLY;BYMONTHDAY=3",
    ]


def test_the_last_of_its_weekday_may_be_the_fourth_or_the_fifth() -> None:
    fourth, fifth = offer(date(2010, 2, 26)), offer(date(2009, 10, 30))

    assert fourth[:2] == ["FREQ=MONTHLY;BYDAY=4FR", "FREQ=MONTHLY;BYDAY=-1FR"]
    assert fifth[:2] == ["FREQ=MONTHLY;BYDAY=5FR", "FREQ=MONTHLY;BYDAY=-1FR"]


def test_a_month_without_a_fifth_friday_or_a_31st_is_left_out_and_the_last_friday_is_in_each() -> None:
    first = date(2009, 10, 30)

    assert _expanded("FREQ=MONTHLY;BYDAY=5FR", first) == ["30.10.2009", "29.01.2010", "30.04.2010", "30.07.2010"]
    assert _expanded("FREQ=MONTHLY;BYDAY=-1FR", first) == ["30.10.2009", "27.11.2009", "25.12.2009", "29.01.2010"]
    assert _expanded("FREQ=MONTHLY;BYMONTHDAY=31", date(2009, 10, 31)) == [
        "31.10.2009",
        "31.12.2009",
        "31.01.2010",
        "31.03.2010",
    ]
    rules = ("FREQ=MONTHLY;BYDAY=5FR", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=WEEKLY;BYDAY=TU")
    assert [read_rule(rule).leaves_out_months for rule in rules] == [True, False, True, False]


def test_a_rule_looked_at_later_still_counts_from_its_first_day() -> None:
    rule, first = "FREQ=WEEKLY;INTERVAL=6;BYDAY=TU", date(2009, 11, 3)

    assert _expanded(rule, first, date(2010, 1, 1), 2) == ["26.01.2010", "09.03.2010"]


@pytest.mark.parametrize("rule", ["FREQ=DAILY", "FREQ=MONTHLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU;COUNT=3"])
def test_other_rules_are_not_read(rule: str) -> None:
    with pytest.raises(ValueError, match=rule):
        read_rule(rule)
