"""The proposals as results in a database, and what is suggested for each."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bot.services import indexing, kinship
from models import Body, BodyKind, MembershipRole, Result, Submission, result_fields
from tests.factories import LONG_AGO, create_body, create_membership, create_participant

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Proposal:
    """A line of the file; `pair` is empty where it belongs to no other."""

    field: str
    pair: str
    title: str
    text: str


def read(name: str) -> list[Proposal]:
    """Return the proposals of one file."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [Proposal(*line.split("|")) for line in lines]


def create(session: Session, proposals: list[Proposal]) -> tuple[int, list[int]]:
    """Create a steering group with one member and each proposal as a result; return their numbers."""
    codes = sorted({proposal.field for proposal in proposals})
    known = {body.code: body.id for body in session.scalars(select(Body))}
    groups = {code: known.get(code) or create_body(session, code, code) for code in codes}
    petra = create_participant(session)
    create_membership(
        session, petra, create_body(session, "STG", "STG", BodyKind.STEERING_GROUP), MembershipRole.MEMBER
    )
    serial, numbers = count(1), []
    for proposal in proposals:
        group = groups[proposal.field]
        result = Result(number=f"{proposal.field}-{next(serial):04}", title=proposal.title, text=proposal.text)
        result.submitted_at = LONG_AGO
        session.add(result)
        session.flush()
        session.execute(insert(Submission).values(result_id=result.id, body_id=group, submitted_at=LONG_AGO))
        session.execute(insert(result_fields).values(result_id=result.id, body_id=group))
        numbers.append(result.id)
    indexing.index_new(session)
    return petra, numbers


@dataclass
class Measure:
    """What is suggested: for each half of a pair the rank of the other (0: not among three), for the rest how many."""

    ranks: list[tuple[str, int]]
    suggested: list[int]

    @property
    def silence(self) -> float:
        """For how many of those that belong to no other nothing is suggested."""
        return self.suggested.count(0) / len(self.suggested)

    def found(self, *, within: int = 3) -> set[str]:
        """Return the pairs of which both halves find one another."""
        halves = [(pair, 0 < rank <= within) for pair, rank in self.ranks]
        return {pair for pair, _ in halves} - {pair for pair, found in halves if not found}


def measure(session: Session, proposals: list[Proposal], petra: int, numbers: list[int]) -> Measure:
    """Ask for each proposal what may belong to it."""
    pairs = {number: proposal.pair for number, proposal in zip(numbers, proposals, strict=True)}
    kin = kinship.suggest_all(session, numbers, acting=petra)
    found = Measure([], [])
    for number, pair in pairs.items():
        suggested = [pairs[one.result.id] for one in kin[number]]
        if pair:
            found.ranks.append((pair, suggested.index(pair) + 1 if pair in suggested else 0))
        else:
            found.suggested.append(len(suggested))
    return found


def clock(session: Session, petra: int, numbers: list[int]) -> float:
    """Return how many milliseconds one suggestion takes, the median of 21 results."""
    spans = []
    for number in numbers[: 21 * 7 : 7]:
        begun = time.perf_counter()
        kinship.suggest(session, number, acting=petra)
        spans.append((time.perf_counter() - begun) * 1000)
        session.expire_all()
    return sorted(spans)[len(spans) // 2]
