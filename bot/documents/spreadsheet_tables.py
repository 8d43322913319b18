"""Tables as files for a spreadsheet: a workbook of several sheets, or one table as CSV.

What somebody wrote is never read as a formula: in a workbook it is marked as text, in CSV an apostrophe comes first.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.cell import Cell

Value = str | int | float | date | None

#: How a formula may begin, for one program or another.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: What no workbook can carry.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
#: What the name of a sheet may not contain, and its length.
_NO_NAME = re.compile(r"[\\/*?:\[\]]")
_LONGEST_NAME = 31
_LONGEST_CELL = 32_767
_WIDTHS = (10, 55)


@dataclass(frozen=True)
class Sheet:
    """A table: its name, its head, its rows."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[Value]]


def write_workbook(title: str, publisher: str, created: datetime, sheets: Sequence[Sheet]) -> bytes:
    """Return the sheets as an .xlsx file. Takes time: not for the loop."""
    # A running bot need not carry it.
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = title, publisher
    book.properties.created = book.properties.modified = created.astimezone(UTC).replace(tzinfo=None)
    for sheet in sheets:
        _fill(book.create_sheet(_NO_NAME.sub(" ", sheet.name)[:_LONGEST_NAME]), sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill(target: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415 - see above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for number, row in enumerate((sheet.head, *sheet.rows), 1):
        for place, value in enumerate(row, 1):
            _put(target.cell(number, place), value)
    for place, name in enumerate(sheet.head, 1):
        target.cell(1, place).font = Font(bold=True)
        longest = max([len(name), *(len(str(row[place - 1] or "")) for row in sheet.rows)])
        target.column_dimensions[get_column_letter(place)].width = min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1])
    target.freeze_panes = "A2"
    target.auto_filter.ref = target.dimensions


def _put(cell: Cell, value: Value) -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415 - see above

    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if not isinstance(value, str):
        cell.value = value
        cell.number_format = "DD.MM.YYYY" if isinstance(value, date) else cell.number_format
        return
    text = _ILLEGAL.sub("", value)[:_LONGEST_CELL]
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(_FORMULA)


def write_csv(head: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    """Return a table as German spreadsheets open it by a tap: UTF-8 with its mark, semicolons."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerows([_plain(value) for value in row] for row in (head, *rows))
    return buffer.getvalue().encode("utf-8-sig", "replace")


def _plain(value: Value) -> str:
    match value:
        case None:
            return ""
        case date():
            return f"{value:%d.%m.%Y}"
        case float():
            return f"{value:.10g}".replace(".", ",")
        case int():
            return str(value)
    text = _ILLEGAL.sub("", value)
    return f"'{text}" if text.startswith(_FORMULA) else text
