"""What belongs together: likely doubles of a result, why, and what a person found unrelated. Nothing is joined here.

What a result speaks of lies in rows (`ResultTerm`): likenesses are found through an index, not by reading texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.errors import NotFound
from bot.services import audit, permissions, results, terms
from bot.services.inbox import ignore_duplicates
from bot.services.indexing import MARK
from bot.services.likeness import Likeness, Profile, Rarity, compare
from bot.services.standings import Standing, find_root, list_families, list_parents
from models import Result, ResultTerm, ResultTopic, Unrelated, result_fields

#: More suggestions nobody looks at.
MOST = 3
#: Results that share most are compared in full; the others share less anyhow.
_CANDIDATES = 40
#: A ticked topic counts like a word of some rarity where the candidates are chosen.
_TOPIC_WEIGHT = 4.0


@dataclass(frozen=True)
class Kin:
    """What may belong to a result: another one that is not joined, with all that was joined to it, and why."""

    standing: Standing
    likeness: Likeness

    @property
    def result(self) -> Result:
        """The other result."""
        return self.standing.result


def suggest(session: Session, result_id: int, *, acting: int) -> list[Kin]:
    """Return at most `MOST` results that may belong to this one, likest first.

    Raises:
        NotPermitted: the participant is no member of the steering group.
    """
    return suggest_all(session, [result_id], acting=acting)[result_id]


def suggest_all(session: Session, result_ids: Collection[int], *, acting: int) -> dict[int, list[Kin]]:
    """Return for each of these results what `suggest` says; what is joined to another belongs somewhere already."""
    permissions.check_steering_group(session, acting=acting)
    parents, rarity, apart = list_parents(session), _measure(session), _list_unrelated(session)
    likest: dict[int, list[tuple[int, Likeness]]] = {}
    for number in result_ids:
        family = [one for one in parents if find_root(parents, one) == number]
        roots = _likest(session, family, parents, rarity)
        strangers = {find_root(parents, other) for one in family for other in apart[one]}
        fitting = [(root, like) for root, like in roots.items() if root not in strangers and like.is_enough]
        likest[number] = sorted(fitting, key=lambda pair: (-pair[1].score, pair[0]))[:MOST]
    shown = {root for pairs in likest.values() for root, _ in pairs}
    families = {each.result.id: each for each in list_families(session, shown)} if shown else {}
    return {number: [Kin(families[root], like) for root, like in pairs] for number, pairs in likest.items()}


def _likest(
    session: Session, family: Sequence[int], parents: Mapping[int, int | None], rarity: Rarity
) -> dict[int, Likeness]:
    """Return how like the families of others are to this one: each by its likest members."""
    best: dict[int, Likeness] = {}
    for profile in _load_profiles(session, family).values():
        for other, like in _compare_all(session, profile, rarity, but=family).items():
            root = find_root(parents, other)
            if root not in best or like.score > best[root].score:
                best[root] = like
    return best


def _compare_all(session: Session, profile: Profile, rarity: Rarity, *, but: Collection[int]) -> dict[int, Likeness]:
    """Return how like those results are to `profile` that share most with it."""
    shared: dict[int, float] = defaultdict(float)
    words = select(ResultTerm.result_id, ResultTerm.term).where(ResultTerm.term.in_(profile.terms))
    topics = select(ResultTopic.result_id).where(ResultTopic.topic.in_(profile.topics))
    for number, term in session.execute(words):
        shared[number] += rarity.of(term) ** 2
    for number in session.scalars(topics):
        shared[number] += _TOPIC_WEIGHT
    others = (number for number in shared if number not in but)
    nearest = sorted(others, key=lambda number: (-shared[number], number))[:_CANDIDATES]
    profiles = _load_profiles(session, nearest)
    return {number: compare(profile, other, rarity) for number, other in profiles.items()}


def _measure(session: Session) -> Rarity:
    """Return how rare each word is; those of a single result are not looked up."""
    total = session.scalar(select(func.count()).select_from(Result)) or 0
    common = select(ResultTerm.term, func.count()).group_by(ResultTerm.term).having(func.count() > 1)
    return Rarity(total, {row[0]: row[1] for row in session.execute(common)})


def _load_profiles(session: Session, result_ids: Collection[int]) -> dict[int, Profile]:
    """Return what these results speak of, are about and concern, in three looks however many they are."""
    words: dict[int, dict[str, str]] = {number: {} for number in result_ids}
    titled, topics, fields = (defaultdict[int, set[Any]](set) for _ in range(3))
    columns = (ResultTerm.result_id, ResultTerm.term, ResultTerm.word, ResultTerm.in_title)
    for number, term, word, in_title in session.execute(select(*columns).where(ResultTerm.result_id.in_(result_ids))):
        if not term.startswith(MARK):
            words[number][term] = word
            titled[number] |= {term} if in_title else set()
    ticked = select(ResultTopic.result_id, ResultTopic.topic).where(ResultTopic.result_id.in_(result_ids))
    for number, topic in session.execute(ticked):
        topics[number].add(topic)
    for number, body in session.execute(select(result_fields).where(result_fields.c.result_id.in_(result_ids))):
        fields[number].add(body)
    return {
        number: Profile(words[number], *(frozenset(found[number]) for found in (titled, topics, fields)))
        for number in words
    }


def suggest_before(
    session: Session, title: str, text: str, topics: Collection[str], body_id: int, *, acting: int
) -> list[Result]:
    """Return open results of other groups that are like what somebody is about to hand in, likest first.

    Only such as `results.list_of_others` lists for them too; raises like it.
    """
    body = results.get_submitting(session, body_id, acting=acting)
    found = terms.find_terms(f"{title}\n{text}")
    profile = Profile(found, frozenset(terms.find_terms(title)), frozenset(topics))
    likeness = _compare_all(session, profile, _measure(session), but=())
    enough = {number: like for number, like in likeness.items() if like.is_enough}
    open_ones = session.scalars(select(Result).where(Result.id.in_(enough), results.is_of_others(body.id)))
    return sorted(open_ones, key=lambda result: -enough[result.id].score)[:MOST]


def explain(session: Session, result_id: int, other_id: int, *, acting: int) -> tuple[Result, Result, Likeness]:
    """Return two results and what they have in common, like enough or not.

    Raises:
        NotPermitted: the participant is no member of the steering group.
        NotFound: one of them does not exist.
    """
    one, other = _get_both(session, result_id, other_id, acting=acting)
    profiles = _load_profiles(session, [one.id, other.id])
    return one, other, compare(profiles[one.id], profiles[other.id], _measure(session))


def _get_both(session: Session, result_id: int, other_id: int, *, acting: int) -> tuple[Result, Result]:
    permissions.check_steering_group(session, acting=acting)
    one, other = session.get(Result, result_id), session.get(Result, other_id)
    if one is None or other is None or one is other:
        raise NotFound
    return one, other


def set_apart(session: Session, result_id: int, other_id: int, *, acting: int, now: datetime) -> tuple[Result, Result]:
    """Note that two results do not belong together: they are not suggested to one another again.

    Raises:
        NotPermitted, NotFound: see `explain`.
    """
    one, other = _get_both(session, result_id, other_id, acting=acting)
    first, second = sorted([one.id, other.id])
    row = {"first_id": first, "second_id": second, "decided_by": acting, "decided_at": now}
    session.execute(ignore_duplicates(session, Unrelated).values(**row))
    audit.note(session, "not related", "result", one.id, acting=acting, now=now)
    return one, other


def take_back(session: Session, result_id: int, other_id: int, *, acting: int, now: datetime) -> None:
    """Forget that two results do not belong together; raises like `set_apart`."""
    one, other = _get_both(session, result_id, other_id, acting=acting)
    first, second = sorted([one.id, other.id])
    session.execute(delete(Unrelated).where(Unrelated.first_id == first, Unrelated.second_id == second))
    audit.note(session, "take back not related", "result", one.id, acting=acting, now=now)


def _list_unrelated(session: Session) -> defaultdict[int, set[int]]:
    apart = defaultdict[int, set[int]](set)
    for first, second in session.execute(select(Unrelated.first_id, Unrelated.second_id)):
        apart[first].add(second)
        apart[second].add(first)
    return apart
