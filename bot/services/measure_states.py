"""Where a measure stands: who may look at it, which state may follow which (S67), and who hears of a change (R8)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import EmptyText, NotFound, NotPermitted, Outdated, Overtaken
from bot.services import audit, deliveries, feedback, permissions
from bot.text import check_text
from models import Delivery, DeliveryKind, Measure, MeasureNote, MeasureState, Progress
from models.measure import LOOK_AT_ONCE

S = MeasureState
#: What people may set by hand after each state. RESOLVED comes from a council's decision, EVALUATED from an evaluation.
_MOVES: dict[MeasureState, frozenset[MeasureState]] = {
    S.CONSIDERED: frozenset({S.PLANNED, S.UNDERWAY, S.DEFERRED, S.REJECTED}),
    S.PROPOSED: frozenset({S.PLANNED, S.DEFERRED, S.REJECTED}),
    S.REVIEWED: frozenset({S.PLANNED, S.DEFERRED, S.REJECTED}),
    S.PLANNED: frozenset({S.CONSIDERED, S.UNDERWAY, S.DEFERRED, S.REJECTED}),
    S.IN_PAPER: frozenset({S.PLANNED, S.DEFERRED, S.REJECTED}),
    S.RESOLVED: frozenset({S.UNDERWAY, S.COMPLETED, S.DEFERRED, S.DISCONTINUED}),
    S.UNDERWAY: frozenset({S.COMPLETED, S.DEFERRED, S.DISCONTINUED}),
    S.COMPLETED: frozenset({S.UNDERWAY}),
    S.EVALUATED: frozenset({S.UNDERWAY}),
    S.DEFERRED: frozenset({S.CONSIDERED, S.PLANNED, S.UNDERWAY, S.REJECTED}),
    S.REJECTED: frozenset({S.CONSIDERED, S.PLANNED}),
    S.DISCONTINUED: frozenset({S.UNDERWAY}),
}
#: People deserve to hear why.
NEEDS_REASON = frozenset({S.DEFERRED, S.REJECTED, S.DISCONTINUED})
#: Which may be begun with by hand.
FIRST = (S.CONSIDERED, S.PLANNED, S.UNDERWAY)
#: The longest reason, sentence, evidence or lesson, in graphemes.
WORDS_LIMIT = 1000


def may_follow(before: MeasureState, after: MeasureState) -> bool:
    """Tell whether somebody may set `after` by hand where `before` stands."""
    return after in _MOVES[before]


def list_following(before: MeasureState) -> list[MeasureState]:
    """Return what may follow, in the order of the scale."""
    return [state for state in MeasureState if may_follow(before, state)]


def is_desk(session: Session, acting: int) -> bool:
    """Tell whether `acting` runs measures: the steering group and coordinators do."""
    return permissions.is_in_steering_group(session, acting) or permissions.is_coordinator(session, acting)


def check_desk(session: Session, *, acting: int) -> None:
    """Members of the steering group and coordinators only; raises NotPermitted."""
    if not is_desk(session, acting):
        raise NotPermitted


def get_measure(session: Session, measure_id: int, *, acting: int, lock: bool = False) -> Measure:
    """Return a measure for the desk; `lock` it where it is to be changed.

    Raises:
        NotFound: there is none, or not for this person.
    """
    measure = _find(session, measure_id, lock=lock)
    if measure is None or not is_desk(session, acting):
        raise NotFound
    return measure


def get_answerable(session: Session, measure_id: int, *, acting: int, lock: bool = False) -> Measure:
    """Return a measure for the desk and for whoever is responsible for it: they see no other; raises like above."""
    measure = _find(session, measure_id, lock=lock)
    if measure is None or (measure.responsible_id != acting and not is_desk(session, acting)):
        raise NotFound
    return measure


def _find(session: Session, measure_id: int, *, lock: bool) -> Measure | None:
    statement = select(Measure).where(Measure.id == measure_id)
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return session.scalar(statement)


def seen_of(measure: Measure) -> int:
    """Return what a button carries to tell whether anything was noted since: the newest note's number, or 0."""
    return max((note.id for note in measure.notes), default=0)


def check_unchanged(measure: Measure, seen: int) -> None:
    """Raise Overtaken where somebody noted something since."""
    if seen_of(measure) != seen:
        raise Overtaken


def get_movable(
    session: Session, measure_id: int, state: MeasureState, seen: int, *, acting: int, lock: bool = False
) -> Measure:
    """Return a measure that may be set to `state`.

    Raises:
        NotFound: see `get_measure`.
        Overtaken: somebody noted something since.
        Outdated: that state does not follow.
    """
    measure = get_measure(session, measure_id, acting=acting, lock=lock)
    check_unchanged(measure, seen)
    if not may_follow(measure.state, state):
        raise Outdated
    return measure


def set_state(
    session: Session, measure_id: int, state: MeasureState, seen: int, reason: str = "", *, acting: int, now: datetime
) -> Measure:
    """Set a state by hand, with the reason where there has to be one; who handed its result in hears of it.

    Raises:
        NotFound, Overtaken, Outdated: see `get_movable`.
        EmptyText, TooLong: the reason (see `bot.text.check_text`).
    """
    measure = get_movable(session, measure_id, state, seen, acting=acting, lock=True)
    words = check_text(reason, limit=WORDS_LIMIT) if reason else ""
    if state in NEEDS_REASON and not words:
        raise EmptyText
    enter(session, measure, state, words, acting=acting, now=now)
    return measure


def enter(
    session: Session,
    measure: Measure,
    state: MeasureState,
    words: str = "",
    *,
    progress: Progress | None = None,
    acting: int,
    now: datetime,
) -> None:
    """Let a locked measure be in `state` from now on: noted, accounted for, told to those behind its result."""
    measure.state = state
    if state is MeasureState.COMPLETED:
        measure.evaluation_asked = False
    written = note(session, measure, words, state=state, progress=progress, acting=acting, now=now)
    audit.note(session, f"state {state.value}", "measure", measure.id, acting=acting, now=now)
    if measure.result_id is not None:
        facts = {"title": f"{measure.number} · {measure.title}", "state": state.value, "reason": words}
        key = f"measure:{written.id}"
        feedback.tell_raisers(
            session, [measure.result_id], DeliveryKind.MEASURE, facts, key=key, acting=acting, now=now
        )


def note(
    session: Session,
    measure: Measure,
    words: str,
    *,
    state: MeasureState | None = None,
    progress: Progress | None = None,
    acting: int | None,
    now: datetime,
) -> MeasureNote:
    """Write down how things are; what was still to be asked about it is not asked any more."""
    written = MeasureNote(state=state, progress=progress, text=words, written_at=now, author_id=acting)
    measure.notes.append(written)
    measure.watched_at = LOOK_AT_ONCE
    session.flush()
    asking = Delivery.key.startswith(f"measure-progress:{measure.id}:")
    deliveries.stop(session, Delivery.kind == DeliveryKind.MEASURE_DUE, asking)
    return written
