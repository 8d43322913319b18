"""Tables for spreadsheets: what somebody wrote is never a formula, German programs open them by a tap."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from bot.documents.spreadsheet_tables import Sheet, write_csv, write_workbook
from tests.towns import CONFERENCE_DAY

HEAD = ("Titel", "Zahl", "Tag")
FORMULAS = ["=1+1", "+49 9561", "-2", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://example.org")']


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    content = write_workbook("Titel", "Coburg", CONFERENCE_DAY, [Sheet("Blatt", (text,), [(text,)])])

    cells = [cell for row in load_workbook(io.BytesIO(content)).worksheets[0].iter_rows() for cell in row]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)] * 2


@pytest.mark.parametrize("text", FORMULAS)
def test_in_a_table_an_apostrophe_comes_before_a_formula(text: str) -> None:
    content = write_csv((text,), []).decode("utf-8-sig")

    assert content.strip('"').startswith("'" + text[0])


def test_a_table_opens_in_a_german_program() -> None:
    content = write_csv(HEAD, [("Fest; „groß“", 2.5, date(2009, 10, 13)), (None, 3, None)])

    assert content == '\ufeffTitel;Zahl;Tag\r\n"Fest; „groß“";2,5;13.10.2009\r\n;3;\r\n'.encode()


def test_a_workbook_has_a_sheet_each_with_values_as_they_are() -> None:
    rows = [("Fest\x00", -2, date(2009, 10, 13))]
    content = write_workbook("Titel", "Coburg", CONFERENCE_DAY, [Sheet("A/B", HEAD, rows), Sheet("Leer", HEAD, [])])

    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["A B", "Leer"]
    found = list(book["A B"].iter_rows(values_only=True))
    assert [found[0], found[1][:2], str(found[1][2])] == [HEAD, ("Fest", -2), "2009-10-13 00:00:00"]
    assert [book["A B"]["A2"].quotePrefix, book["A B"].freeze_panes] == [False, "A2"]
