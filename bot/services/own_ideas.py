"""What became of one's own ideas: each with the result that was made of it and how far that has come (R8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import NotFound
from bot.services import measures
from bot.services.standings import find_root, list_parents
from bot.services.ways import way_of
from models import Consultation, Idea, MeasureState, Result


@dataclass(frozen=True)
class OwnIdea:
    """An idea of the reader's, and what was made of it."""

    idea: Idea
    #: The result that grew from it.
    result: Result | None = None
    #: The result that this one was joined to in the end, or itself: what is concluded is concluded about it.
    root: Result | None = None
    #: Where it stands on the measures' scale.
    status: MeasureState | None = None
    #: Its way through the council.
    way: Sequence[Consultation] = ()


def list_own(session: Session, *, page: int, size: int, acting: int) -> list[OwnIdea]:
    """Return one page of the person's ideas, newest first, with one more as a sign that there are more."""
    statement = select(Idea).where(Idea.author_id == acting).order_by(Idea.id.desc())
    return _follow(session, session.scalars(statement.offset(page * size).limit(size + 1)).all())


def get_own(session: Session, idea_id: int, *, acting: int) -> OwnIdea:
    """Return one of the person's ideas.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    idea = session.get(Idea, idea_id)
    if idea is None or idea.author_id != acting:
        raise NotFound
    return _follow(session, [idea])[0]


def _follow(session: Session, ideas: Sequence[Idea]) -> list[OwnIdea]:
    grown = session.scalars(select(Result).where(Result.idea_id.in_([idea.id for idea in ideas]))).all()
    results = {result.idea_id: result for result in grown}
    roots = _find_roots(session, grown)
    status = measures.status_of(session, grown)
    ways = way_of(session, [result.id for result in grown]) if grown else {}
    return [
        OwnIdea(idea, result, roots[result.id], status.get(result.id), ways.get(result.id, ()))
        if (result := results.get(idea.id))
        else OwnIdea(idea)
        for idea in ideas
    ]


def _find_roots(session: Session, results: Sequence[Result]) -> dict[int, Result]:
    parents = list_parents(session) if any(result.parent_id for result in results) else {}
    numbers = {result.id: find_root(parents, result.id) for result in results}
    found = {root.id: root for root in session.scalars(select(Result).where(Result.id.in_(numbers.values())))}
    return {number: found[root] for number, root in numbers.items()}
