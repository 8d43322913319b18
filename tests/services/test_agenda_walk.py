"""Hypothesis walks the dialogue of topics and the meetings behind it: no topic is lost, none is talked about twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import NotFound, NotPermitted, Outdated, TooLong
from bot.services import agenda_items, agendas, dialogues
from bot.services.agenda_items import ANEW, WORDS
from bot.services.ideas import Recording
from bot.services.visitors import DialogueView
from bot.text import Words
from models import AgendaItem, MembershipRole
from models.database import Database
from tests.factories import LONG_AGO, create_body, create_meeting, create_membership, create_participant
from tests.services.test_draft_walk import empty

AMAL, SABINE = 0, 1
EVERY = timedelta(weeks=6)


class Meeting(RuleBasedStateMachine):
    """A member and a speaker of a body that meets every six weeks; each does anything at any moment."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.database = database
        self.now = LONG_AGO
        self.count = 0
        #: What each topic should be: its text, the number of the meeting it went to, whether it stands.
        self.topics: dict[int, tuple[str, int | None, bool]] = {}
        self.authors: dict[int, int] = {}

    @initialize()
    def arrive(self) -> None:
        self.database.transact(empty)
        self.body = self.database.transact(create_body)
        self.people = [self.database.transact(create_participant) for _ in range(2)]
        for person, role in zip(self.people, (MembershipRole.MEMBER, MembershipRole.SPEAKER), strict=True):
            self.database.transact(create_membership, person, self.body, role)
        self.next = self.database.transact(create_meeting, self.body, self.now + EVERY)

    def running(self, who: int) -> DialogueView | None:
        """The person's dialogue as it is."""

        def look(session: Session) -> DialogueView | None:
            found = dialogues.find(session, acting=self.people[who])
            return dialogues.view(found) if found else None

        return self.database.look(look)

    def do(self, who: int, act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Let somebody do something at this moment, as the edge would."""
        return self.database.transact(partial(act, acting=self.people[who], now=self.now), *args, **kwargs)

    def waiting(self) -> list[int]:
        """The numbers of the topics that wait, oldest first."""
        return [number for number, (_, meeting, _) in sorted(self.topics.items()) if meeting is None]

    @rule(who=st.sampled_from([AMAL, SABINE]))
    def begin(self, who: int) -> None:
        self.do(who, agenda_items.begin, self.next)

    @precondition(lambda self: self.topics)
    @rule(which=st.integers(0, 9), who=st.sampled_from([AMAL, SABINE]))
    def begin_anew(self, which: int, who: int) -> None:
        number = sorted(self.topics)[which % len(self.topics)]
        own = self.authors[number] == who
        try:
            self.do(who, agenda_items.begin_anew, number)
        except (Outdated, NotPermitted, NotFound):
            assert who == AMAL or self.topics[number][1] is not None or not own
            return
        assert (who, self.topics[number][1]) == (SABINE, None)

    @rule(who=st.sampled_from([AMAL, SABINE]), shape=st.sampled_from(["t{}", "t{} " + "x" * 300, None]))
    def say(self, who: int, shape: str | None) -> None:
        running = self.running(who)
        if running is None:
            return
        self.count += 1
        text = shape.format(self.count) if shape else ""
        said = Words(text, self.now) if shape else Recording("voice", 3)
        if running.step == WORDS:
            self._propose(who, running, said, text)
        elif isinstance(said, Words):
            self._write(who, running, said)

    def _propose(self, who: int, running: DialogueView, said: Words | Recording, text: str) -> None:
        try:
            topic = self.do(who, agenda_items.propose, running.number, said)
        except TooLong:
            assert len(text) > agenda_items.LIMIT
            return
        self.topics[topic.item.id], self.authors[topic.item.id] = (text, None, False), who

    def _write(self, who: int, running: DialogueView, said: Words) -> None:
        assert running.step == ANEW
        number = running.data["item"]
        try:
            self.do(who, agenda_items.write_anew, running.number, said)
        except (TooLong, Outdated, NotFound):
            kept = self.topics.get(number, ("", 0, False))
            assert len(said.text) > agenda_items.LIMIT or kept[1] is not None
            return
        self.topics[number] = (said.text, *self.topics[number][1:])

    @precondition(lambda self: self.waiting())
    @rule(which=st.integers(0, 9), standing=st.booleans())
    def keep(self, which: int, standing: bool) -> None:
        number = self.waiting()[which % len(self.waiting())]
        self.do(SABINE, agenda_items.keep, number, standing=standing)
        self.topics[number] = (*self.topics[number][:2], standing)

    @precondition(lambda self: self.topics)
    @rule(which=st.integers(0, 9), who=st.sampled_from([AMAL, SABINE]))
    def remove(self, which: int, who: int) -> None:
        number = sorted(self.topics)[which % len(self.topics)]
        allowed = (who == SABINE or self.authors[number] == who) and self.topics[number][1] is None
        try:
            self.do(who, agenda_items.remove, number)
        except (Outdated, NotFound):
            assert not allowed
            return
        assert allowed
        del self.topics[number]

    @rule()
    def meet(self) -> None:
        """People meet; the beat comes a minute later, and so does the next invitation."""
        self.now += EVERY + timedelta(minutes=1)
        for number in self.waiting():
            text, _, standing = self.topics[number]
            self.topics[number] = (text, None if standing else self.next, standing)
        self.next = self.database.transact(create_meeting, self.body, self.now + EVERY)
        for _ in range(2):
            self.database.transact(agenda_items.close_held, now=self.now)

    @rule(who=st.sampled_from([AMAL, SABINE]))
    def cancel(self, who: int) -> None:
        self.database.transact(dialogues.end, acting=self.people[who])

    @invariant()
    def each_topic_is_where_it_belongs(self) -> None:
        if not hasattr(self, "next"):
            return
        found = self.database.look(lambda session: list(session.scalars(select(AgendaItem))))
        assert {item.id: (item.text, item.meeting_id, item.standing) for item in found} == self.topics
        agenda = self.database.look(agendas.get, self.next, acting=self.people[AMAL], now=self.now)
        assert [item.id for item in agenda.items] == self.waiting()


def test_no_topic_is_lost_whatever_anybody_does(database: Database) -> None:
    class Walk(Meeting):
        def __init__(self) -> None:
            super().__init__(database)

    health = [HealthCheck.too_slow, HealthCheck.data_too_large]

    run_state_machine_as_test(
        Walk, settings=settings(max_examples=10, stateful_step_count=30, deadline=None, suppress_health_check=health)
    )
