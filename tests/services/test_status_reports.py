"""The Sachstandsbericht: where everything stood on any day, in few statements, without a person."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.errors import NotPermitted
from bot.services import status_reports
from bot.services.imports import import_town
from bot.services.status_entries import Entry, Risk
from bot.services.status_reports import StatusReport
from bot.towns import COBURG, read_town
from models import (
    Competence,
    Conclusion,
    ConclusionKind,
    Consultation,
    MeasureNote,
    MeasureState,
    MeasureStep,
    Outcome,
    Paper,
    PaperItem,
    PaperState,
    Progress,
)
from models.database import Database
from tests.factories import (
    create_body,
    create_measure,
    create_membership,
    create_participant,
    create_result,
    grant_role,
)
from tests.statements import counted
from tests.towns import BERLIN, CONFERENCE_DAY, local

CONFERENCE, NEW_YEAR = date(2009, 10, 13), date(2009, 12, 31)


def desk(session: Session) -> int:
    klaus = create_participant(session, display_name="Klaus Geheim")
    grant_role(session, klaus)
    return klaus


def report(database: Database, day: date, acting: int | None = None) -> StatusReport:
    asking = acting or database.transact(desk)
    return database.transact(status_reports.report, day, timezone=BERLIN, acting=asking)


def lives(session: Session, /, **details: Any) -> None:
    """A proposal that is accepted on 3.11., stands in a paper from 10.11., is decided on 19.11. and begun on 1.12."""
    group = create_body(session, "BIL", "Bildung")
    number = create_result(session, "BIL-01", "Stadtteilmütter", {group: None}, submitted_at=local(1, 10, 2009, 12))
    session.add(Conclusion(result_id=number, kind=ConclusionKind.ACCEPT, concluded_at=local(3, 11, 2009, 18)))
    station = Consultation(position=0, committee="Stadtrat", competence=Competence.DECISION)
    station.planned_on, station.held_on, station.outcome = date(2009, 11, 12), date(2009, 11, 19), Outcome.UNANIMOUS
    paper = Paper(number=1, state=PaperState.DECIDED, created_at=local(10, 11, 2009), final_at=local(11, 11, 2009))
    paper.items, paper.consultations = [PaperItem(result_id=number, position=0)], [station]
    session.add(paper)
    measure = create_measure(
        session,
        "BIL-01",
        "Stadtteilmütter",
        result_id=number,
        created_at=local(20, 11, 2009, 9),
        state=MeasureState.UNDERWAY,
        **details,
    )
    for state, progress, at in (
        (MeasureState.RESOLVED, None, local(20, 11, 2009, 9)),
        (MeasureState.UNDERWAY, None, local(1, 12, 2009, 9)),
        (None, Progress.SLOWER, local(5, 12, 2009, 9)),
    ):
        session.add(MeasureNote(measure_id=measure, state=state, progress=progress, written_at=at))
    session.add(MeasureStep(measure_id=measure, text="Schulung", done_on=date(2009, 12, 4)))


def only(found: StatusReport) -> Entry:
    (entry,) = found.entries
    return entry


def test_s02_the_report_of_the_conference_day_lists_four_groups_two_results_and_phase_1(database: Database) -> None:
    database.transact(import_town, read_town(COBURG), timezone=BERLIN, now=CONFERENCE_DAY)

    found = report(database, CONFERENCE)
    assert [body.name for body in found.active] == [
        "Bildung",
        "Berufliche Integration",
        "Interkulturelle Begegnung",
        "Interkulturelle Öffnung der Verwaltung und Institutionen",
    ]
    assert [entry.title for entry in found.results] == ["Stadtteilmütter", "Interkulturelles Begegnungsfest"]
    assert [phase.number for phase in found.calendar.current] == [1]
    assert [body.name for body in found.planned] == ["Gesundheit", "Wohnen"]


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2009, 9, 30), None),
        (date(2009, 10, 1), MeasureState.PROPOSED),
        (date(2009, 11, 2), MeasureState.PROPOSED),
        (date(2009, 11, 3), MeasureState.REVIEWED),
        (date(2009, 11, 10), MeasureState.IN_PAPER),
        (date(2009, 11, 19), MeasureState.RESOLVED),
        (date(2009, 11, 30), MeasureState.RESOLVED),
        (date(2009, 12, 1), MeasureState.UNDERWAY),
    ],
)
def test_everything_stands_where_it_stood_on_that_day(
    database: Database, day: date, status: MeasureState | None
) -> None:
    database.transact(lives)

    assert dict(report(database, day).totals) == ({status: 1} if status else {})


def test_what_happened_and_what_is_next_follow_the_day(database: Database) -> None:
    database.transact(lives)

    before, after = only(report(database, date(2009, 11, 11))), only(report(database, date(2009, 12, 3)))
    assert [before.happened and before.happened.on, type(before.next_step)] == [date(2009, 11, 3), Consultation]
    assert [after.happened and after.happened.on, type(after.next_step)] == [date(2009, 12, 1), MeasureStep]
    assert only(report(database, date(2009, 12, 4))).next_step is None


def test_risks_are_named_where_something_runs(database: Database) -> None:
    database.transact(lives, funded_until=date(2010, 3, 31), responsible="Jugendamt")

    assert only(report(database, date(2009, 11, 12))).risks == ()
    assert only(report(database, date(2009, 12, 1))).risks == (Risk.MONEY_ENDS,)
    assert only(report(database, NEW_YEAR)).risks == (Risk.MONEY_ENDS, Risk.SLOW)


def test_a_merge_counts_from_its_day(database: Database) -> None:
    def joined(session: Session) -> None:
        group, other = create_body(session, "BIL", "Bildung"), create_body(session, "IKB", "Begegnung")
        into = create_result(session, "BIL-01", "Mütter", {group: None})
        number = create_result(session, "IKB-01", "Lotsinnen", {other: None}, parent_id=into)
        at = local(1, 12, 2009)
        session.add(Conclusion(result_id=number, kind=ConclusionKind.MERGE, into_id=into, concluded_at=at))

    database.transact(joined)

    assert [entry.number for entry in report(database, date(2009, 11, 30)).entries] == ["BIL-01", "IKB-01"]
    assert [len(entry.groups) for entry in report(database, NEW_YEAR).entries] == [2]


def test_counts_of_people_below_five_are_hidden_so_that_nobody_computes_them_back(database: Database) -> None:
    def join(session: Session, code: str, count: int) -> None:
        group = create_body(session, code, code)
        for _number in range(count):
            create_membership(session, create_participant(session), group)

    for code, count in (("BIL", 3), ("IKB", 6), ("OEF", 9)):
        database.transact(join, code, count)
    found = report(database, CONFERENCE)

    # The small one, and one more: else whoever knows the total subtracts.
    assert sorted(found.members.values(), key=str) == [9, None, None]
    assert found.members_total == 18


def test_a_small_total_is_hidden_too(database: Database) -> None:
    def join(session: Session, code: str) -> None:
        create_membership(session, create_participant(session), create_body(session, code, code))

    for code in ("BIL", "IKB", "OEF"):
        database.transact(join, code)

    assert report(database, CONFERENCE).members_total is None


def test_as_many_statements_for_three_results_as_for_one(database: Database) -> None:
    def add(session: Session, number: int) -> None:
        group = create_body(session, f"X{number}", "Begegnung")
        create_result(session, f"IKB-{number}", "Fest", {group: None}, fields=[group])
        create_measure(session, f"M-{number}", "Chor", fields=[group])

    database.transact(lives)
    klaus = database.transact(desk)
    database.transact(add, 1)
    with counted(database) as for_one:
        report(database, NEW_YEAR, klaus)
    database.transact(add, 2)
    database.transact(add, 3)
    with counted(database) as for_three:
        report(database, NEW_YEAR, klaus)

    assert len(for_three) == len(for_one)


def test_others_get_no_report(database: Database) -> None:
    nobody = database.transact(create_participant)

    with pytest.raises(NotPermitted):
        report(database, CONFERENCE, nobody)
