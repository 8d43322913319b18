"""Measures begin with a council's decision, and every result has its place on their scale (S67)."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.services import measures
from models import (
    Measure,
    MeasureNote,
    MeasureState,
    Paper,
    PaperItem,
    PaperState,
    Priority,
    ProfileEntry,
    ProfileField,
    Result,
    ResultState,
    Tag,
    result_tags,
)
from models.database import Database
from tests.factories import create_body, create_participant, create_result

NOW = datetime(2010, 3, 1, 9, 0, tzinfo=UTC)


def test_a_decided_paper_begins_a_measure_per_item_with_all_that_is_known_of_it(database: Database) -> None:
    clerk, paper = database.transact(_lay_out_a_paper)

    begun = database.transact(_begin, paper, clerk)

    assert begun == [
        (
            "BIL-01",
            "Stadtteilmütter",
            "Mütter beraten Mütter.",
            MeasureState.RESOLVED,
            "Jugendamt",
            "AWO, Diakonie",
            ["BIL", "BEG"],
            ["Soziale Stadt"],
            [MeasureState.RESOLVED],
        ),
        ("BEG-01", "Begegnungsfest", "", MeasureState.RESOLVED, "", "", [], [], [MeasureState.RESOLVED]),
    ]


def test_steps_and_the_end_of_the_money_are_read_as_people_wrote_them(database: Database) -> None:
    clerk, paper = database.transact(_lay_out_a_paper)
    database.transact(_begin, paper, clerk)

    read = database.transact(_steps_and_money)

    assert read == (
        [("Träger suchen", "06/2010", date(2010, 6, 30)), ("Mütter schulen", "", None)],
        date(2015, 6, 30),
        "Soziale Stadt",
    )


def _steps_and_money(session: Session) -> tuple[object, ...]:
    measure = session.scalars(select(Measure).where(Measure.number == "BIL-01")).one()
    return [(one.text, one.due, one.due_on) for one in measure.steps], measure.funded_until, measure.funding


def test_beginning_twice_changes_nothing(database: Database) -> None:
    clerk, paper = database.transact(_lay_out_a_paper)

    first = database.transact(_begin, paper, clerk)
    again = database.transact(_begin, paper, clerk)

    assert again == first
    assert database.transact(_count) == (2, 2)


def test_a_result_has_the_status_of_its_conclusion_then_of_its_paper_then_of_its_measure(database: Database) -> None:
    before = database.transact(_lay_out_statuses)
    clerk, paper = database.transact(_lay_out_a_paper)
    in_paper = database.transact(_statuses)
    database.transact(_begin, paper, clerk)

    resolved = database.transact(_statuses)

    assert before == {
        "WOH-01": MeasureState.PROPOSED,
        "WOH-02": MeasureState.REVIEWED,
        "WOH-03": MeasureState.REVIEWED,
        "WOH-04": MeasureState.DEFERRED,
        "WOH-05": MeasureState.REJECTED,
        "WOH-06": MeasureState.REJECTED,
    }
    assert {number: state for number, state in in_paper.items() if number not in before} == {
        "BIL-01": MeasureState.IN_PAPER,
        "BIL-02": MeasureState.IN_PAPER,
        "BEG-01": MeasureState.IN_PAPER,
    }
    assert {number: state for number, state in resolved.items() if number not in before} == {
        "BIL-01": MeasureState.RESOLVED,
        "BIL-02": MeasureState.RESOLVED,
        "BEG-01": MeasureState.RESOLVED,
    }


def _lay_out_a_paper(session: Session) -> tuple[int, int]:
    """Write a paper of two results, one of which another one was joined to; return who records and the paper."""
    clerk = create_participant(session)
    education, encounter = create_body(session), create_body(session, "BEG", "Begegnung")
    words = {"text": "Mütter beraten Mütter.", "state": ResultState.ACCEPTED}
    mothers = create_result(
        session, "BIL-01", "Stadtteilmütter", {education: Priority.HIGH}, fields=[education], **words
    )
    joined = {"parent_id": mothers, "state": ResultState.MERGED}
    create_result(session, "BIL-02", "Elternlotsen", {encounter: None}, fields=[encounter], **joined)
    feast = create_result(session, "BEG-01", "Begegnungsfest", {encounter: None}, state=ResultState.ACCEPTED)
    said = {
        ProfileField.RESPONSIBLE: "Jugendamt",
        ProfileField.PARTNERS: "AWO\nDiakonie",
        ProfileField.STEPS: "bis 06/2010: Träger suchen\n\nMütter schulen",
        ProfileField.FUNDING: "Soziale Stadt",
        ProfileField.FUNDED_UNTIL: "06/2015",
    }
    for field, text in said.items():
        session.add(ProfileEntry(result_id=mothers, field=field, text=text, written_at=NOW))
    tag = Tag(name="Soziale Stadt")
    paper = Paper(number=1, state=PaperState.FINAL, created_at=NOW)
    paper.items = [PaperItem(result_id=mothers, position=1), PaperItem(result_id=feast, position=2)]
    session.add_all([tag, paper])
    session.flush()
    session.execute(result_tags.insert().values(result_id=mothers, tag_id=tag.id))
    return clerk, paper.id


def _begin(session: Session, paper: int, clerk: int) -> list[tuple[object, ...]]:
    found = session.get_one(Paper, paper)
    begun = measures.begin_from_paper(session, found, acting=clerk, now=NOW)
    found.state = PaperState.DECIDED
    return [
        (
            one.number,
            one.title,
            one.text,
            one.state,
            one.responsible,
            one.partners,
            [body.code for body in one.fields],
            [tag.name for tag in one.tags],
            [note.state for note in one.notes],
        )
        for one in begun
    ]


def _count(session: Session) -> tuple[int, int]:
    measures_, notes = select(func.count(Measure.id)), select(func.count(MeasureNote.id))
    return session.scalars(measures_).one(), session.scalars(notes).one()


def _lay_out_statuses(session: Session) -> dict[str, MeasureState]:
    housing = create_body(session, "WOH", "Wohnen")
    states = ["submitted", "queried", "accepted", "deferred", "rejected"]
    numbers = [
        create_result(session, f"WOH-0{place}", "Titel", {housing: None}, state=ResultState(state))
        for place, state in enumerate(states, start=1)
    ]
    create_result(session, "WOH-06", "Titel", {housing: None}, state=ResultState.MERGED, parent_id=numbers[-1])
    return _statuses(session)


def _statuses(session: Session) -> dict[str, MeasureState]:
    results = session.scalars(select(Result).order_by(Result.id)).all()
    status = measures.status_of(session, results)
    return {result.number: status[result.id] for result in results}
