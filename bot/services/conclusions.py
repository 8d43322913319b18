"""Conclusions: the steering group's inbox, what it concludes about a result, and how that is taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import EmptyText, NotFound, Outdated, Overtaken
from bot.services import advice, audit, dossiers, feedback, kinship, permissions
from bot.services.dossiers import NO_DOSSIER, Dossier
from bot.services.kinship import Kin
from bot.services.results import OPEN_STATES
from bot.services.standings import Standing, find_root, list_families, list_parents, list_ranked, stand_for
from bot.text import check_text
from models import Body, BodyKind, Conclusion, ConclusionKind, Result, ResultState

#: How many results a page shows.
PAGE = 8
#: The longest reason, in graphemes.
REASON_LIMIT = 1000
#: How long the news waits, so that a reason can be added or the conclusion taken back.
GRACE = timedelta(minutes=2)
#: People deserve to hear why.
NEEDS_REASON = frozenset({ConclusionKind.QUERY, ConclusionKind.REJECT})

STATE_AFTER = {
    ConclusionKind.ACCEPT: ResultState.ACCEPTED,
    ConclusionKind.MERGE: ResultState.MERGED,
    ConclusionKind.QUERY: ResultState.QUERIED,
    ConclusionKind.DEFER: ResultState.DEFERRED,
    ConclusionKind.REJECT: ResultState.REJECTED,
}


class Scope(StrEnum):
    """Which results a list shows."""

    OPEN = "open"
    #: Taken up or rejected; what was joined stands with its root.
    CONCLUDED = "concluded"


@dataclass(frozen=True)
class Page:
    """One page of a list: its results, its number from 0, how many results there are on all pages."""

    standings: list[Standing]
    number: int
    total: int
    #: How many opinions the advisory board gave on each result that has any.
    opinions: Mapping[int, int] = field(default_factory=dict)
    #: What may belong to each result that is open.
    kin: Mapping[int, Sequence[Kin]] = field(default_factory=dict)

    @property
    def is_last(self) -> bool:
        """Whether nothing follows."""
        return (self.number + 1) * PAGE >= self.total


@dataclass(frozen=True)
class Inspection:
    """A result as it is shown: with what was joined to it, what it was joined to itself, and what was said about it."""

    standing: Standing
    parent: Result | None = None
    dossier: Dossier = NO_DOSSIER
    kin: Sequence[Kin] = ()

    @property
    def result(self) -> Result:
        """The result itself."""
        return self.standing.result


@dataclass(frozen=True)
class Decision:
    """What somebody decides about a result: `seen` is the conclusion they saw (`Standing.seen`)."""

    result_id: int
    kind: ConclusionKind
    seen: int
    into_id: int | None = None
    reason: str = ""


def list_inbox(session: Session, scope: Scope, number: int = 0, *, acting: int) -> Page:
    """Return a page of the steering group's list.

    Raises:
        NotPermitted: the participant is no member of the steering group.
    """
    permissions.check_steering_group(session, acting=acting)
    is_open = scope is Scope.OPEN
    ranked = [result for result, state in list_ranked(session) if (state in OPEN_STATES) is is_open]
    page = _page(session, ranked, number)
    shown = [standing.result.id for standing in page.standings] if is_open else []
    return replace(page, kin=kinship.suggest_all(session, shown, acting=acting))


def list_merge_targets(session: Session, result_id: int, number: int = 0, *, acting: int) -> Page:
    """Return a page of the results that this one can be joined to; raises like `inspect`."""
    inspect(session, result_id, acting=acting)
    return _page(session, [result for result, _ in list_ranked(session) if result != result_id], number)


def _page(session: Session, ranked: Sequence[int], number: int) -> Page:
    number = min(number, max(0, len(ranked) - 1) // PAGE)
    shown = ranked[number * PAGE : (number + 1) * PAGE]
    families = {standing.result.id: standing for standing in list_families(session, shown)}
    return Page([families[result] for result in shown], number, len(ranked), advice.count(session, shown))


def inspect(session: Session, result_id: int, *, acting: int) -> Inspection:
    """Return a result for the steering group.

    Raises:
        NotPermitted: the participant is no member of the steering group.
        NotFound: there is no such result.
    """
    permissions.check_steering_group(session, acting=acting)
    result = session.get(Result, result_id)
    if result is None:
        raise NotFound
    parent = session.get(Result, result.parent_id) if result.parent_id else None
    return Inspection(stand_for(session, result), parent, dossiers.open_dossier(session, result))


def inspect_with_kin(session: Session, result_id: int, *, acting: int) -> Inspection:
    """Return what `inspect` does, with what may belong to it; raises like it."""
    inspection = inspect(session, result_id, acting=acting)
    return replace(inspection, kin=kinship.suggest(session, result_id, acting=acting))


def find_next(session: Session, *, acting: int) -> Inspection | None:
    """Return the first result about which nothing was concluded yet, or None; raises like `list_inbox`."""
    permissions.check_steering_group(session, acting=acting)
    waiting = [result for result, state in list_ranked(session) if state is ResultState.SUBMITTED]
    return inspect_with_kin(session, waiting[0], acting=acting) if waiting else None


def check_unchanged(session: Session, result_id: int, seen: int, *, acting: int) -> Inspection:
    """Return the result if nothing was concluded about it since.

    Raises:
        Overtaken: another conclusion was reached, or the one seen was taken back.
        NotPermitted, NotFound: see `inspect`.
    """
    inspection = inspect(session, result_id, acting=acting)
    if inspection.standing.seen != seen:
        raise Overtaken
    return inspection


def conclude(session: Session, decision: Decision, *, acting: int, now: datetime) -> Inspection:
    """Record a conclusion and tell the authors and groups after `GRACE`; what was queued about an earlier one stops.

    A result that is joined to another points to that one's root; whatever was joined to it comes along.

    Raises:
        EmptyText, TooLong: the reason (see `bot.text.check_text`); a query and a rejection need one.
        Overtaken, NotPermitted, NotFound: see `check_unchanged`.
        Outdated: it would be joined to itself.
    """
    _take_turn(session)
    # A group that stands behind the result from now on waits, and is told with the others or not at all.
    session.execute(select(Result.id).where(Result.id == decision.result_id).with_for_update())
    inspection = check_unchanged(session, decision.result_id, decision.seen, acting=acting)
    conclusion = Conclusion(
        result_id=decision.result_id,
        kind=decision.kind,
        into_id=_target(session, decision),
        reason=_reason(decision),
        concluded_at=now,
        concluded_by=acting,
    )
    inspection.result.conclusions.append(conclusion)
    _apply_latest(inspection.result)
    session.flush()
    feedback.announce(session, inspection.standing, conclusion, acting=acting, due_at=now + GRACE, now=now)
    audit.note(session, f"conclude {decision.kind.value}", "result", decision.result_id, acting=acting, now=now)
    return inspect(session, decision.result_id, acting=acting)


def _take_turn(session: Session) -> None:
    """Let one conclusion after the other be reached: a merge looks at more than one result."""
    steering_group = select(Body.id).where(Body.kind == BodyKind.STEERING_GROUP).order_by(Body.id)
    session.execute(steering_group.with_for_update(key_share=True))


def _target(session: Session, decision: Decision) -> int | None:
    if decision.kind is not ConclusionKind.MERGE:
        return None
    parents = list_parents(session)
    if decision.into_id not in parents:
        raise NotFound
    root = find_root(parents, decision.into_id)
    if decision.result_id in {decision.into_id, root}:
        raise Outdated
    return root


def _reason(decision: Decision) -> str:
    if decision.reason:
        return check_text(decision.reason, limit=REASON_LIMIT)
    if decision.kind in NEEDS_REASON:
        raise EmptyText
    return ""


def _apply_latest(result: Result) -> None:
    latest = result.conclusions[-1] if result.conclusions else None
    result.state = STATE_AFTER[latest.kind] if latest else ResultState.SUBMITTED
    result.parent_id = latest.into_id if latest else None


def get_latest(session: Session, conclusion_id: int, *, acting: int) -> Conclusion:
    """Return a conclusion that still counts.

    Raises:
        NotPermitted: the participant is no member of the steering group.
        Overtaken: it was taken back, or another one was reached since.
    """
    permissions.check_steering_group(session, acting=acting)
    conclusion = session.get(Conclusion, conclusion_id)
    if conclusion is None or inspect(session, conclusion.result_id, acting=acting).standing.seen != conclusion_id:
        raise Overtaken
    return conclusion


def take_back(session: Session, conclusion_id: int, *, acting: int, now: datetime) -> Inspection:
    """Take a conclusion back while nobody has been told; what counted before it counts again.

    Raises:
        Overtaken, NotPermitted: see `get_latest`.
        TooLate: somebody has been told, or has answered what was asked.
        Outdated: what it was joined to before has been joined to it since.
    """
    _take_turn(session)
    conclusion = get_latest(session, conclusion_id, acting=acting)
    # An answer to a question comes before or after.
    session.execute(select(Result.id).where(Result.id == conclusion.result_id).with_for_update())
    feedback.withdraw(session, conclusion)
    result = session.get_one(Result, conclusion.result_id)
    result.conclusions.remove(conclusion)
    _apply_latest(result)
    others = list_parents(session) | {result.id: None}
    if result.parent_id is not None and find_root(others, result.parent_id) == result.id:
        raise Outdated
    if result.conclusions:
        feedback.restore(session, result.conclusions[-1], due_at=now + GRACE)
    audit.note(session, "take back", "result", result.id, acting=acting, now=now)
    return inspect(session, result.id, acting=acting)
