"""Dialogues of several steps: rows that survive restarts, other languages and weeks of silence."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.errors import Outdated
from bot.services.visitors import DialogueView
from bot.text import Words
from models import Dialogue


def find(session: Session, *, acting: int) -> Dialogue | None:
    """Return the dialogue that the participant is in, if any."""
    return session.scalar(select(Dialogue).where(Dialogue.participant_id == acting))


def start(
    session: Session, kind: str, step: str, data: dict[str, Any] | None = None, *, acting: int, now: datetime
) -> Dialogue:
    """Begin a dialogue in place of the one that may be running; return it with its number."""
    end(session, acting=acting)
    dialogue = Dialogue(participant_id=acting, kind=kind, step=step, data=data or {}, updated_at=now)
    session.add(dialogue)
    session.flush()
    return dialogue


def get_at(session: Session, kind: str, step: str, number: int | None = None, *, acting: int) -> Dialogue:
    """Return the participant's dialogue if it is at this step.

    Raises:
        Outdated: it is over, or at another step, or not the one that the button (`number`) belongs to.
    """
    dialogue = find(session, acting=acting)
    if dialogue is None or (dialogue.kind, dialogue.step) != (kind, step):
        raise Outdated
    if number is not None and dialogue.id != number:
        raise Outdated
    return dialogue


def view(dialogue: Dialogue) -> DialogueView:
    """Return what the edge needs to ask the dialogue's question."""
    return DialogueView(dialogue.id, dialogue.kind, dialogue.step, dialogue.data)


def begin(
    session: Session, kind: str, step: str, data: dict[str, Any] | None = None, *, acting: int, now: datetime
) -> DialogueView:
    """Start a dialogue (see `start`) and return its view: all that many an edge needs."""
    return view(start(session, kind, step, data, acting=acting, now=now))


def say(session: Session, number: int, step: str, said: dict[str, Any], *, acting: int, now: datetime) -> DialogueView:
    """Note what was `said` in the dialogue with this number and go to `step`.

    Raises:
        Outdated: that dialogue is over.
    """
    dialogue = find(session, acting=acting)
    if dialogue is None or dialogue.id != number:
        raise Outdated
    return view(advance(dialogue, step, now=now, **said))


def refuse(session: Session, dialogue: DialogueView, words: Words, *, acting: int, now: datetime) -> None:
    """Remember when long words came that do not fit: a client may have cut them, and the rest fits even less."""
    if words.may_go_on():
        say(session, dialogue.number, dialogue.step, {"refused_at": words.sent_at.isoformat()}, acting=acting, now=now)


def is_rest_of_refused(dialogue: DialogueView, words: Words) -> bool:
    """Tell whether the words go on with others that did not fit at this dialogue."""
    refused_at = dialogue.data.get("refused_at")
    return refused_at is not None and words.follow(datetime.fromisoformat(refused_at))


def go_to(session: Session, number: int, step: str, *, acting: int, now: datetime) -> DialogueView:
    """Go to `step` of the dialogue with this number; raises like `say`."""
    return say(session, number, step, {}, acting=acting, now=now)


def advance(dialogue: Dialogue, step: str, *, now: datetime, **said: Any) -> Dialogue:
    """Note what was `said` and go to `step`."""
    dialogue.data = dialogue.data | said
    dialogue.step = step
    dialogue.updated_at = now
    return dialogue


def end(session: Session, *, acting: int) -> None:
    """End the participant's dialogue, if there is one."""
    session.execute(delete(Dialogue).where(Dialogue.participant_id == acting))
