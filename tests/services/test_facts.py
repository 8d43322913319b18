"""Coburg's own figures, phases and milestones as its file has them; and what the bot counts of the process."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from bot.errors import NotFound, NotPermitted
from bot.services import figures, milestones, phases, process_counts
from bot.services.conclusions import Decision, conclude
from bot.services.fact_fields import FIELDS, Noun
from bot.services.imports import import_town
from bot.services.process_counts import ProcessCounts
from bot.towns import COBURG, read_town
from bot.towns.starters import read_starters
from models import ConclusionKind, Consultation, Outcome, Paper, PaperState, Participant, Phase, Priority, Result, Role
from models.database import Database
from tests.factories import create_paper, create_participant, create_result, grant_role
from tests.steering import create_steered
from tests.towns import BERLIN, CONFERENCE_DAY


def settle_coburg(session: Session) -> int:
    import_town(session, read_town(COBURG), timezone=BERLIN, now=CONFERENCE_DAY)
    coordinator = create_participant(session)
    grant_role(session, coordinator, Role.COORDINATOR)
    return coordinator


def test_s05_s06_s09_the_figures_of_the_seed(database: Database) -> None:
    klaus = database.transact(settle_coburg)

    views = {view.figure.name: view for view in database.look(figures.list_figures, acting=klaus)}

    whole, foreign = views["Einwohner"], views["davon Ausländer"]
    migrants = views["Personen mit Migrationshintergrund"]
    assert whole.parts is not None
    assert (whole.parts.total, whole.parts.whole, whole.parts.fits) == (41247, 41247, True)
    assert foreign.share is not None
    assert (foreign.figure.quoted_share, round(foreign.share[0], 3)) == ("6,3 %", 6.383)
    assert migrants.quantity is not None
    assert (migrants.quantity.low, migrants.quantity.high, migrants.quantity.is_estimate) == (4000, 6000, True)


@pytest.mark.parametrize(
    ("day", "running"), [(date(2009, 12, 15), [1, 2]), (date(2010, 8, 15), []), (date(2010, 9, 1), [3])]
)
def test_s35_s36_two_phases_at_once_and_none_in_between(database: Database, day: date, running: list[int]) -> None:
    klaus = database.transact(settle_coburg)

    calendar = database.look(phases.get_desk_calendar, today=day, acting=klaus)

    assert [phase.number for phase in calendar.current] == running
    assert [(one.number, other.number) for one, other, _ in calendar.overlaps] == [(1, 2)]
    assert calendar.gaps == [(date(2010, 8, 1), date(2010, 8, 31))]
    assert (calendar.has_begun, calendar.is_over) == (True, False)


def test_s32_a_phase_runs_when_it_came_not_when_it_was_planned(database: Database) -> None:
    klaus = database.transact(settle_coburg)

    def slip(session: Session) -> None:
        first = session.query(Phase).filter_by(number=1).one()
        first.ended_on = date(2010, 3, 31)

    database.transact(slip)

    calendar = database.look(phases.get_desk_calendar, today=date(2010, 3, 1), acting=klaus)
    assert [phase.number for phase in calendar.current] == [1, 2]


def test_s29_the_milestones_of_the_seed_in_their_order(database: Database) -> None:
    klaus = database.transact(settle_coburg)

    found = database.look(milestones.list_milestones, acting=klaus)

    assert [one.reached or one.planned for one in found] == [
        "Anfang 2008", "Mitte 2008", "09 + 10/2008", "12/2009", "12/2009 – 07/2010",
    ]  # fmt: skip


def _work(session: Session) -> tuple[int, int]:
    """Let results be answered and one be decided by the council; return who coordinates and what was decided."""
    made = create_steered(session)
    for number, days in (("BIL-01", 2), ("IKB-01", 12)):
        decision = Decision(made.results[number], ConclusionKind.ACCEPT, 0)
        conclude(session, decision, acting=made.people["Petra"], now=CONFERENCE_DAY + timedelta(days=days))
    paper = session.get_one(
        Paper, create_paper(session, [made.results["BIL-01"]], {"Sozialsenat": None, "Stadtrat": None})
    )
    paper.state = PaperState.DECIDED
    paper.consultations[-1].outcome = Outcome.MAJORITY
    create_result(session, "BIL-09", "Chor", {made.bodies["BIL"]: Priority.LOW}, parent_id=made.results["BIL-01"])
    for name, locale in (("Amal", "ar"), ("Olga", "ru"), ("Mehmet", "tr")):
        session.get_one(Participant, made.people[name]).locale = locale
    return made.people["Klaus"], paper.id


def test_the_process_is_counted_and_nobody_is_counted_out(database: Database) -> None:
    klaus, _ = database.transact(_work)
    later = CONFERENCE_DAY + timedelta(days=30)

    counts = database.look(process_counts.count, 2009, timezone=BERLIN, acting=klaus, now=later)

    assert isinstance(counts, ProcessCounts)
    assert (counts.groups, counts.meetings, counts.results, counts.concluded, counts.decided) == (2, 0, 3, 3, 2)
    assert counts.days is not None
    assert set(counts.languages) >= {"ar", "ru", "tr"}
    assert [count for count in counts.languages.values() if count is not None and count < 5] == []


def test_a_merge_of_a_merge_is_concluded_and_decided_with_its_root(database: Database) -> None:
    klaus, _ = database.transact(_work)

    def join(session: Session) -> None:
        middle = session.query(Result).filter_by(number="BIL-09").one()
        groups = {submission.body_id: None for submission in middle.submissions}
        create_result(session, "BIL-10", "Kinderchor", groups, parent_id=middle.id)

    database.transact(join)
    later = CONFERENCE_DAY + timedelta(days=30)

    counts = database.look(process_counts.count, 2009, timezone=BERLIN, acting=klaus, now=later)
    assert (counts.results, counts.concluded, counts.decided) == (4, 4, 3)


def test_a_rejection_is_no_decision_for_it(database: Database) -> None:
    klaus, number = database.transact(_work)

    def reject(session: Session) -> None:
        consultation = (
            session.query(Consultation).filter_by(paper_id=number).order_by(Consultation.position.desc()).first()
        )
        assert consultation is not None
        consultation.outcome = Outcome.REJECTED

    database.transact(reject)

    counts = database.look(process_counts.count, 2009, timezone=BERLIN, acting=klaus, now=CONFERENCE_DAY)
    assert counts.decided == 0


def test_only_the_desk_reads_facts(database: Database) -> None:
    database.transact(settle_coburg)
    stranger = database.transact(create_participant)

    for read in (figures.list_figures, milestones.list_milestones):
        with pytest.raises(NotPermitted):
            database.look(read, acting=stranger)
    with pytest.raises(NotPermitted):
        database.look(process_counts.count, 2009, timezone=BERLIN, acting=stranger, now=CONFERENCE_DAY)


def test_a_figure_is_no_part_of_its_own_part(database: Database) -> None:
    klaus = database.transact(settle_coburg)
    views = {view.figure.name: view.figure.id for view in database.look(figures.list_figures, acting=klaus)}

    with pytest.raises(NotFound):
        database.transact(
            figures.choose_whole,
            views["Einwohner"], views["davon Deutsche"], acting=klaus, now=CONFERENCE_DAY,
        )  # fmt: skip


def test_what_is_offered_to_begin_with_fits_a_name_and_stands_there_once() -> None:
    names = [entry.name for field in read_starters() for entry in field.indicators]

    assert len(names) == len(set(names)) == 24
    assert [FIELDS[Noun.INDICATOR]["name"].read(name) for name in names] == [{"name": name} for name in names]
