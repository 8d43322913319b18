"""The parts of a town's file that say what came out: results, papers of the council, measures, indicators."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from bot.towns.entries import Code, Entry, LastDay, Line, Number, Text, When
from models import (
    Competence,
    ConclusionKind,
    Direction,
    EvaluationOutcome,
    MeasureState,
    Outcome,
    PaperSection,
    PaperState,
    Priority,
    ProfileField,
    Progress,
)

Count = Annotated[int, Field(ge=0)]


class SubmissionEntry(Entry):
    """That a working group stands behind a result."""

    body: Code
    priority: Priority | None = None


class ReplyEntry(Entry):
    """What a group answered to a question of the steering group."""

    body: Code
    text: Text
    given_on: When


class ConclusionEntry(Entry):
    """What the steering group concluded; `into` is the number of the result that another was joined to."""

    kind: ConclusionKind
    reason: str = ""
    concluded_on: When
    into: Number | None = None


class ReleaseEntry(Entry):
    """That a result was released to the advisory board, and perhaps withdrawn."""

    released_on: When
    withdrawn_on: When | None = None


class AdviceEntry(Entry):
    """What the advisory board said to a result."""

    text: Text
    given_on: When


class ResultEntry(Entry):
    """A result that working groups have handed in."""

    number: Number | None = None
    title: Line
    text: str = ""
    submitted_on: When | None = None
    by: Annotated[list[SubmissionEntry], Field(min_length=1)]
    concerns: list[Code] = []
    topics: list[Text] = []
    tags: list[Text] = []
    #: Fields of the Maßnahmensteckbrief beyond title and text.
    profile: dict[ProfileField, Text] = {}
    #: The number of the result that this one was joined to.
    joined_to: Number | None = None
    #: Oldest first; the last one counts.
    conclusions: list[ConclusionEntry] = []
    #: Each answers the last question before it.
    replies: list[ReplyEntry] = []
    releases: list[ReleaseEntry] = []
    advices: list[AdviceEntry] = []


class ConsultationEntry(Entry):
    """A station of a paper."""

    committee: Text
    competence: Competence
    planned_on: date | None = None
    held_on: date | None = None
    outcome: Outcome | None = None
    votes_for: Count | None = None
    votes_against: Count | None = None
    note: str = ""


class PaperEntry(Entry):
    """A Beschlussvorlage with its way through the council."""

    number: Annotated[int, Field(ge=1)]
    reference: str = ""
    is_public: bool = True
    state: PaperState = PaperState.DRAFT
    created_on: When
    final_on: When | None = None
    #: Numbers of results.
    results: Annotated[list[Number], Field(min_length=1)]
    sections: dict[PaperSection, str] = {}
    consultations: list[ConsultationEntry] = []


class StepEntry(Entry):
    """A step of a measure."""

    text: Text
    due: str = ""
    due_on: date | None = None
    done_on: date | None = None


class NoteEntry(Entry):
    """The state of things on a day."""

    state: MeasureState | None = None
    progress: Progress | None = None
    text: str = ""
    written_on: When


class EvaluationEntry(Entry):
    """What a measure came to."""

    outcome: EvaluationOutcome
    evidence: str = ""
    lesson: str = ""
    given_on: When


class MeasureEntry(Entry):
    """A measure or project."""

    number: Number | None = None
    title: Text
    text: str = ""
    #: The number of the result that it grew from, and of the paper on which it was decided.
    result: Number | None = None
    paper: int | None = None
    state: MeasureState = MeasureState.PLANNED
    responsible: str = ""
    partners: str = ""
    target_groups: str = ""
    period: str = ""
    ends_on: LastDay | None = None
    costs: str = ""
    funding: str = ""
    funded_until: LastDay | None = None
    created_on: When | None = None
    concerns: list[Code] = []
    tags: list[Text] = []
    indicators: list[Text] = []
    steps: list[StepEntry] = []
    notes: list[NoteEntry] = []
    evaluations: list[EvaluationEntry] = []


class MeasurementEntry(Entry):
    """A value on a day."""

    value: float
    measured_on: date
    is_estimate: bool = False
    note: str = ""


class IndicatorEntry(Entry):
    """An indicator with its measurements."""

    name: Text
    definition: str = ""
    unit: str = ""
    direction: Direction = Direction.NEITHER
    source: str = ""
    cycle: str = ""
    responsible: str = ""
    body: Code | None = None
    baseline: float | None = None
    baseline_on: date | None = None
    target: float | None = None
    target_on: date | None = None
    measurements: list[MeasurementEntry] = []
