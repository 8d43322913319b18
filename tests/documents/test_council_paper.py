"""Council papers as Word files: what goes in comes out, whatever people wrote and whichever marks a program dropped."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents import make_template
from bot.documents.council_paper import TEMPLATE, CouncilPaper, Station, write_paper
from bot.documents.paper_reading import read_paper
from bot.documents.word_opening import OpenedFile
from bot.documents.word_text import read_lines
from bot.errors import BadFile, FileProblem
from bot.services.paper_files import Mark, lines_of, words_of
from models import PaperSection
from tests.documents.refused import DOCUMENT, REFUSED, linked, nested
from tests.documents.refused import changed as with_part

MARK = Mark(3, "12ab34cd")
SEEN = {section: number for number, section in enumerate(PaperSection, 11)}
TEXTS = {
    PaperSection.SUBJECT: "Integrationskonzept; Maßnahme „Stadtteilmütter“",
    PaperSection.INVOLVED: "Jugendamt\nVolkshochschule",
    PaperSection.FACTS: "Anlass\n\nFamilien werden nicht erreicht.",
    PaperSection.RESOLUTION: "1. Der Bericht wird zur Kenntnis genommen.\n2. Der Stadtrat beschließt …",
    PaperSection.FINANCES: "einmalig: noch zu ermitteln",
    PaperSection.REFERENCES: "Handlungsfeld: Bildung",
}
#: What people type that means something to a template, to XML or to the file's reader.
ODD = (
    "{{ 7 * 7 }}", "{% for x in y %}", "{_{ a }_}", "{# b #}", "<w:p/>", "</w:t>", "&amp;", "\x0b\x00",
    "II. Beschlussvorschlag", "V. Anlagen", "mw:facts", "\ufffe", "مرحبا", "🎓", "a\tb",
)  # fmt: skip


def paper(texts: dict[PaperSection, str], **details: Any) -> CouncilPaper:
    values: dict[str, Any] = {
        "number": "V-01", "version": 2, "town": "Coburg", "process": "Integrationskonzept", "reference": "______",
        "publicity": "öffentlich", "lead": "Sozialamt", "draft": "Entwurf", "date": "13.10.2009",
        "stations": [Station("Sozialsenat", "15.12.2009", "Vorberatung", ""), Station("Stadtrat", "", "", "")],
        "annexes": [], "mark": MARK, "seen": SEEN, "created": datetime(2009, 10, 13, tzinfo=UTC),
    }  # fmt: skip
    return CouncilPaper(texts=texts, **(values | details))


CONTENT = write_paper(paper(TEXTS), TEMPLATE)
EXPECTED = {section: "\n".join(lines_of(text)) for section, text in TEXTS.items()}


def changed(change: Callable[[Any], None], content: bytes = CONTENT) -> bytes:
    """The file as somebody leaves it who edits it in Word."""
    document = Document(io.BytesIO(content))
    change(document)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def unwrap(document: Any) -> None:
    """Drop the content controls, as some programs do."""
    for control in list(document.element.body.iter(qn("w:sdt"))):
        for element in list(control.find(qn("w:sdtContent"))):
            control.addprevious(element)
        control.getparent().remove(control)


def unmark(document: Any) -> None:
    """Drop every bookmark."""
    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        for element in list(document.element.body.iter(qn(name))):
            element.getparent().remove(element)


def forget(document: Any) -> None:
    """Drop the document's own properties."""
    rels = document.part.package.rels
    for key in [key for key, one in rels.items() if one.reltype.endswith("/custom-properties")]:
        del rels[key]


def section_of(document: Any, section: PaperSection) -> Any:
    controls = document.element.body.iter(qn("w:sdt"))
    return next(one for one in controls if one.find(f".//{qn('w:tag')}").get(qn("w:val")) == f"mw:{section.value}")


def test_what_goes_in_comes_out() -> None:
    read = read_paper(CONTENT)

    assert (read.mark, read.seen, read.texts) == (MARK, SEEN, EXPECTED)


@given(st.dictionaries(st.sampled_from(PaperSection), st.text(max_size=40) | st.sampled_from(ODD)))
@settings(max_examples=25, deadline=None)
def test_any_text_survives(texts: dict[PaperSection, str]) -> None:
    texts[PaperSection.SUBJECT] = "Etwas steht immer da"

    read = read_paper(write_paper(paper(texts), TEMPLATE))

    assert read.texts == {section: "\n".join(lines_of(text)) for section, text in texts.items() if words_of(text)}


@pytest.mark.parametrize("drops", [[unwrap], [unmark], [forget], [unwrap, forget], [unmark, forget], [unwrap, unmark]])
def test_a_file_is_known_by_what_is_left(drops: list[Callable[[Any], None]]) -> None:
    content = CONTENT
    for drop in drops:
        content = changed(drop, content)

    read = read_paper(content)

    known = drops != [unmark, forget]
    assert read.texts == EXPECTED
    assert (read.mark, read.seen) == ((MARK, SEEN) if known else (None, {}))


def test_text_below_a_content_control_belongs_to_its_section() -> None:
    def write_below(document: Any) -> None:
        section_of(document, PaperSection.FACTS).addnext(document.add_paragraph("Darunter")._p)

    read = read_paper(changed(write_below))

    assert read.texts == EXPECTED | {PaperSection.FACTS: EXPECTED[PaperSection.FACTS] + "\nDarunter"}


