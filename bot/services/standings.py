"""Who stands behind a result: its working groups and those of every result that was joined to it.

A joined result points to its parent, which may be joined itself; the one at the end of the way is the root.
Priorities are counted, never weighed: people state them (R7).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Body, Conclusion, Priority, Result, ResultState, Submission

#: Strongest first; a group that names none comes last.
ORDER: tuple[Priority | None, ...] = (Priority.HIGH, Priority.MEDIUM, Priority.LOW, None)


@dataclass(frozen=True)
class Standing:
    """A result with all that was joined to it, oldest first."""

    result: Result
    joined: tuple[Result, ...] = ()

    @property
    def family(self) -> tuple[Result, ...]:
        """The result and what was joined to it."""
        return (self.result, *self.joined)

    @cached_property
    def submissions(self) -> list[Submission]:
        """Every group's submission, of the result itself and of what was joined to it."""
        return [submission for member in self.family for submission in member.submissions]

    @cached_property
    def priorities(self) -> dict[Body, Priority | None]:
        """The groups behind it, each with the strongest priority that it named."""
        strongest: dict[Body, Priority | None] = {}
        for submission in self.submissions:
            known = strongest.get(submission.body)
            strongest[submission.body] = min(known, submission.priority, key=ORDER.index)
        return strongest

    @property
    def groups(self) -> int:
        """How many groups stand behind it."""
        return len(self.priorities)

    @property
    def highs(self) -> int:
        """How many of them named it high."""
        return sum(priority is Priority.HIGH for priority in self.priorities.values())

    @cached_property
    def fields(self) -> list[Body]:
        """The fields that it or anything joined to it concerns, each once."""
        return list(dict.fromkeys(body for member in self.family for body in member.fields))

    @property
    def latest(self) -> Conclusion | None:
        """The conclusion that counts."""
        return self.result.conclusions[-1] if self.result.conclusions else None

    @property
    def seen(self) -> int:
        """What a button carries to tell whether anything was concluded since: the newest conclusion's number, or 0."""
        return self.latest.id if self.latest else 0


def list_line(parents: Mapping[int, int | None], number: int) -> Iterator[int]:
    """Yield `number` and the results that it was joined to, one after the other; the root comes last."""
    yield number
    while (parent := parents.get(number)) is not None:
        yield (number := parent)


def find_root(parents: Mapping[int, int | None], number: int) -> int:
    """Return the result that `number` was joined to in the end, or itself."""
    *_, root = list_line(parents, number)
    return root


def list_parents(session: Session) -> dict[int, int | None]:
    """Return which result was joined to which."""
    return {row.id: row.parent_id for row in session.execute(select(Result.id, Result.parent_id))}


def list_families(session: Session, roots: Collection[int] | None = None) -> list[Standing]:
    """Return these results, oldest first, each with what was joined to it; all that are not joined if None."""
    parents = list_parents(session)
    statement = select(Result).order_by(Result.id)
    if roots is not None:
        statement = statement.where(Result.id.in_([one for one in parents if find_root(parents, one) in roots]))
    members: dict[int, list[Result]] = defaultdict(list)
    for result in session.scalars(statement):
        members[find_root(parents, result.id)].append(result)
    return [_standing(root, family) for root, family in sorted(members.items())]


def stand_for(session: Session, result: Result) -> Standing:
    """Return the result with everything that was joined to it, also where it is joined to another itself."""
    parents = list_parents(session) | {result.id: None}
    numbers = [one for one in parents if one != result.id and find_root(parents, one) == result.id]
    joined = session.scalars(select(Result).where(Result.id.in_(numbers)).order_by(Result.id))
    return Standing(result, tuple(joined))


def _standing(root: int, family: Iterable[Result]) -> Standing:
    by_number = {result.id: result for result in family}
    return Standing(by_number.pop(root), tuple(by_number.values()))


def list_ranked(session: Session) -> list[tuple[int, ResultState]]:
    """Return the number and state of every result that is not joined to another.

    Most groups first, then most often "high", then oldest: sorted, and nothing left out (R7).
    """
    rows = session.execute(select(Result.id, Result.parent_id, Result.state, Result.submitted_at)).all()
    parents = {number: parent for number, parent, _, _ in rows}
    groups: dict[int, set[int]] = defaultdict(set)
    highs: dict[int, set[int]] = defaultdict(set)
    for number, body, priority in session.execute(
        select(Submission.result_id, Submission.body_id, Submission.priority)
    ):
        root = find_root(parents, number)
        groups[root].add(body)
        if priority is Priority.HIGH:
            highs[root].add(body)
    roots = [row for row in rows if row.parent_id is None]
    roots.sort(key=lambda row: (-len(groups[row.id]), -len(highs[row.id]), row.submitted_at, row.id))
    return [(row.id, row.state) for row in roots]
