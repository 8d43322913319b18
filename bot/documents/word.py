"""A paper as a Word file: headings, paragraphs and tables in, an accessible A4 document out.

Words and data come ready-made; here is only what Word needs to know about them. Call it by ``bot.documents.printout``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from bot.documents.printout import Block, Heading, Paragraph, Picture, Printout, Table

#: Everything outside XML 1.0's `Char`.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FIELD = re.compile(r"(\{page\}|\{pages\})")
_FONT, _DARK, _SHADE = "Arial", RGBColor(0x1F, 0x3A, 0x5F), "E3E9F1"
#: Tables of at most so many rows are not torn apart.
_TOGETHER = 10
#: The largest picture, in centimetres.
_WIDE, _HIGH = 10.5, 20.0
LANGUAGE = "de-DE"
_SIZES = {"Title": 22, "Subtitle": 13, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11}


def write(paper: Printout, blocks: Sequence[Block]) -> bytes:
    """Return the blocks as a .docx file with the head and foot of the paper."""
    document = Document()
    _set_up(document, paper)
    document.add_paragraph(legal(paper.title), "Title")
    document.add_paragraph(legal(paper.subtitle), "Subtitle")
    for block in blocks:
        add(document, block)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def legal(text: str) -> str:
    """Return `text` without what XML cannot carry."""
    return _ILLEGAL.sub("", text)


def _set_up(document: Any, paper: Printout) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.language = legal(paper.title), legal(paper.publisher), LANGUAGE
    properties.comments, properties.last_modified_by = "", legal(paper.publisher)
    properties.created = properties.modified = paper.created.astimezone(UTC).replace(tzinfo=None)
    set_layout(document)
    set_footer(document, paper.page)


def set_layout(document: Any) -> None:
    """Give the document our page, our fonts and the German language."""
    # German words are long, and columns narrow.
    document.settings.element.find(qn("w:defaultTabStop")).addnext(OxmlElement("w:autoHyphenation"))
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.2)
    document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}").set(qn("w:val"), LANGUAGE)
    normal = document.styles["Normal"]
    _set_font(normal, 10.5)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(6), 1.15
    for name, size in _SIZES.items():
        style = document.styles[name]
        _set_font(style, size)
        style.font.color.rgb, style.font.italic, style.font.bold = _DARK, False, name != "Subtitle"
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.space_before = Pt({"Heading 1": 20, "Heading 2": 14, "Heading 3": 12}.get(name, 0))
        style.paragraph_format.space_after = Pt(6)


def _set_font(style: Any, size: float) -> None:
    style.font.name, style.font.size = _FONT, Pt(size)
    fonts = style.element.rPr.rFonts
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), _FONT)


def set_footer(document: Any, line: str) -> None:
    """Write the foot's line, with the pages' numbers in place of `{page}` and `{pages}`."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in _FIELD.split(legal(line)):
        if _FIELD.fullmatch(part):
            _add_field(paragraph, "PAGE" if part == "{page}" else "NUMPAGES")
        else:
            paragraph.add_run(part)
    for run in paragraph.runs:
        run.font.size = Pt(9)


def _add_field(paragraph: Any, code: str) -> None:
    """Add a field that Word fills in itself."""
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = code
        run._r.append(element)


def add(document: Any, block: Block) -> None:
    """Add a block at the document's end."""
    match block:
        case Heading(text, level):
            document.add_heading(legal(text), level)
        case Table():
            _add_table(document, block)
        case Picture():
            _add_picture(document, block)
        case Paragraph():
            paragraph = document.add_paragraph()
            if block.label:
                paragraph.add_run(legal(block.label) + " ").bold = True
            paragraph.add_run(legal(block.text))
            paragraph.paragraph_format.keep_with_next = block.kept
            if block.quoted:
                paragraph.paragraph_format.left_indent = Cm(0.6)


def _add_table(document: Any, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.head), style="Table Grid")
    table.autofit = False
    describe(table, block.caption)
    for column, width in zip(table.columns, block.widths, strict=True):
        column.width = Cm(width)
    fill_row(table.rows[0], block.head, block.widths, head=True)
    for cells in block.rows:
        row = table.add_row()
        row.height = Cm(block.height) if block.height else None
        fill_row(row, cells, block.widths, head=False)
    if len(block.rows) <= _TOGETHER:
        _keep_together(table)
    _add_gap(document)


def _add_picture(document: Any, block: Picture) -> None:
    """Add a picture in its shape, with what it shows for those who have it read out."""
    shape = document.add_picture(io.BytesIO(block.content), width=Cm(_WIDE))
    if shape.height > Cm(_HIGH):
        shape.width, shape.height = int(shape.width * Cm(_HIGH) / shape.height), Cm(_HIGH)
    shape._inline.docPr.set("descr", legal(block.text))


def _keep_together(table: Any) -> None:
    for row in table.rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _add_gap(document: Any) -> None:
    gap = document.add_paragraph()
    gap.paragraph_format.space_after, gap.paragraph_format.line_spacing = Pt(0), Pt(8)


def describe(table: Any, caption: str) -> None:
    """Say what the table shows to those who have it read out."""
    element = OxmlElement("w:tblCaption")
    element.set(qn("w:val"), legal(caption))
    table._tbl.tblPr.append(element)


def fill_row(row: Any, cells: Sequence[str], widths: Sequence[float], *, head: bool) -> None:
    """Write a row's cells; a head is repeated on each page."""
    _mark_row(row, "w:cantSplit")
    if head:
        _mark_row(row, "w:tblHeader")
    for cell, text, width in zip(row.cells, cells, widths, strict=True):
        cell.width = Cm(width)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(legal(text))
        run.font.size, run.bold = Pt(9.5), head
        if head:
            _shade(cell)


def _mark_row(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _shade(cell: Any) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", _SHADE)):
        shading.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shading)


def add_bookmark(first: Any, last: Any, name: str, number: int) -> None:
    """Put a bookmark around the text from the paragraph element `first` to `last`."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    first.insert(1 if first.pPr is not None else 0, start)
    last.append(end)
