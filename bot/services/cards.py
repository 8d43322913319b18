"""Cards: a speaker writes a spoken or photographed idea down in German, and its author says whether that is right.

Confirmed, the sentence is the idea's text and the recording is dropped. It is dropped after fourteen days anyway
(domain 4.5): what nobody confirmed by then stays, and says that nobody did.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from bot.errors import NotFound, Outdated, Overtaken
from bot.services import audit, deliveries, dialogues, ideas, organisers
from bot.services.deliveries import News
from bot.services.visitors import DialogueView
from bot.text import check_line, check_text
from models import Card, Delivery, DeliveryKind, DeliveryReason, Idea, IdeaState, Participant

#: The dialogue, and its steps: a speaker writes the sentence, an author says what is wrong with it.
KIND = "card"
SENTENCE, WHY = "sentence", "why"
#: Graphemes of the sentence, and of what is wrong with it.
LIMIT, OBJECTION_LIMIT = 300, 1000
#: How long recordings and photos are kept.
KEEP = timedelta(days=14)
#: How long the news that a sentence is not right waits for what is wrong with it.
PATIENCE = timedelta(minutes=5)


def begin(session: Session, idea_id: int, *, acting: int, now: datetime) -> DialogueView:
    """Begin to write an idea down, or to write it anew; raises like `get_writable`."""
    idea = get_writable(session, idea_id, acting=acting)
    data = {"idea": idea.id, "version": _version(idea)}
    return dialogues.begin(session, KIND, SENTENCE, data, acting=acting, now=now)


def get_writable(session: Session, idea_id: int, *, acting: int) -> Idea:
    """Return an idea for somebody who may write it down: its group's speakers, coordinators.

    Raises:
        NotFound, NotPermitted: there is none, or not for this person.
        Outdated: it was typed, its author has confirmed a sentence, or it has become a result.
    """
    idea = ideas.get_usable(session, idea_id, acting=acting)
    if idea.state is IdeaState.USED or not (is_recorded(idea) or idea.card) or is_confirmed(idea):
        raise Outdated
    return idea


def is_recorded(idea: Idea) -> bool:
    """Tell whether there is something to listen to or to look at."""
    return idea.voice_file_id is not None or idea.photo_file_id is not None


def is_confirmed(idea: Idea) -> bool:
    """Tell whether the author has said that the sentence is right."""
    return idea.card is not None and idea.card.confirmed_at is not None


def wording(idea: Idea) -> str:
    """Return what there is of an idea in words: what was written down of it, then what its author typed."""
    if idea.card is None or is_confirmed(idea) or idea.text == idea.card.sentence:
        return idea.text
    return _joined(idea.card.sentence, idea.text)


def _joined(sentence: str, typed: str) -> str:
    return f"{sentence}\n{typed}" if typed else sentence


def _version(idea: Idea) -> int:
    return idea.card.version if idea.card else 0


def _lock(session: Session, idea_id: int) -> None:
    """Let others wait who do something about the same idea; what is known of it is read anew."""
    locking = select(Idea).where(Idea.id == idea_id).with_for_update(of=Idea)
    session.scalar(locking.execution_options(populate_existing=True))


def write(session: Session, number: int, text: str, *, acting: int, now: datetime) -> Idea:
    """Keep the sentence that the dialogue asked for and ask the author about it; one's own idea needs no asking.

    Raises:
        EmptyText, TooLong: see `bot.text.check_line`.
        Overtaken: somebody has written another sentence meanwhile.
        NotFound, NotPermitted, Outdated: see `get_writable`; the dialogue is over.
    """
    data = dialogues.get_at(session, KIND, SENTENCE, number, acting=acting).data
    sentence = check_line(text, limit=LIMIT)
    _lock(session, data["idea"])
    idea = get_writable(session, data["idea"], acting=acting)
    if _version(idea) != data["version"]:
        raise Overtaken
    card = idea.card or Card(idea_id=idea.id, version=0)
    card.sentence, card.written_at, card.writer_id = sentence, now, acting
    card.version, card.objection = data["version"] + 1, None
    session.add(card)
    session.flush()
    session.refresh(idea, ["card"])
    dialogues.end(session, acting=acting)
    audit.note(session, "write down", "idea", idea.id, acting=acting, now=now)
    _ask_author(session, idea, card, acting=acting, now=now)
    return idea


def _ask_author(session: Session, idea: Idea, card: Card, *, acting: int, now: datetime) -> None:
    _stop(session, idea, DeliveryKind.CARD)
    if idea.author_id == acting:
        _settle(idea, card, now=now)
    elif idea.author_id is not None:
        about = {"idea_id": idea.id, "facts": {"sentence": card.sentence, "version": card.version}}
        key = f"card:{idea.id}:{card.version}"
        news = News(DeliveryKind.CARD, DeliveryReason.AUTHOR, key, quiet=True, rests=True, about=about)
        deliveries.queue(session, news, [idea.author_id], now=now)


def _stop(session: Session, idea: Idea, kind: DeliveryKind) -> None:
    deliveries.stop(session, Delivery.idea_id == idea.id, Delivery.kind == kind)


def see_newer(session: Session, number: int, text: str, *, acting: int, now: datetime) -> DialogueView:
    """Go on with a dialogue that was overtaken: what was typed is kept, and what is there now counts as seen.

    Raises:
        Outdated: the dialogue is over.
    """
    dialogue = dialogues.get_at(session, KIND, SENTENCE, number, acting=acting)
    idea = session.get_one(Idea, dialogue.data["idea"])
    said = {"version": _version(idea), "text": text}
    return dialogues.view(dialogues.advance(dialogue, SENTENCE, now=now, **said))


def check_ground(session: Session, dialogue: DialogueView, *, acting: int) -> Idea:
    """Return the idea that a dialogue is about.

    Raises:
        NotFound, NotPermitted, Outdated: it is gone, settled, or no longer for this person.
    """
    if dialogue.step == SENTENCE:
        return get_writable(session, dialogue.data["idea"], acting=acting)
    return _get_asked(session, dialogue.data["idea"], dialogue.data["version"], acting=acting)[0]


def _get_asked(session: Session, idea_id: int, version: int, *, acting: int) -> tuple[Idea, Card]:
    """Return the author's idea and its card.

    Raises:
        NotFound: there is none such of theirs.
        Outdated: there is another sentence, or this one is confirmed.
    """
    idea = session.get(Idea, idea_id)
    if idea is None or idea.author_id != acting or idea.card is None:
        raise NotFound
    if idea.card.version != version or is_confirmed(idea):
        raise Outdated
    return idea, idea.card


def confirm(session: Session, idea_id: int, version: int, *, acting: int, now: datetime) -> Idea:
    """Let the sentence be the idea's text, drop recording and photo, tell who wrote it.

    Raises:
        NotFound: the person has no such idea.
        Outdated: there is another sentence, or this one is confirmed.
    """
    _lock(session, idea_id)
    idea, card = _get_asked(session, idea_id, version, acting=acting)
    _settle(idea, card, now=now)
    session.flush()
    _end_asking(session, acting=acting)
    _stop(session, idea, DeliveryKind.CARD_ANSWERED)
    _tell_writer(session, idea, card, "yes", {"right": True}, now=now)
    return idea


def _settle(idea: Idea, card: Card, *, now: datetime) -> None:
    card.confirmed_at, card.objection = now, None
    # What somebody typed beside a recording is theirs, and stays.
    idea.text = _joined(card.sentence, idea.text)
    idea.voice_file_id = idea.photo_file_id = None


def _end_asking(session: Session, *, acting: int) -> None:
    dialogue = dialogues.find(session, acting=acting)
    if dialogue is not None and (dialogue.kind, dialogue.step) == (KIND, WHY):
        dialogues.end(session, acting=acting)


def reject(session: Session, idea_id: int, version: int, *, acting: int, now: datetime) -> DialogueView:
    """Note that the sentence is not right and ask what is wrong; the writer hears of it soon in any case.

    Raises like `confirm`.
    """
    _lock(session, idea_id)
    idea, card = _get_asked(session, idea_id, version, acting=acting)
    card.objection = card.objection or ""
    facts = {"right": False, "words": card.objection}
    _tell_writer(session, idea, card, "no", facts, now=now, due_at=now + PATIENCE)
    return dialogues.begin(session, KIND, WHY, {"idea": idea_id, "version": version}, acting=acting, now=now)


def explain(session: Session, number: int, text: str, *, acting: int, now: datetime) -> Idea:
    """Keep what the author says is wrong with the sentence, tell who wrote it, end the dialogue.

    Raises:
        EmptyText, TooLong: see `bot.text.check_text`.
        NotFound, Outdated: see `confirm`; the dialogue is over.
    """
    data = dialogues.get_at(session, KIND, WHY, number, acting=acting).data
    _lock(session, data["idea"])
    idea, card = _get_asked(session, data["idea"], data["version"], acting=acting)
    card.objection = check_text(text, limit=OBJECTION_LIMIT)
    _stop(session, idea, DeliveryKind.CARD_ANSWERED)
    _tell_writer(session, idea, card, None, {"right": False, "words": card.objection}, now=now)
    dialogues.end(session, acting=acting)
    return idea


def _tell_writer(
    session: Session,
    idea: Idea,
    card: Card,
    answer: str | None,
    facts: dict[str, object],
    *,
    now: datetime,
    due_at: datetime | None = None,
) -> None:
    """Tell who wrote the sentence what its author says, each `answer` once; or who speaks for the group now."""
    about = {"idea_id": idea.id, "facts": {"sentence": card.sentence, **facts}}
    key = f"card:{idea.id}:{card.version}:{answer}" if answer else None
    kind, reason = DeliveryKind.CARD_ANSWERED, DeliveryReason.SPEAKER
    news = News(kind, reason, key, quiet=True, rests=True, due_at=due_at, about=about)
    readers = organisers.maker_first(session, idea.body_id, card.writer_id)
    deliveries.queue_for(session, news, readers.where(Participant.id != idea.author_id), now=now)


def forget_old(session: Session, *, now: datetime) -> None:
    """Drop the references to recordings and photos that are kept long enough, written down or not."""
    kept = or_(Idea.voice_file_id.is_not(None), Idea.photo_file_id.is_not(None))
    old = update(Idea).where(Idea.created_at < now - KEEP, kept)
    session.execute(old.values(voice_file_id=None, photo_file_id=None))


def forget_author(session: Session, *, acting: int) -> None:
    """Keep of the person's recorded ideas what was written down; nobody confirms it any more."""
    own = select(Idea.id).where(Idea.author_id == acting)
    sentence = select(Card.sentence).where(Card.idea_id == Idea.id).scalar_subquery()
    written = Idea.id.in_(select(Card.idea_id))
    session.execute(
        update(Idea)
        .where(Idea.author_id == acting, Idea.text == "", written)
        .values(text=sentence)
        .execution_options(synchronize_session=False)
    )
    session.execute(update(Card).where(Card.idea_id.in_(own), Card.objection.is_not(None)).values(objection=""))
    # What the speakers were told carries the author's words.
    session.execute(delete(Delivery).where(Delivery.kind == DeliveryKind.CARD_ANSWERED, Delivery.idea_id.in_(own)))
