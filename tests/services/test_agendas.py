"""Agendas where no chat is needed: one topic and many, recordings that are forgotten, people who leave, meetings."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from bot.errors import NotFound
from bot.services import agenda_items, agendas, own_data, registration, retention
from bot.text import Words
from models import AgendaItem, BodyKind, Delivery, MeetingState, MembershipRole, Priority, ResultState
from models.database import Database
from tests.factories import (
    LONG_AGO,
    create_body,
    create_meeting,
    create_membership,
    create_participant,
    create_result,
    create_topic,
)
from tests.steering import create_steered

NOW = LONG_AGO + timedelta(days=60)


def rows(session: Session) -> list[tuple[str, str | None, int | None, int | None]]:
    """Return text, recording, meeting and author of every topic."""
    items = session.scalars(select(AgendaItem).order_by(AgendaItem.id))
    return [(item.text, item.voice_file_id, item.meeting_id, item.author_id) for item in items]


def test_one_topic_and_result_take_as_many_queries_as_many(database: Database) -> None:
    made = database.transact(create_steered)
    steering, education = made.bodies["STG"], made.bodies["BIL"]
    meeting = database.transact(create_meeting, steering, NOW + timedelta(days=1))
    database.transact(create_topic, steering)

    counts = [_count_queries(database, meeting, made.people["Petra"])]
    for number in range(2, 5):
        database.transact(create_topic, steering)
        database.transact(create_result, f"BIL-{number:02}", "Mehr", {education: Priority.LOW}, fields=[education])
    counts.append(_count_queries(database, meeting, made.people["Petra"]))

    assert counts[0] == counts[1]


def _count_queries(database: Database, meeting: int, reader: int) -> int:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    database.transact(_read, meeting, reader)
    event.remove(database.engine, "before_cursor_execute", note)
    return len(statements)


def _read(session: Session, meeting: int, reader: int) -> None:
    found = agendas.get(session, meeting, acting=reader, now=NOW)
    assert [standing.groups for one in found.contributions for standing in one.standings] != []


@pytest.mark.parametrize(
    ("state", "title", "expected"),
    [
        (MeetingState.INVITED, "", 1),
        (MeetingState.HELD, "", 1),
        (MeetingState.CANCELLED, "", None),
        (MeetingState.DRAFTED, "", None),
        (MeetingState.INVITED, "Sommerfest", None),
    ],
)
def test_topics_go_to_the_first_meeting_that_takes_place_after_them(
    database: Database, state: MeetingState, title: str, expected: int | None
) -> None:
    body = database.transact(create_body)
    database.transact(create_meeting, body, NOW, state=state, title=title)
    database.transact(create_meeting, body, NOW - timedelta(days=90))
    for created_at in (LONG_AGO, NOW + timedelta(seconds=1)):
        database.transact(create_topic, body, created_at=created_at)

    seen = []
    for moment in (NOW - timedelta(seconds=1), NOW):
        database.transact(agenda_items.close_held, now=moment)
        seen.append([meeting for _, _, meeting, _ in database.look(rows)])

    assert seen == [[None, None], [expected, None]]


def test_a_topic_that_stands_no_longer_waits_for_the_next_meeting(database: Database) -> None:
    body, sabine = database.transact(create_body), database.transact(create_participant)
    database.transact(create_membership, sabine, body, MembershipRole.SPEAKER)
    meetings = [database.transact(create_meeting, body, NOW + timedelta(days=day)) for day in (1, 40)]
    topic = database.transact(create_topic, body, standing=True)
    seen = []
    for day in (2, 41):
        now = NOW + timedelta(days=day)
        database.transact(agenda_items.close_held, now=now)
        seen += [meeting for _, _, meeting, _ in database.look(rows)]
        if day == 2:
            database.transact(agenda_items.keep, topic, standing=False, acting=sabine, now=now)
            database.transact(agenda_items.close_held, now=now)
            seen += [meeting for _, _, meeting, _ in database.look(rows)]

    assert seen == [None, None, meetings[1]]


def test_recordings_and_who_proposed_what_are_forgotten_in_time(database: Database) -> None:
    body, amal = database.transact(create_body), database.transact(create_participant)
    old = database.transact(create_meeting, body, NOW - timedelta(days=31))
    fresh = database.transact(create_meeting, body, NOW - timedelta(days=29))
    for created, meeting in ((15, None), (13, None), (40, old), (40, fresh)):
        details = {"created_at": NOW - timedelta(days=created), "meeting_id": meeting}
        database.transact(create_topic, body, "", author_id=amal, voice_file_id="voice", **details)

    database.transact(retention.forget, now=NOW)

    found = [(voice, author) for _, voice, _, author in database.look(rows)]
    assert found == [(None, amal), ("voice", amal), (None, None), (None, amal)]


@pytest.mark.parametrize(("with_texts", "left"), [(False, ["waits", "past"]), (True, ["past"])])
def test_who_deletes_their_data_is_no_author_any_more(database: Database, with_texts: bool, left: list[str]) -> None:
    body, amal = database.transact(create_body), database.transact(create_participant)
    meeting = database.transact(create_meeting, body, NOW)
    database.transact(create_topic, body, "waits", author_id=amal, voice_file_id=None)
    database.transact(create_topic, body, "past", author_id=amal, meeting_id=meeting)
    database.transact(create_topic, body, "", author_id=amal, voice_file_id="voice")

    held = database.look(own_data.collect, acting=amal)
    database.transact(registration.erase, with_texts=with_texts, acting=amal, now=NOW)

    assert [row["text"] for row in held["topics"]] == ["waits", "past", ""]
    assert [(text, author) for text, *_, author in database.look(rows)] == [(text, None) for text in left]


@pytest.mark.parametrize(("with_texts", "told"), [(False, ["Ein Chor"]), (True, [])])
def test_a_topic_that_goes_with_its_author_is_told_nobody(
    database: Database, with_texts: bool, told: list[str]
) -> None:
    body, fatma, amal = database.transact(create_body), *(database.transact(create_participant) for _ in range(2))
    database.transact(create_membership, fatma, body, MembershipRole.SPEAKER)
    database.transact(create_membership, amal, body)
    meeting = database.transact(create_meeting, body, NOW + timedelta(days=9))
    dialogue = database.transact(agenda_items.begin, meeting, acting=amal, now=NOW)
    words = Words("Ein Chor", NOW)
    database.transact(agenda_items.propose, dialogue.number, words, acting=amal, now=NOW)

    database.transact(registration.erase, with_texts=with_texts, acting=amal, now=NOW)

    left = database.look(lambda session: session.scalars(select(Delivery)).all())
    assert [(row.participant_id, row.facts["text"]) for row in left] == [(fatma, text) for text in told]


def test_nobody_reads_the_agenda_of_a_draft_but_organisers(database: Database) -> None:
    body = database.transact(create_body, kind=BodyKind.CIRCLE)
    draft = database.transact(create_meeting, body, NOW, state=MeetingState.DRAFTED)
    people = [database.transact(create_participant) for _ in range(2)]
    for person, role in zip(people, (MembershipRole.SPEAKER, MembershipRole.GUEST), strict=True):
        database.transact(create_membership, person, body, role)

    readers = [person for person in people if _may_read(database, draft, person, NOW - timedelta(days=1))]

    assert readers == people[:1]


def _may_read(database: Database, meeting: int, person: int, now: datetime) -> bool:
    try:
        return database.look(agendas.get, meeting, acting=person, now=now).meeting.id == meeting
    except NotFound:
        return False


def test_a_result_that_was_imported_as_accepted_is_not_open(database: Database) -> None:
    made = database.transact(create_steered)
    database.transact(_import_old)
    meeting = database.transact(create_meeting, made.bodies["STG"], NOW)

    found = [
        database.look(agendas.get, meeting, acting=made.people["Petra"], now=NOW + timedelta(days=day)).contributions
        for day in (-1, 1)
    ]

    numbers = [[one.result.number for part in parts for one in part.standings] for parts in found]
    assert numbers == [["BIL-01", "IKB-01"]] * 2


def _import_old(session: Session) -> None:
    for number, state in {"X-01": ResultState.ACCEPTED, "X-02": ResultState.DEFERRED}.items():
        create_result(session, number, "Alt", {}, state=state)
