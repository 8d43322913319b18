"""The round trip: whoever raised what stands in a paper learns each step of its way through the council (R8, S25).

A draft is nobody's business but the desk's. A later step overtakes the news of an earlier one that has not left; a
correction is overtaken only by another one of the same record: what somebody was told wrongly is put right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from bot.errors import TooLate
from bot.services import deliveries, feedback, papers
from bot.services.conclusions import GRACE
from models import Consultation, Delivery, DeliveryKind, DeliveryState, Outcome, Paper, PaperSection

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


def tell_final(session: Session, paper: Paper, *, acting: int, now: datetime) -> None:
    """Tell those behind a paper after `GRACE` that it goes to the council, and where first; once."""
    if not _is_known(session, paper):
        facts = {"next": _station(find_next(paper.consultations))}
        _tell(session, paper, Step.FINAL, facts, acting=acting, due_at=now + GRACE, now=now)


def hold_back(session: Session, paper: Paper) -> None:
    """Stop what is queued about a paper: it is a draft again."""
    deliveries.stop(session, Delivery.key.startswith(_prefix(paper)))


def tell_withdrawn(session: Session, paper: Paper, *, acting: int, now: datetime) -> None:
    """Tell those behind a paper that the steering group has withdrawn it; nothing where nobody has heard of it."""
    hold_back(session, paper)
    if _is_known(session, paper):
        _tell(session, paper, Step.WITHDRAWN, {}, acting=acting, due_at=now, now=now)


def _is_known(session: Session, paper: Paper) -> bool:
    left = (Delivery.key.startswith(_prefix(paper)), Delivery.state.in_(_LEFT))
    return session.scalar(select(Delivery.id).where(*left).limit(1)) is not None


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
    """Tell those behind a paper what came out of a consultation, and what happens next; leaves at `due_at`."""
    assert consultation.outcome is not None
    assert consultation.held_on is not None
    votes = [consultation.votes_for, consultation.votes_against] if consultation.votes_for is not None else None
    facts = {
        "committee": consultation.committee,
        "outcome": consultation.outcome.value,
        "on": consultation.held_on.isoformat(),
        "votes": votes,
        "note": consultation.note,
        "corrects": corrects,
        "next": _station(find_next(paper.consultations, consultation)),
    }
    _tell(session, paper, step, facts, consultation.id, acting=acting, due_at=due_at, now=now)


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
    consultation_id: int = 0,
    *,
    acting: int,
    due_at: datetime,
    now: datetime,
) -> None:
    same = Delivery.key.contains(f":{consultation_id}{_CORRECTED}")
    overtaken = or_(Delivery.key.not_like(f"%{_CORRECTED}%"), same)
    deliveries.stop(session, Delivery.key.startswith(_prefix(paper)), overtaken)
    sections = papers.read_sections(session, paper.id)
    subject = sections[PaperSection.SUBJECT].text if PaperSection.SUBJECT in sections else ""
    about = {"step": step.value, "paper": f"V-{paper.number:02d}", "subject": subject, **facts}
    # What was taken back may be recorded once more in the same instant: news counts up with what is in the outbox.
    turn = (session.scalar(select(func.max(Delivery.id))) or 0) + 1
    key = f"{_prefix(paper)}{turn}:{consultation_id}" + (_CORRECTED.rstrip(":") if facts.get("corrects") else "")
    results = [item.result_id for item in paper.items]
    feedback.tell_raisers(session, results, DeliveryKind.PAPER, about, key=key, acting=acting, due_at=due_at, now=now)


def _prefix(paper: Paper) -> str:
    return f"paper:{paper.id}:"


def withdraw(session: Session, paper: Paper, consultation: Consultation, *, due_at: datetime) -> None:
    """Let the news of a consultation never have been; the step that it overtook is told after all, at `due_at`.

    Raises:
        TooLate: somebody has been told.
    """
    about_paper = select(Delivery.key, Delivery.state).where(Delivery.key.startswith(_prefix(paper)))
    taken, left = set(), set()
    for key, state in session.execute(about_paper):
        turn, about = (int(part) for part in str(key).split(":")[2:4])
        if about != consultation.id:
            left |= {turn} if _CORRECTED not in str(key) else set()
        elif state in _LEFT:
            raise TooLate
        else:
            taken.add(turn)
    for turn in taken:
        session.execute(delete(Delivery).where(Delivery.key.startswith(f"{_prefix(paper)}{turn}:")))
    if taken and left:
        deliveries.resume(session, Delivery.key.startswith(f"{_prefix(paper)}{max(left)}:"), due_at=due_at)
