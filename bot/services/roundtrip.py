"""The round trip: whoever raised what stands in a paper learns each step of its way through the council (R8, S25).

A draft is nobody's business but the desk's. A later step overtakes the news of an earlier one that has not left; how a
way ended is overtaken only by what becomes of that same record. So is a correction: what somebody was told wrongly is
put right. Who may know is kept beside the paper and its stations, for the outbox forgets (`retention.KEEP`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, select
from sqlalchemy.orm import Session

from bot.errors import TooLate
from bot.services import deliveries, feedback, papers
from bot.services.conclusions import GRACE
from bot.services.retention import KEEP
from models import Consultation, Delivery, DeliveryKind, DeliveryState, Outcome, Paper, PaperSection, PaperState

#: The council talks about it again, in the same committee.
PUT_OFF = frozenset({Outcome.ADJOURNED, Outcome.DEFERRED})
#: Stands in the key of a correction, between what it is about and who gets it.
_CORRECTED = ":corrected:"
#: It left: somebody knows, or may know.
_LEFT = (DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.UNKNOWN)


class Step(StrEnum):
    """What is told."""

    FINAL = "final"
    #: A committee has come to a result, and the way goes on.
    STATION = "station"
    #: It is decided.
    DECIDED = "decided"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


#: How a way ends.
_ENDS = (Step.DECIDED, Step.REJECTED, Step.WITHDRAWN)


def tell_final(session: Session, paper: Paper, *, acting: int, now: datetime) -> None:
    """Tell those behind a paper after `GRACE` that it goes to the council, and where first; each once.

    Nobody is where a committee has come to a result already: that news says more.
    """
    begun = any(one.outcome is not None for one in paper.consultations)
    if begun or _is_forgotten(paper.announced_at, now):
        return
    told = _list_told(session, _prefixed(paper)) if paper.announced_at is not None else set()
    paper.announced_at = paper.announced_at or now + GRACE
    deliveries.stop(session, _about(paper, 0))
    facts = {"next": _station(find_next(paper.consultations))}
    _tell(session, paper, Step.FINAL, facts, told=told, acting=acting, due_at=now + GRACE, now=now)


def hold_back(session: Session, paper: Paper, *, now: datetime) -> None:
    """Stop what is queued of a paper's going to the council: it is a draft again. What a committee said stays true."""
    deliveries.stop(session, _about(paper, 0))
    if not _may_be_known(session, paper.announced_at, _about(paper, 0), now):
        paper.announced_at = None


def tell_withdrawn(session: Session, paper: Paper, *, acting: int, now: datetime) -> None:
    """Tell those behind a paper that the steering group has withdrawn it; nothing where nobody has heard of it."""
    moments = (paper.announced_at, *(one.told_from for one in paper.consultations))
    first = min((moment for moment in moments if moment is not None), default=None)
    if _may_be_known(session, first, _prefixed(paper), now):
        deliveries.stop(session, _overtaken(paper, Step.WITHDRAWN, 0))
        _tell(session, paper, Step.WITHDRAWN, {}, acting=acting, due_at=now, now=now)
    else:
        deliveries.stop(session, _prefixed(paper))


def _may_be_known(session: Session, since: datetime | None, news: ColumnElement[bool], now: datetime) -> bool:
    """Tell whether anybody may know what was to be told from `since` on (None: never was) by this `news`."""
    if since is None or since > now:
        return False
    return _is_forgotten(since, now) or bool(_list_told(session, news))


def _is_forgotten(since: datetime | None, now: datetime) -> bool:
    """Tell whether the outbox may not know any more who was told: everybody may have been."""
    return since is not None and since <= now - KEEP


def _list_told(session: Session, news: ColumnElement[bool]) -> set[int]:
    return set(session.scalars(select(Delivery.participant_id).where(news, Delivery.state.in_(_LEFT))))


def tell_outcome(
    session: Session,
    paper: Paper,
    consultation: Consultation,
    step: Step,
    *,
    corrects: bool,
    acting: int,
    due_at: datetime,
    now: datetime,
) -> None:
    """Tell those behind a paper what came out of a consultation, and what happens next; leaves at `due_at`.

    What `corrects` an earlier record is put as a correction to those only who may know of that one.
    """
    same = _about(paper, consultation.id)
    known = _may_be_known(session, consultation.told_from, same, now)
    told = _list_told(session, same) if known and not _is_forgotten(consultation.told_from, now) else None
    consultation.told_from = consultation.told_from if known else due_at
    facts = _facts(paper, consultation) | {"corrects": corrects and known}
    deliveries.stop(session, same if corrects else _overtaken(paper, step, consultation.id))
    station = f"{consultation.id}{_CORRECTED.rstrip(':') if corrects else ''}"
    prefix = _tell(session, paper, step, facts, station, acting=acting, due_at=due_at, now=now)
    if told is not None:
        _put_as_news(session, prefix, told)


