"""Indicators: what was measured, how it changed, how far the way to the target has come; which measures they judge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from bot.errors import BadNumber, NotFound, Outdated
from bot.quantities import parse_measurement
from bot.services import audit, bodies, dialogues, facts
from bot.services.fact_fields import Noun
from bot.services.facts import Fact
from bot.services.tags import check_desk
from bot.services.visitors import DialogueView
from models import Body, BodyKind, Direction, Indicator, Measure, Measurement, measure_indicators

KIND, VALUE = "measurement", "value"


@dataclass(frozen=True)
class IndicatorView:
    """An indicator with what can be reckoned: the changes of the newest value, and how far it has come."""

    indicator: Indicator
    #: The measures that it judges.
    measures: tuple[Measure, ...] = ()

    @property
    def last(self) -> Measurement | None:
        """The newest value."""
        return self.indicator.measurements[-1] if self.indicator.measurements else None

    @property
    def since_baseline(self) -> float | None:
        """How much the newest value differs from the one to start from."""
        baseline = self.indicator.baseline
        return None if self.last is None or baseline is None else self.last.value - baseline

    @property
    def since_last(self) -> float | None:
        """How much the newest value differs from the one before."""
        values = self.indicator.measurements
        return values[-1].value - values[-2].value if len(values) > 1 else None

    @property
    def way(self) -> float | None:
        """The part of the way from the baseline to the target, in per cent; below 0 it leads away."""
        baseline, target = self.indicator.baseline, self.indicator.target
        if self.last is None or baseline is None or target is None or baseline == target:
            return None
        return 100 * (self.last.value - baseline) / (target - baseline)


def is_better(indicator: Indicator, change: float) -> bool | None:
    """Tell whether a change is for the better; None: it is neither, or nobody has said which way is."""
    if not change or indicator.direction in (Direction.NEITHER, None):
        return None
    return (change > 0) == (indicator.direction is Direction.MORE)


def list_indicators(session: Session, *, acting: int) -> list[IndicatorView]:
    """Return all indicators by field, those of the whole town first; for the desk only."""
    check_desk(session, acting=acting)
    found = session.scalars(select(Indicator).order_by(Indicator.body_id.is_not(None), Indicator.body_id, Indicator.id))
    return [IndicatorView(indicator) for indicator in found.unique()]


def get_indicator(session: Session, indicator_id: int, *, acting: int) -> IndicatorView:
    """Return one with the measures that it judges; raises like `facts.get`."""
    check_desk(session, acting=acting)
    linked = select(Measure).join(measure_indicators).where(measure_indicators.c.indicator_id == indicator_id)
    measures = tuple(session.scalars(linked.order_by(Measure.id)))
    return IndicatorView(_get(session, indicator_id), measures)


def _get(session: Session, indicator_id: int, *, lock: bool = False) -> Indicator:
    row = facts.get_row(session, Noun.INDICATOR, indicator_id, lock=lock)
    assert isinstance(row, Indicator)
    return row


def begin_value(session: Session, indicator_id: int, *, acting: int, now: datetime) -> DialogueView:
    """Ask for a value; raises like `facts.get`."""
    check_desk(session, acting=acting)
    _get(session, indicator_id)
    return dialogues.begin(session, KIND, VALUE, {"id": indicator_id}, acting=acting, now=now)


def add_value(session: Session, number: int, words: str, *, today: date, acting: int, now: datetime) -> Measurement:
    """Write a value down that was typed with its day („135 am 31.12.2016“); without one it is of today.

    Raises:
        NotPermitted, NotFound, Outdated: not at the desk; the indicator or the dialogue is gone.
        BadNumber: the words say no single number.
    """
    check_desk(session, acting=acting)
    dialogue = dialogues.get_at(session, KIND, VALUE, number, acting=acting)
    indicator = _get(session, dialogue.data["id"], lock=True)
    found, span, said = parse_measurement(words)
    if found.low != found.high:
        raise BadNumber
    measured_on = span[1] if span else today
    vague = span is not None and span[0] != span[1]
    value = Measurement(
        indicator_id=indicator.id,
        value=found.low,
        measured_on=measured_on,
        is_estimate=found.is_estimate,
        note=said if vague else "",
        recorded_at=now,
        recorded_by=acting,
    )
    session.add(value)
    audit.note(session, "measure", Noun.INDICATOR, indicator.id, acting=acting, now=now)
    dialogues.end(session, acting=acting)
    session.flush()
    session.expire(indicator, ["measurements"])
    return value


def remove_value(session: Session, measurement_id: int, *, acting: int, now: datetime) -> int:
    """Take a value away and return the number of its indicator; raises like `facts.get`."""
    check_desk(session, acting=acting)
    value = session.get(Measurement, measurement_id)
    if value is None:
        raise NotFound
    indicator_id = value.indicator_id
    session.execute(delete(Measurement).where(Measurement.id == measurement_id))
    audit.note(session, "unmeasure", Noun.INDICATOR, indicator_id, acting=acting, now=now)
    session.expire_all()
    return indicator_id


def choose_direction(session: Session, indicator_id: int, direction: str, *, acting: int, now: datetime) -> Fact:
    """Say which way is better; raises like `facts.get`, and Outdated for what is no direction."""
    check_desk(session, acting=acting)
    if direction not in set(Direction):
        raise Outdated
    return _write(session, indicator_id, "direction", Direction(direction), acting=acting, now=now)


def list_fields(session: Session, *, acting: int) -> list[Body]:
    """Return the working groups to whose field an indicator can belong; for the desk only."""
    check_desk(session, acting=acting)
    return bodies.list_active(session, BodyKind.WORKING_GROUP)


def choose_body(session: Session, indicator_id: int, body_id: int, *, acting: int, now: datetime) -> Fact:
    """Say to which group's field it belongs; 0: to the whole town. Raises like `facts.get`."""
    fields = {body.id for body in list_fields(session, acting=acting)} | {0}
    if body_id not in fields:
        raise NotFound
    return _write(session, indicator_id, "body_id", body_id or None, acting=acting, now=now)


def _write(session: Session, indicator_id: int, column: str, value: object, *, acting: int, now: datetime) -> Fact:
    fact = Fact(Noun.INDICATOR, _get(session, indicator_id, lock=True))
    facts.write(session, fact, {column: value}, acting=acting, now=now)
    return fact


def list_measures(session: Session, indicator_id: int, *, acting: int) -> tuple[IndicatorView, list[Measure]]:
    """Return the indicator and every measure that can be linked to it; raises like `facts.get`."""
    found = get_indicator(session, indicator_id, acting=acting)
    return found, list(session.scalars(select(Measure).order_by(Measure.id)))


def link_measure(
    session: Session, indicator_id: int, measure_id: int, *, link: bool, acting: int, now: datetime
) -> None:
    """Link a measure to the indicator, or undo that; raises like `facts.get`."""
    check_desk(session, acting=acting)
    _get(session, indicator_id, lock=True)
    if session.get(Measure, measure_id) is None:
        raise NotFound
    pair = {"measure_id": measure_id, "indicator_id": indicator_id}
    table = measure_indicators
    session.execute(delete(table).where(table.c.measure_id == measure_id, table.c.indicator_id == indicator_id))
    if link:
        session.execute(insert(table).values(**pair))
    audit.note(session, "link", Noun.INDICATOR, indicator_id, acting=acting, now=now)
