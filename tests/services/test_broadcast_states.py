"""Hypothesis walks the life of broadcasts: in whatever order things happen, nothing is doubled or left unreported."""

from __future__ import annotations

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

from bot.services import broadcasts, deliveries, registration
from bot.services.audiences import Audience, AudienceKind
from bot.services.deliveries import Outcome
from models import Base, Broadcast, BroadcastState, Delivery, DeliveryKind, DeliveryState, Participant
from models.database import Database
from tests.factories import LONG_AGO, create_participant, grant_role
from tests.towns import BERLIN

#: What may become of a delivery that is on the wire.
OUTCOMES = (
    DeliveryState.SENT,
    DeliveryState.QUEUED,
    DeliveryState.FAILED,
    DeliveryState.UNREACHABLE,
    DeliveryState.UNKNOWN,
)
OPEN = (DeliveryState.QUEUED, DeliveryState.SENDING)


def empty(session: Session) -> None:
    """Delete all rows."""
    for table in reversed(Base.metadata.sorted_tables):
        session.execute(table.delete())


class Broadcasting(RuleBasedStateMachine):
    """A coordinator, four people, and an outbox that anything may happen to."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.database = database
        #: How often each delivery left, and which of them must not leave any more.
        self.left: dict[int, int] = {}
        self.returned: set[int] = set()
        self.stopped: set[int] = set()

    @initialize()
    def arrive(self) -> None:
        """Let everybody register."""
        self.database.transact(empty)
        self.olga = self.database.transact(create_participant)
        self.database.transact(grant_role, self.olga)
        self.people = [self.database.transact(create_participant) for _ in range(4)]

    @rule()
    def send(self) -> None:
        """Send a broadcast to everyone."""
        self.database.transact(_send, self.olga)

    @rule(data=st.data())
    def put_on_the_wire(self, data: st.DataObject) -> None:
        """Mark some of what is due."""
        due = self.database.look(deliveries.list_due, now=LONG_AGO, timezone=BERLIN, limit=9)
        chosen = [one.delivery_id for one in due if data.draw(st.booleans())]
        begun = [delivery.id for delivery in self.database.transact(deliveries.begin, chosen)]
        assert not set(begun) & self.stopped
        for number in begun:
            self.left[number] = self.left.get(number, 0) + 1
            assert self.left[number] == 1 or number in self.returned
        self.returned -= set(begun)

    @rule(data=st.data(), twice=st.booleans())
    def land(self, data: st.DataObject, twice: bool) -> None:
        """Note what became of what is on the wire; once more after the answer to a commit was lost."""
        flying = [row.id for row in self.rows() if row.state is DeliveryState.SENDING]
        outcomes = [Outcome(number, data.draw(st.sampled_from(OUTCOMES)), "en") for number in flying]
        for _ in range(1 + twice):
            self.database.transact(deliveries.record, outcomes, now=LONG_AGO)
        self.returned |= {one.delivery_id for one in outcomes if one.state is DeliveryState.QUEUED}

    @rule()
    def lose_the_process(self) -> None:
        """Start again: what was on the wire is unknown."""
        self.database.transact(deliveries.note_on_the_wire)

    @precondition(lambda self: self.known())
    @rule(data=st.data())
    def stop(self, data: st.DataObject) -> None:
        """Stop a broadcast, whatever state it is in."""
        number = data.draw(st.sampled_from(self.known()))
        self.database.transact(broadcasts.stop, number, acting=self.olga, now=LONG_AGO)
        self.stopped |= {row.id for row in self.rows() if row.broadcast_id == number}

    @rule()
    def beat(self) -> None:
        """Let the clock beat."""
        self.database.transact(deliveries.give_up_worn_out)
        self.database.transact(broadcasts.finish, now=LONG_AGO)
        for broadcast in self.database.look(_all_broadcasts):
            waiting = any(row.broadcast_id == broadcast.id and row.state in OPEN for row in self.rows())
            assert (broadcast.finished_at is None) is waiting

    @precondition(lambda self: self.people)
    @rule(back=st.booleans())
    def change_reachability(self, back: bool) -> None:
        """Let somebody block the bot, or let it in again."""
        self.database.transact(_reach, self.people[0], back)

    @precondition(lambda self: len(self.people) > 1)
    @rule()
    def forget_somebody(self) -> None:
        """Let somebody delete their data."""
        self.database.transact(registration.erase, with_texts=True, acting=self.people.pop(), now=LONG_AGO)

    @invariant()
    def nothing_is_over_while_something_waits(self) -> None:
        """A finished broadcast has nothing under way, a stopped one nothing in the queue."""
        rows = self.rows()
        for broadcast in self.database.look(_all_broadcasts):
            states = {row.state for row in rows if row.broadcast_id == broadcast.id}
            assert broadcast.finished_at is None or not states & set(OPEN)
            assert broadcast.state is not BroadcastState.STOPPED or DeliveryState.QUEUED not in states
            assert (broadcast.state is BroadcastState.FINISHED) <= (broadcast.finished_at is not None)

    @invariant()
    def each_is_reported_once(self) -> None:
        """Each finished broadcast has exactly one report, no other has any."""
        finished = {one.id for one in self.database.look(_all_broadcasts) if one.finished_at is not None}
        assert sorted(self.database.look(_reported)) == sorted(finished)

    def known(self) -> list[int]:
        """Return the numbers of the broadcasts."""
        return [broadcast.id for broadcast in self.database.look(_all_broadcasts)]

    def rows(self) -> list[Delivery]:
        """Return the deliveries that broadcasts consist of."""
        return self.database.look(_parts)


def _send(session: Session, author: int) -> None:
    broadcast = Broadcast(text="Hallo", audience="everyone", created_at=LONG_AGO, author_id=author)
    everyone = Audience(AudienceKind.EVERYONE)
    broadcasts.send_out(session, broadcast, DeliveryKind.BROADCAST, everyone, now=LONG_AGO)


def _reach(session: Session, number: int, back: bool) -> None:
    person = session.get(Participant, number)
    assert person is not None
    registration.mark_reachable(session, person.telegram_id, reachable=back)


def _all_broadcasts(session: Session) -> list[Broadcast]:
    return list(session.scalars(select(Broadcast).order_by(Broadcast.id)))


def _parts(session: Session) -> list[Delivery]:
    return list(session.scalars(select(Delivery).where(Delivery.kind == DeliveryKind.BROADCAST)))


def _reported(session: Session) -> list[int]:
    reports = select(Delivery.broadcast_id).where(Delivery.kind == DeliveryKind.BROADCAST_REPORT)
    return [number for number in session.scalars(reports) if number is not None]


def test_broadcasts_live_as_they_should(database: Database) -> None:
    class Walk(Broadcasting):
        """The walk, on this database."""

        def __init__(self) -> None:
            super().__init__(database)

    walk = settings(max_examples=10, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))

    run_state_machine_as_test(Walk, settings=walk)
