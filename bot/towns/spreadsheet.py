"""A town's file as a spreadsheet: the same lists, one sheet each; see `sheets` for what stands where."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from bot.towns.sheets import SHEETS, TOWN_FIELDS, TOWN_SHEET, Column, Kind, Sheet, from_word, to_word

#: Bytes that a spreadsheet may have when it is unpacked.
MOST_BYTES = 50_000_000
_SEPARATOR = "; "
#: Characters that no cell may hold (XML 1.0, section 2.2).
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

Place = tuple[str | int, ...]


class SpreadsheetError(Exception):
    """What does not fit before the file as a whole can be checked, a sentence for each, without its full stop."""

    def __init__(self, *problems: str) -> None:
        """Remember the problems."""
        super().__init__(*problems)
        self.problems = problems


@dataclass
class Reading:
    """The file's data as JSON would have it, and where in the spreadsheet each part stands."""

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Place, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read(content: bytes) -> Reading:
    """Return what the spreadsheet says.

    Raises:
        SpreadsheetError: it is none, or its sheets, headings or cells are not those of a town's file.
    """
    book = _open(content)
    reading = Reading()
    known = {sheet.title: sheet for sheet in SHEETS}
    reading.problems += [f"there is no sheet called {title}" for title in book.sheetnames if not _is_known(title)]
    if TOWN_SHEET not in book.sheetnames:
        raise SpreadsheetError(f"the sheet {TOWN_SHEET} is missing")
    _read_town(book[TOWN_SHEET], reading)
    # Lists before what hangs on their entries.
    for sheet in sorted(known.values(), key=lambda each: len(each.path)):
        if sheet.title in book.sheetnames:
            _read_sheet(book[sheet.title], sheet, reading)
    if reading.problems:
        raise SpreadsheetError(*reading.problems)
    return reading


def _is_known(title: str) -> bool:
    return title == TOWN_SHEET or title in {sheet.title for sheet in SHEETS}


def _open(content: bytes) -> Workbook:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
                raise SpreadsheetError("this is too large for a town")
        return load_workbook(io.BytesIO(content))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, EOFError) as error:
        raise SpreadsheetError("this is no spreadsheet (.xlsx)") from error


def _read_town(rows: Any, reading: Reading) -> None:
    for row in rows.iter_rows(max_col=2):
        heading, cell = row[0], row[1]
        if heading.value is None:
            continue
        way = TOWN_FIELDS.get(str(heading.value).strip())
        if way is None:
            reading.problems.append(f"{TOWN_SHEET}, {heading.coordinate}: there is no field called {heading.value}")
        elif (value := _value(cell, None, TOWN_SHEET, reading)) is not None:
            *above, last = way
            target = reading.data.setdefault(above[0], {}) if above else reading.data
            target[last] = value
            reading.places[way] = f"{TOWN_SHEET}, {cell.coordinate}"


def _read_sheet(rows: Any, sheet: Sheet, reading: Reading) -> None:
    head, *body = list(rows.iter_rows()) or [()]
    columns = {column.heading: column for column in (*filter(None, [sheet.parent]), *sheet.columns)}
    found = {}
    for cell in head:
        heading = str(cell.value or "").strip()
        if heading in columns:
            found[cell.column] = columns[heading]
        elif heading:
            reading.problems.append(f"{sheet.title}, {cell.coordinate}: there is no column called {heading}")
    for row in body:
        values = {
            found[cell.column].field: (cell, value)
            for cell in row
            if cell.column in found and (value := _value(cell, found[cell.column], sheet.title, reading)) is not None
        }
        if values:
            _take_row(sheet, values, row[0].row, reading)


def _take_row(sheet: Sheet, values: dict[str, tuple[Any, Any]], row: int, reading: Reading) -> None:
    """Put a row where it belongs: into its list, or below the entry that its first column names."""
    where = f"{sheet.title}, row {row}"
    place: Place = sheet.path[:1]
    entries = reading.data.setdefault(sheet.path[0], [])
    if sheet.parent is not None:
        _, key = values.pop(sheet.parent.field, (None, None))
        names = (sheet.parent.field, "number")
        number = next((at for at, entry in enumerate(entries) if key in map(entry.get, names)), None)
        if key is None or number is None:
            reading.problems.append(f"{where}: {sheet.parent.heading} names nothing that stands on another sheet")
            return
        place = (*place, number, sheet.path[1])
        entries = entries[number].setdefault(sheet.path[1], {} if sheet.pair else [])
    entry = {name: value for name, (_, value) in values.items()}
    if sheet.pair is not None:
        own = _put_pair(entries, entry, sheet.pair)
        place = (*place, own)
    else:
        place = (*place, len(entries))
        entries.append(entry)
    reading.places[place] = where
    reading.places |= {(*place, name): f"{sheet.title}, {cell.coordinate}" for name, (cell, _) in values.items()}


