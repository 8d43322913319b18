"""A measure as it is shown: with what it grew from, what it came to, and who looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.services import measure_people, permissions
from bot.services.measure_news import EVALUABLE, list_evaluations
from bot.services.measure_people import Candidate
from bot.services.measure_states import get_answerable, is_desk, seen_of
from models import Evaluation, Measure, Paper, Participant, Result


@dataclass(frozen=True)
class MeasureView:
    """A measure for one reader."""

    measure: Measure
    evaluations: Sequence[Evaluation]
    result: Result | None
    paper: Paper | None
    #: Whether the reader runs measures; whoever is merely responsible answers and reads.
    desk: bool
    #: Whether the reader says who is asked.
    coordinates: bool
    #: Whether the reader opens the steering group's page of a result.
    steers: bool
    #: Who is asked, for the desk only: whether somebody is, and what they call themselves.
    is_asked: bool = False
    asked_name: str = ""

    @property
    def seen(self) -> int:
        """What a button carries to tell whether anything was noted since."""
        return seen_of(self.measure)

    @property
    def evaluable(self) -> bool:
        """Whether it can be evaluated."""
        return self.measure.state in EVALUABLE


def open_measure(session: Session, measure_id: int, *, acting: int) -> MeasureView:
    """Return a measure for the desk or for whoever is responsible.

    Raises:
        NotFound: there is none, or not for this person.
    """
    measure = get_answerable(session, measure_id, acting=acting)
    desk = is_desk(session, acting)
    person = session.get(Participant, measure.responsible_id) if desk and measure.responsible_id else None
    return MeasureView(
        measure,
        list_evaluations(session, measure.id),
        session.get(Result, measure.result_id) if measure.result_id else None,
        session.get(Paper, measure.paper_id) if measure.paper_id else None,
        desk,
        permissions.is_coordinator(session, acting),
        permissions.is_in_steering_group(session, acting),
        person is not None,
        person.display_name if person else "",
    )


def open_candidates(session: Session, measure_id: int, *, acting: int) -> tuple[MeasureView, Sequence[Candidate]]:
    """Return a measure and who may be asked about it; raises like above, NotPermitted where nobody coordinates."""
    view = open_measure(session, measure_id, acting=acting)
    return view, measure_people.list_candidates(session, view.measure, acting=acting)
