"""Hypothesis walks the dialogue of writing a result: whatever happens in whatever order, no typed word is lost."""

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

from bot.errors import Outdated, TooLong
from bot.services import dialogues, drafts
from bot.services.drafts import FIELDS, GROUP, PRIORITY, TEXT, TITLE
from bot.services.visitors import DialogueView
from bot.text import Words
from models import Base, MembershipRole, Priority, Result
from models.database import Database
from tests.factories import LONG_AGO, create_body, create_membership, create_participant

STEPS = (GROUP, TITLE, TEXT, PRIORITY, FIELDS)
#: What is typed: a line, a title with text, a line too long for a title, and what a client may have cut.
SHAPES = ("w{}", "w{}\nw{}", "w{} " + "y" * 90, "w{} " + "z" * 3_600, "v{}" + "v" * 4_090)
BACK = {TEXT: TITLE, PRIORITY: TEXT, FIELDS: PRIORITY}


def empty(session: Session) -> None:
    """Delete all rows."""
    for table in reversed(Base.metadata.sorted_tables):
        session.execute(table.delete())


class Writing(RuleBasedStateMachine):
    """A speaker of two groups, who does anything at any moment."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.database = database
        self.now = LONG_AGO
        self.words: list[str] = []
        self.count = 0
        self.handed_in: list[tuple[str, list[str]]] = []

    @initialize()
    def arrive(self) -> None:
        self.database.transact(empty)
        self.sabine = self.database.transact(create_participant)
        self.groups = [self.database.transact(create_body, code, code) for code in ("BIL", "FRA")]
        for group in self.groups:
            self.database.transact(create_membership, self.sabine, group, MembershipRole.SPEAKER)

    def running(self) -> DialogueView | None:
        """The dialogue as it is."""

        def look(session: Session) -> DialogueView | None:
            found = dialogues.find(session, acting=self.sabine)
            return dialogues.view(found) if found else None

        return self.database.look(look)

    def do(self, act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Do something at this moment, as the edge would."""
        return self.database.transact(partial(act, acting=self.sabine, now=self.now), *args, **kwargs)

    def is_at(self, *steps: str) -> bool:
        """Whether the dialogue is at one of these steps."""
        running = self.running()
        return running is not None and running.step in steps

    @property
    def number(self) -> int:
        """The running dialogue's number."""
        running = self.running()
        assert running is not None
        return running.number

    @precondition(lambda self: self.running() is None)
    @rule(group=st.sampled_from([None, 0, 1]))
    def begin(self, group: int | None) -> None:
        self.words = []
        self.do(drafts.begin, None if group is None else self.groups[group])

    @precondition(lambda self: self.is_at(*STEPS))
    @rule(shape=st.sampled_from(SHAPES), seconds=st.sampled_from([1, 30]))
    def say(self, shape: str, seconds: int) -> None:
        self.type(shape, seconds)

    def type(self, shape: str, seconds: int) -> None:
        """Type marked words some seconds after the last act, and remember what must be kept from now on."""
        self.now += timedelta(seconds=seconds)
        running = self.running()
        assert running is not None
        self.count += 2
        text = shape.format(self.count, self.count + 1)[:4_096]
        try:
            after = self.do(drafts.take_words, running.number, running.step, Words(text, self.now))
        except TooLong:
            return
        replaced = running.data.get("title") if after.data.get("title") != running.data.get("title") else None
        self.words = [word for word in self.words if word != replaced] + [w for w in text.split() if w[0] in "wv"]

    @precondition(lambda self: self.is_at(FIELDS))
    @rule(group=st.integers(0, 1))
    def tick(self, group: int) -> None:
        self.do(drafts.toggle_field, self.number, self.groups[group])

    @precondition(lambda self: self.is_at(*BACK))
    @rule()
    def go_back(self) -> None:
        running = self.running()
        assert running is not None
        self.do(dialogues.go_to, running.number, BACK[running.step])

    @precondition(lambda self: self.is_at(TITLE, TEXT))
    @rule()
    def keep(self) -> None:
        running = self.running()
        assert running is not None
        self.do(drafts.keep, running.number, running.step)

    @precondition(lambda self: self.running() is not None)
    @rule(act=st.sampled_from([drafts.choose_body, drafts.toggle_field, drafts.hand_in]), shift=st.integers(1, 3))
    def press_an_old_button(self, act: Callable[..., Any], shift: int) -> None:
        arguments = [] if act is drafts.hand_in else [self.groups[0]]
        try:
            self.do(act, self.number + shift, *arguments)
        except Outdated:
            return
        raise AssertionError("an old button acted")

    @precondition(lambda self: self.running() is not None)
    @rule(group=st.integers(0, 1), priority=st.sampled_from(Priority))
    def answer(self, group: int, priority: Priority) -> None:
        running = self.running()
        assert running is not None
        match running.step:
            case drafts.GROUP:
                self.do(drafts.choose_body, running.number, self.groups[group])
            case drafts.PRIORITY:
                self.do(drafts.choose_priority, running.number, priority)
            case drafts.FIELDS:
                result = self.do(drafts.hand_in, running.number)
                self.handed_in.append((result.number, sorted(self.words)))
            case _:
                self.type("w{}", 30)

    @precondition(lambda self: self.running() is not None)
    @rule(sure=st.integers(0, 5))
    def cancel(self, sure: int) -> None:
        if sure == 5:
            self.database.transact(dialogues.end, acting=self.sabine)

    @invariant()
    def no_word_is_lost(self) -> None:
        running = self.running() if hasattr(self, "sabine") else None
        if running is not None:
            said = running.data.get("title", "") + " " + running.data.get("text", "")
            assert known(said) == sorted(self.words)

    @invariant()
    def results_are_whole_and_numbered_without_gap(self) -> None:
        results = self.database.look(all_results) if hasattr(self, "sabine") else []
        assert sorted((number, known(f"{title} {text}")) for number, title, text in results) == sorted(self.handed_in)
        for code in ("BIL", "FRA"):
            numbers = [number for number, _, _ in results if number.startswith(code)]
            assert numbers == [f"{code}-{count:02d}" for count in range(1, len(numbers) + 1)]


def known(text: str) -> list[str]:
    """Return the marked words of a text."""
    return sorted(word for word in text.split() if word[0] in "wv")


def all_results(session: Session) -> list[tuple[str, str, str]]:
    """Return number, title and text of every result in order."""
    return [(one.number, one.title, one.text) for one in session.scalars(select(Result).order_by(Result.id))]


def test_whatever_is_done_in_whatever_order_no_word_is_lost(database: Database) -> None:
    class Walk(Writing):
        def __init__(self) -> None:
            super().__init__(database)

    health = [HealthCheck.too_slow, HealthCheck.data_too_large]

    run_state_machine_as_test(
        Walk, settings=settings(max_examples=10, stateful_step_count=30, deadline=None, suppress_health_check=health)
    )
