"""Ideas: anyone's, typed, spoken or photographed, for a working group (R9).

Its speakers learn of them and make results of them.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import NotFound, NotPermitted, TooMany
from bot.services import bodies, deliveries, dialogues, organisers, permissions
from bot.services.deliveries import News
from bot.services.visitors import DialogueView
from bot.text import LONGEST_MESSAGE, Words, append, check_text, clean
from models import Body, BodyKind, DeliveryKind, DeliveryReason, Idea, IdeaState, Result

#: The dialogue in which an idea is handed in, and its steps: asked whether it is one at all, waiting, choosing.
KIND = "idea"
OFFER, WORDS, GROUP = "offer", "words", "group"
#: Graphemes that an idea may have, in however many messages a client sent it.
LIMIT = 20_000
#: Recordings and photos that are handed in at once: as many as an album has at most.
RECORDINGS = 10


@dataclass(frozen=True)
class Recording:
    """A voice message: Telegram's reference to it, and how long it takes."""

    file_id: str
    seconds: int


@dataclass(frozen=True)
class Photo:
    """A photo, or a picture sent as a file: Telegram's reference to it, and what is written below it."""

    file_id: str
    as_file: bool = False
    caption: str = ""
    #: The album that it is part of; each photo of one comes by itself.
    album: str | None = None


Said = Words | Recording | Photo


def take(session: Session, number: int, step: str, said: Said, *, acting: int, now: datetime) -> DialogueView:
    """Add what was said to the idea in this dialogue; who was asked for an idea is asked for the group next.

    Raises:
        EmptyText, TooLong, TooMany: it does not fit; what was there is kept.
        Outdated: the dialogue is over or elsewhere.
    """
    dialogue = dialogues.get_at(session, KIND, step, number, acting=acting)
    added = _added(dialogue.data, said)
    return dialogues.view(dialogues.advance(dialogue, GROUP if step == WORDS else step, now=now, **added))


def offer(session: Session, said: Said, *, acting: int, now: datetime) -> DialogueView:
    """Keep what somebody said unasked until they tell whether it is an idea; raises like `take`."""
    return dialogues.begin(session, KIND, OFFER, _added({}, said), acting=acting, now=now)


def _added(data: dict[str, Any], said: Said) -> dict[str, Any]:
    recordings, photos = data.get("recordings", []), data.get("photos", [])
    if not isinstance(said, Words) and len(recordings) + len(photos) >= RECORDINGS:
        raise TooMany(RECORDINGS)
    if isinstance(said, Recording):
        return {"recordings": [*recordings, asdict(said)]}
    if isinstance(said, Photo):
        photo = {"file_id": said.file_id, "as_file": said.as_file}
        text = append(data.get("text", ""), said.caption, limit=LIMIT) if clean(said.caption) else data.get("text", "")
        return {"photos": [*photos, photo], "album": said.album, "text": text}
    check_text(said.text, limit=LONGEST_MESSAGE)
    text = append(data.get("text", ""), said.text, limit=LIMIT, seamless=data.get("within_a_word", False))
    return {"text": text, "within_a_word": said.ends_within_a_word()}


def list_groups(session: Session, *, acting: int) -> list[Body]:
    """Return the working groups that an idea may go to, the person's own first."""
    own = {body.id for body in bodies.list_joined(session, acting=acting)}
    groups = bodies.list_active(session, BodyKind.WORKING_GROUP)
    return sorted(groups, key=lambda body: body.id not in own)


def hand_in(session: Session, number: int, body_id: int, *, acting: int, now: datetime) -> Body:
    """Give the dialogue's idea to a working group, tell its speakers, end the dialogue.

    Each recording and each photo is an idea of its own; what was typed comes with the first.

    Raises:
        NotFound: there is no such active working group (R1: no other body takes ideas).
        Outdated: the dialogue is over.
    """
    said = dialogues.get_at(session, KIND, GROUP, number, acting=acting).data
    body = bodies.get_active(session, body_id)
    if body.kind is not BodyKind.WORKING_GROUP:
        raise NotFound
    text = said.get("text", "")
    for attached in _attached(said) or [{}]:
        _create(session, Idea(body=body, author_id=acting, text=text, created_at=now, **attached), now=now)
        text = ""
    dialogues.end(session, acting=acting)
    return body


def _attached(said: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the columns that say what is attached, of each idea that the dialogue holds."""
    spoken = [{"voice_file_id": one["file_id"]} for one in said.get("recordings", [])]
    photos = said.get("photos", [])
    return spoken + [{"photo_file_id": one["file_id"], "photo_as_file": one["as_file"]} for one in photos]


def _create(session: Session, idea: Idea, *, now: datetime) -> None:
    session.add(idea)
    session.flush()
    news = News(DeliveryKind.IDEA, DeliveryReason.SPEAKER, f"idea:{idea.id}", about={"idea_id": idea.id})
    deliveries.queue_for(session, news, organisers.speakers(idea.body_id), now=now)


def get_readable(session: Session, idea_id: int, *, acting: int) -> Idea:
    """Return an idea for somebody who may read it: members of its group, the steering group, coordinators.

    Raises:
        NotFound: there is none, or not for this person.
    """
    idea = session.get(Idea, idea_id)
    if idea is None or not permissions.may_read_body(session, idea.body_id, acting):
        raise NotFound
    return idea


def get_usable(session: Session, idea_id: int, *, acting: int) -> Idea:
    """Return an idea for somebody who may make a result of it: its group's speakers, coordinators.

    Raises:
        NotFound, NotPermitted: there is none, or not for this person.
    """
    idea = get_readable(session, idea_id, acting=acting)
    permissions.check_speaker(session, idea.body_id, acting=acting)
    return idea


def list_of_body(session: Session, body_id: int, *, page: int, size: int, acting: int) -> tuple[Body, list[Idea]]:
    """Return a body and one page of its ideas, newest first, with one more as a sign that there are more.

    Raises:
        NotPermitted, NotFound: not for this person, or no such body.
    """
    body = session.get(Body, body_id)
    if body is None:
        raise NotFound
    if not permissions.may_read_body(session, body_id, acting):
        raise NotPermitted
    statement = select(Idea).where(Idea.body_id == body_id).order_by(Idea.id.desc())
    return body, list(session.scalars(statement.offset(page * size).limit(size + 1)))


def mark_used(session: Session, idea_id: int, result: Result, *, acting: int, now: datetime) -> None:
    """Note that an idea became a result: recording and photo are dropped, the author is told.

    One that is gone, or that somebody else has made a result of meanwhile, is left as it is.
    """
    locking = select(Idea).where(Idea.id == idea_id).with_for_update(of=Idea)
    idea = session.scalar(locking.execution_options(populate_existing=True))
    if idea is None or idea.state is IdeaState.USED:
        return
    result.idea_id = idea.id
    idea.state, idea.voice_file_id, idea.photo_file_id = IdeaState.USED, None, None
    if idea.author_id is None or idea.author_id == acting:
        return
    about = {"result_id": result.id, "idea_id": idea.id}
    news = News(DeliveryKind.RESULT, DeliveryReason.AUTHOR, f"result:{result.id}:author", about=about)
    deliveries.queue(session, news, [idea.author_id], now=now)
