"""Hypothesis lives through meetings: planned, moved, cancelled, answered, joined, left, while time passes."""

from __future__ import annotations

import contextlib
from collections import Counter
from datetime import UTC, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from bot.clock import is_quiet
from bot.errors import NotFound
from bot.services import arrivals, attendances, bodies, changes, deliveries, planning, reminding
from bot.services.attendances import Standing
from bot.services.deliveries import Outcome
from models import (
    Answer,
    Attendance,
    Base,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Meeting,
    MeetingState,
    Membership,
    MembershipRole,
    Reminder,
    ReminderState,
)
from tests.factories import create_body, create_membership, create_participant
from tests.towns import BERLIN, local

REMINDERS = {DeliveryKind.REMINDER_DAY, DeliveryKind.REMINDER_HOURS}
#: Minutes until a meeting: up to four days, across the end of summer time.
AHEAD = st.integers(1, 4 * 24 * 60)
PEOPLE = st.integers(0, 2)


class MeetingLife(RuleBasedStateMachine):
    """Three members and a speaker; the outbox delivers whatever may leave."""

    planned = Bundle("planned")

    @initialize(target=planned)
    def found(self) -> int:
        self.engine = create_engine("sqlite://")
        Base.metadata.create_all(self.engine)
        self.session = Session(self.engine)
        self.now = local(23, 10, 2009, 10).astimezone(UTC)
        self.body = create_body(self.session)
        self.speaker = create_participant(self.session)
        create_membership(self.session, self.speaker, self.body, MembershipRole.SPEAKER)
        self.people = [create_participant(self.session) for _ in range(3)]
        for person in self.people:
            create_membership(self.session, person, self.body)
        self.answers: dict[tuple[int, int], Answer] = {}
        self.reminded: Counter[tuple[DeliveryKind, int, int, int]] = Counter()
        return self.plan_ahead(3 * 24 * 60)

    @rule(target=planned, minutes=AHEAD)
    def plan(self, minutes: int) -> int:
        return self.plan_ahead(minutes)

    def plan_ahead(self, minutes: int) -> int:
        about = (self.body, self.now + timedelta(minutes=minutes), "Rathaus")
        return planning.plan(self.session, *about, timezone=BERLIN, acting=self.speaker, now=self.now).id

    @rule(meeting=planned, minutes=AHEAD)
    def move(self, meeting: int, minutes: int) -> None:
        with contextlib.suppress(NotFound):
            starts_at = self.now + timedelta(minutes=minutes)
            before, seen = self.meeting(meeting).revision, self.meeting(meeting).sequence
            to = (self.session, meeting, seen, starts_at)
            after = changes.move(*to, timezone=BERLIN, acting=self.speaker, now=self.now)
            if after.revision != before:
                self.answers = {key: said for key, said in self.answers.items() if key[0] != meeting}

    @rule(meeting=consumes(planned))
    def cancel(self, meeting: int) -> None:
        with contextlib.suppress(NotFound):
            seen = self.meeting(meeting).sequence
            changes.cancel(self.session, meeting, seen, acting=self.speaker, now=self.now)

    @rule(meeting=planned, said=st.lists(st.sampled_from(Answer), min_size=3, max_size=3))
    def answer(self, meeting: int, said: list[Answer]) -> None:
        for person, one in zip(self.people, said, strict=True):
            self.press(meeting, self.meeting(meeting).revision, person, one)

    @rule(meeting=planned, who=PEOPLE, said=st.sampled_from(Answer))
    def press_an_old_button(self, meeting: int, who: int, said: Answer) -> None:
        self.press(meeting, max(self.meeting(meeting).revision - 1, 0), self.people[who], said)

    def press(self, meeting: int, revision: int, person: int, said: Answer) -> None:
        try:
            found = attendances.answer(self.session, meeting, revision, said, acting=person, now=self.now)
        except NotFound:
            assert person not in self.members()
            return
        if found.standing is Standing.CURRENT:
            assert revision == found.meeting.revision
            self.answers[meeting, person] = said

    @rule(who=PEOPLE)
    def come_or_go(self, who: int) -> None:
        person = self.people[who]
        if person not in self.members():
            arrivals.join(self.session, self.body, acting=person, now=self.now)
            return
        bodies.leave(self.session, self.body, acting=person, now=self.now)
        coming = {one.id for one in self.session.scalars(select(Meeting)) if one.starts_at > self.now}
        self.answers = {key: said for key, said in self.answers.items() if key[1] != person or key[0] not in coming}

    @rule(minutes=st.sampled_from([1, 60, 6 * 60, 30 * 60]))
    def be_down(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self.beat()
        self.deliver()

    @rule(hours=st.sampled_from([6, 24, 48]))
    def run(self, hours: int) -> None:
        for _ in range(hours):
            self.be_down(60)

    def beat(self) -> None:
        deliveries.expire(self.session, now=self.now, timezone=BERLIN)
        reminding.queue_due(self.session, now=self.now)

    def deliver(self) -> None:
        while due := deliveries.list_due(self.session, now=self.now, timezone=BERLIN, limit=100):
            for delivery in deliveries.begin(self.session, [one.delivery_id for one in due]):
                self.look_at(delivery)
                outcome = Outcome(delivery.id, DeliveryState.SENT, "en")
                deliveries.record(self.session, [outcome], now=self.now)

    def look_at(self, delivery: Delivery) -> None:
        """Check what is about to leave."""
        meeting, person = delivery.meeting, delivery.participant_id
        assert meeting is not None
        assert person in self.members()
        if delivery.kind in REMINDERS:
            assert not is_quiet(self.now, BERLIN)
            assert self.now < meeting.starts_at
            assert meeting.state is MeetingState.INVITED
            assert self.answers.get((meeting.id, person)) is not Answer.NO
            self.reminded[delivery.kind, meeting.id, meeting.revision, person] += 1

    def meeting(self, number: int) -> Meeting:
        return self.session.get_one(Meeting, number)

    def members(self) -> set[int]:
        return set(self.session.scalars(select(Membership.participant_id)))

    @invariant()
    def each_reminder_is_heard_once(self) -> None:
        assert set(self.reminded.values()) <= {1}

    @invariant()
    def only_the_cancellation_itself_is_queued_for_a_cancelled_meeting(self) -> None:
        queued = select(Delivery.kind).join(Delivery.meeting).where(Delivery.state == DeliveryState.QUEUED)
        kinds = self.session.scalars(queued.where(Meeting.state == MeetingState.CANCELLED))
        assert set(kinds) <= {DeliveryKind.MEETING_CANCELLED}

    @invariant()
    def pending_reminders_lie_by_day_before_the_start_of_a_meeting_that_takes_place(self) -> None:
        pending = select(Reminder).where(Reminder.state == ReminderState.PENDING)
        for reminder in self.session.scalars(pending):
            assert reminder.meeting.state is MeetingState.INVITED
            assert reminder.due_at < reminder.meeting.starts_at
            assert not is_quiet(reminder.due_at, BERLIN)

    @invariant()
    def answers_are_those_given_to_the_date_as_it_is(self) -> None:
        rows = self.session.scalars(select(Attendance))
        assert {(row.meeting_id, row.participant_id): row.answer for row in rows} == self.answers

    def teardown(self) -> None:
        self.session.close()
        self.engine.dispose()


MeetingLife.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
TestMeetingLife = MeetingLife.TestCase
