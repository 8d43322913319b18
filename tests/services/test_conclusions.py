"""Conclusions, joins and undo, walked at random: every result keeps a root, and nothing that was said gets lost."""

from __future__ import annotations

from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.errors import EmptyText, NotFound, Outdated, Overtaken, TooLate, TooLong
from bot.services import conclusions, standings
from bot.services.conclusions import Decision
from models import ConclusionKind, Delivery, DeliveryState, Priority, Result, ResultState
from models.database import Database
from tests.factories import create_result
from tests.steering import Steered, create_steered
from tests.towns import CONFERENCE_DAY as NOW

COUNT = 3
Step = tuple[ConclusionKind, int | None]
indexes = st.integers(0, COUNT - 1)
simple = st.sampled_from([kind for kind in ConclusionKind if kind is not ConclusionKind.MERGE])


class Walk(RuleBasedStateMachine):
    """Results 0 to 2, each handed in by one of two groups; `history` is what a person would remember."""

    database: ClassVar[Database]
    made: ClassVar[Steered]

    def __init__(self) -> None:
        super().__init__()
        self.numbers = self.database.transact(_fresh_results, self.made)
        self.history: list[list[Step]] = [[] for _ in range(COUNT)]
        self.told = [0] * COUNT

    def parent(self, index: int) -> int | None:
        return self.history[index][-1][1] if self.history[index] else None

    def root(self, index: int) -> int:
        while (above := self.parent(index)) is not None:
            index = above
        return index

    def seen(self, index: int) -> int:
        look = self.database.look(conclusions.inspect, self.numbers[index], acting=self.made.people["Petra"])
        return look.standing.seen

    def conclude(self, index: int, kind: ConclusionKind, into: int | None = None, *, stale: int = 0) -> None:
        target = None if into is None else self.numbers[into]
        decision = Decision(self.numbers[index], kind, self.seen(index) + stale, target, "Darum.")
        self.database.transact(conclusions.conclude, decision, acting=self.made.people["Petra"], now=NOW)

    @rule(index=indexes, kind=simple)
    def concludes(self, index: int, kind: ConclusionKind) -> None:
        self.conclude(index, kind)
        self.history[index].append((kind, None))

    @rule(index=indexes, into=indexes)
    def joins(self, index: int, into: int) -> None:
        root = self.root(into)
        if index in {into, root}:
            with pytest.raises(Outdated):
                self.conclude(index, ConclusionKind.MERGE, into)
            return
        self.conclude(index, ConclusionKind.MERGE, into)
        self.history[index].append((ConclusionKind.MERGE, root))

    @rule(index=indexes, kind=simple)
    def concludes_on_an_old_page(self, index: int, kind: ConclusionKind) -> None:
        with pytest.raises(Overtaken):
            self.conclude(index, kind, stale=1)

    @rule(index=indexes)
    def everybody_is_told(self, index: int) -> None:
        queued = (Delivery.result_id == self.numbers[index], Delivery.state == DeliveryState.QUEUED)
        statement = update(Delivery).where(*queued).values(state=DeliveryState.SENT)
        self.database.transact(lambda session: session.execute(statement))
        self.told[index] = len(self.history[index])

    @rule(index=indexes)
    def takes_back(self, index: int) -> None:
        if not self.history[index]:
            return
        expected = self.obstacle(index)
        if expected is None:
            self.take_back(index)
            self.history[index].pop()
            self.told[index] = min(self.told[index], len(self.history[index]))
        else:
            with pytest.raises(expected):
                self.take_back(index)

    def take_back(self, index: int) -> None:
        acting = self.made.people["Petra"]
        self.database.transact(conclusions.take_back, self.seen(index), acting=acting, now=NOW)

    def obstacle(self, index: int) -> type[Exception] | None:
        """Somebody was told of the latest conclusion, or what the one before joined it to lies below it by now."""
        steps = self.history[index]
        if self.told[index] == len(steps):
            return TooLate
        before = steps[-2][1] if len(steps) > 1 else None
        latest = steps.pop()
        steps.append((latest[0], None))
        circle = before is not None and self.root(before) == index
        steps[-1] = latest
        return Outdated if circle else None

    @invariant()
    def every_result_has_a_root_that_is_not_joined(self) -> None:
        families = self.database.look(standings.list_families)
        own = [family for family in families if family.result.id in self.numbers]

        members = sorted(member.id for family in own for member in family.family)
        assert members == sorted(self.numbers)
        assert all(family.result.state is not ResultState.MERGED for family in own)
        roots = {member.id: family.result.id for family in own for member in family.family}
        assert [roots[number] for number in self.numbers] == [self.numbers[self.root(index)] for index in range(COUNT)]

    @invariant()
    def states_and_weights_are_as_people_said(self) -> None:
        expected = [conclusions.STATE_AFTER[steps[-1][0]] if steps else ResultState.SUBMITTED for steps in self.history]
        families = self.database.look(standings.list_families)
        by_root = {family.result.id: family for family in families}
        states = {member.id: member.state for family in families for member in family.family}

        assert [states[number] for number in self.numbers] == expected
        for index, number in enumerate(self.numbers):
            family = by_root[self.numbers[self.root(index)]]
            said = {(submission.result_id, submission.priority) for submission in family.submissions}
            assert (number, _priority(index)) in said
            assert f"Titel {index}" in {member.title for member in family.family}


