"""Hypothesis gives places away: answers, guests, limits, paper, people who leave and come back, against a model."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from bot.services import attendances, bodies, capacity, changes, places
from models import Answer, Attendance, Base, Delivery, DeliveryKind, DeliveryState, Meeting, MembershipRole
from tests.factories import create_body, create_meeting, create_membership, create_participant
from tests.services.hall import NOW, TUESDAY
from tests.towns import BERLIN

WHO = st.integers(0, 5)
FEW = st.integers(0, 4)


class PlacesWalk(RuleBasedStateMachine):
    """Six members of a group and one meeting; `seated` and `queue` (in order) map people to their guests."""

    @initialize(limit=st.one_of(st.none(), st.integers(1, 8)))
    def found(self, limit: int | None) -> None:
        self.engine = create_engine("sqlite://")
        Base.metadata.create_all(self.engine)
        self.session = Session(self.engine)
        self.now = NOW
        self.body = create_body(self.session)
        self.fatma = create_participant(self.session)
        create_membership(self.session, self.fatma, self.body, MembershipRole.SPEAKER)
        self.people = [create_participant(self.session) for _ in range(6)]
        for person in self.people:
            create_membership(self.session, person, self.body)
        self.number = create_meeting(self.session, self.body, TUESDAY, capacity=limit)
        self.members, self.limit, self.paper = set(self.people), limit, 0
        self.seated: dict[int, int] = {}
        self.queue: dict[int, int] = {}
        self.told: set[int] = set()
        #: Places that were given before there were fewer of them.
        self.kept = 0

    @property
    def meeting(self) -> Meeting:
        return self.session.get_one(Meeting, self.number)

    def given(self) -> int:
        return sum(1 + guests for guests in self.seated.values())

    def free(self) -> float:
        return float("inf") if self.limit is None else self.limit - self.paper - self.given()

    def settle(self, unsaid: int | None = None) -> None:
        """Let those in the model's queue who fit take their places, first come first served."""
        for person, guests in list(self.queue.items()):
            if 1 + guests <= self.free():
                self.seated[person] = self.queue.pop(person)
                self.told |= {person} - {unsaid}

    def pass_a_minute(self) -> None:
        self.now += timedelta(minutes=1)

    @rule(who=WHO, guests=st.one_of(st.none(), FEW))
    def come(self, who: int, guests: int | None) -> None:
        person = self.people[who]
        if person not in self.members:
            return
        self.pass_a_minute()
        asked = (self.session, self.number, self.meeting.revision)
        if guests is None:
            found = attendances.answer(*asked, "yes", acting=person, now=self.now)
        else:
            found = attendances.bring_guests(*asked, guests, acting=person, now=self.now)
        before = self.seated.get(person, self.queue.get(person, 0))
        wanted = before if guests is None else guests
        if person in self.seated and wanted - before > max(self.free(), 0):
            assert (found.guests, found.more_fit) == (before, max(self.free(), 0))
            return
        (self.seated if person in self.seated else self.queue)[person] = wanted
        self.settle(unsaid=person)
        order = list(self.queue)
        assert found.more_fit is None
        assert found.position == (order.index(person) + 1 if person in order else None)

    @rule(who=WHO, said=st.sampled_from(["no", "maybe"]))
    def stay_away(self, who: int, said: str) -> None:
        person = self.people[who]
        if person in self.members:
            self.pass_a_minute()
            asked = (self.session, self.number, self.meeting.revision, said)
            attendances.answer(*asked, acting=person, now=self.now)
            self.forget(person)

    def forget(self, person: int) -> None:
        self.seated.pop(person, None)
        self.queue.pop(person, None)
        self.told.discard(person)
        self.settle()

    @rule(who=WHO)
    def leave_or_return(self, who: int) -> None:
        person = self.people[who]
        if person not in self.members:
            bodies.join(self.session, self.body, acting=person, now=self.now)
        else:
            bodies.leave(self.session, self.body, acting=person, now=self.now)
            self.forget(person)
        self.members ^= {person}

    @rule(limit=st.one_of(st.none(), st.integers(1, 10)))
    def change_the_limit(self, limit: int | None) -> None:
        capacity.limit_places(self.session, self.number, limit, acting=self.fatma, now=self.now)
        self.limit, self.kept = limit, self.given()
        self.settle()

    @rule(count=FEW)
    def count_paper(self, count: int) -> None:
        capacity.count_paper(self.session, self.number, count, acting=self.fatma, now=self.now)
        self.paper, self.kept = count, self.given()
        self.settle()

    @rule()
    @precondition(lambda self: self.meeting.revision < 2)
    def move(self) -> None:
        to = (self.session, self.number, self.meeting.sequence, self.meeting.starts_at + timedelta(days=1))
        changes.move(*to, timezone=BERLIN, acting=self.fatma, now=self.now)
        self.seated, self.queue, self.told, self.paper, self.kept = {}, {}, set(), 0, 0

    @rule()
    def beat(self) -> None:
        places.move_up(self.session, now=self.now)

    @invariant()
    def places_are_those_of_the_model(self) -> None:
        rows = list(self.session.scalars(select(Attendance).where(Attendance.answer == Answer.YES)))
        waiting = sorted((row for row in rows if row.waiting_since), key=lambda row: (row.waiting_since, row.id))
        assert {row.participant_id: row.guests for row in rows if not row.waiting_since} == self.seated
        assert [(row.participant_id, row.guests) for row in waiting] == list(self.queue.items())

    @invariant()
    def never_more_places_are_given_than_there_are(self) -> None:
        rows = self.session.scalars(select(Attendance).where(Attendance.answer == Answer.YES))
        given = sum(1 + row.guests for row in rows if not row.waiting_since)
        assert self.limit is None or given <= max(self.limit - self.paper, self.kept)

    @invariant()
    def nobody_waits_while_there_is_room_for_them(self) -> None:
        assert all(1 + guests > self.free() for guests in self.queue.values())

    @invariant()
    def who_got_a_place_by_others_is_told(self) -> None:
        news = (Delivery.kind == DeliveryKind.PLACE_FREE, Delivery.state == DeliveryState.QUEUED)
        assert sorted(self.session.scalars(select(Delivery.participant_id).where(*news))) == sorted(self.told)

    def teardown(self) -> None:
        self.session.close()
        self.engine.dispose()


PlacesWalk.TestCase.settings = settings(max_examples=15, stateful_step_count=40, deadline=None)
TestPlacesWalk = PlacesWalk.TestCase
