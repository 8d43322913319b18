"""Feedback: what became of a result goes back to those who proposed it (R8), each once, whatever their hats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot.errors import TooLate
from bot.services import deliveries
from bot.services.deliveries import News
from bot.services.standings import Standing, list_parents
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

#: The most personal reason first.
_REASONS = (DeliveryReason.AUTHOR, DeliveryReason.SPEAKER, DeliveryReason.MEMBER)
_HATS = {MembershipRole.SPEAKER: DeliveryReason.SPEAKER, MembershipRole.MEMBER: DeliveryReason.MEMBER}
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


def tell_raisers(
    session: Session,
    result_ids: Collection[int],
    kind: DeliveryKind,
    facts: Mapping[str, Any],
    *,
    key: str,
    but: Collection[int] = (),
    acting: int | None,
    now: datetime,
    due_at: datetime | None = None,
) -> None:
    """Queue one delivery for each author, speaker and member of the groups behind these results or what joined them.

    `acting` knows, and so do all in `but`. The facts get `results`: those of them that the person stands behind, as
    people know them (`BIL-01 · Stadtteilmütter`). It keeps to the night and to days of rest, and leaves no earlier
    than `due_at`.
    """
    people: dict[tuple[DeliveryReason, tuple[str, ...]], set[int]] = defaultdict(set)
    for person, (reason, own) in _find_raisers(session, _list_members(session, result_ids)).items():
        if person != acting and person not in but:
            people[reason, tuple(own)].add(person)
    for (reason, titles), group in people.items():
        about = {"facts": {**facts, "results": list(titles)}}
        news = News(kind, reason, key, quiet=True, rests=True, due_at=due_at, about=about)
        deliveries.queue(session, news, group, now=now)


def _list_members(session: Session, result_ids: Collection[int]) -> list[Result]:
    """Return these results and all that was joined to them, oldest first."""
    parents = list_parents(session)
    wanted = [one for one in parents if any(step in result_ids for step in _way_up(parents, one))]
    return list(session.scalars(select(Result).where(Result.id.in_(wanted)).order_by(Result.id)))


def _way_up(parents: Mapping[int, int | None], number: int) -> Iterable[int]:
    step: int | None = number
    while step is not None:
        yield step
        step = parents.get(step)


def _find_raisers(session: Session, members: Collection[Result]) -> dict[int, tuple[DeliveryReason, list[str]]]:
    """Return everyone who stands behind any of these results: why, and behind which of them."""
    authors, hats = _list_authors(session, members), _list_hats(session, members)
    found: dict[int, tuple[DeliveryReason, list[str]]] = {}
    for member in members:
        reasons = authors[member.id] + [hat for one in member.submissions for hat in hats[one.body_id]]
        for person, reason in sorted(reasons, key=lambda pair: _REASONS.index(pair[1])):
            known, own = found.get(person, (reason, []))
            title = f"{member.number} · {member.title}"
            found[person] = (min(known, reason, key=_REASONS.index), own if title in own else [*own, title])
    return found


def _list_authors(session: Session, members: Collection[Result]) -> dict[int, list[tuple[int, DeliveryReason]]]:
    """Return by result who typed it in and whose idea it was."""
    from_idea = select(Result.id, Idea.author_id).join(Idea, Idea.id == Result.idea_id)
    ideas = session.execute(from_idea.where(Result.id.in_([member.id for member in members]))).all()
    people: dict[int, list[tuple[int, DeliveryReason]]] = defaultdict(list)
    for number, author in [*((member.id, member.author_id) for member in members), *ideas]:
        if author is not None:
            people[number].append((author, DeliveryReason.AUTHOR))
    return people


def _list_hats(session: Session, members: Collection[Result]) -> dict[int, list[tuple[int, DeliveryReason]]]:
    """Return by body behind the results who speaks for it and who is a member."""
    bodies = {submission.body_id for member in members for submission in member.submissions}
    statement = select(Membership.body_id, Membership.participant_id, Membership.role)
    people: dict[int, list[tuple[int, DeliveryReason]]] = defaultdict(list)
    for body, person, role in session.execute(statement.where(Membership.body_id.in_(bodies))):
        if role in _HATS:
            people[body].append((person, _HATS[role]))
    return people