def _priority(index: int) -> Priority:
    return list(Priority)[index % 3]


def _fresh_results(session: Session, made: Steered) -> list[int]:
    session.execute(delete(Delivery))
    session.execute(update(Result).values(parent_id=None))
    for old in session.scalars(select(Result)):
        session.delete(old)
    session.flush()
    bodies = [made.bodies["BIL"], made.bodies["IKB"]]
    return [
        create_result(session, f"R-{index}", f"Titel {index}", {bodies[index % 2]: _priority(index)})
        for index in range(COUNT)
    ]


def test_whatever_is_concluded_nothing_gets_lost(database: Database) -> None:
    made = database.transact(create_steered)
    walk = type("WalkHere", (Walk,), {"database": database, "made": made})
    check = settings(max_examples=8, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))

    run_state_machine_as_test(walk, settings=check)


def _decide(database: Database, made: Steered, decision: Decision) -> None:
    database.transact(conclusions.conclude, decision, acting=made.people["Petra"], now=NOW)


def test_a_join_to_something_joined_leads_to_its_root(database: Database) -> None:
    made = database.transact(create_steered)
    third = database.transact(create_result, "BIL-02", "Dritte", {made.bodies["BIL"]: None})
    first, second = made.results["BIL-01"], made.results["IKB-01"]
    _decide(database, made, Decision(second, ConclusionKind.MERGE, 0, first))

    _decide(database, made, Decision(third, ConclusionKind.MERGE, 0, second))

    assert database.look(lambda session: session.get_one(Result, third).parent_id) == first


def test_undo_never_makes_a_circle(database: Database) -> None:
    made = database.transact(create_steered)
    first, second = made.results["BIL-01"], made.results["IKB-01"]
    _decide(database, made, Decision(first, ConclusionKind.MERGE, 0, second))
    _decide(database, made, Decision(first, ConclusionKind.ACCEPT, 1))
    _decide(database, made, Decision(second, ConclusionKind.MERGE, 0, first))

    with pytest.raises(Outdated):
        database.transact(conclusions.take_back, 2, acting=made.people["Petra"], now=NOW)

    assert database.look(standings.list_parents) == {first: None, second: first}


@pytest.mark.parametrize("kind", sorted(conclusions.NEEDS_REASON))
def test_some_conclusions_need_a_reason(database: Database, kind: ConclusionKind) -> None:
    made = database.transact(create_steered)

    with pytest.raises(EmptyText):
        _decide(database, made, Decision(made.results["BIL-01"], kind, 0))


def test_a_reason_has_its_limit(database: Database) -> None:
    made = database.transact(create_steered)
    reason = "ä" * (conclusions.REASON_LIMIT + 1)

    with pytest.raises(TooLong):
        _decide(database, made, Decision(made.results["BIL-01"], ConclusionKind.ACCEPT, 0, reason=reason))


def test_a_result_that_does_not_exist_is_not_found(database: Database) -> None:
    made = database.transact(create_steered)

    with pytest.raises(NotFound):
        _decide(database, made, Decision(10**6, ConclusionKind.ACCEPT, 0))
    with pytest.raises(NotFound):
        _decide(database, made, Decision(made.results["BIL-01"], ConclusionKind.MERGE, 0, 10**6))
