"""Hypothesis lets the steering group release and withdraw while the board opens, advises and is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from bot.errors import NotFound, Overtaken
from bot.services import advice, digests, releases
from models import Advice, Base, Delivery, DeliveryKind, DeliveryState, Release
from tests.steering import Steered, create_steered
from tests.towns import BERLIN, local

RESULTS = st.sampled_from(["BIL-01", "IKB-01"])
WHO = st.sampled_from(["Petra", "Sabine"])


class SteeringGroupAndBoard(RuleBasedStateMachine):
    """Two who release and withdraw by what they saw last, and one member of the board."""

    @initialize()
    def found(self) -> None:
        self.engine = create_engine("sqlite://")
        Base.metadata.create_all(self.engine)
        self.session = Session(self.engine)
        self.made: Steered = create_steered(self.session)
        self.now: datetime = local(13, 10, 2009, 10).astimezone(UTC)
        #: The release that counts, by the result's number.
        self.released: dict[str, int] = {}
        self.newest = {"BIL-01": 0, "IKB-01": 0}
        self.seen = {(who, number): 0 for who in ("Petra", "Sabine") for number in self.newest}
        self.given = 0

    @rule(who=WHO, number=RESULTS)
    def look(self, who: str, number: str) -> None:
        self.seen[who, number] = self.newest[number]

    @rule(who=WHO, number=RESULTS)
    def release(self, who: str, number: str) -> None:
        seen, about = self.seen[who, number], self.made.results[number]
        try:
            made = releases.release(self.session, about, seen, acting=self.made.people[who], now=self.now)
        except Overtaken:
            assert seen != self.newest[number] or number in self.released
        else:
            assert number not in self.released
            self.released[number] = self.newest[number] = made.id

    @rule(who=WHO, number=RESULTS)
    def withdraw(self, who: str, number: str) -> None:
        newest = self.newest[number]
        try:
            releases.withdraw(self.session, newest, acting=self.made.people[who], now=self.now)
        except Overtaken:
            assert number not in self.released
        except NotFound:
            assert newest == 0
        else:
            del self.released[number]

    @rule(number=RESULTS)
    def advise(self, number: str) -> None:
        bernd, about = self.made.people["Bernd"], self.made.results[number]
        try:
            dialogue = advice.begin(self.session, about, acting=bernd, now=self.now)
            advice.give(self.session, dialogue.number, "Gut.", acting=bernd, now=self.now)
        except NotFound:
            assert number not in self.released
        else:
            assert number in self.released
            self.given += 1

    @rule(hours=st.integers(1, 40), arrives=st.booleans())
    def pass_time(self, hours: int, arrives: bool) -> None:
        self.now += timedelta(hours=hours)
        digests.queue_due(self.session, timezone=BERLIN, now=self.now)
        for delivery in self._digests() if arrives else []:
            delivery.state = DeliveryState.SENT
        self.session.flush()

    def _digests(self) -> list[Delivery]:
        waiting = (Delivery.kind == DeliveryKind.DIGEST, Delivery.state == DeliveryState.QUEUED)
        return list(self.session.scalars(select(Delivery).where(*waiting)))

    @invariant()
    def the_board_opens_what_is_released_and_nothing_else(self) -> None:
        opened = set()
        for number, about in self.made.results.items():
            try:
                opened.add(releases.get_released(self.session, about, acting=self.made.people["Bernd"]).number)
            except NotFound:
                assert number not in self.released
        assert opened == set(self.released)
        page = releases.list_released(self.session, 0, acting=self.made.people["Bernd"])
        assert {result.number for result in page.results} == opened
        assert page.total == len(opened)

    @invariant()
    def nobody_else_opens_anything(self) -> None:
        for name in ("Amal", "Olga", "Darya", "Gül", "Klaus", "Petra"):
            for about in self.made.results.values():
                try:
                    releases.get_released(self.session, about, acting=self.made.people[name])
                except NotFound:
                    continue
                raise AssertionError(name)

    @invariant()
    def a_digest_that_waits_is_the_only_one_and_tells_of_what_is_released_alone(self) -> None:
        waiting = self._digests()
        told = [number for delivery in waiting for _, number, _ in delivery.facts["results"]]
        assert len(waiting) <= 1
        assert set(told) <= set(self.released)
        assert len(told) == len(set(told))

    @invariant()
    def every_release_has_its_row_and_no_opinion_is_lost(self) -> None:
        rows = list(self.session.scalars(select(Release)))
        assert {row.id for row in rows if row.withdrawn_at is None} == set(self.released.values())
        assert all((row.withdrawn_at is None) is (row.withdrawn_by is None) for row in rows)
        assert len(list(self.session.scalars(select(Advice.id)))) == self.given

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.session.close()
            self.engine.dispose()


SteeringGroupAndBoard.TestCase.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
TestSteeringGroupAndBoard = SteeringGroupAndBoard.TestCase
