"""Figures as people write them: grouped, estimated, ranges, with their share; and that nothing breaks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadNumber
from bot.quantities import Quantity, parse_figure, parse_measurement


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("41247", Quantity(41247, 41247)),
        ("2.633", Quantity(2633, 2633)),
        ("2 633", Quantity(2633, 2633)),
        ("1.234.567,5", Quantity(1234567.5, 1234567.5)),
        ("6,3 %", Quantity(6.3, 6.3, unit="%")),
        ("6.3 %", Quantity(6.3, 6.3, unit="%")),
        ("ca. 10–15 %", Quantity(10, 15, is_estimate=True, unit="%")),
        ("4000–6000", Quantity(4000, 6000)),
        ("ca. 4000 bis 6000 Personen", Quantity(4000, 6000, is_estimate=True, unit="Personen")),
        ("2633 (= 6,3 %)", Quantity(2633, 2633, share="6,3 %")),
        ("ca. 8 %", Quantity(8, 8, is_estimate=True, unit="%")),
        (
            "ca. 10 – 15 %, ca. 4000 – 6000 Personen",
            Quantity(4000, 6000, is_estimate=True, unit="Personen", share="ca. 10 – 15 %"),
        ),
        ("1200 € je Jahr", None),
        ("1200 €", Quantity(1200, 1200, unit="€")),
        ("-5", Quantity(-5, -5)),
        ("٤١٢٤٧", Quantity(41247, 41247)),
        ("6000–4000", None),
        ("3 oder 4 oder 5", None),
        ("viele", None),
        ("12, 13", None),
        ("9" * 13, None),
        ("", None),
    ],
)
def test_figures_are_read_as_people_write_them(words: str, expected: Quantity | None) -> None:
    if expected is None:
        with pytest.raises(BadNumber):
            parse_figure(words)
        return

    assert parse_figure(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("135 am 31.12.2016", (Quantity(135, 135), (date(2016, 12, 31), date(2016, 12, 31)), "31.12.2016")),
        ("ca. 25 (2010)", (Quantity(25, 25, is_estimate=True), (date(2010, 1, 1), date(2010, 12, 31)), "2010")),
        ("135; Mitte 2016", (Quantity(135, 135), (date(2016, 5, 1), date(2016, 8, 31)), "Mitte 2016")),
        ("12,5 % 31.12.2016", (Quantity(12.5, 12.5, unit="%"), (date(2016, 12, 31), date(2016, 12, 31)), "31.12.2016")),
        ("135", (Quantity(135, 135), None, "")),
    ],
)
def test_a_value_comes_with_its_day_in_one_message(words: str, expected: object) -> None:
    assert parse_measurement(words) == expected


_PIECE = st.sampled_from("1 12 633 2.633 6,3 % – - bis ca. ( = ) , ; € Personen ² ٤ am 31.12.2016 2010 . '".split())


@given(st.one_of(st.text(max_size=60), st.lists(_PIECE, max_size=9).map(" ".join), st.lists(_PIECE).map("".join)))
def test_whatever_is_typed_is_a_range_or_refused(words: str) -> None:
    try:
        found = parse_measurement(words)[0]
    except BadNumber:
        return

    assert found.low <= found.high