def _facts(paper: Paper, consultation: Consultation) -> dict[str, Any]:
    assert consultation.outcome is not None
    assert consultation.held_on is not None
    votes = [consultation.votes_for, consultation.votes_against] if consultation.votes_for is not None else None
    return {
        "committee": consultation.committee,
        "outcome": consultation.outcome.value,
        "on": consultation.held_on.isoformat(),
        "votes": votes,
        "note": consultation.note,
        "next": _station(find_next(paper.consultations, consultation)),
        "over": paper.state is PaperState.DECIDED,
    }


def _put_as_news(session: Session, prefix: str, told: Collection[int]) -> None:
    """Let a correction be plain news to those who were not `told` what it corrects."""
    others = (Delivery.key.startswith(prefix), Delivery.participant_id.not_in(told))
    for delivery in session.scalars(select(Delivery).where(*others)):
        delivery.facts = {**delivery.facts, "corrects": False}


def find_next(stations: Sequence[Consultation], after: Consultation | None = None) -> Consultation | None:
    """Return the first station without a result; where it was put off `after` one, only the same committee's."""
    waiting = [one for one in stations if one.outcome is None]
    if after is not None and after.outcome in PUT_OFF:
        waiting = [one for one in waiting if one.committee == after.committee]
    return waiting[0] if waiting else None


def _station(consultation: Consultation | None) -> dict[str, Any] | None:
    if consultation is None:
        return None
    planned = consultation.planned_on.isoformat() if consultation.planned_on else None
    return {"committee": consultation.committee, "planned_on": planned}


def _tell(
    session: Session,
    paper: Paper,
    step: Step,
    facts: Mapping[str, Any],
    station: str = "0",
    *,
    told: Collection[int] = (),
    acting: int,
    due_at: datetime,
    now: datetime,
) -> str:
    """Queue news of a `station` (its part of the key) for all but those `told`; return how its keys begin."""
    sections = papers.read_sections(session, paper.id)
    subject = sections[PaperSection.SUBJECT].text if PaperSection.SUBJECT in sections else ""
    about = {"step": step.value, "paper": f"V-{paper.number:02d}", "subject": subject, **facts}
    # What was taken back may be recorded once more in the same instant: news counts up with what is in the outbox.
    turn = (session.scalar(select(func.max(Delivery.id))) or 0) + 1
    key = f"{_prefix(paper)}{turn}:{station}"
    results = [item.result_id for item in paper.items]
    feedback.tell_raisers(
        session, results, DeliveryKind.PAPER, about, key=key, but=told, acting=acting, due_at=due_at, now=now
    )
    return f"{key}:"


def _overtaken(paper: Paper, step: Step, consultation_id: int) -> ColumnElement[bool]:
    """Return the condition for news that is of no use any more once this step is told."""
    lasting = [Delivery.key.contains(_CORRECTED)]
    if step not in _ENDS:
        lasting.append(Delivery.facts["step"].as_string().in_(_ENDS))
    return and_(_prefixed(paper), or_(~or_(*lasting), _about(paper, consultation_id)))


def _prefix(paper: Paper) -> str:
    return f"paper:{paper.id}:"


def _prefixed(paper: Paper) -> ColumnElement[bool]:
    return Delivery.key.startswith(_prefix(paper))


def _about(paper: Paper, consultation_id: int) -> ColumnElement[bool]:
    """Return the condition for all news of one consultation; 0: of the paper itself."""
    return Delivery.key.like(f"{_prefix(paper)}%:{consultation_id}:%")


def withdraw(session: Session, paper: Paper, consultation: Consultation, *, due_at: datetime) -> None:
    """Let the news of a consultation never have been; the step that it overtook is told after all, at `due_at`.

    Raises:
        TooLate: somebody has been told.
    """
    about_paper = select(Delivery.key, Delivery.state).where(Delivery.key.startswith(_prefix(paper)))
    taken: set[int] = set()
    others: set[tuple[int, int, bool]] = set()
    for key, state in session.execute(about_paper):
        turn, about = (int(part) for part in str(key).split(":")[2:4])
        if about != consultation.id:
            others.add((turn, about, _CORRECTED in str(key)))
        elif state in _LEFT:
            raise TooLate
        else:
            taken.add(turn)
    for turn in taken:
        session.execute(delete(Delivery).where(Delivery.key.startswith(f"{_prefix(paper)}{turn}:")))
    latest, about = max(((turn, about) for turn, about, corrects in others if not corrects), default=(0, 0))
    corrected = any(turn > latest and other == about for turn, other, _ in others)
    if taken and latest and not corrected:
        deliveries.resume(session, Delivery.key.startswith(f"{_prefix(paper)}{latest}:"), due_at=due_at)
        if not about:
            paper.announced_at = paper.announced_at or due_at