def test_lists_tables_and_bold_become_lines_of_text() -> None:
    def decorate(document: Any) -> None:
        content = section_of(document, PaperSection.RESOLUTION).find(qn("w:sdtContent"))
        bold = document.add_paragraph("Es wird ")
        bold.add_run("beschlossen").bold = True
        table = document.add_table(rows=1, cols=2)
        table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Kosten", "2.000 €"
        numbered = [document.add_paragraph(text, "List Number") for text in ("Erstens", "Zweitens")]
        for one in (bold, *numbered, document.add_paragraph("Punkt", "List Bullet")):
            content.append(one._p)
        content.append(table._tbl)

    read = read_paper(changed(decorate))

    added = "\nEs wird beschlossen\n1. Erstens\n2. Zweitens\n– Punkt\nKosten | 2.000 €"
    assert read.texts[PaperSection.RESOLUTION] == EXPECTED[PaperSection.RESOLUTION] + added


def test_what_was_deleted_with_tracked_changes_is_gone_and_what_was_inserted_is_there() -> None:
    def track(document: Any) -> None:
        run = next(section_of(document, PaperSection.FINANCES).iter(qn("w:r")))
        inserted, deleted = OxmlElement("w:ins"), OxmlElement("w:del")
        run.addprevious(inserted)
        run.addprevious(deleted)
        added = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "2.000 €"
        added.append(text)
        inserted.append(added)
        deleted.append(run)

    assert read_paper(changed(track)).texts[PaperSection.FINANCES] == "2.000 €"


@pytest.mark.parametrize(("make", "problem"), [pytest.param(make, problem, id=name) for name, make, problem in REFUSED])
def test_a_file_that_may_not_be_taken_is_refused(make: Callable[[bytes], bytes], problem: str) -> None:
    content = make(CONTENT)

    with pytest.raises(BadFile) as refused:
        read_paper(content)

    assert refused.value.problem == FileProblem(problem)


def test_what_stands_in_tables_within_tables_is_read_once() -> None:
    content = with_part(CONTENT, DOCUMENT, nested(80, "Kita " * 400))

    started = time.monotonic()
    lines = [line.text for line in read_lines(OpenedFile(content))]

    assert time.monotonic() - started < 1
    assert lines[:80] == [("Kita " * 400).strip()] * 80
    assert "Kita" not in "".join(lines[80:])


def test_each_row_of_a_table_is_a_line_and_a_table_in_it_follows() -> None:
    def put_tables(document: Any) -> None:
        outer = document.add_table(2, 2)
        for number, cell in enumerate(cell for row in outer.rows for cell in row.cells):
            cell.text = f"außen {number}"
        inner = outer.cell(0, 1).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "innen 0", "innen 1"

    lines = [line.text for line in read_lines(OpenedFile(changed(put_tables)))]

    assert lines[-3:] == ["außen 0 | außen 1", "innen 0 | innen 1", "außen 2 | außen 3"]


def test_a_link_to_a_page_harms_nobody() -> None:
    assert read_paper(linked(CONTENT)).texts == EXPECTED


def test_any_other_word_file_has_no_section() -> None:
    document = Document()
    document.add_paragraph("Einkaufsliste")
    written = io.BytesIO()
    document.save(written)

    with pytest.raises(BadFile) as refused:
        read_paper(written.getvalue())

    assert refused.value.problem is FileProblem.UNKNOWN


def test_the_template_is_what_its_script_makes() -> None:
    with zipfile.ZipFile(TEMPLATE) as kept, zipfile.ZipFile(io.BytesIO(make_template.make())) as made:
        assert [(one.filename, kept.read(one), one.date_time) for one in kept.infolist()] == [
            (one.filename, made.read(one), one.date_time) for one in made.infolist()
        ]


def test_the_file_says_its_language_and_reads_out_its_heads() -> None:
    document = Document(io.BytesIO(CONTENT))
    defaults = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    headings = [
        one.text for one in document.paragraphs if one.style is not None and one.style.name.startswith("Heading")
    ]

    assert (document.core_properties.language, defaults.get(qn("w:val"))) == ("de-DE", "de-DE")
    assert len(list(document.element.body.iter(qn("w:tblHeader")))) == len(document.tables)
    assert headings == [
        "Beteiligt", "Beratungsfolge", "Betreff", "I. Sachverhalt / Sitzungsvortrag", "II. Beschlussvorschlag",
        "III. Finanzielle Auswirkungen", "IV. Bezug", "V. Anlagen",
    ]  # fmt: skip
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Gremium", "Sitzung am", "Zuständigkeit", "Ergebnis"],
        ["Sozialsenat", "15.12.2009", "Vorberatung", ""],
        ["Stadtrat", "", "", ""],
    ]


@pytest.mark.parametrize("draft", ["Entwurf", ""])
def test_every_page_says_whether_it_is_a_draft(draft: str) -> None:
    document = Document(io.BytesIO(write_paper(paper(TEXTS, draft=draft), TEMPLATE)))

    assert [section.header.paragraphs[0].text for section in document.sections] == [draft]
    assert (
        re.sub(" +", " ", document.sections[0].footer.paragraphs[0].text) == "V-01 · Integrationskonzept · Seite von "
    )


def test_the_template_lies_where_it_is_looked_for() -> None:
    assert TEMPLATE.relative_to(Path(__file__).parents[2]).as_posix() == "bot/documents/templates/vorlage.docx"
