"""What the summary gathers: phases that overlap or leave a gap, what is new, and always as many queries."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from bot.services import conclusions, summaries
from bot.services.conclusions import Decision
from bot.services.phases import get_calendar
from bot.services.summaries import Summary
from models import ConclusionKind, MeetingState, Phase, Priority, ResultState
from models.database import Database
from tests.factories import create_meeting, create_result
from tests.steering import Steered, create_steered
from tests.towns import CONFERENCE_DAY, local

PHASES = [
    (date(2009, 1, 1), date(2009, 12, 31)),
    (date(2009, 12, 1), date(2010, 7, 31)),
    (date(2010, 9, 1), date(2011, 7, 31)),
]


def _phases_on(session: Session, day: date) -> tuple[list[int], bool, bool]:
    for number, (start, end) in enumerate(PHASES, 1):
        session.add(Phase(number=number, starts_on=start, ends_on=end))
    session.flush()
    calendar = get_calendar(session, today=day)
    return [phase.number for phase in calendar.current], calendar.has_begun, calendar.is_over


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2008, 12, 31), ([], False, False)),
        (date(2009, 10, 13), ([1], True, False)),
        (date(2009, 12, 15), ([1, 2], True, False)),
        (date(2010, 8, 15), ([], True, False)),
        (date(2011, 8, 1), ([], True, True)),
    ],
)
def test_phases_overlap_and_leave_gaps(database: Database, day: date, expected: tuple[list[int], bool, bool]) -> None:
    assert database.transact(_phases_on, day) == expected


def _summarize(session: Session, made: Steered) -> Summary:
    today = CONFERENCE_DAY.date()
    return summaries.summarize(session, acting=made.people["Petra"], now=CONFERENCE_DAY, today=today)


def test_new_is_what_came_after_the_last_meeting_that_took_place(database: Database) -> None:
    made = database.transact(create_steered)
    steering, education = made.bodies["STG"], made.bodies["BIL"]
    for day, month, state in [
        (1, 9, MeetingState.INVITED),
        (12, 10, MeetingState.CANCELLED),
        (20, 10, MeetingState.INVITED),
    ]:
        database.transact(create_meeting, steering, local(day, month, 2009, 18), state=state)
    database.transact(create_meeting, education, local(11, 10, 2009, 18))
    database.transact(create_result, "BIL-02", "Sprachcafé", {education: None}, submitted_at=local(2, 9, 2009))

    found = database.look(_summarize, made)

    assert (found.since, [result.number for result in found.new]) == (local(1, 9, 2009, 18), ["BIL-02"])


def test_before_the_first_meeting_everything_is_new(database: Database) -> None:
    made = database.transact(create_steered)

    found = database.look(_summarize, made)

    assert (found.since, [result.number for result in found.new]) == (None, ["BIL-01", "IKB-01"])


def test_a_joined_result_stands_with_its_root_at_its_groups(database: Database) -> None:
    made = database.transact(create_steered)
    child = database.transact(create_result, "BIL-02", "Mütterhilfe", {made.bodies["BIL"]: Priority.LOW})
    merge = Decision(child, ConclusionKind.MERGE, 0, made.results["IKB-01"])
    database.transact(conclusions.conclude, merge, acting=made.people["Petra"], now=CONFERENCE_DAY)

    found = database.look(_summarize, made)

    listed = {
        group.body.code: [(standing.result.number, group.priority_of(standing)) for standing in group.standings]
        for group in found.groups
        if group.body
    }
    assert listed == {
        "BIL": [("BIL-01", Priority.HIGH), ("IKB-01", Priority.LOW)],
        "IKB": [("BIL-01", Priority.HIGH), ("IKB-01", None)],
    }
    assert found.totals == {ResultState.SUBMITTED: 2, ResultState.MERGED: 1}


def test_a_result_without_a_group_is_not_hidden(database: Database) -> None:
    made = database.transact(create_steered)
    database.transact(create_result, "X-01", "Niemandes", {})

    last = database.look(_summarize, made).groups[-1]

    assert (last.body, [standing.result.number for standing in last.standings]) == (None, ["X-01"])


def test_one_result_and_three_take_as_many_queries(database: Database) -> None:
    made = database.transact(create_steered)
    both = {made.bodies["BIL"]: Priority.HIGH, made.bodies["IKB"]: Priority.LOW}

    counts = [_count_queries(database, made)]
    for number in range(2, 5):
        database.transact(create_result, f"BIL-{number:02}", "Mehr", both, fields=list(both))
    counts.append(_count_queries(database, made))

    assert counts[0] == counts[1]


def _count_queries(database: Database, made: Steered) -> int:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    database.transact(_summarize, made)
    event.remove(database.engine, "before_cursor_execute", note)
    return len(statements)
