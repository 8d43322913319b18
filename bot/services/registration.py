"""Registration: agreeing, choosing a language and a name, seeing one's data, being forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.errors import NotFound, Outdated
from bot.languages import LOCALES
from bot.services import agenda_items, audit, cards, date_votes, dialogues, inbox, places
from bot.services.inbox import ignore_duplicates
from bot.text import check_line
from models import Consent, Idea, IdeaState, Minutes, Participant, Result

NAME_LIMIT = 60


@dataclass(frozen=True)
class Agreement:
    """What a person agreed to: version and hash of the notice, and the language that they read it in."""

    version: str
    text_hash: str
    locale: str


def register(session: Session, telegram_id: int, agreement: Agreement, *, now: datetime) -> int:
    """Register the person who agreed and return their number; once more keeps what is there.

    Raises:
        Outdated: there is no such language.
    """
    if agreement.locale not in LOCALES:
        raise Outdated
    person = {"telegram_id": telegram_id, "display_name": "", "locale": agreement.locale, "registered_at": now}
    statement = ignore_duplicates(session, Participant).values(**person, reachable=True)
    new = session.scalar(statement.returning(Participant.id))
    if new is None:
        return _number_of(session, telegram_id)
    consent = {"version": agreement.version, "text_hash": agreement.text_hash, "locale": agreement.locale}
    session.execute(ignore_duplicates(session, Consent).values(participant_id=new, granted_at=now, **consent))
    return int(new)


def _number_of(session: Session, telegram_id: int) -> int:
    return session.scalars(select(Participant.id).where(Participant.telegram_id == telegram_id)).one()


def get_participant(session: Session, participant_id: int) -> Participant:
    """Return a participant.

    Raises:
        NotFound: there is none with this number.
    """
    participant = session.get(Participant, participant_id)
    if participant is None:
        raise NotFound
    return participant


def choose_language(session: Session, locale: str, *, acting: int) -> None:
    """Let the participant be written to in `locale` from now on.

    Raises:
        Outdated: there is no such language.
    """
    if locale not in LOCALES:
        raise Outdated
    get_participant(session, acting).locale = locale


def choose_name(session: Session, name: str, *, acting: int) -> str:
    """Let the participant be called `name` (1 to 60 graphemes), end the dialogue, and return it as it is kept.

    Raises:
        EmptyText, TooLong: see `bot.text.check_line`.
    """
    cleaned = check_line(name, limit=NAME_LIMIT)
    get_participant(session, acting).display_name = cleaned
    dialogues.end(session, acting=acting)
    return cleaned


def mark_reachable(session: Session, telegram_id: int, *, reachable: bool) -> None:
    """Note that the person blocked the bot or let it in again (Bot API, my_chat_member)."""
    statement = update(Participant).where(Participant.telegram_id == telegram_id)
    session.execute(statement.values(reachable=reachable))


def erase(session: Session, *, with_texts: bool, acting: int, now: datetime) -> None:
    """Forget the participant: profile, memberships, answers, dialogue, deliveries, consent.

    Own ideas and topics stay without author, unless `with_texts`; a result is its working group's and always stays
    (domain 4.4).
    """
    participant = get_participant(session, acting)
    own_ideas = (Idea.author_id == acting,)
    if with_texts:
        session.execute(
            update(Result).where(Result.idea_id.in_(select(Idea.id).where(*own_ideas))).values(idea_id=None)
        )
        session.execute(delete(Idea).where(*own_ideas))
    cards.forget_author(session, acting=acting)
    # Of a recording that nobody wrote down nothing is left once its reference goes.
    session.execute(delete(Idea).where(*own_ideas, Idea.text == "", Idea.state == IdeaState.NEW))
    session.execute(update(Idea).where(*own_ideas).values(author_id=None, voice_file_id=None, photo_file_id=None))
    session.execute(update(Result).where(Result.author_id == acting).values(author_id=None))
    session.execute(update(Minutes).where(Minutes.author_id == acting).values(author_id=None, chair=""))
    agenda_items.forget_person(session, with_texts=with_texts, acting=acting)
    inbox.forget_person(session, participant.telegram_id)
    places.withdraw(session, acting=acting, now=now)
    left = [membership.body_id for membership in participant.memberships]
    session.delete(participant)
    session.flush()
    for body_id in left:
        date_votes.leave(session, body_id, acting=acting, now=now)
    audit.note(session, "erase", "participant", None, acting=None, now=now)
