"""An empty attendance sheet as a Word file: lines to sign on, and never a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.documents.summary import Paragraph, Report, Table, write

#: Centimetres: high enough to sign in by hand, and 25 lines still stand on one page.
_HEIGHT = 0.76
_WIDTHS = (1.2, 8.0, 6.8)


@dataclass(frozen=True)
class AttendanceSheet:
    """All that stands on the paper; `details` are labels with their values, `page` is as in `Report`."""

    title: str
    subtitle: str
    publisher: str
    page: str
    created: datetime
    details: Sequence[tuple[str, str]]
    #: What happens to the names.
    notice: str
    #: Heads of the three columns: number, name, signature.
    head: tuple[str, str, str]
    lines: int


def write_sheet(paper: AttendanceSheet) -> bytes:
    """Return the sheet as a .docx file; its head is repeated on each page."""
    rows = [(str(number), "", "") for number in range(1, paper.lines + 1)]
    blocks: list[Paragraph | Table] = [
        *(Paragraph(text, label=label) for label, text in paper.details),
        Paragraph(paper.notice, kept=True),
        Table(paper.title, paper.head, rows, _WIDTHS, height=_HEIGHT),
    ]
    return write(Report(paper.title, paper.subtitle, paper.publisher, paper.page, paper.created, blocks))
