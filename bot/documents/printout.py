"""What every paper of ours is made of: a head, a foot, headings, paragraphs and tables; no word of it is made here.

Adding a paper: a subclass of `Printout` with what it alone carries, and a function that returns `write(paper, blocks)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3."""

    text: str
    level: int


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, perhaps beginning with a label in bold, perhaps a quotation."""

    text: str
    label: str = ""
    quoted: bool = False
    #: Stays on one page with what follows.
    kept: bool = False


@dataclass(frozen=True)
class Table:
    """A table: what it shows, the head, the rows, the columns' widths in centimetres (16 in all), the rows' height."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    #: Of each row, at least, in centimetres; none: as high as its text.
    height: float | None = None


Block = Heading | Paragraph | Table


@dataclass(frozen=True, kw_only=True)
class Printout:
    """The head and foot of a German document: `page` is a line of the foot with `{page}` and `{pages}` in it."""

    title: str
    subtitle: str
    publisher: str
    page: str
    created: datetime
    #: Labels with their values, below the title.
    details: Sequence[tuple[str, str]] = ()


def write(paper: Printout, blocks: Iterable[Block]) -> bytes:
    """Return the paper as a .docx file: its title, its details, then the blocks. Takes time: not for the loop."""
    # Reading and writing Word costs 7 MB and a tenth of a second, which a start need not pay.
    from bot.documents import word  # noqa: PLC0415

    details = [Paragraph(text, label=label, kept=True) for label, text in paper.details]
    return word.write(paper, [*details, *blocks])
