"""Searching results by words: by the stems and meanings by which doubles are found, only among what one may read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from bot.errors import NotPermitted
from bot.services import bodies, dialogues, measure_lists, permissions, terms
from bot.services.visitors import DialogueView
from bot.text import check_line
from models import Body, BodyKind, Measure, Membership, Result, ResultTerm, Submission

KIND, WORDS = "search", "words"
#: Graphemes of what is sought.
LIMIT = 200
#: How many results are shown; more words find fewer.
MOST = 8


@dataclass(frozen=True)
class Found:
    """What was found for `words`: the best results, and how many there are; how the person may open them."""

    words: str
    results: list[Result]
    total: int
    #: Whether the steering group's page is theirs to open.
    steers: bool
    #: Groups and, at the desk, measures of that name: they may share it with one another (S64).
    bodies: Sequence[Body] = ()
    measures: Sequence[Measure] = ()


def begin(session: Session, *, acting: int, now: datetime) -> DialogueView:
    """Ask what is sought.

    Raises:
        NotPermitted: there is no body whose results the person may read.
    """
    check_reader(session, acting=acting)
    return dialogues.begin(session, KIND, WORDS, acting=acting, now=now)


def check_reader(session: Session, *, acting: int) -> None:
    """Steering group, coordination and members of working groups only; raises NotPermitted."""
    groups = select(Body.id).where(Body.kind == BodyKind.WORKING_GROUP)
    belongs = exists().where(Membership.participant_id == acting, Membership.body_id.in_(groups))
    if not _reads_everything(session, acting) and not session.scalar(select(belongs)):
        raise NotPermitted


def _reads_everything(session: Session, acting: int) -> bool:
    return permissions.is_in_steering_group(session, acting) or permissions.is_coordinator(session, acting)


def search(session: Session, number: int, typed: str, *, acting: int) -> Found:
    """Return the results that fit best what was typed and end the dialogue.

    Those with most of the words come first, among them those with rarer words; a number (`BIL-03`) finds its result.

    Raises:
        Outdated: the dialogue is over.
        EmptyText, TooLong: see `bot.text.check_text`.
        NotPermitted: see `begin`.
    """
    check_reader(session, acting=acting)
    dialogues.get_at(session, KIND, WORDS, number, acting=acting)
    words = check_line(typed, limit=LIMIT)
    dialogues.end(session, acting=acting)
    numbers = _find(session, words, acting=acting)
    shown = session.scalars(select(Result).where(Result.id.in_(numbers[:MOST])))
    found = sorted(shown, key=lambda result: numbers.index(result.id))
    steers = permissions.is_in_steering_group(session, acting)
    namesakes = measure_lists.find_by_words(session, words, most=MOST) if _reads_everything(session, acting) else []
    return Found(words, found, len(numbers), steers, _find_bodies(session, words), namesakes)


def _find_bodies(session: Session, words: str) -> list[Body]:
    """Return the active working groups whose name has all the words."""
    parts = words.casefold().split()
    groups = bodies.list_active(session, BodyKind.WORKING_GROUP)
    return [body for body in groups if all(part in f"AG {body.name}".casefold() for part in parts)][:MOST]


def _find(session: Session, words: str, *, acting: int) -> list[int]:
    """Return the numbers of all that fits, best first."""
    readable = _readable(session, acting)
    sought = list(terms.find_terms(words))
    # A stem that few results have counts more; what is sought is a handful of words.
    frequency = select(ResultTerm.term, func.count().label("often")).where(ResultTerm.term.in_(sought))
    often = frequency.group_by(ResultTerm.term).subquery()
    hits, rarity = func.count(), func.sum(1.0 / often.c.often)
    fitting = select(ResultTerm.result_id).join(often, often.c.term == ResultTerm.term)
    fitting = fitting.join(Result, Result.id == ResultTerm.result_id).where(*readable)
    ranked = fitting.group_by(ResultTerm.result_id).order_by(hits.desc(), rarity.desc(), ResultTerm.result_id.desc())
    named = select(Result.id).where(func.upper(Result.number).in_(words.upper().split()), *readable)
    return list(dict.fromkeys([*session.scalars(named.order_by(Result.id)), *session.scalars(ranked)]))


def _readable(session: Session, acting: int) -> list[ColumnElement[bool]]:
    """Return the conditions under which the person may read a result (`results.get_readable`)."""
    if _reads_everything(session, acting):
        return []
    own = select(Membership.body_id).where(Membership.participant_id == acting)
    return [exists().where(Submission.result_id == Result.id, Submission.body_id.in_(own))]
