"""The twelve rules of how information flows, one test each; more in `test_information_flow` and `_board`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import BadDate, NotFound, NotPermitted, Outdated
from bot.services import (
    advice,
    conclusions,
    consultations,
    decisions,
    dialogues,
    ideas,
    paper_drafts,
    releases,
    results,
    roundtrip,
    ways,
)
from bot.services.conclusions import Decision, Scope
from bot.services.decisions import Record
from bot.services.imports import import_town
from bot.services.results import Proposal
from bot.text import Words
from bot.towns import COBURG, read_town
from models import (
    BodyKind,
    Conclusion,
    ConclusionKind,
    Consultation,
    Delivery,
    DeliveryKind,
    MembershipRole,
    Outcome,
    Paper,
    PaperState,
    Priority,
    Release,
    Result,
    ResultState,
    Town,
)
from models.database import Database
from tests.factories import create_body, create_membership, create_paper, create_result
from tests.steering import Steered, create_steered
from tests.towns import BERLIN
from tests.towns import CONFERENCE_DAY as NOW

TODAY = date(2009, 10, 13)


@pytest.fixture
def made(database: Database) -> Steered:
    """The town of `tests.steering`."""
    return database.transact(create_steered)


def give_paper(database: Database, made: Steered, *committees: str, state: PaperState = PaperState.FINAL) -> list[int]:
    """Put BIL-01 into a paper with these committees; return their numbers in order."""
    way = dict.fromkeys(committees or ("Stadtrat",))
    paper = database.transact(create_paper, [made.results["BIL-01"]], way, state=state)
    stations = select(Consultation.id).where(Consultation.paper_id == paper).order_by(Consultation.position)
    return database.look(lambda session: list(session.scalars(stations)))


def record(
    database: Database, made: Steered, station: int, outcome: Outcome = Outcome.UNANIMOUS, *, by: str = "Klaus"
) -> None:
    """Let somebody record what came out of a station today."""
    given = Record(station, outcome, 0, TODAY)
    database.transact(decisions.record, given, timezone=BERLIN, acting=made.people[by], now=NOW)


def state_of(database: Database, made: Steered) -> tuple[ResultState, PaperState]:
    """Return where BIL-01 and its paper stand."""

    def look(session: Session) -> tuple[ResultState, PaperState]:
        return session.get_one(Result, made.results["BIL-01"]).state, session.scalars(select(Paper.state)).one()

    return database.look(look)


def told(database: Database, made: Steered, kind: DeliveryKind) -> set[str]:
    """Return the names of those who get news of a kind."""
    rows = select(Delivery.participant_id).where(Delivery.kind == kind)
    people = database.look(lambda session: set(session.scalars(rows)))
    return {name for name, number in made.people.items() if number in people}


def test_r01_an_ag_addresses_neither_the_beirat_nor_the_stadtrat(database: Database, made: Steered) -> None:
    olga, number = made.people["Olga"], made.results["IKB-01"]
    stations = give_paper(database, made)

    for body in ("BEI", "STG"):
        past_the_way = Proposal(made.bodies[body], "Chor", "Singen.", Priority.LOW, [])
        with pytest.raises(NotPermitted):
            database.transact(results.submit, past_the_way, acting=olga, now=NOW)
    with pytest.raises(NotPermitted):
        database.transact(releases.release, number, 0, acting=olga, now=NOW)
    with pytest.raises(NotPermitted):
        database.transact(paper_drafts.begin, number, acting=olga, now=NOW)
    with pytest.raises(NotFound):
        database.transact(consultations.plan, stations[0], TODAY, acting=olga, now=NOW)
    proposal = Proposal(made.bodies["IKB"], "Chor", "Singen.", Priority.LOW, [])
    database.transact(results.submit, proposal, acting=olga, now=NOW)
    assert told(database, made, DeliveryKind.RESULT) == {"Petra", "Sabine"}


def test_r02_a_coordinator_alone_does_not_conclude(database: Database, made: Steered) -> None:
    decision = Decision(made.results["BIL-01"], ConclusionKind.ACCEPT, 0)

    with pytest.raises(NotPermitted):
        database.transact(conclusions.conclude, decision, acting=made.people["Klaus"], now=NOW)

    database.transact(conclusions.conclude, decision, acting=made.people["Petra"], now=NOW)
    assert database.look(lambda session: session.get_one(Result, decision.result_id).state) is ResultState.ACCEPTED


def test_r03_a_decision_is_recorded_only_on_a_final_paper_with_committee_date_and_result(
    database: Database, made: Steered
) -> None:
    [draft] = give_paper(database, made, state=PaperState.DRAFT)
    with pytest.raises(NotPermitted):
        database.transact(paper_drafts.begin, acting=made.people["Klaus"], now=NOW)

    with pytest.raises(Outdated):
        record(database, made, draft)
    with pytest.raises(NotFound):
        record(database, made, made.results["BIL-01"] + 1000)
    database.transact(lambda session: setattr(session.get(Paper, 1), "state", PaperState.FINAL))
    tomorrow = Record(draft, Outcome.UNANIMOUS, 0, date(2009, 10, 14))
    with pytest.raises(BadDate):
        database.transact(decisions.record, tomorrow, timezone=BERLIN, acting=made.people["Klaus"], now=NOW)

    assert state_of(database, made) == (ResultState.SUBMITTED, PaperState.FINAL)
    record(database, made, draft)
    kept = database.look(lambda session: session.get_one(Consultation, draft))
    assert (kept.committee, kept.held_on, kept.outcome) == ("Stadtrat", TODAY, Outcome.UNANIMOUS)
    assert state_of(database, made)[1] is PaperState.DECIDED


def test_r04_nothing_reaches_the_beirat_without_a_release_that_is_logged(database: Database, made: Steered) -> None:
    give_paper(database, made)
    bernd, number = made.people["Bernd"], made.results["BIL-01"]
    with pytest.raises(NotFound):
        database.look(releases.get_released, number, acting=bernd)
    assert database.look(releases.list_released, 0, acting=bernd).ways == {}

    released = database.transact(releases.release, number, 0, acting=made.people["Petra"], now=NOW).id

    kept = database.look(lambda session: session.get_one(Release, released))
    assert (kept.released_by, kept.released_at) == (made.people["Petra"], NOW)
    page = database.look(releases.list_released, 0, acting=bernd)
    assert [one.committee for one in page.ways[number]] == ["Stadtrat"]


def advise(database: Database, made: Steered) -> None:
    """Let Bernd give an opinion on BIL-01, which is released."""
    number, bernd = made.results["BIL-01"], made.people["Bernd"]
    database.transact(releases.release, number, 0, acting=made.people["Petra"], now=NOW)
    dialogue = database.transact(advice.begin, number, acting=bernd, now=NOW)
    database.transact(advice.give, dialogue.number, "Gut.", acting=bernd, now=NOW)


def test_r05_advice_is_for_the_steering_group(database: Database, made: Steered) -> None:
    advise(database, made)

    assert told(database, made, DeliveryKind.ADVICE) == {"Petra", "Sabine"}
    for name in ("Amal", "Olga", "Klaus"):
        with pytest.raises(NotPermitted):
            database.look(conclusions.inspect, made.results["BIL-01"], acting=made.people[name])


def test_r06_a_councillors_opinion_is_advice_and_nothing_they_press_records_anything(
    database: Database, made: Steered
) -> None:
    council = database.transact(create_body, "SR", "Stadtrat", BodyKind.ADVISORY_BOARD)
    database.transact(create_membership, made.people["Bernd"], council, MembershipRole.SPEAKER)
    [station] = give_paper(database, made)
    advise(database, made)

    for act in (
        lambda session: decisions.record(
            session, Record(station, Outcome.UNANIMOUS, 0, TODAY), timezone=BERLIN, acting=made.people["Bernd"], now=NOW
        ),
        lambda session: consultations.plan(session, station, TODAY, acting=made.people["Bernd"], now=NOW),
        lambda session: consultations.find_station(session, station, acting=made.people["Bernd"]),
    ):
        with pytest.raises(NotFound):
            database.transact(act)

    assert state_of(database, made) == (ResultState.SUBMITTED, PaperState.FINAL)
    assert database.look(lambda session: session.scalars(select(Conclusion)).all()) == []


def test_r07_priorities_are_counted_and_nothing_is_hidden(database: Database, made: Steered) -> None:
    low: dict[int, Priority | None] = {made.bodies["IKB"]: Priority.LOW}
    database.transact(create_result, "IKB-02", "Chor", low)

    page = database.look(conclusions.list_inbox, Scope.OPEN, acting=made.people["Petra"])

    listed = [(one.result.number, one.groups, one.highs) for one in page.standings]
    assert listed == [("BIL-01", 2, 2), ("IKB-01", 1, 0), ("IKB-02", 1, 0)]


def test_r08_each_step_goes_back_to_author_speakers_and_members(database: Database, made: Steered) -> None:
    social, council = give_paper(database, made, "Sozialsenat", "Stadtrat")
    paper = database.look(lambda session: session.scalars(select(Paper.id)).one())
    petra, behind = made.people["Petra"], {"Amal", "Mehmet", "Olga"}

    def put_before_the_council(session: Session) -> None:
        roundtrip.tell_final(session, session.get_one(Paper, paper), acting=petra, now=NOW)

    database.transact(put_before_the_council)
    record(database, made, social)
    record(database, made, council)

    rows = select(Delivery.facts, Delivery.participant_id).where(Delivery.kind == DeliveryKind.PAPER)
    steps: dict[str, set[int]] = {}
    for facts, person in database.look(lambda session: session.execute(rows).all()):
        steps.setdefault(facts["step"], set()).add(person)
    assert steps == {step: {made.people[name] for name in behind} for step in ("final", "station", "decided")}


def test_r09_a_guests_idea_reaches_the_speakers_of_an_ag(database: Database, made: Steered) -> None:
    darya = made.people["Darya"]
    dialogue = database.transact(ideas.offer, Words("Ein Chor", NOW), acting=darya, now=NOW)
    database.transact(dialogues.go_to, dialogue.number, ideas.GROUP, acting=darya, now=NOW)

    database.transact(ideas.hand_in, dialogue.number, made.bodies["IKB"], acting=darya, now=NOW)

    assert told(database, made, DeliveryKind.IDEA) == {"Olga"}


def test_r10_raw_results_and_drafts_stay_inside(database: Database, made: Steered) -> None:
    give_paper(database, made, state=PaperState.DRAFT)
    number = made.results["BIL-01"]

    assert database.look(ways.way_of, [number]) == {}
    for name in ("Bernd", "Darya", "Gül"):
        with pytest.raises(NotFound):
            database.look(results.get_readable, number, acting=made.people[name])
    assert told(database, made, DeliveryKind.PAPER) == set()


def test_r11_who_gets_the_report_is_said_in_the_towns_file(database: Database, tmp_path: Path) -> None:
    changed = tmp_path / "coburg.json"
    changed.write_text(COBURG.read_text("utf-8").replace("2. Bürgermeister/in", "Oberbürgermeister/in"), "utf-8")

    found = []
    for path in (COBURG, changed):
        database.transact(import_town, read_town(path), timezone=BERLIN, now=NOW)
        found.append(database.look(lambda session: session.scalars(select(Town.report_recipient)).one()))

    assert found == ["2. Bürgermeister/in", "Oberbürgermeister/in"]


def test_r12_several_committees_come_to_different_results(database: Database, made: Steered) -> None:
    social, finances, council = give_paper(database, made, "Sozialsenat", "Finanzsenat", "Stadtrat")

    record(database, made, social, Outcome.UNANIMOUS)
    record(database, made, finances, Outcome.REJECTED)
    before = state_of(database, made)[1]
    record(database, made, council, Outcome.AMENDED)

    way = database.look(ways.way_of, [made.results["BIL-01"]])[made.results["BIL-01"]]
    assert [(one.committee, one.outcome) for one in way] == [
        ("Sozialsenat", Outcome.UNANIMOUS),
        ("Finanzsenat", Outcome.REJECTED),
        ("Stadtrat", Outcome.AMENDED),
    ]
    assert (before, state_of(database, made)[1]) == (PaperState.FINAL, PaperState.DECIDED)
