"""Finding measures: page by page, filtered by where they stand, by field, plan or office (S22, S59); search by name."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Table, case, exists, func, select
from sqlalchemy.orm import Session

from bot.errors import Outdated
from bot.services.measure_states import check_desk
from bot.services.measure_watch import OVER, WARNINGS
from models import Body, Measure, MeasureState, MeasureStep, Tag, measure_fields, measure_tags

#: How many measures a page shows.
PAGE = 8


class Group(StrEnum):
    """Where measures stand, roughly."""

    ALL = "a"
    AHEAD = "b"
    RUNNING = "r"
    DONE = "d"
    STOPPED = "s"


class Kind(StrEnum):
    """What measures are filtered by."""

    FIELD = "f"
    TAG = "t"
    OFFICE = "o"


_RUNNING = frozenset({MeasureState.RESOLVED, MeasureState.UNDERWAY})
_DONE = frozenset({MeasureState.COMPLETED, MeasureState.EVALUATED})
_STOPPED = frozenset({MeasureState.DEFERRED, MeasureState.REJECTED, MeasureState.DISCONTINUED})
STATES: dict[Group, frozenset[MeasureState]] = {
    Group.ALL: frozenset(MeasureState),
    Group.AHEAD: frozenset(MeasureState) - _RUNNING - _DONE - _STOPPED,
    Group.RUNNING: _RUNNING,
    Group.DONE: _DONE,
    Group.STOPPED: _STOPPED,
}


@dataclass(frozen=True)
class Filter:
    """Which measures a list shows: `by` is a kind and a number or key („f12“), or empty."""

    group: Group = Group.ALL
    by: str = ""


@dataclass(frozen=True)
class Choice:
    """Something to filter by: its key in a button, its name, how many measures have it."""

    key: str
    name: str
    count: int


@dataclass(frozen=True)
class MeasurePage:
    """A page of measures, what is filtered by (by name), how many there are on all pages."""

    chosen: Filter
    by_name: str
    measures: Sequence[Measure]
    number: int
    total: int


def list_measures(session: Session, chosen: Filter, number: int = 0, *, today: date, acting: int) -> MeasurePage:
    """Return a page of measures: those whose money ends soon first, then by the next date.

    Raises:
        NotPermitted: the person neither coordinates nor belongs to the steering group.
        Outdated: what is filtered by is gone.
    """
    check_desk(session, acting=acting)
    conditions: list[ColumnElement[bool]] = [Measure.state.in_(STATES[chosen.group])]
    name = ""
    if chosen.by:
        name, condition = _condition(session, chosen.by)
        conditions.append(condition)
    total = session.scalar(select(func.count(Measure.id)).where(*conditions)) or 0
    number = min(number, max(0, total - 1) // PAGE)
    statement = select(Measure).where(*conditions).order_by(*_order(today)).offset(number * PAGE).limit(PAGE)
    return MeasurePage(chosen, name, session.scalars(statement).all(), number, total)


def _order(today: date) -> list[ColumnElement[object]]:
    soon = (
        Measure.funded_until.is_not(None),
        Measure.funded_until <= today + timedelta(days=WARNINGS[0]),
        Measure.state.not_in(OVER),
    )
    ending = case((soon[0] & soon[1] & soon[2], Measure.funded_until), else_=None)
    step = select(func.min(MeasureStep.due_on)).where(
        MeasureStep.measure_id == Measure.id, MeasureStep.done_on.is_(None)
    )
    following = func.coalesce(step.scalar_subquery(), Measure.ends_on)
    return [ending.is_(None), ending, following.is_(None), following, Measure.id]  # type: ignore[list-item]


def next_date(measure: Measure) -> date | None:
    """Return the next date of a measure: its first open step's, else its end."""
    due = [step.due_on for step in measure.steps if step.done_on is None and step.due_on is not None]
    return min(due, default=measure.ends_on)


def ends_soon(measure: Measure, today: date) -> bool:
    """Tell whether the money of a measure ends within half a year, or has ended."""
    until = measure.funded_until
    return until is not None and measure.state not in OVER and until <= today + timedelta(days=WARNINGS[0])


def list_choices(session: Session, kind: Kind, group: Group, *, acting: int) -> list[Choice]:
    """Return what the measures of a group can be filtered by; raises like `list_measures`."""
    check_desk(session, acting=acting)
    within = Measure.state.in_(STATES[group])
    if kind is Kind.OFFICE:
        counted: dict[str, int] = {}
        for _, names in _list_offices(session, within):
            for name in names:
                counted[name] = counted.get(name, 0) + 1
        return [Choice(kind + key_of(name), name, number) for name, number in sorted(counted.items())]
    table, link, noun = _LINKS[kind]
    statement = select(noun.id, noun.name, func.count()).join(table, link == noun.id)
    statement = statement.join(Measure, Measure.id == table.c.measure_id).where(within)
    rows = session.execute(statement.group_by(noun.id, noun.name).order_by(noun.name, noun.id))
    return [Choice(f"{kind}{number}", name, count) for number, name, count in rows]


_LINKS: dict[str, tuple[Table, ColumnElement[int], type[Body | Tag]]] = {
    Kind.FIELD: (measure_fields, measure_fields.c.body_id, Body),
    Kind.TAG: (measure_tags, measure_tags.c.tag_id, Tag),
}


def offices_of(responsible: str, partners: str) -> list[str]:
    """Return the offices and organisations that a measure has, each once."""
    return list(dict.fromkeys(name.strip() for name in [responsible, *partners.split(",")] if name.strip()))


def _list_offices(session: Session, *conditions: ColumnElement[bool]) -> list[tuple[int, list[str]]]:
    rows = session.execute(select(Measure.id, Measure.responsible, Measure.partners).where(*conditions))
    return [(number, offices_of(responsible, partners)) for number, responsible, partners in rows]


def key_of(office: str) -> str:
    """Return what stands for an office in a button, where there is no room for its name."""
    return hashlib.sha256(office.encode()).hexdigest()[:12]


def _condition(session: Session, by: str) -> tuple[str, ColumnElement[bool]]:
    """Return what is filtered by, and the condition."""
    kind, key = by[:1], by[1:]
    if kind == Kind.OFFICE:
        having = [(n, name) for n, names in _list_offices(session) for name in names if key_of(name) == key]
        if not having:
            raise Outdated
        return having[0][1], Measure.id.in_([number for number, _ in having])
    if kind not in _LINKS or not key.isascii() or not key.isdecimal():
        raise Outdated
    table, link, _noun = _LINKS[Kind(kind)]
    found = session.get(Body, int(key)) if kind == Kind.FIELD else session.get(Tag, int(key))
    if found is None:
        raise Outdated
    return found.name, exists().where(table.c.measure_id == Measure.id, link == found.id)


def find_by_words(session: Session, words: str, *, most: int) -> list[Measure]:
    """Return measures whose number is among the words or whose title has them all; whoever calls asks who may."""
    parts = words.casefold().split()
    rows = session.execute(select(Measure.id, Measure.number, Measure.title).order_by(Measure.id))
    fitting = [
        number
        for number, code, title in rows
        if code.casefold() in parts or all(part in title.casefold() for part in parts)
    ]
    found = select(Measure).where(Measure.id.in_(fitting[:most])).order_by(Measure.id)
    return list(session.scalars(found))
