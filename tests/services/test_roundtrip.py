"""News of a paper's way: what overtakes what, who was told already, also after the outbox has forgotten it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from bot.errors import TooLate
from bot.services import decisions, paper_states, retention
from bot.services.decisions import Record
from models import (
    Base,
    Competence,
    Consultation,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Measure,
    MeasureNote,
    MeasureState,
    Outcome,
    Paper,
    PaperState,
)
from models.measure import LOOK_AT_ONCE
from tests.factories import create_measure, create_paper
from tests.steering import create_steered
from tests.towns import BERLIN
from tests.towns import CONFERENCE_DAY as NOW

BEHIND = ["Amal", "Mehmet", "Olga"]
MINUTE = timedelta(minutes=1)


class Council:
    """A paper with BIL-01; Petra acts, what is due is told when time passes."""

    def __init__(self, stations: Sequence[str] = ("Sozialsenat", "Stadtrat")) -> None:
        engine = create_engine("sqlite://")
        Base.metadata.create_all(engine)
        self.session, self.now = Session(engine), NOW
        self.made = create_steered(self.session)
        way = dict.fromkeys(stations)
        number = create_paper(self.session, [self.made.results["BIL-01"]], way, state=PaperState.DRAFT)
        self.paper = self.session.get_one(Paper, number)
        self.petra = self.made.people["Petra"]

    def finalise(self) -> None:
        seen = paper_states.look(self.session, self.paper.id, acting=self.petra).seen
        paper_states.finalise(self.session, self.paper.id, seen, sure=True, acting=self.petra, now=self.now)

    def reopen(self) -> None:
        paper_states.reopen(self.session, self.paper.id, acting=self.petra, now=self.now)

    def withdraw(self) -> None:
        paper_states.withdraw(self.session, self.paper.id, acting=self.petra, now=self.now)

    def station(self, committee: str) -> Consultation:
        return next(one for one in self.paper.consultations if one.committee == committee)

    def record(self, committee: str, outcome: Outcome = Outcome.UNANIMOUS, note: str = "") -> Consultation:
        station = self.station(committee)
        given = Record(station.id, outcome, decisions.stamp(station), date(2009, 10, 13), note=note)
        return decisions.record(self.session, given, timezone=BERLIN, acting=self.petra, now=self.now)

    def take_back(self, committee: str) -> None:
        station = self.station(committee)
        decisions.take_back(self.session, station.id, decisions.stamp(station), acting=self.petra, now=self.now)

    def wait(self, span: timedelta, names: Sequence[str] = BEHIND) -> None:
        """Time passes; what is due reaches those with these names, and what is old is forgotten."""
        self.now += span
        people = [self.made.people[name] for name in names]
        due = (Delivery.state == DeliveryState.QUEUED, Delivery.due_at <= self.now)
        for delivery in self.session.scalars(select(Delivery).where(*due, Delivery.participant_id.in_(people))):
            delivery.state = DeliveryState.SENT
        self.session.flush()
        retention.forget(self.session, now=self.now)

    def news(self, state: DeliveryState) -> dict[str, list[tuple[str, bool]]]:
        """Return by name the steps of what is in this state, oldest first, and which of them are corrections."""
        rows = select(Delivery).where(Delivery.kind == DeliveryKind.PAPER, Delivery.state == state)
        names = {number: name for name, number in self.made.people.items()}
        found: dict[str, list[tuple[str, bool]]] = {}
        for row in self.session.scalars(rows.order_by(Delivery.id)):
            step = (row.facts["step"], bool(row.facts.get("corrects")))
            found.setdefault(names[row.participant_id], []).append(step)
        return found

    def steps(self, state: DeliveryState = DeliveryState.QUEUED) -> dict[str, list[str]]:
        """Return by name the steps of what is in this state, oldest first."""
        return {name: [step for step, _ in steps] for name, steps in self.news(state).items()}


def everyone(*steps: str) -> dict[str, list[str]]:
    """Return that all behind the paper have these steps."""
    return {name: list(steps) for name in BEHIND}


def test_a_correction_is_not_taken_back() -> None:
    council = Council()
    council.finalise()
    council.record("Stadtrat")
    council.now += MINUTE
    council.record("Stadtrat", Outcome.MAJORITY, "Verlesen.")

    with pytest.raises(TooLate):
        council.take_back("Stadtrat")

    assert (council.paper.state, council.station("Stadtrat").outcome) == (PaperState.DECIDED, Outcome.MAJORITY)
    assert council.steps() == everyone("decided")


def test_a_correction_of_what_nobody_was_told_is_plain_news() -> None:
    council = Council()
    council.finalise()
    council.record("Stadtrat")
    council.now += MINUTE

    council.record("Stadtrat", Outcome.MAJORITY, "Verlesen.")

    assert council.news(DeliveryState.QUEUED) == {name: [("decided", False)] for name in BEHIND}


@pytest.mark.parametrize("later", [timedelta(hours=2), timedelta(days=40)])
def test_a_correction_is_one_to_those_who_were_told(later: timedelta) -> None:
    council = Council()
    council.finalise()
    council.record("Stadtrat")
    council.wait(3 * MINUTE, ["Amal"])
    council.wait(later, ["Amal"])

    council.record("Stadtrat", Outcome.MAJORITY, "Verlesen.")

    # What is forgotten may have been told to anybody; Mehmet and Olga wanted to be left in peace all the time.
    others = later > timedelta(days=30)
    told = {"Amal": [("decided", True)], "Mehmet": [("decided", others)], "Olga": [("decided", others)]}
    assert council.news(DeliveryState.QUEUED) == told


@pytest.mark.parametrize(("outcome", "end"), [(Outcome.UNANIMOUS, "decided"), (Outcome.REJECTED, "rejected")])
def test_who_is_only_informed_does_not_overtake_the_decision(outcome: Outcome, end: str) -> None:
    council = Council(["Integrationsbeirat", "Stadtrat"])
    council.station("Integrationsbeirat").competence = Competence.INFORMATION
    council.finalise()
    council.record("Stadtrat", outcome)

    council.record("Integrationsbeirat", Outcome.NOTED)

    assert council.steps() == everyone(end, "station")


def test_a_correction_elsewhere_does_not_overtake_the_decision() -> None:
    council = Council()
    council.finalise()
    council.record("Sozialsenat")
    council.wait(3 * MINUTE)
    council.record("Stadtrat")

    council.record("Sozialsenat", Outcome.MAJORITY, "Verlesen.")

    assert council.news(DeliveryState.QUEUED) == {name: [("decided", False), ("station", True)] for name in BEHIND}


def test_taking_back_a_later_step_revives_nothing_that_was_corrected() -> None:
    council = Council()
    council.finalise()
    council.record("Sozialsenat")
    council.wait(3 * MINUTE, ["Amal"])
    council.record("Sozialsenat", Outcome.MAJORITY, "Verlesen.")
    council.record("Stadtrat")

    council.take_back("Stadtrat")

    assert council.steps() == everyone("station")


def test_who_was_not_told_before_a_paper_was_a_draft_again_is_told_when_it_is_final_again() -> None:
    council = Council()
    council.finalise()
    council.wait(3 * MINUTE, ["Amal"])
    council.reopen()
    silent = council.steps()

    council.finalise()

    assert silent == {}
    assert council.steps() == {"Mehmet": ["final"], "Olga": ["final"]}


def test_what_a_committee_said_is_told_though_the_paper_is_a_draft_again() -> None:
    council = Council()
    council.finalise()
    council.wait(3 * MINUTE, ["Amal"])
    council.record("Sozialsenat")

    council.reopen()
    council.finalise()

    assert council.steps() == everyone("station")


def test_what_is_final_again_after_a_month_is_not_announced_twice() -> None:
    council = Council()
    council.finalise()
    council.wait(3 * MINUTE)
    council.wait(timedelta(days=40))

    council.reopen()
    council.finalise()

    assert council.steps() == {}


def test_who_was_told_a_month_ago_hears_that_it_is_withdrawn() -> None:
    council = Council()
    council.finalise()
    council.wait(3 * MINUTE)
    council.wait(timedelta(days=40))

    council.withdraw()

    assert council.steps() == everyone("withdrawn")


@pytest.mark.parametrize("span", [MINUTE, timedelta(hours=5)])
def test_nobody_hears_that_something_is_withdrawn_of_which_nobody_heard(span: timedelta) -> None:
    council = Council()
    council.finalise()
    council.wait(span, [])

    council.withdraw()

    assert council.steps() == {}


def test_what_is_told_after_all_is_known() -> None:
    council = Council()
    council.finalise()
    council.record("Sozialsenat")
    council.reopen()
    council.finalise()
    council.take_back("Sozialsenat")
    council.wait(timedelta(days=40))

    council.withdraw()

    assert council.steps() == everyone("withdrawn")


def test_the_clock_looks_again_at_what_a_decision_changed() -> None:
    council = Council()
    number = create_measure(council.session, result_id=council.made.results["BIL-01"], state=MeasureState.PLANNED)
    measure = council.session.get_one(Measure, number)
    measure.notes = [MeasureNote(state=MeasureState.PLANNED, text="", written_at=NOW - MINUTE)]
    council.finalise()
    looked = []

    def look(state: MeasureState) -> None:
        council.session.flush()
        looked.append((measure.state, measure.watched_at) == (state, LOOK_AT_ONCE))
        measure.watched_at = None
        council.now += MINUTE / 60

    measure.watched_at = None
    council.record("Stadtrat")
    look(MeasureState.RESOLVED)
    council.take_back("Stadtrat")
    look(MeasureState.PLANNED)
    council.record("Stadtrat")
    look(MeasureState.RESOLVED)
    council.record("Stadtrat", Outcome.REJECTED, "Verlesen.")
    look(MeasureState.REJECTED)

    assert looked == [True] * 4
