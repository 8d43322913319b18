"""Hypothesis walks the questions of a fact sheet with two people at once: no typed word is lost, none overwritten."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import NotFound, Outdated
from bot.services import dialogues, fact_sheets, field_questions
from bot.services.field_questions import CLASH, DOUBT, TEXT, TargetGroup
from bot.services.visitors import DialogueView
from models import Paper, PaperItem, PaperState, ProfileEntry, ProfileField, Result, ResultState
from models.database import Database
from tests.factories import LONG_AGO, create_participant
from tests.services.test_draft_walk import empty
from tests.steering import create_steered

FIELDS = (None, ProfileField.TITLE, ProfileField.GOALS, ProfileField.TARGET_GROUPS, ProfileField.FUNDED_UNTIL)
PEOPLE = st.sampled_from(("Olga", "Petra", "Klaus"))
ACTS: dict[str, tuple[str, Callable[..., Any]]] = {
    "skip": (TEXT, field_questions.go_on),
    "clear": (TEXT, field_questions.clear),
    "save ticks": (TEXT, field_questions.save_groups),
    "keep doubtful": (DOUBT, field_questions.save_typed),
    "take mine": (CLASH, field_questions.save_typed),
    "keep theirs": (CLASH, field_questions.go_on),
    "write anew": (CLASH, field_questions.ask_again),
}


class Writing(RuleBasedStateMachine):
    """A speaker, a member of the steering group and a coordinator, who do anything at any moment."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.database = database
        self.count = 0
        #: What somebody typed and neither took back, nor saw overwritten knowingly.
        self.typed: dict[str, str] = {}

    @initialize()
    def arrive(self) -> None:
        self.database.transact(empty)
        self.database.transact(create_participant)
        made = self.database.transact(create_steered)
        self.people, self.result = made.people, made.results["BIL-01"]
        self.database.transact(self._accept)

    def _accept(self, session: Session) -> None:
        session.get_one(Result, self.result).state = ResultState.ACCEPTED

    def running(self, who: str) -> DialogueView | None:
        """The person's dialogue as it is."""

        def look(session: Session) -> DialogueView | None:
            found = dialogues.find(session, acting=self.people[who])
            return dialogues.view(found) if found else None

        return self.database.look(look)

    def do(self, who: str, act: Callable[..., Any], *args: Any) -> Any:
        """Do something, as the edge would; what is over or forbidden changes nothing."""
        try:
            return self.database.transact(partial(act, acting=self.people[who], now=LONG_AGO), *args)
        except (Outdated, NotFound):
            return None

    @rule(who=PEOPLE, field=st.sampled_from(FIELDS))
    def begin(self, who: str, field: ProfileField | None) -> None:
        running = self.running(who)
        if running is None or not running.data["typed"]:
            self.do(who, field_questions.begin, self.result, field)

    @rule(who=PEOPLE, words=st.sampled_from(("Ziel {}", "Ende 20{:02}")))
    def type(self, who: str, words: str) -> None:
        running = self.running(who)
        if running is not None:
            self.count += 1
            text = words.format(self.count % 100)
            answered = self.do(who, field_questions.take_words, running.number, running.step, text)
            after = self.running(who)
            kept = after is not None and after.data["typed"].endswith(text)
            assert answered is None or kept or any(entry.endswith(text) for entry in self.entries())

    @rule(who=PEOPLE, group=st.sampled_from(TargetGroup))
    def tick(self, who: str, group: TargetGroup) -> None:
        running = self.running(who)
        if running is not None:
            self.do(who, field_questions.toggle_group, running.number, group)

    @rule(who=PEOPLE, name=st.sampled_from(sorted(ACTS)))
    def press(self, who: str, name: str) -> None:
        step, act = ACTS[name]
        running = self.running(who)
        if running is not None and running.step == step:
            before = self.entries()
            self.do(who, act, running.number, step)
            if name in {"keep doubtful", "take mine"}:
                after = self.running(who)
                clashed = after is not None and after.step == CLASH
                closed = self.is_closed() and who == "Olga"
                assert clashed or closed or running.data["typed"] in self.entries()
            if name in {"skip", "keep theirs", "write anew"}:
                assert self.entries() == before

    @rule()
    def finish_the_paper(self) -> None:
        if self.count % 5 == 4 and not self.is_closed():
            self.database.transact(self._finish)

    def _finish(self, session: Session) -> None:
        item = PaperItem(result_id=self.result, position=1)
        session.add(Paper(number=1, state=PaperState.FINAL, created_at=LONG_AGO, items=[item]))

    def is_closed(self) -> bool:
        """Whether the paper is final."""
        return bool(self.database.look(lambda session: session.scalar(select(Paper.id))))

    def entries(self) -> list[str]:
        """Every revision's text, oldest first."""
        return self.database.look(
            lambda session: list(session.scalars(select(ProfileEntry.text).order_by(ProfileEntry.id)))
        )

    @invariant()
    def the_newest_revision_is_what_is_read(self) -> None:
        if not hasattr(self, "result"):
            return
        sheet = self.database.look(fact_sheets.open_sheet, self.result, acting=self.people["Klaus"])
        newest = self.database.look(lambda session: {one.id: one.text for one in session.scalars(select(ProfileEntry))})
        for field, number in sheet.seen.items():
            assert sheet.own.get(field, "") == newest[number]

    @invariant()
    def neighbours_differ(self) -> None:
        """No revision repeats the one before it."""
        rows = self.database.look(
            lambda session: [
                (one.field, one.text) for one in session.scalars(select(ProfileEntry).order_by(ProfileEntry.id))
            ]
        )
        last: dict[ProfileField, str] = {}
        for field, text in rows:
            assert last.get(field) != text
            last[field] = text


def test_any_walk_keeps_what_was_typed(database: Database) -> None:
    class Walk(Writing):
        def __init__(self) -> None:
            super().__init__(database)

    health = [HealthCheck.too_slow, HealthCheck.data_too_large]

    run_state_machine_as_test(
        Walk, settings=settings(max_examples=8, stateful_step_count=25, deadline=None, suppress_health_check=health)
    )
