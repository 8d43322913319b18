"""Hypothesis sends a paper through the council: stations, results, slips and corrections, against a model."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from bot.errors import DomainError
from bot.services import consultations, decisions
from bot.services.conclusions import GRACE
from bot.services.decisions import AGREED, Record
from models import (
    Base,
    Competence,
    Consultation,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Measure,
    MeasureState,
    Outcome,
    Paper,
    PaperState,
)
from tests.factories import create_paper
from tests.steering import create_steered
from tests.towns import BERLIN
from tests.towns import CONFERENCE_DAY as NOW

WHICH = st.integers(0, 11)
TODAY = date(2009, 10, 13)


class CouncilWalk(RuleBasedStateMachine):
    """One paper with one result; the paper, its measure and its news stay true to the records."""

    @initialize(committees=st.integers(0, 4))
    def found(self, committees: int) -> None:
        engine = create_engine("sqlite://")
        Base.metadata.create_all(engine)
        self.session = Session(engine)
        self.made = create_steered(self.session)
        self.desk = [self.made.people["Petra"], self.made.people["Klaus"]]
        way = {f"Senat {number}": None for number in range(committees)}
        self.number = create_paper(self.session, [self.made.results["BIL-01"]], way)
        self.session.commit()
        self.now = NOW

    @property
    def paper(self) -> Paper:
        return self.session.get_one(Paper, self.number)

    def station(self, which: int) -> Consultation | None:
        stations = self.paper.consultations
        return stations[which % len(stations)] if stations else None

    def act(self, service: object, *args: object) -> bool:
        """Let the desk act; what is refused changes nothing."""
        self.now += timedelta(seconds=7)
        try:
            service(self.session, *args, acting=self.desk[0], now=self.now)  # type: ignore[operator]
        except DomainError:
            self.session.rollback()
            return False
        self.session.commit()
        self.session.expire_all()
        self.desk.reverse()
        return True

    @rule(planned=st.one_of(st.none(), st.dates(date(2009, 1, 1), date(2010, 12, 31))))
    def add(self, planned: date | None) -> None:
        self.act(consultations.add, self.number, "Stadtrat", planned)

    @rule(which=WHICH)
    def remove(self, which: int) -> None:
        if station := self.station(which):
            recorded = station.outcome is not None
            done = self.act(consultations.remove, station.id)
            assert not (recorded and done)

    @rule(which=WHICH)
    def move(self, which: int) -> None:
        if station := self.station(which):
            self.act(consultations.move_up, station.id, station.position)

    @rule(which=WHICH, competence=st.sampled_from(Competence))
    def let(self, which: int, competence: Competence) -> None:
        if station := self.station(which):
            self.act(consultations.set_competence, station.id, competence)

    @rule(which=WHICH)
    def meet_again(self, which: int) -> None:
        if station := self.station(which):
            self.act(consultations.add_again, station.id, None)

    @rule(which=WHICH, outcome=st.sampled_from(Outcome), again=st.booleans())
    def record(self, which: int, outcome: Outcome, again: bool) -> None:
        if station := self.station(which):
            seen = decisions.stamp(station)
            given = Record(station.id, outcome, seen, TODAY, note="Berichtigt." if again else "")
            self.act_recording(given)

    def act_recording(self, given: Record) -> None:
        def recording(session: Session, given: Record, **acting: object) -> None:
            decisions.record(session, given, timezone=BERLIN, **acting)  # type: ignore[arg-type]

        self.act(recording, given)

    @rule(which=WHICH)
    def take_back(self, which: int) -> None:
        if (station := self.station(which)) and station.recorded_at is not None:
            corrected, late = station.is_correction, self.now + timedelta(seconds=7) > station.recorded_at + GRACE
            done = self.act(decisions.take_back, station.id, decisions.stamp(station))
            assert not (done and (late or corrected))

    @rule(minutes=st.integers(1, 10))
    def wait(self, minutes: int) -> None:
        """Time passes, and what is due is told."""
        self.now += timedelta(minutes=minutes)
        due = (Delivery.state == DeliveryState.QUEUED, Delivery.due_at <= self.now)
        for delivery in self.session.scalars(select(Delivery).where(*due)):
            delivery.state = DeliveryState.SENT
        self.session.commit()

    @invariant()
    def stations_stand_in_a_row(self) -> None:
        assert [one.position for one in self.paper.consultations] == list(range(len(self.paper.consultations)))

    @invariant()
    def only_who_has_the_competence_decides(self) -> None:
        deciding = [one.outcome for one in self.paper.consultations if one.competence is Competence.DECISION]
        settled = [outcome for outcome in deciding if outcome in AGREED or outcome is Outcome.REJECTED]
        assert (self.paper.state is PaperState.DECIDED) == bool(settled)
        states = self.session.scalars(select(Measure.state)).all()
        assert (MeasureState.RESOLVED in states) == bool(settled and settled[-1] in AGREED)

    @invariant()
    def nobody_has_two_pieces_of_news_waiting(self) -> None:
        """Of one record nobody has; of several only how the way ended, and what was corrected in time, stand beside."""
        waiting = (Delivery.kind == DeliveryKind.PAPER, Delivery.state == DeliveryState.QUEUED)
        rows = self.session.execute(select(Delivery.participant_id, Delivery.key, Delivery.facts).where(*waiting)).all()
        stations = {one.id: one for one in self.paper.consultations}
        about = [(person, int(str(key).split(":")[3]), facts["step"]) for person, key, facts in rows]
        assert max(Counter((person, station) for person, station, _ in about).values(), default=1) == 1
        plain = Counter((person, step) for person, station, step in about if not stations[station].is_correction)
        assert max(plain.values(), default=1) == 1

    @invariant()
    def whoever_is_behind_it_hears_how_the_way_ended(self) -> None:
        ended = [Delivery.facts["step"].as_string().in_(["decided", "rejected"])]
        ended.append(Delivery.state.in_([DeliveryState.QUEUED, DeliveryState.SENT]))
        told = self.session.scalar(select(func.count(func.distinct(Delivery.participant_id))).where(*ended))
        assert told == 3 or self.paper.state is not PaperState.DECIDED

    @invariant()
    def what_is_recorded_is_whole(self) -> None:
        for one in self.paper.consultations:
            assert (one.outcome is None) == (one.held_on is None) == (one.recorded_at is None)

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.session.close()


CouncilWalk.TestCase.settings = settings(max_examples=12, stateful_step_count=30, deadline=None)
TestCouncilWalk = CouncilWalk.TestCase
