"""R10: the public list holds what is released or decided, and nothing else; nobody gets another list than they read."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from bot.errors import NotPermitted, Overtaken
from bot.services import public_list
from bot.services.public_list import PublicList
from models import (
    Competence,
    Consultation,
    MeasureNote,
    MeasureState,
    Outcome,
    Paper,
    PaperItem,
    PaperState,
    Release,
    ResultState,
)
from models.database import Database
from tests.factories import LONG_AGO, create_body, create_measure, create_participant, create_result, grant_role
from tests.towns import BERLIN, CONFERENCE_DAY

TODAY = date(2009, 10, 13)


def klaus(session: Session) -> int:
    number = create_participant(session)
    grant_role(session, number)
    return number


def decide(session: Session, result: int, outcome: Outcome, *, is_public: bool = True) -> int:
    number = session.query(Paper).count() + 1
    paper = Paper(number=number, state=PaperState.DECIDED, created_at=LONG_AGO, is_public=is_public)
    paper.items = [PaperItem(result_id=result, position=0)]
    station = Consultation(position=0, committee="Stadtrat", competence=Competence.DECISION)
    station.held_on, station.outcome = LONG_AGO.date(), outcome
    paper.consultations = [station]
    session.add(paper)
    session.flush()
    return paper.id


def create_all(session: Session) -> None:
    """One result and one measure of every kind that may or may not be public."""
    group = create_body(session, "BIL", "Bildung")
    titles = ("neu", "freigegeben", "zurückgezogen", "beschlossen", "abgelehnt", "nichtöffentlich", "im Entwurf")
    made = {
        title: create_result(session, f"BIL-{place:02}", title, {group: None}) for place, title in enumerate(titles)
    }
    session.add(Release(result_id=made["freigegeben"], released_at=LONG_AGO))
    session.add(Release(result_id=made["zurückgezogen"], released_at=LONG_AGO, withdrawn_at=CONFERENCE_DAY))
    decide(session, made["beschlossen"], Outcome.MAJORITY)
    decide(session, made["abgelehnt"], Outcome.REJECTED)
    closed = decide(session, made["nichtöffentlich"], Outcome.UNANIMOUS, is_public=False)
    draft = Paper(number=9, created_at=LONG_AGO)
    draft.items = [PaperItem(result_id=made["im Entwurf"], position=0)]
    session.add(draft)
    create_measure(
        session,
        "BIL-05",
        "nichtöffentlich",
        result_id=made["nichtöffentlich"],
        paper_id=closed,
        state=MeasureState.RESOLVED,
    )
    create_measure(session, "BIL-00", "neu", result_id=made["neu"], state=MeasureState.UNDERWAY)
    for place, state in enumerate(MeasureState):
        create_measure(session, f"M-{place:02}", f"nie beschlossen: {state}", state=state)
        create_decided(session, f"M-{place + 50}", state)


def create_decided(session: Session, number: str, state: MeasureState) -> None:
    """Create a measure that was decided once, and stands there since."""
    told = [MeasureNote(state=each, written_at=LONG_AGO) for each in (MeasureState.RESOLVED, state)]
    create_measure(session, number, state.value, state=state, notes=told)


def look(database: Database, acting: int) -> PublicList:
    return database.transact(public_list.look, TODAY, timezone=BERLIN, acting=acting)


def test_r10_only_what_is_released_or_decided_is_public(database: Database) -> None:
    database.transact(create_all)

    found = look(database, database.transact(klaus))
    assert [entry.title for entry in found.entries] == [
        "freigegeben",
        "beschlossen",
        "resolved",
        "underway",
        "completed",
        "evaluated",
        "discontinued",
    ]


def test_r10_a_closed_session_does_not_show_through_a_released_result(database: Database) -> None:
    def create(session: Session) -> None:
        group = create_body(session, "BIL", "Bildung")
        result = create_result(session, "BIL-01", "Elternschule", {group: None}, state=ResultState.ACCEPTED)
        session.add(Release(result_id=result, released_at=LONG_AGO))
        closed = decide(session, result, Outcome.UNANIMOUS, is_public=False)
        create_measure(session, "BIL-01", result_id=result, paper_id=closed, state=MeasureState.RESOLVED)

    database.transact(create)

    found = look(database, database.transact(klaus))
    assert [(entry.title, entry.status, entry.is_decided) for entry in found.entries] == [
        ("Elternschule", MeasureState.REVIEWED, False)
    ]


def test_r10_a_measure_of_a_public_paper_is_public_without_a_note(database: Database) -> None:
    def create(session: Session) -> None:
        paper = Paper(number=1, state=PaperState.DECIDED, created_at=LONG_AGO)
        session.add(paper)
        session.flush()
        create_measure(session, "M-01", "aus der Datei", paper_id=paper.id, state=MeasureState.UNDERWAY)
        create_measure(session, "M-02", "noch in Vorlage", paper_id=paper.id, state=MeasureState.IN_PAPER)

    database.transact(create)

    assert [entry.title for entry in look(database, database.transact(klaus)).entries] == ["aus der Datei"]


def test_what_was_read_is_what_is_handed_out(database: Database) -> None:
    database.transact(create_all)
    acting = database.transact(klaus)
    seen = look(database, acting).seen

    def hand_out() -> PublicList:
        return database.transact(public_list.hand_out, TODAY, seen, timezone=BERLIN, acting=acting, now=CONFERENCE_DAY)

    assert hand_out().seen == seen
    database.transact(create_decided, "M-99", MeasureState.UNDERWAY)
    with pytest.raises(Overtaken):
        hand_out()


def test_others_may_not_hand_it_out(database: Database) -> None:
    nobody = database.transact(create_participant)

    with pytest.raises(NotPermitted):
        look(database, nobody)
