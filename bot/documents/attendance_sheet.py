"""An empty attendance sheet as a Word file: lines to sign on, and never a name."""

from __future__ import annotations

from dataclasses import dataclass

from bot.documents.printout import Paragraph, Printout, Table, write

#: Centimetres: high enough to sign in by hand, and 25 lines still stand on one page.
_HEIGHT = 0.76
_WIDTHS = (1.2, 8.0, 6.8)


@dataclass(frozen=True, kw_only=True)
class AttendanceSheet(Printout):
    """All that stands on the paper."""

    #: What happens to the names.
    notice: str
    #: Heads of the three columns: number, name, signature.
    head: tuple[str, str, str]
    lines: int


def write_sheet(paper: AttendanceSheet) -> bytes:
    """Return the sheet as a .docx file; its head is repeated on each page."""
    rows = [(str(number), "", "") for number in range(1, paper.lines + 1)]
    table = Table(paper.title, paper.head, rows, _WIDTHS, height=_HEIGHT)
    return write(paper, [Paragraph(paper.notice, kept=True), table])
