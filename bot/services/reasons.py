"""Why something was concluded: asked before a query or a rejection, addable afterwards to anything else."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.errors import Outdated
from bot.services import conclusions, dialogues, feedback
from bot.services.conclusions import Decision, Inspection
from bot.services.visitors import DialogueView
from bot.text import check_text
from models import Conclusion, ConclusionKind, Result

KIND = "conclusion"
#: The steps: a reason without which there is no conclusion, and one that is added to a conclusion.
FIRST, LATER = "first", "later"
#: How long the news of a conclusion waits while somebody writes its reason.
WRITING = timedelta(minutes=10)


def ask_first(session: Session, decision: Decision, *, acting: int, now: datetime) -> DialogueView:
    """Begin to ask why, before anything is concluded; raises like `conclusions.check_unchanged`."""
    result = conclusions.check_unchanged(session, decision.result_id, decision.seen, acting=acting).result
    data = {"result_id": result.id, "kind": decision.kind.value, "seen": decision.seen, "title": _title(result)}
    return dialogues.begin(session, KIND, FIRST, data, acting=acting, now=now)


def conclude(session: Session, number: int, reason: str, *, acting: int, now: datetime) -> Inspection:
    """Conclude what the dialogue with this number is about, and end it; raises like `conclusions.conclude`."""
    data = dialogues.get_at(session, KIND, FIRST, number, acting=acting).data
    decision = Decision(data["result_id"], ConclusionKind(data["kind"]), data["seen"])
    inspection = conclusions.conclude(session, replace(decision, reason=reason), acting=acting, now=now)
    dialogues.end(session, acting=acting)
    return inspection


def ask_later(session: Session, conclusion_id: int, *, acting: int, now: datetime) -> DialogueView:
    """Begin to ask for the reason of a conclusion; its news waits meanwhile.

    Raises:
        Overtaken, NotPermitted: see `conclusions.get_latest`.
        Outdated: it has a reason.
    """
    conclusion = _without_reason(session, conclusion_id, acting=acting)
    feedback.postpone(session, conclusion, until=now + WRITING)
    result = session.get_one(Result, conclusion.result_id)
    data = {"conclusion_id": conclusion_id, "result_id": result.id, "title": _title(result)}
    return dialogues.begin(session, KIND, LATER, data, acting=acting, now=now)


def add(session: Session, number: int, reason: str, *, acting: int, now: datetime) -> Inspection:
    """Give the conclusion that the dialogue is about its reason, and end the dialogue.

    Whoever heard of the conclusion before hears of it again, with the reason.

    Raises:
        EmptyText, TooLong: see `bot.text.check_text`.
        Outdated, Overtaken, NotPermitted: see `ask_later`.
    """
    data = dialogues.get_at(session, KIND, LATER, number, acting=acting).data
    conclusion = _without_reason(session, data["conclusion_id"], acting=acting)
    conclusion.reason = check_text(reason, limit=conclusions.REASON_LIMIT)
    feedback.tell_again(session, conclusion, now=now)
    dialogues.end(session, acting=acting)
    return conclusions.inspect(session, conclusion.result_id, acting=acting)


def _without_reason(session: Session, conclusion_id: int, *, acting: int) -> Conclusion:
    conclusion = conclusions.get_latest(session, conclusion_id, acting=acting)
    if conclusion.reason:
        raise Outdated
    return conclusion


def _title(result: Result) -> str:
    return f"{result.number} · {result.title}"
