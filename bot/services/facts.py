"""What the desk writes down about town and process: figures, phases, milestones, indicators; field by field.

A dialogue asks for one field, or for those without which there is nothing, one after the other. Whatever is changed is
logged; whoever changes what somebody else has just changed is asked once more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.errors import AlreadyThere, BadDate, DateProblem, NotFound, Outdated
from bot.services import audit, dialogues
from bot.services.fact_fields import FIELDS, REQUIRED, Noun
from bot.services.tags import check_desk
from bot.services.visitors import DialogueView
from models import Dialogue, Figure, Indicator, Milestone, Phase

Row = Figure | Phase | Milestone | Indicator
KIND = "fact"

MODELS: dict[Noun, type[Row]] = {
    Noun.FIGURE: Figure,
    Noun.PHASE: Phase,
    Noun.MILESTONE: Milestone,
    Noun.INDICATOR: Indicator,
}
#: By which columns people tell one from another.
_KEYS: dict[Noun, tuple[str, ...]] = {
    Noun.FIGURE: ("name", "as_of"),
    Noun.PHASE: ("name",),
    Noun.MILESTONE: ("name",),
    Noun.INDICATOR: ("name",),
}


@dataclass(frozen=True)
class Fact:
    """A row with the noun that it is."""

    noun: Noun
    row: Row


def get(session: Session, noun: str, row_id: int, *, acting: int) -> Fact:
    """Return a figure, phase, milestone or indicator to the desk; raises like `get_row`."""
    check_desk(session, acting=acting)
    return Fact(as_noun(noun), get_row(session, as_noun(noun), row_id))


def as_noun(written: str) -> Noun:
    """Return the noun that a button carries.

    Raises:
        Outdated: it is none.
    """
    try:
        return Noun(written)
    except ValueError:
        raise Outdated from None


def get_row(session: Session, noun: Noun, row_id: int, *, lock: bool = False) -> Row:
    """Return the row, locked if it is to be changed.

    Raises:
        NotFound: there is none with this number.
    """
    model: Any = MODELS[noun]
    row: Row | None = session.get(model, row_id, with_for_update=True if lock else None, populate_existing=lock)
    if row is None:
        raise NotFound
    return row


def begin(session: Session, noun: str, row_id: int, field: str, *, acting: int, now: datetime) -> DialogueView:
    """Ask for a field of what there is, or (0) for the first field of something new.

    Raises:
        NotPermitted, NotFound, Outdated: not at the desk; there is no such row, or no such field.
    """
    check_desk(session, acting=acting)
    kind = as_noun(noun)
    if not row_id:
        return dialogues.begin(session, KIND, REQUIRED[kind][0], {"noun": noun, "id": 0}, acting=acting, now=now)
    if field not in FIELDS[kind]:
        raise Outdated
    row = get_row(session, kind, row_id)
    data = {"noun": noun, "id": row_id, "was": current(row, kind, field)}
    return dialogues.begin(session, KIND, field, data, acting=acting, now=now)


def check_ground(session: Session, dialogue: DialogueView, *, acting: int) -> Fact | None:
    """Return what the dialogue is about, None while it is new; raises like `get`."""
    check_desk(session, acting=acting)
    noun, row_id = Noun(dialogue.data["noun"]), dialogue.data["id"]
    return Fact(noun, get_row(session, noun, row_id)) if row_id else None


def current(row: Row, noun: Noun, field: str) -> str:
    """Return what a field holds, as text by which a change shows."""
    return " ".join(str(getattr(row, column)) for column in FIELDS[noun][field].columns)


def take(session: Session, number: int, words: str, *, acting: int, now: datetime) -> Fact | DialogueView:
    """Take what was typed: return what is written down now, or the dialogue with the next question.

    Raises:
        NotPermitted, NotFound, Outdated: not at the desk (any more); the row or the dialogue is gone.
        BadInput: the words do not fit the field.
    """
    check_desk(session, acting=acting)
    dialogue = dialogues.find(session, acting=acting)
    if dialogue is None or dialogue.id != number or dialogue.kind != KIND:
        raise Outdated
    noun, field = Noun(dialogue.data["noun"]), dialogue.step
    columns = FIELDS[noun][field].read(words)
    if dialogue.data["id"]:
        return _change(session, dialogue, columns, acting=acting, now=now)
    said = {**dialogue.data.get("said", {}), field: words}
    missing = [name for name in REQUIRED[noun] if name not in said]
    if missing:
        return dialogues.view(dialogues.advance(dialogue, missing[0], now=now, said=said))
    return Fact(noun, _create(session, noun, said, acting=acting, now=now))


def empty(session: Session, number: int, *, acting: int, now: datetime) -> Fact | DialogueView:
    """Take what stands in an optional field away; raises like `take`."""
    check_desk(session, acting=acting)
    dialogue = dialogues.find(session, acting=acting)
    if dialogue is None or dialogue.id != number or not dialogue.data["id"]:
        raise Outdated
    noun, field = Noun(dialogue.data["noun"]), dialogue.step
    if field in REQUIRED[noun]:
        raise Outdated
    return _change(session, dialogue, dict(FIELDS[noun][field].nothing), acting=acting, now=now)


def _change(
    session: Session, dialogue: Dialogue, columns: dict[str, Any], *, acting: int, now: datetime
) -> Fact | DialogueView:
    noun, field = Noun(dialogue.data["noun"]), dialogue.step
    row = get_row(session, noun, dialogue.data["id"], lock=True)
    seen = current(row, noun, field)
    if seen != dialogue.data["was"]:
        return dialogues.view(dialogues.advance(dialogue, field, now=now, was=seen, overtaken=True))
    write(session, Fact(noun, row), columns, acting=acting, now=now)
    dialogues.end(session, acting=acting)
    return Fact(noun, row)


def write(session: Session, fact: Fact, columns: dict[str, Any], *, acting: int, now: datetime) -> None:
    """Change columns of a locked row, and log that; raises `AlreadyThere` and `BadDate` where that cannot be."""
    _check(session, fact.noun, {**_key(fact.row, fact.noun), **columns}, but=fact.row.id)
    for name, value in columns.items():
        setattr(fact.row, name, value)
    _check_order(fact.row)
    audit.note(session, "change", fact.noun, fact.row.id, acting=acting, now=now)
    session.flush()


def _create(session: Session, noun: Noun, said: dict[str, str], *, acting: int, now: datetime) -> Row:
    columns: dict[str, Any] = {}
    for field, words in said.items():
        columns |= FIELDS[noun][field].read(words)
    _check(session, noun, columns)
    if noun is Noun.PHASE:
        columns["number"] = (session.scalar(select(func.max(Phase.number))) or 0) + 1
    row = MODELS[noun](**columns)
    session.add(row)
    session.flush()
    audit.note(session, "add", noun, row.id, acting=acting, now=now)
    dialogues.end(session, acting=acting)
    return row


def _key(row: Row, noun: Noun) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _KEYS[noun]}


def _check(session: Session, noun: Noun, columns: dict[str, Any], *, but: int = 0) -> None:
    """Refuse what nobody could tell from another one.

    Raises:
        AlreadyThere: there is one such.
    """
    model = MODELS[noun]
    same = [getattr(model, name) == columns[name] for name in _KEYS[noun]]
    if session.scalar(select(model.id).where(*same, model.id != but).limit(1)) is not None:
        raise AlreadyThere


def _check_order(row: Row) -> None:
    if isinstance(row, Phase) and row.began_on and row.ended_on and row.ended_on < row.began_on:
        raise BadDate(DateProblem.BACKWARDS)


def remove(session: Session, noun: str, row_id: int, *, acting: int, now: datetime) -> Fact:
    """Take a row away, and log that; raises like `get`."""
    check_desk(session, acting=acting)
    fact = Fact(as_noun(noun), get_row(session, as_noun(noun), row_id, lock=True))
    session.delete(fact.row)
    audit.note(session, "remove", fact.noun, row_id, acting=acting, now=now)
    session.flush()
    return fact
