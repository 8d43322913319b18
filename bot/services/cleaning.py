"""Names that are left in texts: found when somebody deletes their data, taken out by people, word by word.

The words go in the very row in which they stand, whatever versions there are: a version without the name beside one
with it would clean nothing. What else the text says stays as its author wrote it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import regex
from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.errors import NotFound, NotInText
from bot.services import audiences, audit, deliveries, dialogues, indexing, organisers, permissions
from bot.services.deliveries import News
from bot.services.visitors import DialogueView
from bot.text import check_line
from models import (
    Advice,
    Body,
    Card,
    Conclusion,
    DeliveryKind,
    DeliveryReason,
    Idea,
    Measure,
    MeasureNote,
    Paper,
    Participant,
    ProfileEntry,
    Reply,
    Result,
    RoleGrant,
    SectionText,
)

#: The dialogue and its step.
KIND, WORDS = "clean", "words"
#: What stands where words were taken out.
GAP = "[…]"
#: The longest words to be taken out, in graphemes.
LIMIT = 80
#: A shorter name would be found everywhere.
SHORTEST_NAME = 3
#: How many places one message names, and how many messages there are at most: a name may be an everyday word.
_AT_ONCE, _MESSAGES = 6, 4


class PlaceKind(StrEnum):
    """Where a name can be left."""

    IDEA = "idea"
    CARD = "card"
    TITLE = "title"
    RESULT = "result"
    REPLY = "reply"
    ADVICE = "advice"
    PROFILE = "profile"
    MEASURE = "measure"
    NOTE = "note"
    SECTION = "section"


#: The column of each kind; sections are edited with their paper.
_COLUMNS: dict[PlaceKind, InstrumentedAttribute[str]] = {
    PlaceKind.IDEA: Idea.text,
    PlaceKind.CARD: Card.sentence,
    PlaceKind.TITLE: Result.title,
    PlaceKind.RESULT: Result.text,
    PlaceKind.REPLY: Reply.text,
    PlaceKind.ADVICE: Advice.text,
    PlaceKind.PROFILE: ProfileEntry.text,
    PlaceKind.MEASURE: Measure.text,
    PlaceKind.NOTE: MeasureNote.text,
}
#: What only the steering group reads (R5) or edits (R3).
OF_THE_STEERING_GROUP = frozenset({PlaceKind.ADVICE, PlaceKind.SECTION})


@dataclass(frozen=True)
class Place:
    """A text: its kind, the number of its row, and what people know it by, which is never its words."""

    kind: PlaceKind
    number: int
    name: str
    text: str


def tell_of_name(session: Session, person: Participant, *, now: datetime) -> None:
    """Tell those who can clean them in which texts the name of somebody who deletes their data may stand.

    Neither the name nor the person is told or kept.
    """
    name = person.display_name
    if len(regex.findall(r"\p{L}", name)) < SHORTEST_NAME:
        return
    found = [place for place in _list_places(session) if _pattern(name).search(place.text)]
    others = [place for place in found if place.kind not in OF_THE_STEERING_GROUP]
    coordinators = organisers.coordinators().where(RoleGrant.participant_id != person.id)
    _tell(session, others, coordinators, now=now)
    inner = [place for place in found if place.kind in OF_THE_STEERING_GROUP]
    _tell(session, inner, audiences.select_steering_group(but=person.id), now=now)


def _tell(session: Session, places: Sequence[Place], recipients: Select[int], *, now: datetime) -> None:
    for start in range(0, min(len(places), _AT_ONCE * _MESSAGES), _AT_ONCE):
        shown = places[start : start + _AT_ONCE]
        last = start == _AT_ONCE * (_MESSAGES - 1)
        named = [{"kind": place.kind.value, "number": place.number, "name": place.name} for place in shown]
        facts = {"places": named, "more": len(places) - start - len(shown) if last else 0}
        about = {"facts": facts}
        news = News(DeliveryKind.NAME_LEFT, DeliveryReason.RESPONSIBLE, quiet=True, rests=True, about=about)
        deliveries.queue_for(session, news, recipients, now=now)


def _pattern(words: str) -> regex.Pattern[str]:
    """Return what finds these words as whole words, in capitals or not, with an s at their end too."""
    parts = r"\s+".join(regex.escape(part) for part in words.split())
    letter = r"[\p{L}\p{M}\p{N}]"
    flags = regex.IGNORECASE | regex.FULLCASE
    return regex.compile(rf"(?<!{letter}){parts}(?:['’]?s)?(?!{letter})", flags)


def _list_places(session: Session, kind: PlaceKind | None = None, number: int | None = None) -> list[Place]:
    """Return every text that is looked through, or one of them."""
    found = []
    for each, statement in _statements().items():
        if kind is None or each is kind:
            row_id = statement.selected_columns[0]
            one = statement.where(row_id == number) if number is not None else statement
            rows = session.execute(one.order_by(row_id)).all()
            found += [Place(each, found_id, _spoken_name(each, name), text) for found_id, name, text in rows]
    return found


def _spoken_name(kind: PlaceKind, name: str | int) -> str:
    return f"V-{name:02}" if kind is PlaceKind.SECTION else str(name)


def _statements() -> dict[PlaceKind, Select[int, Any, str]]:
    """Return for each kind the query for numbers, names and texts."""
    papers = select(SectionText.id, Paper.number, SectionText.text).join(Paper, Paper.id == SectionText.paper_id)
    replies = select(Reply.id, Result.number, Reply.text).join(Conclusion, Conclusion.id == Reply.conclusion_id)
    notes = select(MeasureNote.id, Measure.number, MeasureNote.text)
    return {
        PlaceKind.IDEA: select(Idea.id, Body.code, Idea.text).join(Body, Body.id == Idea.body_id),
        PlaceKind.CARD: select(Card.id, Body.code, Card.sentence)
        .join(Idea, Idea.id == Card.idea_id)
        .join(Body, Body.id == Idea.body_id),
        PlaceKind.TITLE: select(Result.id, Result.number, Result.title),
        PlaceKind.RESULT: select(Result.id, Result.number, Result.text),
        PlaceKind.REPLY: replies.join(Result, Result.id == Conclusion.result_id),
        PlaceKind.ADVICE: select(Advice.id, Result.number, Advice.text).join(Result, Result.id == Advice.result_id),
        PlaceKind.PROFILE: select(ProfileEntry.id, Result.number, ProfileEntry.text).join(
            Result, Result.id == ProfileEntry.result_id
        ),
        PlaceKind.MEASURE: select(Measure.id, Measure.number, Measure.text),
        PlaceKind.NOTE: notes.join(Measure, Measure.id == MeasureNote.measure_id),
        PlaceKind.SECTION: papers,
    }


def begin(session: Session, kind: str, number: int, *, acting: int, now: datetime) -> DialogueView:
    """Begin to take words out of a text; raises like `get`."""
    get(session, kind, number, acting=acting)
    return dialogues.begin(session, KIND, WORDS, {"kind": kind, "number": number}, acting=acting, now=now)


def get(session: Session, kind: str, number: int, *, acting: int) -> Place:
    """Return a text for somebody who may clean it: the steering group; coordinators, but for what is only its.

    Raises:
        NotFound: there is none, or not for this person.
    """
    if kind not in set(_COLUMNS) or not _may_clean(session, PlaceKind(kind), acting):
        raise NotFound
    found = _list_places(session, PlaceKind(kind), number)
    if not found:
        raise NotFound
    return found[0]


def _may_clean(session: Session, kind: PlaceKind, acting: int) -> bool:
    if permissions.is_in_steering_group(session, acting):
        return True
    return kind not in OF_THE_STEERING_GROUP and permissions.is_coordinator(session, acting)


def clean(session: Session, number: int, words: str, *, acting: int, now: datetime) -> DialogueView:
    """Take these words out of the dialogue's text, wherever they stand in it; the dialogue goes on.

    Raises:
        EmptyText, TooLong: see `bot.text.check_line`.
        NotInText: they do not stand there.
        NotFound: see `get`.
        Outdated: the dialogue is over.
    """
    dialogue = dialogues.get_at(session, KIND, WORDS, number, acting=acting)
    pattern = _pattern(check_line(words, limit=LIMIT))
    kind, row_id = PlaceKind(dialogue.data["kind"]), dialogue.data["number"]
    column = _COLUMNS[kind]
    model: Any = column.class_
    session.execute(select(model.id).where(model.id == row_id).with_for_update())
    cleaned, count = pattern.subn(GAP, get(session, kind, row_id, acting=acting).text)
    if not count:
        raise NotInText
    row = session.get_one(model, row_id)
    setattr(row, column.key, cleaned)
    session.flush()
    if isinstance(row, Result):
        indexing.index(session, row)
    audit.note(session, "clean", kind.value, row_id, acting=acting, now=now)
    return dialogues.view(dialogues.advance(dialogue, WORDS, now=now, cleaned=True))
