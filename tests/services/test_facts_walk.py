"""Hypothesis lets two people at the desk write facts down, change and remove them, with whatever words."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from bot.errors import BadInput, NotFound, Outdated
from bot.fuzzy import parse_fuzzy
from bot.services import dialogues, facts, figures, indicators, milestones, phases
from bot.services.fact_fields import FIELDS, Noun
from models import AuditEntry, Base, Figure, Indicator, Milestone, Phase
from tests.steering import create_steered
from tests.towns import CONFERENCE_DAY

WHO = st.sampled_from(["Petra", "Klaus"])
NOUN = st.sampled_from(list(Noun))
FIELD = st.sampled_from(sorted({name for fields in FIELDS.values() for name in fields}))
WORDS = st.sampled_from(
    ["Einwohner", "Deutsche", "41.247", "ca. 10–15 %", "01.10.2009", "12/2009", "Mitte 2008", "2010", "bald", "", "<b>"]
) | st.text(max_size=12)


class Desk(RuleBasedStateMachine):
    """Two who write; each act may come at any time."""

    @initialize()
    def found(self) -> None:
        self.engine = create_engine("sqlite://")
        Base.metadata.create_all(self.engine)
        self.session = Session(self.engine)
        self.people = create_steered(self.session).people
        self.logged = 0

    @rule(who=WHO, noun=NOUN, row_id=st.integers(0, 4), field=FIELD)
    def begin(self, who: str, noun: Noun, row_id: int, field: str) -> None:
        try:
            facts.begin(self.session, noun, row_id, field, acting=self.people[who], now=CONFERENCE_DAY)
        except (NotFound, Outdated):
            assert row_id

    @rule(who=WHO, words=WORDS)
    def say(self, who: str, words: str) -> None:
        acting = self.people[who]
        running = dialogues.find(self.session, acting=acting)
        if running is None:
            return
        before = (running.step, running.data)
        try:
            with self.session.begin_nested():
                taken = facts.take(self.session, running.id, words, acting=acting, now=CONFERENCE_DAY)
        except BadInput:
            still = dialogues.find(self.session, acting=acting)
            assert still is not None
            assert (still.step, still.data) == before
        except NotFound:
            assert before[1]["id"]
        else:
            self.logged += isinstance(taken, facts.Fact)

    @rule(who=WHO)
    def leave_empty(self, who: str) -> None:
        acting = self.people[who]
        running = dialogues.find(self.session, acting=acting)
        if running is None:
            return
        try:
            taken = facts.empty(self.session, running.id, acting=acting, now=CONFERENCE_DAY)
        except (NotFound, Outdated):
            return
        self.logged += isinstance(taken, facts.Fact)

    @rule(who=WHO, noun=NOUN, row_id=st.integers(1, 4))
    def remove(self, who: str, noun: Noun, row_id: int) -> None:
        try:
            facts.remove(self.session, noun, row_id, acting=self.people[who], now=CONFERENCE_DAY)
        except NotFound:
            return
        self.logged += 1

    @invariant()
    def a_figure_has_its_day_and_whatever_there_is_can_be_read(self) -> None:
        if not hasattr(self, "session"):
            return
        klaus, today = self.people["Klaus"], CONFERENCE_DAY.date()
        assert [one.id for one in self.session.scalars(select(Figure)) if one.as_of is None] == []
        assert [one.id for one in self.session.scalars(select(Milestone)) if parse_fuzzy(one.planned) is None] == []
        assert [one.id for one in self.session.scalars(select(Phase)) if one.ends_on < one.starts_on] == []
        for listed in (figures.list_figures, milestones.list_milestones, indicators.list_indicators):
            listed(self.session, acting=klaus)
        calendar = phases.get_desk_calendar(self.session, today=today, acting=klaus)
        assert [first for first, last in calendar.gaps if last < first] == []
        names = list(self.session.scalars(select(Indicator.name)))
        assert len(names) == len(set(names))
        assert self.session.scalar(select(func.count(AuditEntry.id))) == self.logged

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.session.close()
            self.engine.dispose()


Desk.TestCase.settings = settings(max_examples=10, stateful_step_count=25, deadline=None)
TestDesk = Desk.TestCase
