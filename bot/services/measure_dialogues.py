"""What is typed about measures: a title, a field, a step, a reason, a sentence, an evaluation.

One dialogue of several ways in; the effect and its end are one transaction, and what was typed is kept until then.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.errors import Outdated
from bot.services import dialogues, measure_edits, measure_news, measure_states, measure_steps
from bot.services.measure_edits import TITLE_LIMIT, Field
from bot.services.measure_steps import Said
from bot.services.visitors import DialogueView
from bot.text import check_line, check_text
from models import EvaluationOutcome, Measure, MeasureState

KIND = "measure"
TITLE, START, FIELD, STEP, DUE = "title", "start", "field", "step", "due"
REASON, NEWS, EVIDENCE, LESSON = "reason", "news", "evidence", "lesson"


def begin_new(session: Session, *, acting: int, now: datetime) -> DialogueView:
    """Begin a measure of the administration's own; raises NotPermitted."""
    measure_states.check_desk(session, acting=acting)
    return dialogues.begin(session, KIND, TITLE, acting=acting, now=now)


def take_title(session: Session, number: int, text: str, *, acting: int, now: datetime) -> DialogueView:
    """Note the title; raises like `check_line`, Outdated, NotPermitted."""
    measure_states.check_desk(session, acting=acting)
    said = {"title": check_line(text, limit=TITLE_LIMIT)}
    return dialogues.say(session, number, START, said, acting=acting, now=now)


def choose_start(session: Session, number: int, state: str, *, acting: int, now: datetime) -> Measure:
    """Write the measure down in its first state; raises like `measure_edits.create`."""
    data = dialogues.get_at(session, KIND, START, number, acting=acting).data
    if state not in list(measure_states.FIRST):
        raise Outdated
    measure = measure_edits.create(session, data["title"], MeasureState(state), acting=acting, now=now)
    dialogues.end(session, acting=acting)
    return measure


def begin_field(session: Session, measure_id: int, field: Field, *, acting: int, now: datetime) -> DialogueView:
    """Ask for a field's text; raises like `measure_states.get_measure`."""
    measure = measure_states.get_measure(session, measure_id, acting=acting)
    data = {"measure_id": measure_id, "field": field.value, "was": measure_edits.read_field(measure, field)}
    return dialogues.begin(session, KIND, FIELD, data, acting=acting, now=now)


def take_field(session: Session, number: int, text: str, *, acting: int, now: datetime) -> Measure:
    """Put the text into the field; raises like `measure_edits.change_field`."""
    data = dialogues.get_at(session, KIND, FIELD, number, acting=acting).data
    about = (data["measure_id"], Field(data["field"]), data["was"])
    measure = measure_edits.change_field(session, *about, text, acting=acting, now=now)
    dialogues.end(session, acting=acting)
    return measure


def begin_step(session: Session, measure_id: int, *, acting: int, now: datetime) -> DialogueView:
    """Ask for a step; raises like `measure_states.get_measure`."""
    measure_states.get_measure(session, measure_id, acting=acting)
    return dialogues.begin(session, KIND, STEP, {"measure_id": measure_id}, acting=acting, now=now)


def take_step(session: Session, number: int, text: str, *, acting: int, now: datetime) -> Measure | DialogueView:
    """Add the step if the text says until when, else ask for that; raises like `measure_steps.read_step`."""
    data = dialogues.get_at(session, KIND, STEP, number, acting=acting).data
    said = measure_steps.read_step(text)
    if not said.due:
        return dialogues.say(session, number, DUE, {"text": said.text}, acting=acting, now=now)
    return _add_step(session, data, said, acting=acting, now=now)


def take_due(session: Session, number: int, text: str, *, acting: int, now: datetime) -> Measure:
    """Add the step with this date, or without one; raises like `measure_steps.read_due`."""
    data = dialogues.get_at(session, KIND, DUE, number, acting=acting).data
    return _add_step(session, data, measure_steps.read_due(data["text"], text), acting=acting, now=now)


def _add_step(session: Session, data: dict[str, Any], said: Said, *, acting: int, now: datetime) -> Measure:
    measure = measure_edits.add_step(session, data["measure_id"], said, acting=acting, now=now)
    dialogues.end(session, acting=acting)
    return measure


def begin_reason(
    session: Session, measure_id: int, state: MeasureState, seen: int, *, acting: int, now: datetime
) -> DialogueView:
    """Ask why; raises like `measure_states.get_movable`."""
    measure_states.get_movable(session, measure_id, state, seen, acting=acting)
    data = {"measure_id": measure_id, "state": state.value, "seen": seen}
    return dialogues.begin(session, KIND, REASON, data, acting=acting, now=now)


def take_reason(session: Session, number: int, text: str, *, acting: int, now: datetime) -> Measure:
    """Set the state with its reason; raises like `measure_states.set_state`."""
    data = dialogues.get_at(session, KIND, REASON, number, acting=acting).data
    reason = check_text(text, limit=measure_states.WORDS_LIMIT)
    move = (data["measure_id"], MeasureState(data["state"]), data["seen"])
    measure = measure_states.set_state(session, *move, reason, acting=acting, now=now)
    dialogues.end(session, acting=acting)
    return measure


def begin_news(session: Session, measure_id: int, *, acting: int, now: datetime) -> DialogueView:
    """Ask for a sentence on how it goes; raises like `measure_states.get_answerable`."""
    measure_states.get_answerable(session, measure_id, acting=acting)
    return dialogues.begin(session, KIND, NEWS, {"measure_id": measure_id}, acting=acting, now=now)


def take_news(session: Session, number: int, text: str, *, acting: int, now: datetime) -> Measure:
    """Note the sentence; raises like `measure_news.write_sentence`."""
    data = dialogues.get_at(session, KIND, NEWS, number, acting=acting).data
    measure = measure_news.write_sentence(session, data["measure_id"], text, acting=acting, now=now)
    dialogues.end(session, acting=acting)
    return measure


def begin_evaluation(
    session: Session, measure_id: int, outcome: EvaluationOutcome, *, acting: int, now: datetime
) -> DialogueView:
    """Ask what shows the outcome; raises like `measure_news.get_evaluable`."""
    measure_news.get_evaluable(session, measure_id, acting=acting)
    data = {"measure_id": measure_id, "outcome": outcome.value}
    return dialogues.begin(session, KIND, EVIDENCE, data, acting=acting, now=now)


def take_evidence(session: Session, number: int, text: str, *, acting: int, now: datetime) -> DialogueView:
    """Note what shows it; raises like `check_text`, Outdated."""
    dialogues.get_at(session, KIND, EVIDENCE, number, acting=acting)
    said = {"evidence": check_text(text, limit=measure_states.WORDS_LIMIT)}
    return dialogues.say(session, number, LESSON, said, acting=acting, now=now)


def take_lesson(session: Session, number: int, text: str, *, acting: int, now: datetime) -> int:
    """Evaluate, with the lesson or without one; return the measure's number; raises like `measure_news.evaluate`."""
    data = dialogues.get_at(session, KIND, LESSON, number, acting=acting).data
    lesson = check_text(text, limit=measure_states.WORDS_LIMIT) if text else ""
    said = (data["measure_id"], EvaluationOutcome(data["outcome"]), data["evidence"], lesson)
    measure_news.evaluate(session, *said, acting=acting, now=now)
    dialogues.end(session, acting=acting)
    return int(data["measure_id"])
