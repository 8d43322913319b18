"""The result that a speaker is writing: a dialogue whose every word is kept until it is handed in or cancelled.

Steps: group (only where there are several), title, text, priority, fields (and from there topics). The next
step is always the first whose answer is missing, so that one message may answer two questions, and a text that a client
cut in pieces stays one.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.errors import NotFound, NotPermitted, Outdated
from bot.services import bodies, cards, dialogues, ideas, kinship, results
from bot.services.results import Proposal
from bot.services.topics import Topic
from bot.services.visitors import DialogueView
from bot.text import Words, append, check_line, clean, length
from models import Body, BodyKind, IdeaState, Priority, Result

KIND = "result"
GROUP, TITLE, TEXT, PRIORITY, FIELDS, TOPICS = "group", "title", "text", "priority", "fields", "topics"
TITLE_LIMIT = 80
#: Graphemes that a text may have, in however many messages a client sent it.
TEXT_LIMIT = 20_000


def begin(session: Session, body_id: int | None = None, *, acting: int, now: datetime) -> DialogueView:
    """Begin a result, of this group if one is given; the group is asked for only where there are several.

    Raises:
        NotPermitted, NotFound: the person speaks for no working group, or not for this one.
    """
    if body_id is not None:
        return _begin_for(session, body_id, {}, acting=acting, now=now)
    candidates = results.list_submitting(session, acting=acting)
    if not candidates:
        raise NotPermitted
    if len(candidates) == 1:
        return _begin_for(session, candidates[0].id, {}, acting=acting, now=now)
    return dialogues.begin(session, KIND, GROUP, acting=acting, now=now)


def begin_from_idea(session: Session, idea_id: int, *, acting: int, now: datetime) -> DialogueView:
    """Begin a result with an idea's text, or with what somebody wrote down of it.

    Raises:
        NotPermitted, NotFound: there is no such idea, or not for this person.
        Outdated: somebody has made a result of it already.
    """
    idea = ideas.get_usable(session, idea_id, acting=acting)
    if idea.state is IdeaState.USED:
        raise Outdated
    text = cards.wording(idea)
    return _begin_for(session, idea.body_id, {"idea_id": idea.id, "text": text}, acting=acting, now=now)


def _begin_for(session: Session, body_id: int, data: dict[str, Any], *, acting: int, now: datetime) -> DialogueView:
    body = results.get_submitting(session, body_id, acting=acting)
    data = {**data, "body_id": body.id, "fields": [body.id]}
    return dialogues.begin(session, KIND, _first_missing(data), data, acting=acting, now=now)


def _first_missing(data: dict[str, Any]) -> str:
    needed = {GROUP: "body_id", TITLE: "title", TEXT: "text", PRIORITY: "priority"}
    return next((step for step, name in needed.items() if not data.get(name)), FIELDS)


def take_words(session: Session, number: int, step: str, words: Words, *, acting: int, now: datetime) -> DialogueView:
    """Take what was typed as title, text, or both; at the later steps it is more of the text.

    Raises:
        EmptyText, TooLong: it does not fit; what was there is kept.
        Outdated: the dialogue is over or elsewhere.
    """
    dialogue = dialogues.get_at(session, KIND, step, number, acting=acting)
    said = _understand(dialogue.data, step, words)
    answered = step == TEXT or (step == TITLE and "title" in said)
    following = _first_missing(dialogue.data | said) if answered else step
    return dialogues.view(dialogues.advance(dialogue, following, now=now, **said))


def _understand(data: dict[str, Any], step: str, words: Words) -> dict[str, Any]:
    """Return which answers the words give: a short first line where a title is wanted is the title, the rest text."""
    tail = data.get("tail")
    said: dict[str, Any] = {"tail": words.tail()}
    first, _, rest = clean(words.text).partition("\n")
    title_wanted = (step == TITLE or not data.get("title")) and not words.go_on(tail)
    if not title_wanted or length(" ".join(first.split())) > TITLE_LIMIT:
        seamless = words.go_on_within_a_word(tail)
        return {**said, "text": append(data.get("text", ""), words.text, limit=TEXT_LIMIT, seamless=seamless)}
    said["title"] = check_line(first, limit=TITLE_LIMIT)
    if rest.strip():
        said["text"] = append(data.get("text", ""), rest, limit=TEXT_LIMIT)
    return said


def choose_body(session: Session, number: int, body_id: int, *, acting: int, now: datetime) -> DialogueView:
    """Say which group the result is of; raises like `begin`."""
    dialogue = dialogues.get_at(session, KIND, GROUP, number, acting=acting)
    body = results.get_submitting(session, body_id, acting=acting)
    said = {"body_id": body.id, "fields": [body.id], "page": 0}
    following = _first_missing(dialogue.data | said)
    return dialogues.view(dialogues.advance(dialogue, following, now=now, **said))


def get_group(session: Session, body_id: int) -> Body:
    """Return the group that a result is of, also one that was closed meanwhile."""
    return session.get_one(Body, body_id)


def keep(session: Session, number: int, step: str, *, acting: int, now: datetime) -> DialogueView:
    """Go on from a step that was returned to, leaving its answer as it is."""
    dialogue = dialogues.get_at(session, KIND, step, number, acting=acting)
    return dialogues.view(dialogues.advance(dialogue, _first_missing(dialogue.data), now=now))


def clear_text(session: Session, number: int, *, acting: int, now: datetime) -> DialogueView:
    """Throw the text away, on request, to write it anew."""
    dialogue = dialogues.get_at(session, KIND, TEXT, number, acting=acting)
    return dialogues.view(dialogues.advance(dialogue, TEXT, now=now, text="", tail=None))


def choose_priority(session: Session, number: int, priority: Priority, *, acting: int, now: datetime) -> DialogueView:
    """Say how much the group wants it; people state it, nothing computes it (R7)."""
    dialogue = dialogues.get_at(session, KIND, PRIORITY, number, acting=acting)
    said = {"priority": priority.value}
    following = _first_missing(dialogue.data | said)
    return dialogues.view(dialogues.advance(dialogue, following, now=now, **said))


def toggle_field(session: Session, number: int, body_id: int, *, acting: int, now: datetime) -> DialogueView:
    """Tick or untick a field that the result concerns.

    Raises:
        NotFound: there is no such active working group.
        Outdated: the dialogue is over or elsewhere.
    """
    dialogue = dialogues.get_at(session, KIND, FIELDS, number, acting=acting)
    if bodies.get_active(session, body_id).kind is not BodyKind.WORKING_GROUP:
        raise NotFound
    fields = set(dialogue.data["fields"]) ^ {body_id}
    return dialogues.view(dialogues.advance(dialogue, FIELDS, now=now, fields=sorted(fields)))


def open_topics(session: Session, number: int, *, acting: int, now: datetime) -> DialogueView:
    """Go from the fields to the topics; who does not care for them hands in without."""
    dialogue = dialogues.get_at(session, KIND, FIELDS, number, acting=acting)
    return dialogues.view(dialogues.advance(dialogue, TOPICS, now=now, page=0))


def toggle_topic(session: Session, number: int, topic: Topic, *, acting: int, now: datetime) -> DialogueView:
    """Tick or untick a topic that the result is about."""
    dialogue = dialogues.get_at(session, KIND, TOPICS, number, acting=acting)
    ticked = set(dialogue.data.get("topics", ())) ^ {topic.value}
    return dialogues.view(dialogues.advance(dialogue, TOPICS, now=now, topics=sorted(ticked)))


def list_similar(session: Session, draft: DialogueView, *, acting: int) -> list[Result]:
    """Return open results of other groups that are like the draft; raises like `results.get_submitting`."""
    said = draft.data
    about = said["title"], said["text"], said.get("topics", ())
    return kinship.suggest_before(session, *about, said["body_id"], acting=acting)


def hand_in(session: Session, number: int, step: str = FIELDS, *, acting: int, now: datetime) -> Result:
    """Hand the finished draft in and end the dialogue; raises like `results.submit`, and Outdated."""
    said = dialogues.get_at(session, KIND, step, number, acting=acting).data
    title, text, priority = said["title"], said["text"], Priority(said["priority"])
    proposal = Proposal(
        said["body_id"], title, text, priority, said["fields"], said.get("idea_id"), said.get("topics", ())
    )
    result = results.submit(session, proposal, acting=acting, now=now)
    dialogues.end(session, acting=acting)
    return result
