"""Feedback: what became of a result goes back to those who proposed it (R8), each once, whatever their hats."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot.errors import TooLate
from bot.services import deliveries
from bot.services.deliveries import News
from bot.services.standings import Standing
from models import (
    Conclusion,
    ConclusionKind,
    Delivery,
    DeliveryKind,
    DeliveryReason,
    DeliveryState,
    Idea,
    Membership,
    MembershipRole,
    Reply,
    Result,
)

#: It left: somebody knows, or may know.
_LEFT = (DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.UNKNOWN)


def announce(
    session: Session, standing: Standing, conclusion: Conclusion, *, acting: int, due_at: datetime, now: datetime
) -> None:
    """Queue the news for authors, speakers and members of the groups behind a result; an earlier one stops.

    Whoever concluded knows. The reason is read when the news leaves.
    """
    stop(session, standing.result)
    told = {acting}
    recipients = _recipients(session, standing)
    speakers = dict(recipients)[DeliveryReason.SPEAKER] if conclusion.kind is ConclusionKind.QUERY else set()
    for reason, people in recipients:
        news, question = (_news(session, conclusion, reason, due_at, answers=answers) for answers in (False, True))
        deliveries.queue(session, question, (people & speakers) - told, now=now)
        deliveries.queue(session, news, people - speakers - told, now=now)
        told |= people


def _news(
    session: Session,
    conclusion: Conclusion,
    reason: DeliveryReason,
    due_at: datetime,
    suffix: str = "",
    *,
    answers: bool = False,
) -> News:
    """Return the news of a conclusion; who `answers` gets the button for it, whatever the reason."""
    into = session.get(Result, conclusion.into_id) if conclusion.into_id else None
    facts = {"conclusion": conclusion.id, "into": f"{into.number} · {into.title}" if into else "", "answers": answers}
    about = {"result_id": conclusion.result_id, "facts": facts}
    return News(DeliveryKind.CONCLUSION, reason, _key(conclusion) + suffix, quiet=True, due_at=due_at, about=about)


def _key(conclusion: Conclusion) -> str:
    return f"conclusion:{conclusion.id}"


def _recipients(session: Session, standing: Standing) -> list[tuple[DeliveryReason, set[int]]]:
    """Return who is to be told and why, the most personal reason first."""
    ideas = [member.idea_id for member in standing.family if member.idea_id]
    authors = {member.author_id for member in standing.family if member.author_id}
    authors |= set(session.scalars(select(Idea.author_id).where(Idea.id.in_(ideas), Idea.author_id.is_not(None))))
    bodies = {submission.body_id for submission in standing.submissions}
    return [
        (DeliveryReason.AUTHOR, authors),
        (DeliveryReason.SPEAKER, _people(session, bodies, MembershipRole.SPEAKER)),
        (DeliveryReason.MEMBER, _people(session, bodies, MembershipRole.MEMBER)),
    ]


def _people(session: Session, bodies: Collection[int], role: MembershipRole) -> set[int]:
    statement = select(Membership.participant_id).where(Membership.body_id.in_(bodies), Membership.role == role)
    return set(session.scalars(statement))


def stop(session: Session, result: Result) -> None:
    """Stop what is queued about conclusions on this result."""
    deliveries.stop(session, Delivery.result_id == result.id, Delivery.kind == DeliveryKind.CONCLUSION)


def postpone(session: Session, conclusion: Conclusion, *, until: datetime) -> None:
    """Hold back what is queued about this conclusion."""
    deliveries.postpone(session, Delivery.key.startswith(_key(conclusion) + ":"), until=until)


def withdraw(session: Session, conclusion: Conclusion) -> None:
    """Stop the news of this conclusion.

    Raises:
        TooLate: somebody has been told, or has answered what was asked.
    """
    deliveries.stop(session, Delivery.key.startswith(_key(conclusion) + ":"))
    left = select(Delivery.id).where(*_has_left(conclusion))
    answered = select(Reply.id).where(Reply.conclusion_id == conclusion.id)
    if any(session.scalar(found.limit(1)) is not None for found in (left, answered)):
        raise TooLate


def restore(session: Session, conclusion: Conclusion, *, due_at: datetime) -> None:
    """Queue the news of a conclusion again that counts again, for those whom it had not reached."""
    deliveries.resume(session, Delivery.key.startswith(_key(conclusion) + ":"), due_at=due_at)


def tell_again(session: Session, conclusion: Conclusion, *, now: datetime) -> None:
    """Queue the news once more for those who were told before the reason was known."""
    rows = session.execute(select(Delivery.participant_id, Delivery.reason).where(*_has_left(conclusion))).all()
    for reason in {reason for _, reason in rows}:
        people = {person for person, why in rows if why is reason}
        deliveries.queue(session, _news(session, conclusion, reason, now, ":reason"), people, now=now)


def _has_left(conclusion: Conclusion) -> tuple[ColumnElement[bool], ...]:
    return (Delivery.key.startswith(_key(conclusion) + ":"), Delivery.state.in_(_LEFT))
