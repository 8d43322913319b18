"""Minutes as a Word file: the facts, what was talked about, what was handed in, and two lines to sign on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.documents.printout import Block, Heading, Paragraph, Printout, Table, write

#: Centimetres: high enough to sign in by hand.
_HEIGHT = 1.4
_WIDTHS = (4.0, 12.0)


@dataclass(frozen=True, kw_only=True)
class PrintedMinutes(Printout):
    """All that stands on the paper."""

    #: Headings, each with its paragraphs; those without paragraphs are left out.
    sections: Sequence[tuple[str, Sequence[str]]]
    results: Table | None
    #: What the lines for signatures are called, and the head above them.
    signatures: Sequence[str]
    signature_head: tuple[str, str]


def write_minutes(paper: PrintedMinutes) -> bytes:
    """Return the minutes as a .docx file."""
    return write(paper, _blocks(paper))


def _blocks(paper: PrintedMinutes) -> Iterator[Block]:
    for heading, paragraphs in paper.sections:
        if paragraphs:
            yield Heading(heading, 2)
        yield from (Paragraph(text) for text in paragraphs)
    if paper.results is not None:
        yield Heading(paper.results.caption, 2)
        yield paper.results
    heads, rows = paper.signature_head, [(name, "") for name in paper.signatures]
    yield Paragraph("", kept=True)
    yield Table(" · ".join(heads), heads, rows, _WIDTHS, height=_HEIGHT)