def _put_pair(entries: dict[str, Any], entry: dict[str, Any], pair: tuple[str, str | None]) -> str:
    key, value = pair
    own = str(entry.pop(key, ""))
    entries[own] = entry if value is None else entry.get(value, "")
    return own


def _value(cell: Any, column: Column | None, title: str, reading: Reading) -> Any:
    """Return what a cell says as JSON would have it, or None where it is empty."""
    value = cell.value
    if cell.data_type == "f":
        reading.problems.append(f"{title}, {cell.coordinate}: this is a formula; write its value")
        return None
    if isinstance(value, str):
        value = value.strip() or None
    if value is None:
        return None
    return _converted(value, column.kind if column else None)


def _converted(value: Any, kind: Kind | None) -> Any:
    match kind:
        case Kind.MANY:
            return [part.strip() for part in str(value).split(";") if part.strip()]
        case Kind.SUBMISSIONS:
            return [_submission(part) for part in str(value).split(";") if part.strip()]
        case Kind.FLAG:
            return {"ja": True, "nein": False, "true": True, "false": False}.get(str(value).lower(), value)
        case Kind.WORD:
            return from_word(str(value))
        case Kind.TEXT:
            return _text(value)
    return _plain(value)


def _plain(value: Any) -> Any:
    """Return dates as the file has them; Excel gives days as midnights and whole numbers as fractions."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _text(value: Any) -> str:
    plain = _plain(value)
    return f"{date.fromisoformat(plain):%d.%m.%Y}" if isinstance(value, datetime) and len(plain) == 10 else str(plain)


def _submission(part: str) -> dict[str, str]:
    code, _, priority = part.partition(":")
    return {"body": code.strip()} | ({"priority": from_word(priority)} if priority.strip() else {})


def write(data: Mapping[str, Any]) -> bytes:
    """Return the data of a town's file as a spreadsheet; sheets without entries keep their headings."""
    book = Workbook()
    book.remove(book.worksheets[0])
    town = book.create_sheet(TOWN_SHEET)
    for heading, way in TOWN_FIELDS.items():
        value: Any = data
        for part in way:
            value = value.get(part) if value else None
        _append(town, [heading, value])
    town.column_dimensions["A"].width, town.column_dimensions["B"].width = 18, 70
    for sheet in SHEETS:
        _write_sheet(book.create_sheet(sheet.title), sheet, list(_rows(data, sheet)))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write_sheet(rows: Any, sheet: Sheet, found: Sequence[dict[str, Any]]) -> None:
    columns = (*filter(None, [sheet.parent]), *sheet.columns)
    _append(rows, [column.heading for column in columns])
    for cell in rows[1]:
        cell.font = Font(bold=True)
        rows.column_dimensions[get_column_letter(cell.column)].width = 22
    rows.freeze_panes = "A2"
    for entry in found:
        _append(rows, [_cell(entry.get(column.field), column.kind) for column in columns])


def _rows(data: Mapping[str, Any], sheet: Sheet) -> Iterator[dict[str, Any]]:
    entries = data.get(sheet.path[0], [])
    if sheet.parent is None:
        yield from entries
        return
    field = sheet.parent.field
    names = Counter(entry.get(field) for entry in entries)
    for entry in entries:
        # Where two share a title, only the number tells whose row it is.
        key = {field: entry.get(field if names[entry.get(field)] == 1 else "number")}
        below = entry.get(sheet.path[1], {} if sheet.pair else [])
        if sheet.pair is None:
            yield from ({**each, **key} for each in below)
            continue
        name, value = sheet.pair
        for own, each in below.items():
            yield {name: own, **(each if value is None else {value: each}), **key}


def _cell(value: Any, kind: Kind | None) -> Any:
    if value is None:
        return None
    match kind:
        case Kind.MANY:
            return _SEPARATOR.join(value)
        case Kind.SUBMISSIONS:
            parts = [(each["body"], each.get("priority")) for each in value]
            return _SEPARATOR.join(f"{code}: {to_word(word)}" if word else code for code, word in parts)
        case Kind.FLAG:
            return "ja" if value else "nein"
        case Kind.WORD:
            return to_word(value)
    return value


def _append(rows: Any, values: Sequence[Any]) -> None:
    """Add a row; what looks like a formula stays the text that somebody wrote, what XML cannot say is left out."""
    number = rows.max_row + 1 if rows.max_row > 1 or rows["A1"].value is not None else 1
    for place, value in enumerate(values, 1):
        cell: Cell = rows.cell(number, place)
        if not isinstance(value, str):
            cell.value = value
        else:
            cell.value = text = _ILLEGAL.sub("", value)
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
