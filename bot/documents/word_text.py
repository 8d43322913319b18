"""The text of a Word file as plain lines: numbers of lists kept as text, tables line by line, deletions left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.documents.word_opening import OpenedFile
from bot.errors import BadFile, FileProblem

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: What is no part of the text around it: what was deleted or moved away, drawings' texts and their doubles; tables,
#: which are read for themselves.
_LEFT_OUT = {f"{_W}{name}" for name in ("del", "moveFrom", "txbxContent", "pPr", "rPr", "sdtPr", "tbl", "tblPr")}
_LEFT_OUT.add("{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent")
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_BULLET = "–"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DEEPEST = 9
#: Characters of all lines together: far more than any paper has, few enough to be compared and kept.
_TEXT_LIMIT = 600_000


@dataclass(frozen=True)
class Line:
    """A paragraph, or a row of a table: its text, what it is marked with, the content controls around it."""

    text: str
    bookmarks: tuple[str, ...]
    tags: tuple[str, ...]
    is_heading: bool


def read_lines(opened: OpenedFile) -> list[Line]:
    """Return every paragraph and every row of the document, in order; a table within a row follows it.

    Raises:
        BadFile: it has more text than is read here.
    """
    document = opened.parse(opened.main)
    body = document.find(f"{_W}body") if document is not None else None
    lines: list[Line] = []
    left = _TEXT_LIMIT
    for line in _Reader(opened).lines(body, ()) if body is not None else ():
        left -= len(line.text)
        if left < 0:
            raise BadFile(FileProblem.TOO_BIG)
        lines.append(line)
    return lines


class _Reader:
    def __init__(self, opened: OpenedFile) -> None:
        self._formats = _read_formats(opened.parse_beside("numbering.xml"))
        self._headings, self._lists = _read_styles(opened.parse_beside("styles.xml"))
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * _DEEPEST)

    def lines(self, parent: Any, tags: tuple[str, ...]) -> Iterator[Line]:
        marks: tuple[str, ...] = ()
        for element in parent:
            match _name(element):
                case "bookmarkStart":
                    marks += (element.get(f"{_W}name", ""),)
                case "p":
                    yield self._line(element, marks, tags)
                    marks = ()
                case "tbl":
                    yield from self._rows(element, tags)
                case "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag":
                    yield from self.lines(element, (*tags, *_tag(element)))

    def _line(self, paragraph: Any, marks: tuple[str, ...], tags: tuple[str, ...]) -> Line:
        inside = [_tag(control) for control in paragraph.iter(f"{_W}sdt")]
        text = "".join(_text(paragraph)).strip()
        label = self._label(paragraph) if text else ""
        style = _value(paragraph, "pPr", "pStyle")
        heading = style in self._headings or _value(paragraph, "pPr", "outlineLvl") != ""
        all_tags = (*tags, *(tag for found in inside for tag in found))
        return Line(f"{label} {text}".strip(), (*marks, *_bookmarks(paragraph)), all_tags, heading)

    def _rows(self, table: Any, tags: tuple[str, ...]) -> Iterator[Line]:
        for row in _nearest(table, "tr"):
            cells = [" ".join("".join(_text(cell)).split()) for cell in _nearest(row, "tc")]
            marks = tuple(start.get(f"{_W}name", "") for start in _nearest(row, "bookmarkStart"))
            yield Line(" | ".join(cell for cell in cells if cell), marks, tags, is_heading=False)
            for within in _nearest(row, "tbl"):
                yield from self._rows(within, tags)

    def _label(self, paragraph: Any) -> str:
        """Return the number or sign that Word shows before a paragraph of a list."""
        number, level = _list_of(paragraph, self._lists)
        if number not in self._formats or level >= _DEEPEST:
            return ""
        counts = self._counts[number]
        counts[level] += 1
        counts[level + 1 :] = [0] * (_DEEPEST - level - 1)
        formats = self._formats[number]
        shape, pattern, start = formats.get(level, ("bullet", "", 1))
        if shape in {"bullet", "none"}:
            return _BULLET if shape == "bullet" else ""
        for other in range(level + 1):
            other_shape, _, other_start = formats.get(other, (shape, "", start))
            pattern = pattern.replace(f"%{other + 1}", _count(other_shape, max(counts[other], 1) + other_start - 1))
        return pattern


def _name(element: Any) -> str:
    return str(element.tag).removeprefix(_W) if isinstance(element.tag, str) else ""


def _value(element: Any, *path: str) -> str:
    """Return the `w:val` at the end of a path of elements, or nothing."""
    found = element.find("/".join(_W + name for name in path))
    return found.get(f"{_W}val", "") if found is not None else ""


def _tag(element: Any) -> tuple[str, ...]:
    tag = _value(element, "sdtPr", "tag")
    return (tag,) if tag else ()


def _bookmarks(element: Any) -> tuple[str, ...]:
    return tuple(start.get(f"{_W}name", "") for start in element.iter(f"{_W}bookmarkStart"))


def _nearest(parent: Any, name: str) -> Iterator[Any]:
    """Return the elements of this name in another, but for those within one another or within another table."""
    for child in parent:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _nearest(child, name)


def _text(element: Any) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if child.tag in _LEFT_OUT:
            continue
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        else:
            yield from _text(child)
            if name == "p":
                yield " "


def _read_formats(numbering: Any) -> dict[str, dict[int, tuple[str, str, int]]]:
    """Return for each list of the document what stands before its paragraphs: shape, pattern, first number."""
    if numbering is None:
        return {}
    levels = {
        one.get(f"{_W}abstractNumId", ""): {
            _whole(level.get(f"{_W}ilvl")): (
                _value(level, "numFmt"),
                _value(level, "lvlText"),
                _whole(_value(level, "start") or "1"),
            )
            for level in one.findall(f"{_W}lvl")
        }
        for one in numbering.findall(f"{_W}abstractNum")
    }
    lists = numbering.findall(f"{_W}num")
    return {one.get(f"{_W}numId", ""): levels.get(_value(one, "abstractNumId"), {}) for one in lists}


def _read_styles(styles: Any) -> tuple[set[str], dict[str, tuple[str, int]]]:
    """Return which paragraph styles are headings, and which number their paragraphs."""
    headings, lists = set(), {}
    for style in styles.findall(f"{_W}style") if styles is not None else ():
        number = style.get(f"{_W}styleId", "")
        if _value(style, "name").casefold().startswith("heading") or _value(style, "pPr", "outlineLvl"):
            headings.add(number)
        if _value(style, "pPr", "numPr", "numId"):
            lists[number] = (_value(style, "pPr", "numPr", "numId"), _whole(_value(style, "pPr", "numPr", "ilvl")))
    return headings, lists


def _list_of(paragraph: Any, lists: dict[str, tuple[str, int]]) -> tuple[str, int]:
    own = _value(paragraph, "pPr", "numPr", "numId")
    if own:
        return own, _whole(_value(paragraph, "pPr", "numPr", "ilvl"))
    return lists.get(_value(paragraph, "pPr", "pStyle"), ("", 0))


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0


def _count(shape: str, number: int) -> str:
    if shape.endswith("Letter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 3 + 1)
        return letter.upper() if shape.startswith("upper") else letter
    if shape.endswith("Roman"):
        roman, rest = "", number % 400
        for worth, sign in _ROMAN:
            roman, rest = roman + sign * (rest // worth), rest % worth
        return roman.upper() if shape.startswith("upper") else roman
    return str(number)
