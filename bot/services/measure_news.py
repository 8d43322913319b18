"""How a measure goes, said by whoever is responsible or at the desk; what it came to in the end (S72)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import Outdated
from bot.services import audit
from bot.services.measure_states import WORDS_LIMIT, check_unchanged, enter, get_answerable, may_follow, note
from bot.text import check_text
from models import Evaluation, EvaluationOutcome, Measure, MeasureState, Progress

#: What can be evaluated: what has begun, and again what was evaluated before.
EVALUABLE = frozenset({MeasureState.RESOLVED, MeasureState.UNDERWAY, MeasureState.COMPLETED, MeasureState.EVALUATED})


def say_progress(
    session: Session, measure_id: int, progress: Progress, seen: int, *, acting: int, now: datetime
) -> Measure:
    """Note how a measure goes, by one tap; what is done is completed.

    Raises:
        NotFound: there is no such measure, or not for this person.
        Overtaken: somebody noted something since.
    """
    measure = get_answerable(session, measure_id, acting=acting, lock=True)
    check_unchanged(measure, seen)
    if progress is Progress.DONE and may_follow(measure.state, MeasureState.COMPLETED):
        enter(session, measure, MeasureState.COMPLETED, progress=progress, acting=acting, now=now)
    else:
        note(session, measure, "", progress=progress, acting=acting, now=now)
        audit.note(session, "say progress", "measure", measure.id, acting=acting, now=now)
    return measure


def write_sentence(session: Session, measure_id: int, words: str, *, acting: int, now: datetime) -> Measure:
    """Note in words how a measure goes; raises like `get_answerable` and `bot.text.check_text`."""
    text = check_text(words, limit=WORDS_LIMIT)
    measure = get_answerable(session, measure_id, acting=acting, lock=True)
    note(session, measure, text, acting=acting, now=now)
    audit.note(session, "write sentence", "measure", measure.id, acting=acting, now=now)
    return measure


def get_evaluable(session: Session, measure_id: int, *, acting: int, lock: bool = False) -> Measure:
    """Return a measure that may be evaluated by this person.

    Raises:
        NotFound: there is no such measure, or not for this person.
        Outdated: it has not begun.
    """
    measure = get_answerable(session, measure_id, acting=acting, lock=lock)
    if measure.state not in EVALUABLE:
        raise Outdated
    return measure


def evaluate(
    session: Session,
    measure_id: int,
    outcome: EvaluationOutcome,
    evidence: str,
    lesson: str = "",
    *,
    acting: int,
    now: datetime,
) -> Evaluation:
    """Say what a measure came to; it is evaluated from then on, and may be again later.

    Raises:
        NotFound, Outdated: see `get_evaluable`.
        EmptyText, TooLong: the evidence, or the lesson.
    """
    proof = check_text(evidence, limit=WORDS_LIMIT)
    learned = check_text(lesson, limit=WORDS_LIMIT) if lesson else ""
    measure = get_evaluable(session, measure_id, acting=acting, lock=True)
    given = Evaluation(
        measure_id=measure.id, outcome=outcome, evidence=proof, lesson=learned, given_at=now, author_id=acting
    )
    session.add(given)
    measure.evaluation_asked = True
    enter(session, measure, MeasureState.EVALUATED, acting=acting, now=now)
    return given


def list_evaluations(session: Session, measure_id: int) -> list[Evaluation]:
    """Return a measure's evaluations, oldest first; whoever calls asks who may read them."""
    statement = select(Evaluation).where(Evaluation.measure_id == measure_id).order_by(Evaluation.id)
    return list(session.scalars(statement))
