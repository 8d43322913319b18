"""Names that are left in texts: found when somebody deletes their data, taken out by people, word by word.

The words go in the very row in which they stand, and in every version of a section: a version without the name beside
one with it would clean nothing. What else the text says stays as its author wrote it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import regex
from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from bot.errors import NotFound, NotInText
from bot.services import audiences, audit, deliveries, dialogues, indexing, organisers, permissions
from bot.services.deliveries import News
from bot.services.left_names import (
    COLUMNS,
    OF_THE_STEERING_GROUP,
    Place,
    PlaceKind,
    list_places,
    lock_rows,
    newest_versions,
)
from bot.services.visitors import DialogueView
from bot.text import check_line
from models import DeliveryKind, DeliveryReason, Minutes, Participant, Result, RoleGrant

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


def tell_of_name(session: Session, person: Participant, *, now: datetime) -> None:
    """Tell those who can clean them in which texts the name of somebody who deletes their data may stand.

    Neither the name nor the person is told or kept.
    """
    name = person.display_name
    if len(regex.findall(r"\p{L}", name)) < SHORTEST_NAME:
        return
    pattern = _pattern(name)
    everywhere = [place for place in list_places(session) if any(map(pattern.search, place.texts))]
    found = newest_versions(session, everywhere)
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


def begin(session: Session, kind: str, number: int, *, acting: int, now: datetime) -> DialogueView:
    """Begin to take words out of a text; raises like `get`."""
    get(session, kind, number, acting=acting)
    return dialogues.begin(session, KIND, WORDS, {"kind": kind, "number": number}, acting=acting, now=now)


def get(session: Session, kind: str, number: int, *, acting: int) -> Place:
    """Return a text for somebody who may clean it: the steering group; coordinators, but for what is only its.

    Raises:
        NotFound: there is none, or not for this person.
    """
    if kind not in set(PlaceKind) or not _may_clean(session, PlaceKind(kind), acting):
        raise NotFound
    found = list_places(session, PlaceKind(kind), number)
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
    place = get(session, dialogue.data["kind"], dialogue.data["number"], acting=acting)
    rows = lock_rows(session, place)
    # Every row, whatever was found in the first ones.
    if not sum([_take_out(row, place.kind, pattern) for row in rows]):
        raise NotInText
    session.flush()
    for row in rows:
        if isinstance(row, Result):
            indexing.index(session, row)
    if place.kind is PlaceKind.TITLE:
        _clean_minutes(session, place.name, pattern)
    audit.note(session, "clean", place.kind.value, place.number, acting=acting, now=now)
    return dialogues.view(dialogues.advance(dialogue, WORDS, now=now, cleaned=True))


def _take_out(row: Any, kind: PlaceKind, pattern: regex.Pattern[str]) -> int:
    """Take the words out of a row; return how often they stood there."""
    times = 0
    for column in COLUMNS[kind]:
        cleaned, count = pattern.subn(GAP, getattr(row, column.key) or "")
        if count:
            setattr(row, column.key, cleaned)
        times += count
    return times


def _clean_minutes(session: Session, number: str, pattern: regex.Pattern[str]) -> None:
    """Take the words out of a result's title where minutes have noted it."""
    changed = []
    for minutes_id, facts in session.execute(select(Minutes.id, Minutes.facts)):
        noted = facts.get("results", [])
        lines = [[one, pattern.sub(GAP, title) if one == number else title, *rest] for one, title, *rest in noted]
        if lines != noted:
            changed.append({"id": minutes_id, "facts": facts | {"results": lines}})
    if changed:
        session.execute(update(Minutes), changed)
