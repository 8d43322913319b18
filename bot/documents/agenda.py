"""An agenda as a Word file: what, when and where, then the points with their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.documents.printout import Heading, Printout, Table, write


@dataclass(frozen=True)
class PrintedPoint:
    """A point of the agenda: its words, and perhaps a table of what belongs to it."""

    text: str
    table: Table | None = None


@dataclass(frozen=True, kw_only=True)
class PrintedAgenda(Printout):
    """All that stands on the paper."""

    points: Sequence[PrintedPoint]


def write_agenda(paper: PrintedAgenda) -> bytes:
    """Return the agenda as a .docx file."""
    return write(paper, _points(paper.points))


def _points(points: Sequence[PrintedPoint]) -> Iterator[Heading | Table]:
    for number, point in enumerate(points, 1):
        yield Heading(f"{number}. {point.text}", 2)
        if point.table is not None:
            yield point.table
