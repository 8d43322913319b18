"""Replies: what the groups behind a result answer to the steering group's question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import NotFound, Overtaken
from bot.services import audiences, audit, deliveries, dialogues, dossiers
from bot.services.deliveries import News
from bot.services.dossiers import Exchange
from bot.services.standings import stand_for
from bot.services.visitors import DialogueView
from bot.text import check_text
from models import (
    Conclusion,
    ConclusionKind,
    DeliveryKind,
    DeliveryReason,
    Membership,
    MembershipRole,
    Reply,
    Result,
)

KIND, TEXT = "reply", "text"
#: The longest answer, in graphemes.
LIMIT = 2000


@dataclass(frozen=True)
class Question:
    """A question that is open, and the group that the person answers for."""

    result: Result
    conclusion: Conclusion
    body_id: int


@dataclass(frozen=True)
class Talk:
    """What the steering group asked about a result and the groups answered; and what the reader may answer now."""

    exchanges: tuple[Exchange, ...] = ()
    #: The open question's number, for those who may answer it.
    open_question: int | None = None


NO_TALK = Talk()


def get_question(session: Session, result_id: int, conclusion_id: int, *, acting: int) -> Question:
    """Return an open question to somebody who speaks for a group behind the result or what was joined to it.

    Raises:
        NotFound: there is no such result, or not for this person.
        Overtaken: the question was taken back, or something was concluded since.
    """
    result = session.get(Result, result_id)
    body_id = find_body(session, result, acting=acting) if result is not None else None
    if result is None or body_id is None:
        raise NotFound
    latest = result.conclusions[-1] if result.conclusions else None
    if latest is None or latest.id != conclusion_id or latest.kind is not ConclusionKind.QUERY:
        raise Overtaken
    return Question(result, latest, body_id)


def find_body(session: Session, result: Result, *, acting: int) -> int | None:
    """Return the group behind a result, the first one first, that the person speaks for, or None."""
    behind = [submission.body_id for submission in stand_for(session, result).submissions]
    statement = select(Membership.body_id).where(Membership.participant_id == acting, Membership.body_id.in_(behind))
    own = set(session.scalars(statement.where(Membership.role == MembershipRole.SPEAKER)))
    return next((body_id for body_id in behind if body_id in own), None)


def listen(session: Session, result: Result, *, acting: int) -> Talk:
    """Return what was asked and answered about a result that the person may read."""
    return Talk(dossiers.list_exchanges(session, result), _find_open(session, result, acting=acting))


def _find_open(session: Session, result: Result, *, acting: int) -> int | None:
    latest = result.conclusions[-1] if result.conclusions else None
    if latest is None or latest.kind is not ConclusionKind.QUERY:
        return None
    return latest.id if find_body(session, result, acting=acting) is not None else None


def begin(session: Session, result_id: int, conclusion_id: int, *, acting: int, now: datetime) -> DialogueView:
    """Begin to ask for the answer; raises like `get_question`."""
    get_question(session, result_id, conclusion_id, acting=acting)
    data = {"result_id": result_id, "conclusion_id": conclusion_id}
    return dialogues.begin(session, KIND, TEXT, data, acting=acting, now=now)


def give(session: Session, number: int, text: str, *, acting: int, now: datetime) -> Result:
    """Keep the answer that the dialogue with this number asked for, tell the steering group, end the dialogue.

    The question stays open until the steering group concludes anew.

    Raises:
        EmptyText, TooLong: see `bot.text.check_text`.
        Outdated: that dialogue is over.
        NotFound, Overtaken: see `get_question`.
    """
    data = dialogues.get_at(session, KIND, TEXT, number, acting=acting).data
    # Whoever concludes at this moment comes before or after.
    session.execute(select(Result.id).where(Result.id == data["result_id"]).with_for_update())
    question = get_question(session, data["result_id"], data["conclusion_id"], acting=acting)
    given = Reply(
        conclusion_id=question.conclusion.id,
        body_id=question.body_id,
        author_id=acting,
        text=check_text(text, limit=LIMIT),
        given_at=now,
    )
    session.add(given)
    session.flush()
    about = {"result_id": question.result.id, "body_id": question.body_id}
    news = News(DeliveryKind.REPLY, DeliveryReason.STEERING, f"reply:{given.id}", quiet=True, about=about)
    deliveries.queue_for(session, news, audiences.select_steering_group(but=acting), now=now)
    audit.note(session, "answer", "result", question.result.id, acting=acting, now=now)
    dialogues.end(session, acting=acting)
    return question.result
