"""Day and time as people type them, read or refused with the reason."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates import FAR, FURTHEST, Doubt, read_date, read_moment, read_time, understand
from bot.errors import BadDate, DateProblem

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2009, 10, 13, 10, 0, tzinfo=BERLIN)
SEVEN_PM = datetime(2009, 10, 27, 19, 0, tzinfo=BERLIN)


def read(text: str) -> str:
    """Return what the wall clock of Berlin shows at the instant that `text` names."""
    return read_moment(text, now=NOW, timezone=BERLIN).astimezone(BERLIN).isoformat()


def refused(text: str) -> DateProblem:
    """Return why `text` is refused."""
    with pytest.raises(BadDate) as caught:
        read_moment(text, now=NOW, timezone=BERLIN)
    return caught.value.problem


@pytest.mark.parametrize(
    "text",
    [
        "27.10.2009 19:00",
        "27.10.2009, 19:00",
        " 27.10.09  19.00 ",
        "27.10. 19 Uhr",
        "27.10 19h",
        "27.10.2009 um 19 Uhr",
        "27/10/2009 19:00",
        "Dienstag, 27.10.2009, 19:00 Uhr.",
        "٢٧.١٠.٢٠٠٩ ١٩:٠٠",
        "\u2067الثلاثاء \u206627.10.2009\u2069، \u206619:00\u2069\u2069",
    ],
)
def test_the_same_evening_is_read_in_every_spelling(text: str) -> None:
    assert read(text) == "2009-10-27T19:00:00+01:00"


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("12.10. 19:00", "2010-10-12T19:00:00+02:00"),
        ("13.10. 10:01", "2009-10-13T10:01:00+02:00"),
        ("29.02. 19:00", "2012-02-29T19:00:00+01:00"),
        ("25.10.2009 02:30", "2009-10-25T02:30:00+02:00"),
        ("28.03.2010 03:00", "2010-03-28T03:00:00+02:00"),
    ],
)
def test_years_are_filled_in_and_clock_changes_known(text: str, local: str) -> None:
    assert read(text) == local


@pytest.mark.parametrize(
    "text",
    [
        "morgen",
        "tomorrow 19:00",
        "27.10.2009",
        "19:00",
        "",
        "27.10.2009 25:00",
        "27.10.2009 19:60",
        "27.10.2009 19:00 oder 20:00",
        "27.10.20091 19:00",
        "27.10.2109 19:00",
        "27.10.9999 19:00",
        "9" * 5000,
    ],
)
def test_what_cannot_be_read_is_refused_as_unreadable(text: str) -> None:
    assert refused(text) == DateProblem.UNREADABLE


@pytest.mark.parametrize("text", ["31.02. 19:00", "31.02.2010 19:00", "10/27/2009 19:00", "0.1.2010 19:00"])
def test_a_day_that_no_calendar_has_is_refused(text: str) -> None:
    assert refused(text) == DateProblem.NO_SUCH_DAY


@pytest.mark.parametrize("text", ["28.03.2010 02:30", "28.3. 2 Uhr"])
def test_an_hour_that_the_clock_change_skips_is_refused(text: str) -> None:
    assert refused(text) == DateProblem.NO_SUCH_HOUR


@pytest.mark.parametrize("text", ["12.10.2009 19:00", "13.10. 09:59", "13.10.2009 10:00", "01.01.0001 00:00"])
def test_what_is_over_is_refused(text: str) -> None:
    assert refused(text) == DateProblem.PAST


@given(st.integers(1, FURTHEST // timedelta(minutes=1) - 24 * 60))
def test_every_time_that_the_bot_writes_can_be_typed_back(minutes: int) -> None:
    shown = (NOW.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(BERLIN)

    again = read_moment(f"{shown:%d.%m.%Y %H:%M}", now=NOW, timezone=BERLIN)

    assert again == shown.replace(fold=0).astimezone(UTC)


@given(
    st.text(max_size=30) | st.from_regex(r"\d{1,3}[./-]\d{1,3}[./-]?\d{0,5} \d{1,3}[:.]?\d{0,3}( Uhr)?", fullmatch=True)
)
def test_whatever_is_typed_is_read_as_a_time_ahead_or_refused(text: str) -> None:
    try:
        instant = read_moment(text, now=NOW, timezone=BERLIN)
    except BadDate:
        return

    assert NOW < instant <= NOW + FURTHEST + timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "doubt", "instants"),
    [
        ("27.10.2009 19:00", None, ["2009-10-27T19:00:00+01:00"]),
        ("28.03.2010 02:30", Doubt.SKIPPED, ["2010-03-28T03:30:00+02:00"]),
        ("25.10.2009 02:30", Doubt.DOUBLED, ["2009-10-25T02:30:00+02:00", "2009-10-25T02:30:00+01:00"]),
        ("27.10.2019 19:00", Doubt.FAR, ["2009-10-27T19:00:00+01:00", "2019-10-27T19:00:00+01:00"]),
        ("12.10.2019 19:00", Doubt.FAR, ["2010-10-12T19:00:00+02:00", "2019-10-12T19:00:00+02:00"]),
        ("27.10.2109 19:00", Doubt.FAR, ["2009-10-27T19:00:00+01:00"]),
        ("31.12.9999 23:59", Doubt.FAR, ["2009-12-31T23:59:00+01:00"]),
        ("29.02. 19:00", Doubt.FAR, ["2012-02-29T19:00:00+01:00"]),
    ],
)
def test_a_doubtful_date_is_read_with_what_may_be_meant(text: str, doubt: Doubt | None, instants: list[str]) -> None:
    reading = understand(text, now=NOW, timezone=BERLIN)

    assert reading.doubt == doubt
    assert [one.astimezone(BERLIN).isoformat() for one in reading.instants] == instants


@given(st.integers(1, FAR // timedelta(minutes=1) - 24 * 60))
def test_within_a_year_only_two_nights_are_doubtful(minutes: int) -> None:
    shown = (NOW.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(BERLIN)

    reading = understand(f"{shown:%d.%m.%Y %H:%M}", now=NOW, timezone=BERLIN)

    assert shown.astimezone(UTC) in reading.instants
    assert (reading.doubt is Doubt.DOUBLED) == (len(reading.instants) == 2)


@pytest.mark.parametrize(
    ("text", "shown"), [("18:30", "18:30"), ("18.30 Uhr", "18:30"), ("um 18 Uhr", "18:00"), ("٨", "08:00")]
)
def test_a_time_of_day_is_read_in_every_spelling(text: str, shown: str) -> None:
    assert f"{read_time(text):%H:%M}" == shown


@pytest.mark.parametrize("text", ["", "abends", "25:00", "18:60", "27.10.2009 19:00", "9" * 5000])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(BadDate) as caught:
        read_time(text)

    assert caught.value.problem == DateProblem.UNREADABLE


@pytest.mark.parametrize(
    ("text", "over", "day"),
    [
        ("17.12.2009", False, date(2009, 12, 17)),
        ("Do, 17.12.09", False, date(2009, 12, 17)),
        ("17.12.2009 19:00", False, date(2009, 12, 17)),
        ("1.9.", False, date(2010, 9, 1)),
        ("1.9.", True, date(2009, 9, 1)),
        ("13.10.", True, date(2009, 10, 13)),
        ("29.02.", True, date(2008, 2, 29)),
        ("01.01.2000", True, date(2000, 1, 1)),
    ],
)
def test_a_day_is_read_whether_it_is_over_or_not(text: str, over: bool, day: date) -> None:
    assert read_date(text, today=date(2009, 10, 13), over=over) == day


@pytest.mark.parametrize(
    ("text", "over", "problem"),
    [
        ("Mitte 2009", False, DateProblem.UNREADABLE),
        ("31.11.2009", False, DateProblem.NO_SUCH_DAY),
        ("01.01.2999", False, DateProblem.UNREADABLE),
        ("01.01.0001", True, DateProblem.UNREADABLE),
        ("14.10.2009", True, DateProblem.FUTURE),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_the_reason(text: str, over: bool, problem: DateProblem) -> None:
    with pytest.raises(BadDate) as error:
        read_date(text, today=date(2009, 10, 13), over=over)

    assert error.value.problem is problem
