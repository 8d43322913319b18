"""How people found a meeting: three faces and perhaps one word. Who said what is written nowhere.

That somebody has given an opinion is a row without the opinion; opinions and words carry numbers drawn by lot, so that
neither numbers nor their order tell who came first.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.errors import NotFound, Outdated
from bot.services import aftermath, attendees, dialogues, meetings, permissions
from bot.services.inbox import ignore_duplicates
from bot.services.visitors import DialogueView
from bot.text import check_line
from models import Face, Meeting, Rating, RatingGiven, RatingWord

KIND, WORD = "rating", "word"
#: Graphemes of a word.
LIMIT = 40
#: From how many opinions on they are shown.
LEAST = 5
_BITS = 52


class Standing(StrEnum):
    """What became of a pressed face."""

    COUNTED = "counted"
    #: The person has given an opinion before.
    BEFORE = "before"
    CLOSED = "closed"


@dataclass(frozen=True)
class Rated:
    """What became of a pressed face, and the dialogue that asks for a word."""

    meeting: Meeting
    standing: Standing
    dialogue: DialogueView | None = None


@dataclass(frozen=True)
class Opinions:
    """What people found; nothing is told of fewer than five."""

    meeting: Meeting
    faces: Mapping[Face, int] | None = None
    words: Sequence[str] = ()


def rate(session: Session, meeting_id: int, face: str, *, acting: int, now: datetime) -> Rated:
    """Count an opinion on a meeting, once per person, within 14 days; then ask for a word, unless a dialogue runs.

    Raises:
        Outdated: there is no such face.
        NotFound: there was no such meeting, or the person was not expected at it.
    """
    if face not in set(Face):
        raise Outdated
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.state not in aftermath.PAST or not attendees.came(session, meeting, acting=acting):
        raise NotFound
    if meeting.starts_at + aftermath.OPEN <= now:
        return Rated(meeting, Standing.CLOSED)
    given = ignore_duplicates(session, RatingGiven).values(meeting_id=meeting_id, participant_id=acting)
    if session.scalar(given.returning(RatingGiven.id)) is None:
        return Rated(meeting, Standing.BEFORE)
    session.add(Rating(id=_lot(), meeting_id=meeting_id, face=Face(face)))
    asked = None
    if dialogues.find(session, acting=acting) is None:
        # Not which face was pressed.
        data = {"meeting": meeting_id, "at": now.isoformat()}
        asked = dialogues.begin(session, KIND, WORD, data, acting=acting, now=now)
    return Rated(meeting, Standing.COUNTED, asked)


def _lot() -> int:
    return secrets.randbits(_BITS) + 1


def take_word(session: Session, number: int, text: str, *, acting: int) -> None:
    """Keep a word about a meeting apart from its face, and end the dialogue.

    Raises:
        Outdated: the dialogue is over.
        EmptyText, TooLong: see `bot.text.check_line`.
    """
    meeting_id = dialogues.get_at(session, KIND, WORD, number, acting=acting).data["meeting"]
    word = check_line(text, limit=LIMIT)
    session.add(RatingWord(id=_lot(), meeting_id=meeting_id, word=word))
    dialogues.end(session, acting=acting)


def get_opinions(session: Session, meeting_id: int, *, acting: int) -> Opinions:
    """Return what people found, to those whom the meeting concerned and who organise.

    Raises:
        NotFound: there was no such meeting, or not for this person.
    """
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.state not in aftermath.PAST or not _may_read(session, meeting, acting=acting):
        raise NotFound
    statement = select(Rating.face, func.count()).where(Rating.meeting_id == meeting_id).group_by(Rating.face)
    counts = dict(session.execute(statement).all())
    if sum(counts.values()) < LEAST:
        return Opinions(meeting)
    words = select(RatingWord.word).where(RatingWord.meeting_id == meeting_id).order_by(RatingWord.id)
    return Opinions(meeting, {face: counts.get(face, 0) for face in Face}, list(session.scalars(words)))


def _may_read(session: Session, meeting: Meeting, *, acting: int) -> bool:
    return meetings.is_invited(session, meeting, acting=acting) or permissions.is_coordinator(session, acting)


def forget_old(session: Session, *, keep: timedelta, now: datetime) -> None:
    """Forget who gave an opinion, and the words, of meetings over for longer than `keep`; numbers of faces stay."""
    old = select(Meeting.id).where(Meeting.starts_at < now - keep)
    for table in (RatingGiven, RatingWord):
        session.execute(delete(table).where(table.meeting_id.in_(old)))
