"""A Beschlussvorlage as a Word file: a template that a city can replace, filled, with marks by which it is read back.

Words come ready-made. Why docxtpl, and what a template must contain:
docs/decisions/0013-council-papers-as-word-files.md. Takes time: not for the loop.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.documents.printout import Block, Heading
from bot.services.paper_files import Mark, lines_of
from models import PaperSection

#: Our own template, made by `make_template`.
TEMPLATE = Path(__file__).parent / "templates" / "vorlage.docx"
#: What a content control that holds a section carries as its tag, before the section's name.
TAG = "mw:"
#: Bookmarks in the template on headings above what is not read back; after the last one no section follows.
REST = ("_mw_rest_1", "_mw_rest_2")
#: A hidden bookmark's name: the section, and the version of it that stands in the file.
SECTION_BOOKMARK = "_mw_{section}_{version}"
#: The heading above a section, which is not read back.
HEADING_BOOKMARK = "_mw_head_{section}"
PAPER_BOOKMARK = "_mw_paper_{mark}"
#: The document property that says the same as all bookmarks together.
PROPERTY = "Mitwirken"
#: How a line looks that stands above others within a section; a template may do without it.
LEAD_STYLE = "Leitzeile"
_FIRST_BOOKMARK = 9000
#: Sections at the head of the paper: they have no headings within.
_HEAD = {PaperSection.SUBJECT, PaperSection.INVOLVED}
#: What looks like a heading within a section: short, neither a point of a list nor a sentence.
_LONGEST_HEADING = 80
_BEGINS_AND_ENDS = re.compile(r"[^\W\d].*[^.:;,!?]|[^\W\d]")
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CUSTOM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}"><vt:lpwstr>{text}</vt:lpwstr>'
    "</property></Properties>"
)


@dataclass(frozen=True)
class Station:
    """A row of the Beratungsfolge."""

    committee: str
    date: str
    competence: str
    outcome: str


@dataclass(frozen=True)
class Annex:
    """An annex: what it is called in the list and above it, and what stands in it."""

    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True, kw_only=True)
class CouncilPaper:
    """All that stands in the file; every word is German."""

    number: str
    version: int
    town: str
    process: str
    #: The number that the administration gives, or the line on which it writes it.
    reference: str
    publicity: str
    lead: str
    #: „Entwurf“ at the head of every page; empty once the paper is final.
    draft: str
    date: str
    stations: Sequence[Station]
    texts: Mapping[PaperSection, str]
    annexes: Sequence[Annex]
    mark: Mark
    #: The number of each section's version.
    seen: Mapping[PaperSection, int]
    created: datetime


def write_paper(paper: CouncilPaper, template: Path) -> bytes:
    """Return the paper as a .docx file in the layout of `template`.

    Raises:
        OSError: the template cannot be read.
        Exception: it is no Word file, or not one that the paper fits into; see `paper_template.check`.
    """
    from bot.documents import filling  # noqa: PLC0415 - what reads and writes Word is loaded once it is needed

    document = filling.fill(template, _values(paper))
    _set_properties(document, paper)
    _mark_sections(document, paper)
    for annex in paper.annexes:
        _add_annex(document, annex)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _values(paper: CouncilPaper) -> dict[str, Any]:
    plain = ("number", "version", "town", "process", "reference", "publicity", "lead", "draft", "date", "stations")
    values = {name: getattr(paper, name) for name in plain}
    sections = {section.value: lines_of(paper.texts.get(section, "")) or [""] for section in PaperSection}
    return {**values, **sections, "annexes": [annex.title for annex in paper.annexes]}


def _set_properties(document: Any, paper: CouncilPaper) -> None:
    from docx.opc.packuri import PackURI  # noqa: PLC0415 - see above
    from docx.opc.part import Part  # noqa: PLC0415 - see above

    from bot.documents.word import LANGUAGE, legal  # noqa: PLC0415 - see above

    properties, subject = document.core_properties, " ".join(lines_of(paper.texts.get(PaperSection.SUBJECT, "")))
    properties.title = legal(f"{paper.number} {subject}")[:250]
    properties.author = properties.last_modified_by = legal(paper.town)
    properties.comments, properties.language, properties.revision = "", LANGUAGE, max(paper.version, 1)
    properties.created = properties.modified = paper.created.astimezone(UTC).replace(tzinfo=None)
    seen = [f"{section.value}={number}" for section, number in paper.seen.items()]
    blob = _CUSTOM.format(name=PROPERTY, text=" ".join([str(paper.mark), *seen])).encode()
    package = document.part.package
    for key in [key for key, one in package.rels.items() if one.reltype == _CUSTOM_RELATION]:
        del package.rels[key]
    package.relate_to(Part(PackURI("/docProps/custom.xml"), _CUSTOM_TYPE, blob, package), _CUSTOM_RELATION)


def _mark_sections(document: Any, paper: CouncilPaper) -> None:
    """Put hidden bookmarks around each section and on the heading above it, and one that names the paper."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - see above

    from bot.documents.word import add_bookmark  # noqa: PLC0415 - see above

    number = _FIRST_BOOKMARK
    for control in document.element.body.iter(qn("w:sdt")):
        tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        name = tag.get(qn("w:val"), "") if tag is not None else ""
        paragraphs = list(control.iter(qn("w:p")))
        if not name.startswith(TAG) or not paragraphs:
            continue
        section, above = PaperSection(name.removeprefix(TAG)), control.getprevious()
        if section not in _HEAD:
            _shape(document, paragraphs, lines_of(paper.texts.get(section, "")))
        marked = SECTION_BOOKMARK.format(section=section.value, version=paper.seen.get(section, 0))
        add_bookmark(paragraphs[0], paragraphs[-1], marked, number)
        if above is not None and above.tag == qn("w:p"):
            add_bookmark(above, above, HEADING_BOOKMARK.format(section=section.value), number + 1)
        number += 2
    first = next(document.element.body.iter(qn("w:p")))
    add_bookmark(first, first, PAPER_BOOKMARK.format(mark=str(paper.mark).replace("-", "_")), number)


def _shape(document: Any, paragraphs: Sequence[Any], lines: Sequence[str]) -> None:
    """Let the first line of several stand out, in the template's style for it, where it looks like a heading."""
    if len(paragraphs) != len(lines) or LEAD_STYLE not in document.styles:
        return
    for number, line in enumerate(lines[:-1]):
        first, more = number == 0 or not lines[number - 1], lines[number + 1]
        if first and more and len(line) <= _LONGEST_HEADING and _BEGINS_AND_ENDS.fullmatch(line):
            paragraphs[number].style = document.styles[LEAD_STYLE].style_id


def _add_annex(document: Any, annex: Annex) -> None:
    from bot.documents import word  # noqa: PLC0415 - see above

    word.add(document, Heading(annex.title, 2))
    document.paragraphs[-1].paragraph_format.page_break_before = True
    for block in annex.blocks:
        word.add(document, block)
