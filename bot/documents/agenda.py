"""An agenda as a Word file: what, when and where, then the points with their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.documents.summary import Heading, Paragraph, Report, Table, write


@dataclass(frozen=True)
class PrintedPoint:
    """A point of the agenda: its words, and perhaps a table of what belongs to it."""

    text: str
    table: Table | None = None


@dataclass(frozen=True)
class PrintedAgenda:
    """All that stands on the paper; `details` are labels with their values, `page` is as in `Report`."""

    title: str
    subtitle: str
    publisher: str
    page: str
    created: datetime
    details: Sequence[tuple[str, str]]
    points: Sequence[PrintedPoint]


def write_agenda(paper: PrintedAgenda) -> bytes:
    """Return the agenda as a .docx file."""
    blocks = [*_details(paper.details), *_points(paper.points)]
    return write(Report(paper.title, paper.subtitle, paper.publisher, paper.page, paper.created, blocks))


def _details(details: Sequence[tuple[str, str]]) -> Iterator[Paragraph]:
    for label, text in details:
        yield Paragraph(text, label=label, kept=True)


def _points(points: Sequence[PrintedPoint]) -> Iterator[Heading | Table]:
    for number, point in enumerate(points, 1):
        yield Heading(f"{number}. {point.text}", 2)
        if point.table is not None:
            yield point.table
