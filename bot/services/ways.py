"""The way of results through the council, for everyone who may read the results."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.services.standings import find_root, list_parents
from models import Consultation, Paper, PaperItem, PaperState


def way_of(session: Session, result_ids: Collection[int]) -> dict[int, list[Consultation]]:
    """Return the stations of each of these results, in their order: those of the newest paper that goes to the council.

    A joined result goes the way of the one that it was joined to. Drafts and what was withdrawn stay inside; nobody's
    permission is asked.
    """
    parents = list_parents(session)
    roots = {number: find_root(parents, number) for number in result_ids}
    wanted = {*roots.values(), *roots}
    statement = select(PaperItem.result_id, Paper).join(Paper, Paper.id == PaperItem.paper_id)
    public = (PaperItem.result_id.in_(wanted), Paper.state.in_([PaperState.FINAL, PaperState.DECIDED]))
    ways = dict(session.execute(statement.where(*public).order_by(Paper.id)).all())
    found = {number: ways.get(root) or ways.get(number) for number, root in roots.items()}
    return {number: list(paper.consultations) for number, paper in found.items() if paper is not None}
