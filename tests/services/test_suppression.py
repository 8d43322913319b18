"""Small counts of people: never shown, and never to be computed back from what is."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.services.suppression import FEWEST, shown_total, suppress


@pytest.mark.parametrize(
    ("counts", "shown", "total"),
    [
        ({}, {}, 0),
        ({"de": 12, "ru": 0}, {"de": 12, "ru": 0}, 12),
        ({"de": 12, "ru": 7, "ar": 3}, {"de": None, "ru": 7, "ar": None}, 22),
        ({"de": 12, "ru": 3, "ar": 2}, {"de": 12, "ru": None, "ar": None}, 17),
        ({"de": 12, "ru": 1, "ar": 1}, {"de": None, "ru": None, "ar": None}, 14),
        ({"de": 12, "ru": 4, "ar": 4}, {"de": None, "ru": None, "ar": None}, 20),
        ({"de": 3}, {"de": None}, None),
        ({"de": 1, "ar": 1}, {"de": None, "ar": None}, None),
        ({"de": 1, "ar": 2}, {"de": None, "ar": None}, None),
        ({"de": 2, "ar": 3}, {"de": None, "ar": None}, 5),
    ],
)
def test_one_hidden_count_takes_another_along(
    counts: dict[str, int], shown: dict[str, int | None], total: int | None
) -> None:
    assert (suppress(counts), shown_total(counts)) == (shown, total)


def _fitting(rest: int, places: int) -> list[tuple[int, ...]]:
    """Return all numbers from 1 on that add up to `rest`."""
    before = (one for one in product(range(1, rest + 1), repeat=places - 1) if sum(one) < rest)
    return [(*one, rest - sum(one)) for one in before]


@settings(deadline=None)
@given(st.lists(st.integers(0, 7), max_size=4))
def test_no_hidden_count_can_be_computed_from_the_total(numbers: list[int]) -> None:
    counts = dict(enumerate(numbers))
    shown, total = suppress(counts), shown_total(counts)
    hidden = [key for key, count in shown.items() if count is None]

    assert [count for count in shown.values() if count is not None and 0 < count < FEWEST] == []
    assert total is None or total == 0 or total >= FEWEST
    if total is not None and hidden:
        rest = total - sum(count or 0 for count in shown.values())
        fitting = _fitting(rest, len(hidden))
        assert all(len({one[place] for one in fitting}) > 1 for place in range(len(hidden)))
