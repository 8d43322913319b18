"""Makes the template of the council's papers: `python -m bot.documents.make_template`, for whoever changes its layout.

The template is a German document of its own, as a city would draw it up: its words stand here, not in the catalogs.
What it must contain: docs/decisions/0013-council-papers-as-word-files.md.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from bot.documents import word
from bot.documents.council_paper import LEAD_STYLE, REST, TAG, TEMPLATE
from models import PaperSection

_SECTIONS = (
    (PaperSection.FACTS, "I. Sachverhalt / Sitzungsvortrag"),
    (PaperSection.RESOLUTION, "II. Beschlussvorschlag"),
    (PaperSection.FINANCES, "III. Finanzielle Auswirkungen"),
    (PaperSection.REFERENCES, "IV. Bezug"),
)
_STATIONS = ("Gremium", "Sitzung am", "Zuständigkeit", "Ergebnis")
_STATION_WIDTHS = (4.5, 3.0, 3.5, 5.0)
_GREY = RGBColor(0x59, 0x59, 0x59)
#: The same script makes the same file, on every day and machine.
_NEVER = datetime(2009, 10, 13)  # noqa: DTZ001 - Word keeps no time zone
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def make() -> bytes:
    """Return the template as a .docx file."""
    document = Document()
    word.set_layout(document)
    _add_style(document)
    _set_properties(document)
    _write_margins(document)
    _write_head(document)
    _write_stations(document)
    document.add_heading("Betreff", 2)
    _add_section(document, PaperSection.SUBJECT, "Betreff", leads=True)
    for section, heading in _SECTIONS:
        document.add_heading(heading, 1)
        _add_section(document, section, heading)
    _mark(document.add_heading("V. Anlagen", 1), REST[1])
    _add_loop(document, "title", "annexes")
    return _pack(document)


def _add_style(document: Any) -> None:
    style = document.styles.add_style(LEAD_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style, style.font.bold = document.styles["Normal"], True
    style.paragraph_format.keep_with_next, style.paragraph_format.space_after = True, Pt(3)


def _set_properties(document: Any) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = "Beschlussvorlage", "Mitwirken", "Mitwirken"
    properties.comments, properties.language, properties.revision = "", word.LANGUAGE, 1
    properties.created = properties.modified = _NEVER


def _write_margins(document: Any) -> None:
    """Write the head of each page, which says „Entwurf“ until the paper is final, and the foot."""
    section = document.sections[0]
    section.top_margin, section.header_distance = Cm(3), Cm(1.2)
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = header.add_run("{{ draft }}")
    run.bold, run.font.size, run.font.color.rgb, run.font.all_caps = True, Pt(20), _GREY, True
    word.set_footer(document, "{{ number }} · {{ process }} · Seite {page} von {pages}")


def _write_head(document: Any) -> None:
    line = _add_line(document, ("STADT {{ town }}", ""), ("Vorlagen-Nr.: ", "{{ reference }}"))
    line.runs[0].font.all_caps = True
    document.add_paragraph("Beschlussvorlage {{ number }}", "Title")
    _add_line(document, ("Status: ", "{{ publicity }}"), ("Stand: ", "{{ date }} (Version {{ version }})"))
    _add_line(document, ("Federführung: ", "{{ lead }}"))
    document.add_heading("Beteiligt", 2)
    _add_section(document, PaperSection.INVOLVED, "Beteiligt")


def _add_line(document: Any, *pairs: tuple[str, str]) -> Any:
    """Add a line of labels with their values, the second of them on the right."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    for number, (label, text) in enumerate(pairs):
        if number:
            paragraph.add_run("\t")
        paragraph.add_run(label).bold = True
        paragraph.add_run(text)
    return paragraph


def _write_stations(document: Any) -> None:
    """Write the table of the paper's way through the council: a row for each station."""
    _mark(document.add_heading("Beratungsfolge", 2), REST[0])
    table = document.add_table(rows=4, cols=4, style="Table Grid")
    table.autofit = False
    word.describe(table, "Beratungsfolge: wer wann worüber berät")
    row = ("{{ station.committee }}", "{{ station.date }}", "{{ station.competence }}", "{{ station.outcome }}")
    lines = (_STATIONS, ("{%tr for station in stations %}", "", "", ""), row, ("{%tr endfor %}", "", "", ""))
    for number, cells in enumerate(lines):
        word.fill_row(table.rows[number], cells, _STATION_WIDTHS, head=number == 0)
    for column, width in zip(table.columns, _STATION_WIDTHS, strict=True):
        column.width = Cm(width)


def _add_section(document: Any, section: PaperSection, title: str, *, leads: bool = False) -> None:
    """Add a section's lines in a content control, by which the file is understood when it comes back."""
    paragraphs = _add_loop(document, "line", section.value)
    paragraphs[1].paragraph_format.space_after = Pt(3)
    paragraphs[1].style = LEAD_STYLE if leads else "Normal"
    control, details, content = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
    for name, text in (("w:alias", title), ("w:tag", TAG + section.value)):
        element = OxmlElement(name)
        element.set(qn("w:val"), text)
        details.append(element)
    paragraphs[0]._p.addprevious(control)
    control.append(details)
    control.append(content)
    for paragraph in paragraphs:
        content.append(paragraph._p)


def _add_loop(document: Any, name: str, names: str) -> list[Any]:
    lines = (f"{{%p for {name} in {names} %}}", f"{{{{ {name} }}}}", "{%p endfor %}")
    return [document.add_paragraph(line) for line in lines]


def _mark(paragraph: Any, name: str) -> None:
    word.add_bookmark(paragraph._p, paragraph._p, name, REST.index(name) + 1)


def _pack(document: Any) -> bytes:
    """Return the file with its parts in the order of their names, and no date."""
    made = io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return pack(parts.items())


def pack(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip file of these parts that says nothing of when and where it was made."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(parts):
            archive.writestr(zipfile.ZipInfo(name, _ZIP_DATE), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


if __name__ == "__main__":
    TEMPLATE.write_bytes(make())
