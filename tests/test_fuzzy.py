"""Dates as people say them: every hedge of the seed (domain 1.5), other usual ones, and that nothing breaks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fuzzy import parse_fuzzy, sort_day


def span(*numbers: int) -> tuple[date, date]:
    return date(*numbers[:3]), date(*numbers[3:])


SEED = {
    "Anfang 2008": span(2008, 1, 1, 2008, 4, 30),
    "Mitte 2008": span(2008, 5, 1, 2008, 8, 31),
    "Anfang der 90er": span(1990, 1, 1, 1993, 12, 31),
    "Anfang der 90er Jahre": span(1990, 1, 1, 1993, 12, 31),
    "bis Mitte der 90er": span(1994, 1, 1, 1996, 12, 31),
    "ca. 2007": span(2007, 1, 1, 2007, 12, 31),
    "09+10/2008": span(2008, 9, 1, 2008, 10, 31),
    "12/2009": span(2009, 12, 1, 2009, 12, 31),
    "01/2009–12/2009": span(2009, 1, 1, 2009, 12, 31),
    "12/2009–07/2010": span(2009, 12, 1, 2010, 7, 31),
    "geplant: 09/2010 bis 07/2011": span(2010, 9, 1, 2011, 7, 31),
    "15.01.2009": span(2009, 1, 15, 2009, 1, 15),
    "Ende 2004": span(2004, 9, 1, 2004, 12, 31),
}
USUAL = {
    "ab 12/2009": span(2009, 12, 1, 2009, 12, 31),
    "seit 2005": span(2005, 1, 1, 2005, 12, 31),
    "2009-12": span(2009, 12, 1, 2009, 12, 31),
    "2009-12-31": span(2009, 12, 31, 2009, 12, 31),
    "Dezember 2009": span(2009, 12, 1, 2009, 12, 31),
    "15. Januar 2009": span(2009, 1, 15, 2009, 1, 15),
    "January 15, 2009": span(2009, 1, 15, 2009, 1, 15),
    "Ende Februar 2008": span(2008, 2, 21, 2008, 2, 29),
    "3. Quartal 2009": span(2009, 7, 1, 2009, 9, 30),
    "Q3 2009": span(2009, 7, 1, 2009, 9, 30),
    "2. Halbjahr 2010": span(2010, 7, 1, 2010, 12, 31),
    "Herbst 2010": span(2010, 9, 1, 2010, 11, 30),
    "Winter 2009/10": span(2009, 12, 1, 2010, 2, 28),
    "Schuljahr 2009/10": None,
    "2009/10": span(2009, 1, 1, 2010, 12, 31),
    "Mitte – Ende 2009": span(2009, 5, 1, 2009, 12, 31),
    "Januar bis März 2009": span(2009, 1, 1, 2009, 3, 31),
    "15.01.–20.02.2009": span(2009, 1, 15, 2009, 2, 20),
    "mid-2008": span(2008, 5, 1, 2008, 8, 31),
    "late 90s": span(1997, 1, 1, 1999, 12, 31),
    "٢٠٠٨": span(2008, 1, 1, 2008, 12, 31),
    "": None,
    "bald": None,
    "Mitte": None,
    "31.02.2009": None,
    "13/2009": None,
    "5. Quartal 2009": None,
    "3. Halbjahr 2009": None,
    "12/2009–07/2009": None,
    "Mitte 15.01.2009": None,
}


@pytest.mark.parametrize(("words", "expected"), [*SEED.items(), *USUAL.items()])
def test_dates_are_read_as_people_say_them(words: str, expected: tuple[date, date] | None) -> None:
    assert parse_fuzzy(words) == expected


def test_s29_mid_2008_sorts_between_may_and_august() -> None:
    said = ["12/2009", "08/2008", "Mitte 2008", "ca. 2007", "Anfang 2008", "05/2008", "09+10/2008", "Anfang der 90er"]

    assert sorted(said, key=lambda words: sort_day(words) or date.max) == [
        "Anfang der 90er", "ca. 2007", "Anfang 2008", "05/2008", "Mitte 2008", "08/2008", "09+10/2008", "12/2009",
    ]  # fmt: skip


_PIECE = st.sampled_from(
    "Anfang Mitte Ende der 90er 2008 12 / + – - . ca. bis ab 09 0 31 Quartal Q3 Winter März 9999 0000 ٢ iv 3 er".split()
)


@given(
    st.one_of(
        st.text(max_size=40), st.lists(_PIECE, max_size=9).map("".join), st.lists(_PIECE, max_size=9).map(" ".join)
    )
)
def test_whatever_is_typed_the_first_day_is_not_after_the_last(words: str) -> None:
    found = parse_fuzzy(words)

    assert found is None or found[0] <= found[1]
    assert (sort_day(words) is None) == (found is None)
