"""Hypothesis writes minutes and lives on: no typed word is lost, the meeting's state moves along allowed edges only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
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

from bot.errors import BadNumber, DomainError, NotFound, Outdated, Overtaken, TooLong
from bot.services import aftermath, dialogues, minutes, planning, ratings, records, reviews
from bot.services.records import COUNT, PREVIEW, TEXT
from bot.services.visitors import DialogueView
from bot.text import Words
from models import (
    Answer,
    Attendance,
    Base,
    Face,
    Meeting,
    MeetingState,
    MembershipRole,
    Minutes,
    MinutesState,
    Rating,
    RatingGiven,
    ReminderKind,
)
from models.database import Database
from tests.factories import create_body, create_membership, create_participant
from tests.towns import BERLIN, local

START = local(27, 10, 2009, 19)
STATES = [MeetingState.INVITED, MeetingState.HELD, MeetingState.RECORDED, MeetingState.APPROVED]
BACK = {TEXT: COUNT, PREVIEW: TEXT}
COUNTS = st.sampled_from([0, 3, 9_999, 10_000])
WHO = st.integers(0, 1)


def empty(session: Session) -> None:
    """Delete all rows."""
    for table in reversed(Base.metadata.sorted_tables):
        session.execute(table.delete())


def come(session: Session, meeting: int, person: int) -> None:
    """Let somebody say yes."""
    session.add(Attendance(meeting_id=meeting, participant_id=person, answer=Answer.YES, answered_at=START))


class Afterwards(RuleBasedStateMachine):
    """Two speakers, who write the minutes of one meeting as they like, and a member who reviews and rates them."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.database = database
        self.now = local(27, 10, 2009, 18)
        self.count = 0
        self.words: dict[int, list[str]] = {}
        self.seen = [MeetingState.INVITED]
        self.rated = 0

    @initialize()
    def meet(self) -> None:
        self.database.transact(empty)
        body = self.database.transact(create_body)
        self.speakers = [self.database.transact(create_participant) for _ in range(2)]
        self.amal = self.database.transact(create_participant)
        for speaker in self.speakers:
            self.database.transact(create_membership, speaker, body, MembershipRole.SPEAKER)
        self.database.transact(create_membership, self.amal, body)
        plan = partial(planning.plan, timezone=BERLIN, acting=self.speakers[0], now=self.now)
        self.meeting = self.database.transact(plan, body, START, "Rathaus").id
        self.database.transact(come, self.meeting, self.amal)

    def running(self, speaker: int) -> DialogueView | None:
        """The speaker's dialogue as it is."""

        def look(session: Session) -> DialogueView | None:
            found = dialogues.find(session, acting=speaker)
            return dialogues.view(found) if found else None

        return self.database.look(look)

    def act(self, speaker: int, service: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Do something as the edge would; what is refused changes nothing."""
        about = {"acting": speaker, "now": self.now, **kwargs}
        try:
            return self.database.transact(partial(service, **about), *args)
        except (NotFound, Outdated, BadNumber, TooLong) as error:
            return error

    @rule(hours=st.sampled_from([0.5, 1, 3, 20, 50, 400]))
    def pass_time(self, hours: float) -> None:
        self.now += timedelta(hours=hours)
        for beat in (aftermath.note_held, aftermath.queue_due):
            self.database.transact(beat, timezone=BERLIN, now=self.now)
        self.database.transact(minutes.finish, now=self.now)

    @rule(who=WHO, count=st.none() | COUNTS)
    def begin(self, who: int, count: int | None) -> None:
        speaker = self.speakers[who]
        running = self.running(speaker)
        if running is not None and running.data["text"]:
            return
        begun = self.act(speaker, records.begin, self.meeting, count, timezone=BERLIN)
        assert isinstance(begun, DomainError) or (begun.dialogue is None) == (self.now < START)
        after = self.running(speaker)
        self.words[speaker] = after.data["text"].split() if after else []

    @rule(who=WHO, count=COUNTS)
    def take_count(self, who: int, count: int) -> None:
        if (running := self.running(self.speakers[who])) is not None:
            self.act(self.speakers[who], records.take_count, running.number, count)

    @rule(who=WHO, shape=st.sampled_from(["w{}", "w{}\nw{}", "v{}" + "v" * 3_490, "u{} " + "z" * 3_600]))
    def say(self, who: int, shape: str) -> None:
        speaker = self.speakers[who]
        self.now += timedelta(seconds=30)
        running, self.count = self.running(speaker), self.count + 2
        if running is None or running.step == COUNT:
            return
        text = shape.format(self.count, self.count + 1)
        words = Words(text, self.now)
        taken = self.act(speaker, records.take_words, running.number, running.step, words)
        if isinstance(taken, DialogueView):
            self.words[speaker] = [*self.words[speaker], *text.split()]

    @rule(who=WHO, act=st.sampled_from([records.keep_text, records.clear_text, dialogues.go_to]))
    def change(self, who: int, act: Callable[..., Any]) -> None:
        speaker = self.speakers[who]
        running = self.running(speaker)
        if running is None or (act is dialogues.go_to and running.step not in BACK):
            return
        arguments = [BACK[running.step]] if act is dialogues.go_to else []
        changed = self.act(speaker, act, running.number, *arguments)
        if act is records.clear_text and isinstance(changed, DialogueView):
            self.words[speaker] = []

    @rule(who=WHO, what=st.sampled_from([records.NEXT, records.CHAIR, "other"]))
    def tick(self, who: int, what: str) -> None:
        if (running := self.running(self.speakers[who])) is not None:
            self.act(self.speakers[who], records.toggle, running.number, what)

    @rule(who=WHO)
    def send(self, who: int) -> None:
        speaker = self.speakers[who]
        running = self.running(speaker)
        if running is None:
            return
        expected = self.words[speaker]
        sent = self.act(speaker, records.send, running.number, timezone=BERLIN)
        if isinstance(sent, Overtaken):
            self.act(speaker, _end)
        elif not isinstance(sent, DomainError):
            assert sent[0].text.split() == expected
            assert sent[0].final_at == aftermath.review_until(self.now, BERLIN)

    @rule(who=WHO)
    def cancel(self, who: int) -> None:
        self.act(self.speakers[who], _end)

    @rule(face=st.sampled_from([*Face, "other"]))
    def give_an_opinion(self, face: str) -> None:
        rated = self.act(self.amal, ratings.rate, self.meeting, face)
        if isinstance(rated, ratings.Rated) and rated.standing is ratings.Standing.COUNTED:
            self.rated += 1

    @precondition(lambda self: self.find_minutes() is not None)
    @rule(back=st.integers(0, 1))
    def agree(self, back: int) -> None:
        sent = self.find_minutes()
        assert sent is not None
        agreed = self.act(self.amal, reviews.agree, sent.id, sent.revision - back)
        final = sent.state is MinutesState.FINAL or sent.final_at <= self.now
        expected = reviews.Standing.CORRECTED if back else reviews.Standing.CURRENT
        assert agreed[1] is (reviews.Standing.FINAL if final else expected)

    def find_minutes(self) -> Minutes | None:
        """The minutes as they are."""
        return self.database.look(minutes.find, self.meeting) if hasattr(self, "meeting") else None

    @invariant()
    def states_only_move_along_the_allowed_edges(self) -> None:
        if not hasattr(self, "meeting"):
            return
        state = self.database.look(lambda session: session.get_one(Meeting, self.meeting).state)
        if state is not self.seen[-1]:
            self.seen.append(state)
        order = [STATES.index(one) for one in self.seen]
        assert order == sorted(order)
        assert (state in STATES[2:]) == (self.find_minutes() is not None)

    @invariant()
    def no_typed_word_is_lost(self) -> None:
        for speaker in getattr(self, "speakers", []):
            if (running := self.running(speaker)) is not None:
                assert running.data["text"].split() == self.words[speaker]

    @invariant()
    def one_opinion_per_person(self) -> None:
        counts = [len(self.database.look(partial(_all, table))) for table in (Rating, RatingGiven)]
        assert counts == [self.rated, self.rated]
        assert self.rated <= 1


def _all(table: type[Any], session: Session) -> list[Any]:
    return list(session.scalars(select(table)))


def _end(session: Session, *, acting: int, now: datetime) -> None:
    dialogues.end(session, acting=acting)


def test_whatever_is_done_after_a_meeting_its_life_goes_on_in_order(database: Database) -> None:
    class Walk(Afterwards):
        def __init__(self) -> None:
            super().__init__(database)

    health = [HealthCheck.too_slow, HealthCheck.data_too_large]

    run_state_machine_as_test(
        Walk, settings=settings(max_examples=8, stateful_step_count=30, deadline=None, suppress_health_check=health)
    )


def test_days_of_rest_do_not_count_among_the_48_hours() -> None:
    ordinary, christmas = local(27, 10, 2009, 20, 45), local(24, 12, 2009, 20)

    assert aftermath.review_until(ordinary, BERLIN) == ordinary + timedelta(hours=48)
    # The 25th and 26th are holidays, the 27th is a Sunday.
    assert aftermath.review_until(christmas, BERLIN) == local(29, 12, 2009, 20)


def test_every_question_after_a_meeting_lies_in_the_future_of_it() -> None:
    asked = aftermath.moments(START, BERLIN)

    assert set(asked) == {*aftermath.RESULTS, ReminderKind.RATING}
    assert [due_at > START for due_at in asked.values()] == [True] * 5
