"""Hypothesis moves a measure along its scale in every way that services allow; the rules of the scale hold (S67)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from bot.errors import EmptyText, Outdated, Overtaken
from bot.services import measure_news, measure_people, measure_states, measure_watch, measures
from bot.services.measure_states import NEEDS_REASON, may_follow
from models import (
    Base,
    Delivery,
    DeliveryKind,
    EvaluationOutcome,
    Measure,
    MeasureState,
    Paper,
    PaperItem,
    PaperState,
    Progress,
)
from models.database import Database
from tests.factories import create_measure
from tests.statements import counted
from tests.steering import create_steered
from tests.towns import BERLIN, local

STATE = MeasureState
STATES = st.sampled_from(list(MeasureState))


@pytest.mark.parametrize("before", list(MeasureState))
def test_nobody_sets_by_hand_what_the_council_or_an_evaluation_says(before: MeasureState) -> None:
    elsewhere = (STATE.RESOLVED, STATE.EVALUATED, STATE.PROPOSED, STATE.REVIEWED, STATE.IN_PAPER)

    assert [may_follow(before, after) for after in elsewhere] == [False] * 5
    assert not may_follow(before, before)
    assert measure_states.list_following(before) != []


def test_a_beat_with_nothing_due_asks_the_database_once(database: Database) -> None:
    for number in range(3):
        database.transact(create_measure, f"M-0{number}", state=STATE.UNDERWAY)
    now = local(13, 10, 2009, 12)
    first = database.transact(measure_watch.look, timezone=BERLIN, now=now)

    with counted(database) as statements:
        second = database.transact(measure_watch.look, timezone=BERLIN, now=now)

    asked = [statement.split()[0] for statement in statements if not statement.startswith("BEGIN")]
    assert (first, second, asked) == (3, 0, ["UPDATE"])


class Walk(RuleBasedStateMachine):
    """A measure grown from a result; Petra moves it, Olga is asked, a council decides, time passes."""

    @initialize()
    def begin(self) -> None:
        self.engine = create_engine("sqlite://")
        Base.metadata.create_all(self.engine)
        self.session = Session(self.engine)
        self.made = create_steered(self.session)
        self.now: datetime = local(13, 10, 2009, 10).astimezone(UTC)
        result = self.made.results["BIL-01"]
        self.number = create_measure(self.session, "BIL-01", result_id=result, created_at=self.now)
        paper = Paper(number=1, state=PaperState.FINAL, created_at=self.now)
        paper.items = [PaperItem(result_id=result, position=1)]
        self.session.add(paper)
        self.session.flush()
        self.paper, self.started, self.notes = paper, self.now, 0
        self.name_olga()

    @property
    def measure(self) -> Measure:
        return self.session.get_one(Measure, self.number)

    @rule()
    def name_olga(self) -> None:
        klaus, olga = self.made.people["Klaus"], self.made.people["Olga"]
        measure_people.name_responsible(self.session, self.number, olga, acting=klaus, now=self.now)

    @rule(state=STATES, reason=st.sampled_from(["", "Kein Geld"]), late=st.booleans())
    def move(self, state: MeasureState, reason: str, late: bool) -> None:
        before, seen = self.measure.state, measure_states.seen_of(self.measure) + late
        setting: dict[str, Any] = {"acting": self.made.people["Petra"], "now": self.now}
        try:
            measure_states.set_state(self.session, self.number, state, seen, reason, **setting)
        except Overtaken:
            assert late
        except Outdated:
            assert not may_follow(before, state)
        except EmptyText:
            assert state in NEEDS_REASON
            assert not reason
        else:
            assert may_follow(before, state)
            self.notes += 1
            assert self.measure.state is state

    @rule(progress=st.sampled_from(list(Progress)))
    def answer(self, progress: Progress) -> None:
        before, seen = self.measure.state, measure_states.seen_of(self.measure)
        said: dict[str, Any] = {"acting": self.made.people["Olga"], "now": self.now}
        if self.measure.responsible_id is None:
            return
        measure_news.say_progress(self.session, self.number, progress, seen, **said)
        self.notes += 1
        completes = progress is Progress.DONE and may_follow(before, STATE.COMPLETED)
        assert self.measure.state is (STATE.COMPLETED if completes else before)

    @rule(outcome=st.sampled_from(list(EvaluationOutcome)))
    def evaluate(self, outcome: EvaluationOutcome) -> None:
        before = self.measure.state
        said: dict[str, Any] = {"acting": self.made.people["Klaus"], "now": self.now}
        try:
            measure_news.evaluate(self.session, self.number, outcome, "42 Familien", **said)
        except Outdated:
            assert before not in measure_news.EVALUABLE
        else:
            self.notes += 1
            assert self.measure.state is STATE.EVALUATED

    @rule()
    def decide(self) -> None:
        before = self.measure.state
        (begun,) = measures.begin_from_paper(self.session, self.paper, acting=self.made.people["Klaus"], now=self.now)
        assert begun.id == self.number
        self.notes += self.measure.state is not before
        assert self.measure.state in (before, STATE.RESOLVED)

    @rule(days=st.integers(1, 120))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)
        measure_watch.look(self.session, timezone=BERLIN, now=self.now)

    @invariant()
    def every_change_is_in_the_history(self) -> None:
        assert len(self.measure.notes) == self.notes

    @invariant()
    def nobody_is_flooded(self) -> None:
        """At most one question and one reminder in eight weeks, counted over the whole time, and one per note."""
        statement = select(func.count(Delivery.id)).where(
            Delivery.kind == DeliveryKind.MEASURE_DUE, Delivery.key.startswith("measure-progress:")
        )
        asked = self.session.scalars(statement).one()
        assert asked <= 2 * ((self.now - self.started) / measure_watch.EVERY) + 1

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.session.close()
            self.engine.dispose()


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
