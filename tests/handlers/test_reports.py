"""Papers and pictures at the desk: status report of any day, one page, public list, workbook, pictures."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from models import MeasureNote, MeasureState
from models import Town as TownRow
from tests.drafting import concluded
from tests.factories import LONG_AGO, create_measure
from tests.steering import NOT_HERE
from tests.towns import Resident, Town

PAGE = (
    "🖨 Papers and pictures\n\nOne page is for: the second mayor\n\n"
    "Papers are in German and name nobody. The public list is shown to you first."
)
REPORT = "📄 Status report, Tuesday, 13.10.2009\n\n2 working groups\n2 proposals and measures\nunder review: 2"
PUBLIC = (
    "📰 1 entry for the public\n\n"
    "Only what is released or decided; no texts, reasons, opinions or names of people.\n\n"
    "• BIL-01 Stadtteilmütter (under review)\n\n"
    "Please read it, also for names in titles. With your tap it may go to the press."
)
HIDDEN = ("Petra", "Sabine", "Amal", "Mehmet", "Olga", "Bernd", "Zwei AGs wollen es", "Der Beirat rät")


async def settled(town: Town) -> dict[str, Resident]:
    _, people = await concluded(town)
    return people


def words_of(content: bytes) -> str:
    """Everything that a Word file says, alternative texts too."""
    document: Any = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    told = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells, *told])


def names_nobody(text: str) -> bool:
    return not any(name in text for name in HIDDEN)


async def test_the_status_report_of_today_as_word_file(town: Town) -> None:
    klaus = (await settled(town))["Klaus"]

    assert await klaus.says("/reports") == [PAGE]
    assert await klaus.presses("📄 Status report", "13.10.2009") == [REPORT]
    assert await klaus.presses("📄 Word") == ["📄 Status report of Tuesday, 13.10.2009, in German"]
    text = words_of(klaus.file)
    assert "BIL-01 Stadtteilmütter" in text
    assert names_nobody(text)
    pictures = Document(io.BytesIO(klaus.file)).inline_shapes
    told = [shape._inline.docPr.get("descr").splitlines()[0][:9] for shape in pictures]
    assert [len(told), all(told)] == [2, True]


async def test_the_same_as_workbook_and_table(town: Town) -> None:
    people = await settled(town)
    klaus = people["Klaus"]
    town.database.transact(create_measure, "M-01", "=1+1", state=MeasureState.PLANNED)
    await klaus.says("/reports")
    await klaus.presses("📄 Status report", "13.10.2009", "📊 Excel")
    book = load_workbook(io.BytesIO(klaus.file))
    await klaus.presses("🧾 CSV")
    table = klaus.file.decode("utf-8-sig").splitlines()

    head, *rows = [row[:2] for row in book.worksheets[0].iter_rows(values_only=True)]
    assert [head[0], table[0].split(";")[0]] == ["Handlungsfeld", "Handlungsfeld"]
    assert rows == [
        ("Bildung", "BIL-01 Stadtteilmütter"),
        ("Begegnung", "IKB-01 Begegnungsfest"),
        ("Übergreifend", "M-01 =1+1"),
    ]
    assert [line.split(";")[1] for line in table[1:]] == [name for _field, name in rows]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("31.12.2008", "Wednesday, 31.12.2008"),
        ("12/2008", "Wednesday, 31.12.2008"),
        ("13.10.2009", "Tuesday, 13.10.2009"),
        ("1.10.", "Thursday, 01.10.2009"),
    ],
)
async def test_any_day_can_be_typed(town: Town, typed: str, title: str) -> None:
    klaus = (await settled(town))["Klaus"]
    await klaus.says("/reports")
    asked = await klaus.presses("📄 Status report", "📅 Another day")

    assert asked == ["Which day? Please write the date.\n\nFor example: 31.12.2009"]
    (page,) = await klaus.says(typed)
    assert page.splitlines()[0] == f"📄 Status report, {title}"


async def test_a_day_that_is_still_to_come_says_so(town: Town) -> None:
    klaus = (await settled(town))["Klaus"]
    await klaus.says("/reports")
    await klaus.presses("📄 Status report", "📅 Another day")
    (page,) = await klaus.says("31.12.2009")
    ahead = "That day is still to come: this is what was known on 13.10.2009."

    assert page.splitlines()[-1] == ahead
    await klaus.presses("📄 Word")
    assert words_of(klaus.file).split("\n")[3] == "Dieser Tag liegt noch vor uns: Das war am 13.10.2009 bekannt."


@pytest.mark.parametrize("typed", ["bald", "31.02.2009", "1.1.1500", "1.1.2999"])
async def test_what_is_no_day_is_asked_again(town: Town, typed: str) -> None:
    klaus = (await settled(town))["Klaus"]
    await klaus.says("/reports")
    await klaus.presses("📄 Status report", "📅 Another day")
    await klaus.says(typed)

    assert (await klaus.says("13.10.2009"))[-1] == REPORT


async def test_u29_the_one_page_is_one_tap_away(town: Town) -> None:
    klaus = (await settled(town))["Klaus"]
    await klaus.says("/reports")

    assert await klaus.presses("📃 One page") == ["📄 One page of Tuesday, 13.10.2009, in German"]
    text = words_of(klaus.file)
    assert "BIL-01 Stadtteilmütter: 13.10.2009" in text
    assert names_nobody(text)
    assert len([line for line in text.splitlines() if line]) <= 16


async def test_r11_whom_the_page_is_for_is_the_towns_data(town: Town) -> None:
    klaus = (await settled(town))["Klaus"]

    def name(session: Any) -> None:
        session.add(TownRow(name="Coburg", process="Konzept", report_recipient="2. Bürgermeister <Muster>"))

    town.database.transact(name)
    await town.restart()
    (page,) = await klaus.says("/reports")
    assert page.splitlines()[2] == "One page is for: 2. Bürgermeister <Muster>"
    await klaus.presses("📃 One page")
    assert "2. Bürgermeister <Muster>" in words_of(klaus.file)


async def test_r10_the_public_list_is_read_before_it_is_handed_out(town: Town) -> None:
    klaus = (await settled(town))["Klaus"]
    await klaus.says("/reports")

    assert await klaus.presses("📰 Public list") == [PUBLIC]
    assert await klaus.presses("✅ Approve, hand out") == [
        "📰 Public list of Tuesday, 13.10.2009, in German",
        "📰 The same list as a table",
    ]
    word = klaus.bot_messages[-2].document
    assert word is not None
    for text in (words_of(word.content), klaus.file.decode("utf-8-sig")):
        assert "Stadtteilmütter" in text
        assert "Begegnungsfest" not in text
        assert names_nobody(text)


async def test_a_list_that_has_changed_is_shown_again(town: Town) -> None:
    klaus = (await settled(town))["Klaus"]
    await klaus.says("/reports")
    await klaus.presses("📰 Public list")
    told = [MeasureNote(state=each, written_at=LONG_AGO) for each in (MeasureState.RESOLVED, MeasureState.UNDERWAY)]
    town.database.transact(create_measure, "M-01", "Chor", state=MeasureState.UNDERWAY, notes=told)
    (shown,) = await klaus.presses("✅ Approve, hand out")

    assert shown.splitlines()[2] == "It has changed meanwhile. Please look again."
    assert "• M-01 Chor (under way)" in shown
    assert len(await klaus.presses("✅ Approve, hand out")) == 2


async def test_everything_is_one_workbook(town: Town) -> None:
    petra = (await settled(town))["Petra"]
    await petra.says("/papers")
    await petra.presses("➕ New paper", "BIL-01", "📝 Draft")
    await petra.says("/reports")
    await petra.presses("📊 Everything (Excel)")

    book = load_workbook(io.BytesIO(petra.file))
    assert [sheet.max_row for sheet in book.worksheets] == [3, 1, 2, 1]
    first = next(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert [first[0], first[5], first[7]] == ["BIL-01", 2, "IKB-02 Elternlotsinnen"]


@pytest.mark.parametrize(
    ("label", "second"),
    [
        ("Proposals by group", "AG Bildung (Education): 1"),
        ("Way of the proposals", "handed in: 2"),
        ("Time line", "No date is known yet."),
        ("Indicators in numbers", "Nothing has been measured yet."),
    ],
)
async def test_pictures_come_with_their_words(town: Town, label: str, second: str) -> None:
    klaus = (await settled(town))["Klaus"]
    await klaus.says("/reports")
    await klaus.presses("🖼 Pictures", label)
    message = klaus.bot_messages[-1]

    assert message.photo
    lines = (message.caption or "").splitlines()
    assert lines[0] == f"{label} on 13.10.2009"
    assert lines[2].startswith(second.split(":", maxsplit=1)[0])
    assert (await klaus.presses("🖨 Reports"))[-1] == PAGE


@pytest.mark.parametrize("name", ["Amal", "Olga", "Bernd", "Gül"])
async def test_others_see_nothing_of_it(town: Town, name: str) -> None:
    resident = (await settled(town))[name]

    assert await resident.says("/reports") == [NOT_HERE]
    for data in (
        "stday",
        "sttype",
        "status:2009-10-13",
        "stfile:2009-10-13:csv",
        "stbrief",
        "press",
        "allxlsx",
        "pics",
    ):
        assert await resident.forges(data) == [NOT_HERE]


@pytest.mark.parametrize(
    "data", ["status:gestern", "status:2999-01-01", "stfile:2009-10-13:exe", "pic:cake", "status:0001-01-01"]
)
async def test_forged_buttons_do_nothing(town: Town, data: str) -> None:
    klaus = (await settled(town))["Klaus"]
    before = len(klaus.bot_messages)
    await klaus.forges(data)

    assert all(message.document is None and not message.photo for message in klaus.bot_messages[before:])
