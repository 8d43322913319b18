"""Every text in which somebody's name can be left is looked through and cleaned, by those whose text it is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import NotFound, NotInText
from bot.services import cleaning
from bot.services.left_names import COLUMNS, OF_THE_STEERING_GROUP, PlaceKind, model_of
from models import (
    Advice,
    Card,
    Conclusion,
    ConclusionKind,
    Delivery,
    Evaluation,
    EvaluationOutcome,
    MeasureNote,
    MeasureStep,
    Minutes,
    PaperSection,
    PaperState,
    Participant,
    ProfileEntry,
    ProfileField,
    Reply,
    SectionText,
)
from models.database import Database
from tests.factories import LONG_AGO, create_idea, create_measure, create_meeting, create_paper
from tests.steering import Steered, create_steered
from tests.towns import CONFERENCE_DAY as NOW

NAME = "Zwetschgenmus"
LINES = [["BIL-01", f"Chor mit {NAME}", "high"], ["IKB-01", f"Fest mit {NAME}", ""]]


@pytest.fixture
def made(database: Database) -> Steered:
    return database.transact(create_steered)


def name_everywhere(session: Session, made: Steered) -> None:
    """Put the name into one row of each kind, in each of its columns; into two versions of a section of a paper."""
    result, body = made.results["BIL-01"], made.bodies["BIL"]
    idea, measure = create_idea(session, body), create_measure(session, "M-01")
    paper = create_paper(session, [result], {"Stadtrat": None}, state=PaperState.DECIDED)
    meeting = create_meeting(session, body, LONG_AGO)
    concluded = Conclusion(result_id=result, kind=ConclusionKind.QUERY, concluded_at=NOW)
    step, note = MeasureStep(measure_id=measure, text=""), MeasureNote(measure_id=measure, written_at=NOW)
    evaluated = Evaluation(measure_id=measure, outcome=EvaluationOutcome.REACHED, given_at=NOW)
    minutes = Minutes(meeting_id=meeting, text="", facts={"results": LINES}, sent_at=NOW, final_at=NOW)
    card, opinion = Card(idea_id=idea, sentence="", written_at=NOW), Advice(result_id=result, text="", given_at=NOW)
    entry = ProfileEntry(result_id=result, field=ProfileField.NEED, text="", written_at=NOW)
    session.add_all([concluded, step, note, evaluated, minutes, card, opinion, entry])
    session.flush()
    session.add(Reply(conclusion_id=concluded.id, body_id=body, text="", given_at=NOW))
    facts = {"paper_id": paper, "section": PaperSection.FACTS, "text": "", "written_at": NOW}
    session.add_all([SectionText(**facts), SectionText(**facts)])
    session.flush()
    for columns in COLUMNS.values():
        for row in session.scalars(select(columns[0].class_)):
            for column in columns:
                setattr(row, column.key, f"Dank an {NAME}s Mutter")


def told(session: Session, participant_id: int) -> list[tuple[str, str]]:
    """Return the kinds and names of the places that somebody was told of."""
    found = session.scalars(
        select(Delivery.facts).where(Delivery.participant_id == participant_id).order_by(Delivery.id)
    )
    return [(place["kind"], place["name"]) for facts in found for place in facts["places"]]


def leave(session: Session, made: Steered) -> None:
    person = session.get_one(Participant, made.people["Amal"])
    person.display_name = NAME
    cleaning.tell_of_name(session, person, now=NOW)


def test_every_kind_of_text_is_looked_through_and_those_are_told_who_clean_it(
    database: Database, made: Steered
) -> None:
    database.transact(name_everywhere, made)

    database.transact(leave, made)

    steering, coordinator = (database.look(told, made.people[name]) for name in ("Petra", "Klaus"))
    assert {kind for kind, _ in steering} == {kind.value for kind in OF_THE_STEERING_GROUP}
    assert {kind for kind, _ in coordinator} == {kind.value for kind in PlaceKind} - {kind for kind, _ in steering}
    assert ("minutes", "BIL") in coordinator
    # Of the subject and the facts, and of the facts once, though two versions have it.
    assert steering.count(("section", "V-01")) == 2


def clean(session: Session, kind: PlaceKind, number: int, words: str, acting: int) -> None:
    dialogue = cleaning.begin(session, kind.value, number, acting=acting, now=NOW)
    cleaning.clean(session, dialogue.number, words, acting=acting, now=NOW + timedelta(minutes=1))


def first_row(session: Session, kind: PlaceKind) -> int:
    return int(min(session.scalars(select(model_of(kind).id))))


def words_left(session: Session, kind: PlaceKind, number: int) -> list[Any]:
    """Return what stands in the columns of a row."""
    row = session.get_one(model_of(kind), number)
    return [getattr(row, column.key) for column in COLUMNS[kind]]


@pytest.mark.parametrize("kind", list(PlaceKind))
def test_the_words_go_from_every_column_of_a_text(database: Database, made: Steered, kind: PlaceKind) -> None:
    database.transact(name_everywhere, made)
    number = database.look(first_row, kind)

    database.transact(clean, kind, number, NAME, made.people["Petra"])

    assert database.look(words_left, kind, number) == ["Dank an […] Mutter"] * len(COLUMNS[kind])
    with pytest.raises(NotInText):
        database.transact(clean, kind, number, NAME, made.people["Petra"])


@pytest.mark.parametrize("kind", sorted(OF_THE_STEERING_GROUP))
def test_r3_r5_what_is_the_steering_groups_no_coordinator_cleans(
    database: Database, made: Steered, kind: PlaceKind
) -> None:
    database.transact(name_everywhere, made)

    with pytest.raises(NotFound):
        database.transact(clean, kind, 1, NAME, made.people["Klaus"])

    assert NAME in database.look(words_left, kind, 1)[0]


def test_all_versions_of_a_section_are_cleaned_at_once(database: Database, made: Steered) -> None:
    database.transact(name_everywhere, made)
    facts = select(SectionText).where(SectionText.section == PaperSection.FACTS).order_by(SectionText.id)

    newest = database.look(lambda session: [one.id for one in session.scalars(facts)])[-1]
    database.transact(clean, PlaceKind.SECTION, newest, NAME, made.people["Petra"])

    assert database.look(lambda session: [one.text for one in session.scalars(facts)]) == ["Dank an […] Mutter"] * 2
    others = select(SectionText.text).where(SectionText.section != PaperSection.FACTS)
    assert database.look(lambda session: list(session.scalars(others))) == [f"Dank an {NAME}s Mutter"]


def test_a_title_is_cleaned_in_the_minutes_too(database: Database, made: Steered) -> None:
    database.transact(name_everywhere, made)

    database.transact(clean, PlaceKind.TITLE, made.results["BIL-01"], NAME, made.people["Klaus"])

    (facts,) = database.look(lambda session: list(session.scalars(select(Minutes.facts))))
    assert facts == {"results": [["BIL-01", "Chor mit […]", "high"], LINES[1]]}
