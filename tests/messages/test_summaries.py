"""The summary's sizes, and the Word file as Word, a screen reader and an archive want it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents.printout import Heading, Paragraph, Printout, Table, write
from bot.messages import reports, summaries
from bot.messages.parts import LIMIT
from bot.services.phases import Calendar
from bot.services.standings import Standing
from bot.services.summaries import GroupResults, Summary
from bot.text import units
from models import Body, BodyKind, Figure, Measure, MeasureState, Phase, Priority, Result, ResultState, Submission, Town

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2009, 10, 13, 8, 0, tzinfo=UTC)
TODAY = date(2009, 10, 13)
TOWN = Town(name="Stadt Coburg", process="Integrationskonzept für Coburg")


def _standing(body: Body, number: int) -> Standing:
    result = Result(id=number, number=f"BIL-{number:02}", title=f"Titel <{number}>", text="Text", submitted_at=NOW)
    result.state, result.fields = ResultState.SUBMITTED, [body]
    result.submissions = [Submission(body=body, body_id=1, priority=Priority.HIGH, submitted_at=NOW)]
    return Standing(result)


def _summary(count: int, *phases: Phase, day: date = TODAY) -> Summary:
    body = Body(id=1, kind=BodyKind.WORKING_GROUP, code="BIL", name="Bildung", short_name="Bildung")
    standings = tuple(_standing(body, number) for number in range(1, count + 1))
    return Summary(
        calendar=Calendar(day, phases),
        groups=(GroupResults(body, standings),),
        since=None,
        new=tuple(standing.result for standing in standings),
        totals={ResultState.SUBMITTED: count},
        figures=(Figure(name="Einwohner", value="41247", as_of=date(2009, 10, 1), note=""),),
        measures=(Measure(number="M-01", title="Leitbild", responsible="", state=MeasureState.PLANNED),),
    )


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_three_thousand_results_come_in_parts_of_legal_length(locale: str) -> None:
    parts = summaries.summary_parts(locale, _summary(3000), TOWN, BERLIN)

    text = "\n".join(part.text for part in parts)
    sizes = [units(re.sub(r"<[^>]*>", "", part.text).replace("&lt;", "<").replace("&gt;", ">")) for part in parts]
    assert max(sizes) <= LIMIT
    assert {int(number) for number in re.findall(r"Titel &lt;(\d+)&gt;", text)} == set(range(1, 3001))
    assert [len(part.rows) for part in parts] == [0] * (len(parts) - 1) + [2]


@pytest.mark.parametrize(
    ("day", "lines"),
    [
        (date(2009, 12, 15), ["Phase 1: Analyse (01/2009 to 12/2009)", "Phase 2 (12/2009 to 07/2010)"]),
        (date(2010, 8, 15), ["At the moment: between two phases"]),
        (date(2008, 1, 1), ["The first phase has not begun yet."]),
        (date(2012, 1, 1), ["The last phase is over."]),
    ],
)
def test_phases_in_one_plain_line_each(day: date, lines: list[str]) -> None:
    phases = (
        Phase(number=1, name="Analyse", starts_on=date(2009, 1, 1), ends_on=date(2009, 12, 31)),
        Phase(number=2, name="", starts_on=date(2009, 12, 1), ends_on=date(2010, 7, 31)),
        Phase(number=3, name="", starts_on=date(2010, 9, 1), ends_on=date(2011, 7, 31)),
    )

    text = summaries.summary_parts("en", _summary(1, *phases, day=day), TOWN, BERLIN)[0].text

    assert text.split("\n\n")[1].split("\n")[1:] == lines


def _file(summary: Summary) -> bytes:
    outgoing = reports.word_file("ar", summary, TOWN, NOW, BERLIN)
    assert outgoing.file is not None
    return outgoing.file.content


def test_the_word_file_is_german_and_accessible() -> None:
    content = _file(_summary(2))
    archive = zipfile.ZipFile(io.BytesIO(content))
    body, styles = archive.read("word/document.xml").decode(), archive.read("word/styles.xml").decode()
    document = Document(io.BytesIO(content))

    tables = len(document.tables)
    assert [body.count(f"<{tag}") for tag in ("w:tblHeader", "w:tblCaption")] == [tables, tables]
    assert re.findall(r'<w:lang w:val="([^"]+)"', styles) == ["de-DE"]
    assert document.core_properties.author == "Stadt Coburg"
    assert [cell.text for cell in document.tables[1].rows[1].cells] == ["Einwohner", "41.247", "01.10.2009", ""]
    assert re.findall(r"<w:instrText>(\w+)", archive.read("word/footer1.xml").decode()) == ["PAGE", "NUMPAGES"]
    levels = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert levels.count("Heading 3") == 2


@settings(deadline=None, max_examples=40)
@given(st.text(st.characters(exclude_categories=())))
def test_no_text_breaks_the_word_file(text: str) -> None:
    table = Table(text, [text], [[text]], [16])
    blocks = (Heading(text, 1), Paragraph(text, label=text, quoted=True), table)
    paper = Printout(
        title=text[:200], subtitle=text, publisher=text[:200], page=text, created=NOW, details=[(text, text)]
    )

    content = write(paper, blocks)

    assert len(Document(io.BytesIO(content)).tables) == 1
