"""The index of results: rows of what each one speaks of, made when it is handed in or imported."""

from __future__ import annotations

from sqlalchemy import delete, exists, insert, select
from sqlalchemy.orm import Session

from bot.services import terms
from models import Result, ResultTerm

#: What marks a result as indexed begins with this, which no word does; the vocabulary's edition follows.
MARK = "#"


def index(session: Session, result: Result) -> None:
    """Note what a result speaks of, in place of what was noted."""
    titled, found = terms.find_terms(result.title), terms.find_terms(f"{result.title}\n{result.text}")
    rows = [{"term": term, "word": word, "in_title": term in titled} for term, word in found.items()]
    rows.append({"term": _current_mark(), "word": "", "in_title": False})
    session.execute(delete(ResultTerm).where(ResultTerm.result_id == result.id))
    session.execute(insert(ResultTerm), [{"result_id": result.id, **row} for row in rows])


def index_new(session: Session) -> None:
    """Index those results that are not indexed yet, or were with another vocabulary."""
    marked = exists().where(ResultTerm.result_id == Result.id, ResultTerm.term == _current_mark())
    for result in session.scalars(select(Result).where(~marked)):
        index(session, result)


def _current_mark() -> str:
    return MARK + terms.load_vocabulary().edition
