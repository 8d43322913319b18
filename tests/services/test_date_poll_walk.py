"""Hypothesis lives through polls for a date: ticked, unticked, declined, left, joined, asked again, fixed, given up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from bot.errors import NotFound
from bot.services import arrivals, bodies, date_polls, date_votes, deliveries
from bot.services.date_polls import Deed
from bot.services.deliveries import Outcome
from models import (
    Base,
    DatePoll,
    DatePollAnswer,
    DatePollState,
    DateVote,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Meeting,
    MembershipRole,
)
from tests.factories import create_body, create_membership, create_participant
from tests.towns import BERLIN, local

WHO = st.integers(0, 2)
DATE = st.integers(0, 2)


class Finding(RuleBasedStateMachine):
    """Three members and a speaker, three dates a day apart; a model of dictionaries beside the database."""

    @initialize()
    def found(self) -> None:
        self.engine = create_engine("sqlite://")
        Base.metadata.create_all(self.engine)
        self.session = Session(self.engine)
        self.now = local(13, 10, 2009, 10).astimezone(UTC)
        self.body = create_body(self.session)
        self.speaker = create_participant(self.session)
        create_membership(self.session, self.speaker, self.body, MembershipRole.SPEAKER)
        self.people = [create_participant(self.session) for _ in range(3)]
        for person in self.people:
            create_membership(self.session, person, self.body)
        self.members = {self.speaker, *self.people}
        self.begin()

    def begin(self) -> None:
        self.dates = [self.now + timedelta(days=2 * day) for day in (1, 2, 3)]
        count = date_polls.start(self.session, self.body, self.dates, "Rathaus", acting=self.speaker, now=self.now)
        self.poll = count.poll.id
        self.numbers = [one.id for one in count.poll.proposals]
        self.state = DatePollState.OPEN
        self.fixed: datetime | None = None
        self.ticks: dict[int, set[int]] = {}
        self.asked_at = self.now

    @rule(who=WHO, which=DATE, ticked=st.booleans())
    def tick(self, who: int, which: int, ticked: bool) -> None:
        person = self.people[who]
        try:
            date_votes.tick(self.session, self.numbers[which], ticked=ticked, acting=person, now=self.now)
        except NotFound:
            assert person not in self.members
            return
        assert person in self.members
        if self.state is DatePollState.OPEN and self.dates[which] > self.now:
            mine = self.ticks.setdefault(person, set())
            mine.add(which) if ticked else mine.discard(which)

    @rule(who=WHO)
    def decline(self, who: int) -> None:
        person = self.people[who]
        try:
            date_votes.decline(self.session, self.poll, acting=person, now=self.now)
        except NotFound:
            assert person not in self.members
            return
        if self.state is DatePollState.OPEN:
            self.ticks[person] = set()

    @rule(who=WHO)
    def come_or_go(self, who: int) -> None:
        person = self.people[who]
        if person in self.members:
            bodies.leave(self.session, self.body, acting=person, now=self.now)
            self.members.discard(person)
            self.ticks.pop(person, None)
        else:
            arrivals.join(self.session, self.body, acting=person, now=self.now)
            self.members.add(person)

    @rule()
    def ask_again(self) -> None:
        count = date_polls.ask_again(self.session, self.poll, acting=self.speaker, now=self.now)
        rested = self.now >= self.asked_at + timedelta(days=1)
        coming = any(one > self.now for one in self.dates)
        if self.state is not DatePollState.OPEN:
            assert count.deed is Deed.OVERTAKEN
        elif rested and coming:
            # The speaker never answers in this walk, so somebody is always missing.
            assert count.deed is Deed.DONE
            self.asked_at = self.now
        else:
            assert count.deed is None

    @rule(which=DATE)
    def fix(self, which: int) -> None:
        number = self.numbers[which]
        count = date_polls.fix(self.session, number, timezone=BERLIN, acting=self.speaker, now=self.now)
        if self.state is not DatePollState.OPEN:
            assert count.deed is Deed.OVERTAKEN
        elif self.dates[which] <= self.now:
            assert count.deed is Deed.PAST
        else:
            assert count.deed is Deed.DONE
            self.state, self.fixed = DatePollState.FIXED, self.dates[which]

    @rule(sure=st.integers(0, 3))
    def close(self, sure: int) -> None:
        if sure == 3:
            count = date_polls.close(self.session, self.poll, acting=self.speaker, now=self.now)
            was_open = self.state is DatePollState.OPEN
            assert count.deed is (Deed.DONE if was_open else Deed.OVERTAKEN)
            self.state = DatePollState.CLOSED if was_open else self.state

    @precondition(lambda self: self.state is not DatePollState.OPEN)
    @rule()
    def begin_anew(self) -> None:
        self.begin()

    @rule(hours=st.sampled_from([1, 25, 49]))
    def pass_time(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def deliver(self) -> None:
        due = (Delivery.state == DeliveryState.QUEUED, Delivery.due_at <= self.now, Delivery.expires_at > self.now)
        waiting = select(Delivery.id).where(*due)
        heard = set()
        for delivery in deliveries.begin(self.session, self.session.scalars(waiting).all()):
            if delivery.kind is DeliveryKind.DATE_POLL:
                person = delivery.participant_id
                assert (self.state, person in self.members) == (DatePollState.OPEN, True)
                assert (person in self.ticks, person in heard) == (False, False)
                heard.add(person)
            outcome = Outcome(delivery.id, DeliveryState.SENT, "en")
            deliveries.record(self.session, [outcome], now=self.now)

    @invariant()
    def votes_and_counts_are_those_of_the_model(self) -> None:
        count = date_polls.get_count(self.session, self.poll, acting=self.speaker)
        expected = {
            number: ticks
            for which, number in enumerate(self.numbers)
            if (ticks := sum(which in mine for mine in self.ticks.values()))
        }
        assert (count.ticks, count.answered) == (expected, len(self.ticks))
        assert count.silent == len(self.members - set(self.ticks))
        coming = [number for number, one in zip(self.numbers, self.dates, strict=True) if one > self.now]
        best = sorted(coming, key=lambda number: (-expected.get(number, 0), number))
        assert [one.id for one in count.ranked(self.now)] == best

    @invariant()
    def the_poll_is_in_its_state_and_a_fixed_one_has_its_meeting(self) -> None:
        poll = self.session.get_one(DatePoll, self.poll)
        meeting = self.session.get(Meeting, poll.meeting_id) if poll.meeting_id else None
        assert poll.state is self.state
        assert (meeting.starts_at if meeting else None) == self.fixed
        assert (poll.ended_at is None) is (self.state is DatePollState.OPEN)

    @invariant()
    def who_is_outside_left_nothing_behind(self) -> None:
        people = {*self.session.scalars(select(DateVote.participant_id))}
        people |= {*self.session.scalars(select(DatePollAnswer.participant_id))}
        assert people <= self.members

    def teardown(self) -> None:
        self.session.close()
        self.engine.dispose()


Finding.TestCase.settings = settings(max_examples=15, stateful_step_count=30, deadline=None)
TestFinding = Finding.TestCase
