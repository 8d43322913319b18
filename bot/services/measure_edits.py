"""Changing what stands about a measure: a new one, its single fields, its steps, what it touches."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.errors import NotFound, Outdated, Overtaken
from bot.services import audit, bodies, measures, tags
from bot.services.measure_states import FIRST, check_desk, enter, get_measure
from bot.services.measure_steps import Said, read_last_day
from bot.text import check_line, check_text
from models import Body, BodyKind, Measure, MeasureState, MeasureStep
from models.measure import LOOK_AT_ONCE

TITLE_LIMIT = 80


class Field(StrEnum):
    """A field that is changed by one message; the names are those of the model."""

    TITLE = "title"
    TEXT = "text"
    RESPONSIBLE = "responsible"
    PARTNERS = "partners"
    TARGET_GROUPS = "target_groups"
    PERIOD = "period"
    ENDS_ON = "ends_on"
    COSTS = "costs"
    FUNDING = "funding"
    FUNDED_UNTIL = "funded_until"


#: Fields of one line, and how long it may be; the others have room.
_LINES = {Field.TITLE: TITLE_LIMIT, Field.RESPONSIBLE: 200, Field.TARGET_GROUPS: 200, Field.PERIOD: 200}
_DATES = (Field.ENDS_ON, Field.FUNDED_UNTIL)
_TEXT_LIMIT = 3500


def create(session: Session, title: str, state: MeasureState, *, acting: int, now: datetime) -> Measure:
    """Begin a measure by hand; no group and no result need stand behind it.

    Raises:
        NotPermitted: the person neither coordinates nor belongs to the steering group.
        EmptyText, TooLong: the title.
        Outdated: nothing begins in that state.
    """
    check_desk(session, acting=acting)
    if state not in FIRST:
        raise Outdated
    measure = Measure(
        number=measures.choose_number(session),
        title=check_line(title, limit=TITLE_LIMIT),
        state=state,
        created_at=now,
        fields=[],
        tags=[],
        steps=[],
        notes=[],
    )
    session.add(measure)
    session.flush()
    enter(session, measure, state, acting=acting, now=now)
    return measure


def read_field(measure: Measure, field: Field) -> str:
    """Return what stands in a field, as people would type it."""
    content = getattr(measure, field.value)
    return f"{content:%d.%m.%Y}" if isinstance(content, date) else content or ""


def change_field(
    session: Session, measure_id: int, field: Field, was: str, text: str, *, acting: int, now: datetime
) -> Measure:
    """Put `text` in place of what stood there (`was`, see `read_field`); nothing empties it, but never the title.

    Raises:
        NotFound: see `get_measure`.
        Overtaken: somebody else changed it meanwhile.
        EmptyText, TooLong, BadDate: it does not fit.
    """
    content = _understand(field, text)
    measure = get_measure(session, measure_id, acting=acting, lock=True)
    if read_field(measure, field) != was:
        raise Overtaken
    setattr(measure, field.value, content)
    if field is Field.FUNDED_UNTIL:
        measure.warned_days = None
    if field is Field.ENDS_ON:
        measure.evaluation_asked = False
    changed(session, measure, f"change {field.value}", acting=acting, now=now)
    return measure


def _understand(field: Field, text: str) -> str | date | None:
    if not text and field is not Field.TITLE:
        return None if field in _DATES else ""
    if field in _DATES:
        return read_last_day(text)
    if field in _LINES:
        return check_line(text, limit=_LINES[field])
    return check_text(text, limit=_TEXT_LIMIT)


def changed(session: Session, measure: Measure, what: str, *, acting: int, now: datetime) -> None:
    """Account for a change, and let the clock look at the measure anew."""
    measure.watched_at = LOOK_AT_ONCE
    session.flush()
    audit.note(session, what, "measure", measure.id, acting=acting, now=now)


def add_step(session: Session, measure_id: int, said: Said, *, acting: int, now: datetime) -> Measure:
    """Add a step; raises like `get_measure`."""
    measure = get_measure(session, measure_id, acting=acting, lock=True)
    measure.steps.append(MeasureStep(text=said.text, due=said.due, due_on=said.due_on))
    changed(session, measure, "add step", acting=acting, now=now)
    return measure


def mark_step(session: Session, step_id: int, *, done: bool, today: date, acting: int, now: datetime) -> Measure:
    """Say that a step is done, or not after all.

    Raises:
        NotFound: there is none, or not for this person.
    """
    step = session.get(MeasureStep, step_id)
    if step is None:
        raise NotFound
    measure = get_measure(session, step.measure_id, acting=acting, lock=True)
    step.done_on = today if done else None
    changed(session, measure, "mark step", acting=acting, now=now)
    return measure


def list_fields(session: Session, measure: Measure) -> list[Body]:
    """Return the fields that a measure may touch: the active groups', and those that it touches already."""
    active = bodies.list_active(session, BodyKind.WORKING_GROUP)
    known = {body.id for body in active}
    return [*active, *(body for body in measure.fields if body.id not in known)]


def link_field(session: Session, measure_id: int, body_id: int, *, linked: bool, acting: int, now: datetime) -> Measure:
    """Let a measure touch a group's field, or no longer.

    Raises:
        NotFound: there is no such measure or group, or not for this person.
    """
    measure = get_measure(session, measure_id, acting=acting, lock=True)
    body = next((one for one in list_fields(session, measure) if one.id == body_id), None)
    if body is None:
        raise NotFound
    if linked is not (body in measure.fields):
        measure.fields.append(body) if linked else measure.fields.remove(body)
    changed(session, measure, "link field", acting=acting, now=now)
    return measure


def link_tag(session: Session, measure_id: int, tag_id: int, *, linked: bool, acting: int, now: datetime) -> Measure:
    """Link a measure to a plan or network, or no longer; raises like `link_field`."""
    measure = get_measure(session, measure_id, acting=acting, lock=True)
    tag = tags.get(session, tag_id, acting=acting)
    if linked is not (tag in measure.tags):
        measure.tags.append(tag) if linked else measure.tags.remove(tag)
    changed(session, measure, "link tag", acting=acting, now=now)
    return measure
