"""How like one another two results are: by rare terms, ticked topics and concerned fields that they share.

Nothing here decides: what is like enough is suggested with the reasons, and a person says whether it belongs together.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

#: What a result is taken to be rarer by, so that a town with two results finds their common words worth something too.
_PRIOR = 50
#: How much more a word of the title weighs.
_TITLE_WEIGHT = 2.0
#: What it adds that the same topics were ticked: at least so many, and no others. It needs no common language.
_TOPIC_BONUS, _TOPICS = 0.25, 3
#: How much common fields add.
_FIELD_BONUS = 0.15
#: Two results this like one another are suggested.
THRESHOLD = 0.2
#: One common word is a coincidence.
_FEWEST_COMMON = 2


@dataclass(frozen=True)
class Profile:
    """What a result speaks of (term to word; which of them in its title), its ticked topics and concerned fields."""

    terms: Mapping[str, str]
    titled: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    fields: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Likeness:
    """How like two results are, from 0 on, and why: pairs of words (rarest first), topics, fields in common."""

    score: float
    words: tuple[tuple[str, str], ...] = ()
    topics: frozenset[str] = frozenset()
    fields: frozenset[int] = frozenset()

    @property
    def is_enough(self) -> bool:
        """Whether a person should be asked."""
        # One long word may be two terms in both.
        words = max(len({pair[side] for pair in self.words}) for side in (0, 1))
        return self.score >= THRESHOLD and words + len(self.topics) >= _FEWEST_COMMON


@dataclass(frozen=True)
class Rarity:
    """How many of `total` results have a term (one where nothing is said); what few have weighs more."""

    total: int
    counts: Mapping[str, int] = field(default_factory=dict)

    def of(self, term: str) -> float:
        """Return the weight of a term."""
        return math.log((self.total + _PRIOR) / (self.counts.get(term, 1) + 0.5))


def compare(one: Profile, other: Profile, rarity: Rarity) -> Likeness:
    """Return how like two results are: their common words by their weight, then what fields and topics add."""
    common = sorted(set(one.terms) & set(other.terms), key=lambda term: (-rarity.of(term), term))
    topics, fields = one.topics & other.topics, one.fields & other.fields
    shared = sum(math.sqrt(_weight(term, one, rarity) * _weight(term, other, rarity)) for term in common)
    sizes = [sum(_weight(term, each, rarity) for term in each.terms) for each in (one, other)]
    score = shared / math.sqrt(sizes[0] * sizes[1]) if shared else 0.0
    score = score * (1 + _FIELD_BONUS * bool(fields)) + _ticked_alike(one, other)
    return Likeness(score, tuple((one.terms[term], other.terms[term]) for term in common), topics, fields)


def _weight(term: str, profile: Profile, rarity: Rarity) -> float:
    return rarity.of(term) ** 2 * (_TITLE_WEIGHT if term in profile.titled else 1.0)


def _ticked_alike(one: Profile, other: Profile) -> float:
    common, either = len(one.topics & other.topics), len(one.topics | other.topics)
    return _TOPIC_BONUS * common / either * min(1.0, common / _TOPICS) if common else 0.0
