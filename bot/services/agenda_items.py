"""Topics that people propose for a body's next meeting: typed or spoken, written down, kept, withdrawn, dealt with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from bot.errors import NotFound, NotPermitted, Outdated
from bot.services import agendas, audit, deliveries, dialogues, organisers, permissions
from bot.services.deliveries import News
from bot.services.ideas import Recording
from bot.services.visitors import DialogueView
from bot.text import Words, check_line
from models import (
    AgendaItem,
    Delivery,
    DeliveryKind,
    DeliveryReason,
    Meeting,
    MeetingState,
    Membership,
)

#: The dialogue, and its steps: proposing a topic, writing one anew.
KIND = "agenda"
WORDS, ANEW = "words", "anew"
#: Graphemes of a topic: a sentence, not a speech.
LIMIT = 200
#: How long a recording that nobody has written down is kept.
KEEP_RECORDING = timedelta(days=14)


@dataclass(frozen=True)
class Topic:
    """A topic with the meeting on whose agenda it stands, and whether the person organises that meeting."""

    item: AgendaItem
    meeting: Meeting | None
    organises: bool


def begin(session: Session, meeting_id: int, *, acting: int, now: datetime) -> DialogueView:
    """Begin to propose a topic for the next meeting of the body whose meeting this is.

    Raises:
        NotFound: there is no such meeting, it takes no topics, or the person does not belong to its body.
    """
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.body_id is None or not agendas.takes_topics(meeting):
        raise NotFound
    _check_proposer(session, meeting.body_id, acting)
    return dialogues.begin(session, KIND, WORDS, {"body": meeting.body_id}, acting=acting, now=now)


def _check_proposer(session: Session, body_id: int, acting: int) -> None:
    if not permissions.is_in_body(session, body_id, acting) and not permissions.is_coordinator(session, acting):
        raise NotFound


def check_ground(session: Session, dialogue: DialogueView, *, acting: int) -> AgendaItem | None:
    """Return the topic that the dialogue writes anew, if it does.

    Raises:
        NotFound, NotPermitted: what it is about is gone, or no longer for this person.
    """
    if dialogue.step == ANEW:
        return _get_organised(session, dialogue.data["item"], acting=acting)
    _check_proposer(session, dialogue.data["body"], acting)
    return None


def propose(session: Session, number: int, said: Words | Recording, *, acting: int, now: datetime) -> Topic:
    """Put what was said on the agenda of the body's next meeting, tell its speakers, end the dialogue.

    Raises:
        EmptyText, TooLong: see `bot.text.check_line`.
        Outdated: the dialogue is over.
        NotFound: the person has left the body.
    """
    body_id = dialogues.get_at(session, KIND, WORDS, number, acting=acting).data["body"]
    _check_proposer(session, body_id, acting)
    item = AgendaItem(body_id=body_id, author_id=acting, text="", created_at=now)
    if isinstance(said, Recording):
        item.voice_file_id = said.file_id
    else:
        item.text = check_line(said.text, limit=LIMIT)
    session.add(item)
    session.flush()
    dialogues.end(session, acting=acting)
    topic = _topic(session, item, acting=acting, now=now)
    _tell_speakers(session, topic, acting=acting, now=now)
    return topic


def _tell_speakers(session: Session, topic: Topic, *, acting: int, now: datetime) -> None:
    item = topic.item
    facts = {
        "item": item.id,
        "text": item.text,
        "spoken": bool(item.voice_file_id),
        "meeting": topic.meeting.id if topic.meeting else None,
    }
    others = organisers.speakers(item.body_id).where(Membership.participant_id != acting)
    about = {"body_id": item.body_id, "facts": facts}
    news = News(
        DeliveryKind.AGENDA_ITEM, DeliveryReason.SPEAKER, f"topic:{item.id}", quiet=True, rests=True, about=about
    )
    deliveries.queue_for(session, news, others, now=now)


def _topic(session: Session, item: AgendaItem, *, acting: int, now: datetime) -> Topic:
    number = item.meeting_id or agendas.find_next_id(session, item.body_id, now=now)
    meeting = session.get(Meeting, number) if number else None
    return Topic(item, meeting, permissions.may_organise(session, item.body_id, acting))


def get(session: Session, item_id: int, *, acting: int, now: datetime) -> Topic:
    """Return a topic to its author and to those who organise the body's meetings.

    Raises:
        NotFound: there is none, or not for this person.
    """
    item = session.get(AgendaItem, item_id)
    if item is None or (item.author_id != acting and not permissions.may_organise(session, item.body_id, acting)):
        raise NotFound
    return _topic(session, item, acting=acting, now=now)


def _get_waiting(session: Session, item_id: int, *, acting: int) -> AgendaItem:
    """Return a topic that can still be changed; raises like `get`, and Outdated once it was dealt with."""
    item = session.get(AgendaItem, item_id, with_for_update={"of": AgendaItem})
    if item is None or (item.author_id != acting and not permissions.may_organise(session, item.body_id, acting)):
        raise NotFound
    if item.meeting_id is not None:
        raise Outdated
    return item


def _get_organised(session: Session, item_id: int, *, acting: int) -> AgendaItem:
    item = _get_waiting(session, item_id, acting=acting)
    if not permissions.may_organise(session, item.body_id, acting):
        raise NotPermitted
    return item


def list_changeable(
    session: Session, meeting_id: int, *, acting: int, now: datetime
) -> tuple[Meeting, Sequence[AgendaItem]]:
    """Return a meeting and the topics on its agenda that the person may change; raises like `agendas.get`."""
    found = agendas.get(session, meeting_id, acting=acting, now=now)
    waiting = [item for item in found.items if item.meeting_id is None]
    return found.meeting, [item for item in waiting if found.organises or item.author_id == acting]


def begin_anew(session: Session, item_id: int, *, acting: int, now: datetime) -> DialogueView:
    """Begin to write a topic anew, or down.

    Raises:
        NotFound, NotPermitted: there is none, or the person does not organise the body's meetings.
        Outdated: it was dealt with.
    """
    item = _get_organised(session, item_id, acting=acting)
    return dialogues.begin(session, KIND, ANEW, {"item": item.id}, acting=acting, now=now)


def write_anew(session: Session, number: int, words: Words, *, acting: int, now: datetime) -> Topic:
    """Give a topic another text; a recording that is written down is dropped. The dialogue ends.

    Raises:
        EmptyText, TooLong: see `bot.text.check_line`.
        NotFound, NotPermitted, Outdated: see `begin_anew`.
    """
    dialogue = dialogues.get_at(session, KIND, ANEW, number, acting=acting)
    item = _get_organised(session, dialogue.data["item"], acting=acting)
    item.text, item.voice_file_id = check_line(words.text, limit=LIMIT), None
    dialogues.end(session, acting=acting)
    audit.note(session, "rewrite", "agenda_item", item.id, acting=acting, now=now)
    return _topic(session, item, acting=acting, now=now)


def keep(session: Session, item_id: int, *, standing: bool, acting: int, now: datetime) -> Topic:
    """Put a topic on every agenda of the body, or on the next one only; raises like `begin_anew`."""
    item = _get_organised(session, item_id, acting=acting)
    if item.standing and not standing:
        # From now on it waits for the next meeting: those before it are no longer the one it was for.
        item.created_at = now
    item.standing = standing
    session.flush()
    return _topic(session, item, acting=acting, now=now)


def remove(session: Session, item_id: int, *, acting: int, now: datetime) -> Topic:
    """Take a topic off the agenda: its author or an organiser; who has not been told of it is not told.

    Raises:
        NotFound: there is none, or not for this person.
        Outdated: it was dealt with.
    """
    item = _get_waiting(session, item_id, acting=acting)
    topic = _topic(session, item, acting=acting, now=now)
    deliveries.stop(session, *_is_news_of(item.id))
    audit.note(session, "remove", "agenda_item", item.id, acting=acting, now=now)
    session.delete(item)
    session.flush()
    return topic


def _is_news_of(item_id: int) -> tuple[ColumnElement[bool], ...]:
    about_it = Delivery.key.startswith(f"topic:{item_id}:", autoescape=True)
    return Delivery.kind == DeliveryKind.AGENDA_ITEM, about_it


def close_held(session: Session, *, now: datetime) -> None:
    """Give topics to the meeting that has begun, so that they leave the next agenda; standing ones stay.

    What is proposed while people meet waits for the next meeting.
    """
    began = select(Meeting.id).where(
        Meeting.body_id == AgendaItem.body_id,
        Meeting.title == "",
        Meeting.state.not_in([MeetingState.CANCELLED, MeetingState.DRAFTED]),
        Meeting.starts_at <= now,
        Meeting.starts_at >= AgendaItem.created_at,
    )
    first = began.order_by(Meeting.starts_at, Meeting.id).limit(1).correlate(AgendaItem).scalar_subquery()
    waiting = (AgendaItem.meeting_id.is_(None), AgendaItem.standing.is_(False), first.is_not(None))
    closing = update(AgendaItem).where(*waiting).values(meeting_id=first)
    session.execute(closing.execution_options(synchronize_session=False))


def forget_old(session: Session, *, keep: timedelta, now: datetime) -> None:
    """Drop recordings that nobody wrote down, and `keep` after a meeting who had proposed its topics."""
    old = update(AgendaItem).where(AgendaItem.created_at < now - KEEP_RECORDING)
    session.execute(old.where(AgendaItem.voice_file_id.is_not(None)).values(voice_file_id=None))
    over = select(Meeting.id).where(Meeting.starts_at < now - keep)
    dealt_with = update(AgendaItem).where(AgendaItem.meeting_id.in_(over), AgendaItem.author_id.is_not(None))
    session.execute(dealt_with.values(author_id=None))


def forget_person(session: Session, *, with_texts: bool, acting: int) -> None:
    """Take the person off their topics; what is only spoken goes, and with their texts all that still waits."""
    own = (AgendaItem.author_id == acting,)
    nothing_left = AgendaItem.text == ""
    waiting = AgendaItem.meeting_id.is_(None)
    gone = delete(AgendaItem).where(*own, or_(nothing_left, waiting) if with_texts else nothing_left)
    for number in session.scalars(gone.returning(AgendaItem.id)).all():
        # What the speakers were told carries the text.
        session.execute(delete(Delivery).where(*_is_news_of(number)))
    session.execute(update(AgendaItem).where(*own).values(author_id=None, voice_file_id=None))
