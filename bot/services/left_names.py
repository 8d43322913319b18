"""Every text in which a name can be left: of which kind it is, in which columns it stands, what people know it by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models import (
    Advice,
    Body,
    Card,
    Conclusion,
    Consultation,
    Evaluation,
    Idea,
    Measure,
    MeasureNote,
    MeasureStep,
    Meeting,
    Minutes,
    Paper,
    ProfileEntry,
    Reply,
    Result,
    SectionText,
)


class PlaceKind(StrEnum):
    """Where a name can be left."""

    IDEA = "idea"
    CARD = "card"
    TITLE = "title"
    RESULT = "result"
    CONCLUSION = "conclusion"
    REPLY = "reply"
    ADVICE = "advice"
    PROFILE = "profile"
    MEASURE = "measure"
    STEP = "step"
    NOTE = "note"
    EVALUATION = "evaluation"
    MINUTES = "minutes"
    #: Any version: whoever cleans one cleans them all.
    SECTION = "section"
    CONSULTATION = "consultation"


#: The columns of each kind that are looked through and cleaned together.
COLUMNS: dict[PlaceKind, tuple[InstrumentedAttribute[Any], ...]] = {
    PlaceKind.IDEA: (Idea.text,),
    PlaceKind.CARD: (Card.sentence, Card.objection),
    PlaceKind.TITLE: (Result.title,),
    PlaceKind.RESULT: (Result.text,),
    PlaceKind.CONCLUSION: (Conclusion.reason,),
    PlaceKind.REPLY: (Reply.text,),
    PlaceKind.ADVICE: (Advice.text,),
    PlaceKind.PROFILE: (ProfileEntry.text,),
    PlaceKind.MEASURE: (Measure.title, Measure.text, Measure.responsible, Measure.partners),
    PlaceKind.STEP: (MeasureStep.text,),
    PlaceKind.NOTE: (MeasureNote.text,),
    PlaceKind.EVALUATION: (Evaluation.evidence, Evaluation.lesson),
    PlaceKind.MINUTES: (Minutes.text,),
    PlaceKind.SECTION: (SectionText.text,),
    PlaceKind.CONSULTATION: (Consultation.note,),
}
#: What only the steering group reads (R5) or edits (R3).
OF_THE_STEERING_GROUP = frozenset({PlaceKind.ADVICE, PlaceKind.CONCLUSION, PlaceKind.SECTION, PlaceKind.CONSULTATION})
#: What belongs to a paper.
_OF_PAPERS = frozenset({PlaceKind.SECTION, PlaceKind.CONSULTATION})


@dataclass(frozen=True)
class Place:
    """Texts that are cleaned together: their kind, the number of their row, what people know it by (never words)."""

    kind: PlaceKind
    number: int
    name: str
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of them, to be read."""
        return "\n\n".join(text for text in self.texts if text)


def model_of(kind: PlaceKind) -> Any:
    """Return the class of the rows of a kind."""
    return COLUMNS[kind][0].class_


def list_places(session: Session, kind: PlaceKind | None = None, number: int | None = None) -> list[Place]:
    """Return every text that is looked through, or one of them; a query for each kind."""
    found = []
    for each in PlaceKind if kind is None else (kind,):
        row_id = model_of(each).id
        statement = _named(each).add_columns(*COLUMNS[each]).order_by(row_id)
        one = statement.where(row_id == number) if number is not None else statement
        for found_id, name, *texts in session.execute(one):
            found.append(Place(each, found_id, _spoken_name(each, name), tuple(text or "" for text in texts)))
    return found


def newest_versions(session: Session, places: list[Place]) -> list[Place]:
    """Return these places with one version of each section, the newest of them."""
    versions = [place.number for place in places if place.kind is PlaceKind.SECTION]
    newest = select(func.max(SectionText.id)).where(SectionText.id.in_(versions))
    kept = set(session.scalars(newest.group_by(SectionText.paper_id, SectionText.section)))
    return [place for place in places if place.kind is not PlaceKind.SECTION or place.number in kept]


def lock_rows(session: Session, place: Place) -> list[Any]:
    """Return the rows that are cleaned with a place, as they are now; others wait."""
    model = model_of(place.kind)
    about = [model.id == place.number]
    if place.kind is PlaceKind.SECTION:
        version = session.get_one(SectionText, place.number)
        about = [model.paper_id == version.paper_id, model.section == version.section]
    statement = select(model).where(*about).order_by(model.id).with_for_update(of=model)
    return list(session.scalars(statement.execution_options(populate_existing=True)))


def _spoken_name(kind: PlaceKind, name: str | int) -> str:
    return f"V-{name:02}" if kind in _OF_PAPERS else str(name)


def _named(kind: PlaceKind) -> Select[Any]:
    """Return the query for a kind's numbers, and names of what they belong to."""
    model = model_of(kind)
    if kind is PlaceKind.IDEA:
        return select(model.id, Body.code).join(Body, Body.id == Idea.body_id)
    if kind is PlaceKind.CARD:
        return select(model.id, Body.code).join(Idea, Idea.id == Card.idea_id).join(Body, Body.id == Idea.body_id)
    if kind is PlaceKind.MINUTES:
        held = select(model.id, func.coalesce(Body.code, Meeting.title)).join(Meeting, Meeting.id == Minutes.meeting_id)
        return held.outerjoin(Body, Body.id == Meeting.body_id)
    if kind is PlaceKind.REPLY:
        asked = select(model.id, Result.number).join(Conclusion, Conclusion.id == Reply.conclusion_id)
        return asked.join(Result, Result.id == Conclusion.result_id)
    if model in (Result, Measure):
        return select(model.id, model.number)
    if kind in _OF_PAPERS:
        return select(model.id, Paper.number).join(Paper, Paper.id == model.paper_id)
    if kind in (PlaceKind.STEP, PlaceKind.NOTE, PlaceKind.EVALUATION):
        return select(model.id, Measure.number).join(Measure, Measure.id == model.measure_id)
    return select(model.id, Result.number).join(Result, Result.id == model.result_id)
