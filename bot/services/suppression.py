"""Small counts of people are hidden so that nobody can compute them back from what is shown (S57).

Whoever reads the other counts and the total knows what the hidden ones add up to. So at least two are hidden, and never
such that only one set of numbers fits; where that cannot be had the total is hidden too, as is a small one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

K = TypeVar("K")

#: Counts of people below this are not shown, but for 0.
FEWEST = 5


def suppress(counts: Mapping[K, int]) -> Mapping[K, int | None]:
    """Return the counts, None where one is hidden: the small ones, and as many others as these need for cover."""
    hidden = _hidden(counts)
    return {key: None if key in hidden else count for key, count in counts.items()}


def shown_total(counts: Mapping[K, int]) -> int | None:
    """Return the total that may stand beside what `suppress` shows; None: small itself, or it gives a count away."""
    hidden, total = [counts[key] for key in _hidden(counts)], sum(counts.values())
    return None if 0 < total < FEWEST or (hidden and not _is_covered(hidden)) else total


def _hidden(counts: Mapping[K, int]) -> set[K]:
    """Return which counts are hidden. Cover is taken in the order of the counts, so that it tells nothing of size."""
    hidden = [key for key, count in counts.items() if 0 < count < FEWEST]
    others = [key for key, count in counts.items() if count >= FEWEST]
    while hidden and others and not _is_covered([counts[key] for key in hidden]):
        hidden.append(others.pop(0))
    return set(hidden)


def _is_covered(hidden: list[int]) -> bool:
    """Tell whether each of these could be another number from 1 on while the sum and what is known stay the same."""
    count, total = len(hidden), sum(hidden)
    all_small = max(hidden) < FEWEST
    return count > 1 and count < total and (not all_small or total < count * (FEWEST - 1))
