"""What the clock does about measures: asks how they go, warns before their money ends, asks for their evaluation.

Nobody is pilloried: whoever is responsible is asked, once more after two weeks, and then only the date stands there.
No phase of the process locks any of this (domain 1.8).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.clock import MORNING, at_local
from bot.services import deliveries, organisers
from bot.services.deliveries import News
from bot.services.measure_states import seen_of
from models import DeliveryKind, DeliveryReason, Measure, MeasureState

#: How often whoever is responsible is asked, when once more, and how long after a step should have been done.
EVERY, AGAIN, AFTER_STEP = timedelta(weeks=8), timedelta(days=14), timedelta(days=14)
#: So many days before the money ends people are warned.
WARNINGS = (180, 60)
#: In which states somebody is asked how it goes.
ASKED = (MeasureState.RESOLVED, MeasureState.UNDERWAY)
#: In which states the end of the plan is the time to evaluate.
_ENDING = (*ASKED, MeasureState.COMPLETED)
#: In which states money does not matter any more.
OVER = (
    MeasureState.COMPLETED,
    MeasureState.EVALUATED,
    MeasureState.DEFERRED,
    MeasureState.REJECTED,
    MeasureState.DISCONTINUED,
)
#: How long news about a measure is of use.
_OF_USE = timedelta(days=60)
#: How many measures one beat looks at; the rest wait for the next one.
_MOST = 200


def news_since(measure: Measure) -> datetime:
    """Return when somebody last said how the measure stands; before that, when it was written down."""
    return max((note.written_at for note in measure.notes), default=measure.created_at)


def look(session: Session, *, timezone: ZoneInfo, now: datetime) -> int:
    """Do what is due about measures and return how many were looked at; one query where there is nothing."""
    due = update(Measure).where(Measure.watched_at <= now).values(watched_at=None)
    first = select(Measure.id).where(Measure.watched_at <= now).order_by(Measure.watched_at, Measure.id).limit(_MOST)
    claimed = session.scalars(due.where(Measure.id.in_(first)).returning(Measure.id)).all()
    if not claimed:
        return 0
    statement = select(Measure).where(Measure.id.in_(claimed)).order_by(Measure.id)
    for measure in session.scalars(statement.execution_options(populate_existing=True)):
        _ask_how_it_goes(session, measure, timezone=timezone, now=now)
        _warn(session, measure, timezone=timezone, now=now)
        _ask_for_evaluation(session, measure, timezone=timezone, now=now)
        measure.watched_at = min(_moments(measure, timezone), default=None)
    return len(claimed)


def _moments(measure: Measure, timezone: ZoneInfo) -> Iterator[datetime]:
    """Return when something is due about a measure, as it is."""
    asking = _asking_at(measure, timezone)
    if asking is not None:
        yield asking
    warning = _next_warning(measure)
    if warning is not None:
        yield _morning(_warning_day(measure, warning), timezone)
    evaluating = _evaluating_at(measure, timezone)
    if evaluating is not None:
        yield evaluating


def _morning(day: date, timezone: ZoneInfo) -> datetime:
    return at_local(day, MORNING, timezone)


def _asking_at(measure: Measure, timezone: ZoneInfo) -> datetime | None:
    """Return when whoever is responsible is to be asked next; None: nobody is."""
    if measure.responsible_id is None or measure.state not in ASKED:
        return None
    since = news_since(measure)
    if measure.asked_at is None or measure.asked_at < since:
        days = (step.due_on for step in measure.steps if step.done_on is None)
        late = (_morning(day, timezone) + AFTER_STEP for day in days if day is not None)
        return min([since + EVERY, *(moment for moment in late if moment > since)])
    return measure.asked_at + (EVERY - AGAIN if measure.reminded else AGAIN)


def _ask_how_it_goes(session: Session, measure: Measure, *, timezone: ZoneInfo, now: datetime) -> None:
    moment = _asking_at(measure, timezone)
    if moment is None or moment > now:
        return
    unanswered = measure.asked_at is not None and measure.asked_at >= news_since(measure)
    measure.reminded = unanswered and not measure.reminded
    measure.asked_at = now
    facts = {"ask": "again" if measure.reminded else "progress"}
    _tell(session, measure, f"progress:{measure.id}:{now:%Y%m%d%H%M}", facts, expires_at=now + AGAIN, now=now)


def _warning_day(measure: Measure, days: int) -> date:
    assert measure.funded_until is not None
    return measure.funded_until - timedelta(days=days)


def _next_warning(measure: Measure) -> int | None:
    """Return how many days before its money ends people are to be warned next; None: not (again)."""
    if measure.funded_until is None or measure.state in OVER:
        return None
    left = [days for days in WARNINGS if measure.warned_days is None or days < measure.warned_days]
    return left[0] if left else None


def _warn(session: Session, measure: Measure, *, timezone: ZoneInfo, now: datetime) -> None:
    """Warn that the money ends: where several warnings are due, once."""
    due = None
    while (days := _next_warning(measure)) is not None and _morning(_warning_day(measure, days), timezone) <= now:
        due = measure.warned_days = days
    if due is None or measure.funded_until is None:
        return
    key = f"money:{measure.id}:{measure.funded_until.isoformat()}:{due}"
    facts = {"until": measure.funded_until.isoformat(), "over": measure.funded_until < now.astimezone(timezone).date()}
    _tell(session, measure, key, facts, kind=DeliveryKind.FUNDING_ENDS, expires_at=now + _OF_USE, now=now)


def _evaluating_at(measure: Measure, timezone: ZoneInfo) -> datetime | None:
    """Return when an evaluation is to be asked for: when it is completed, else the day after its planned end."""
    if measure.evaluation_asked or measure.state not in _ENDING:
        return None
    if measure.state is MeasureState.COMPLETED:
        return news_since(measure)
    return _morning(measure.ends_on + timedelta(days=1), timezone) if measure.ends_on else None


def _ask_for_evaluation(session: Session, measure: Measure, *, timezone: ZoneInfo, now: datetime) -> None:
    moment = _evaluating_at(measure, timezone)
    if moment is None or moment > now:
        return
    measure.evaluation_asked = True
    key = f"evaluate:{measure.id}:{now:%Y%m%d%H%M}"
    _tell(session, measure, key, {"ask": "evaluate"}, expires_at=now + _OF_USE, now=now)


def tell_named(session: Session, measure: Measure, *, now: datetime) -> None:
    """Tell whoever has just been named that they are asked from now on."""
    key = f"named:{measure.id}:{now:%Y%m%d%H%M%S}"
    _tell(session, measure, key, {"ask": "named"}, expires_at=now + _OF_USE, now=now)


def _tell(
    session: Session,
    measure: Measure,
    key: str,
    facts: dict[str, Any],
    *,
    kind: DeliveryKind = DeliveryKind.MEASURE_DUE,
    expires_at: datetime,
    now: datetime,
) -> None:
    """Queue news to whoever is responsible; what is no question about their work to coordinators too."""
    about = {"measure": measure.id, "title": f"{measure.number} · {measure.title}", "seen": seen_of(measure), **facts}
    news = News(
        kind,
        DeliveryReason.RESPONSIBLE,
        f"measure-{key}",
        quiet=True,
        rests=True,
        expires_at=expires_at,
        about={"facts": about},
    )
    people = {measure.responsible_id} if measure.responsible_id is not None else set()
    if kind is DeliveryKind.FUNDING_ENDS or facts.get("ask") == "evaluate":
        people |= set(session.scalars(organisers.coordinators()))
    deliveries.queue(session, news, people, now=now)
