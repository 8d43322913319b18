"""A council paper's Word file that comes back: which paper, which versions, and what stands in each section now.

Sections are known by content controls, by hidden bookmarks, and where a program has dropped both by their headings.
"""

from __future__ import annotations

import re

from bot.documents.council_paper import PROPERTY, REST, TAG
from bot.documents.word_opening import OpenedFile
from bot.documents.word_text import Line, read_lines
from bot.errors import BadFile, FileProblem
from bot.services.paper_files import Mark, ReadFile, lines_of
from models import PaperSection

_BOOKMARK = re.compile(r"_mw_([a-z]+)_(\d{1,15})\Z")
_HEADING = re.compile(r"_mw_(?:head_)?([a-z]+|rest_\d)\Z")
_PAPER = re.compile(r"_mw_paper_(\d{1,15})_([0-9a-f]{8})\Z")
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_CUSTOM = "docProps/custom.xml"
#: How a heading can begin, by its number or its word; None: what is not read back.
_NUMERALS: dict[str, PaperSection | None] = {
    "I.": PaperSection.FACTS,
    "II.": PaperSection.RESOLUTION,
    "III.": PaperSection.FINANCES,
    "IV.": PaperSection.REFERENCES,
    "V.": None,
}
_WORDS: dict[str, PaperSection | None] = {
    "betreff": PaperSection.SUBJECT,
    "beteiligt": PaperSection.INVOLVED,
    "sachverhalt": PaperSection.FACTS,
    "sitzungsvortrag": PaperSection.FACTS,
    "beschlussvorschlag": PaperSection.RESOLUTION,
    "finanzielle auswirkungen": PaperSection.FINANCES,
    "bezug": PaperSection.REFERENCES,
    "anlagen": None,
    "beratungsfolge": None,
}
#: The last of them: nothing below it is read.
_LAST = "anlagen"
_NAMES = set(PaperSection)
_NUMBER = re.compile(r"\d{1,15}")
#: Longer ones are sentences.
_LONGEST_HEADING = 80


def read_paper(content: bytes) -> ReadFile:
    """Return what stands in the file. Takes time: not for the loop.

    Raises:
        BadFile: it is no Word file, or no section of a paper can be made out in it.
    """
    opened = OpenedFile(content)
    lines = read_lines(opened)
    found = {section: "\n".join(lines_of("\n".join(said))) for section, said in _read_sections(lines).items()}
    texts = {section: text for section, text in found.items() if text}
    if not texts:
        raise BadFile(FileProblem.UNKNOWN)
    mark, seen = _read_property(opened)
    marks = [name for line in lines for name in line.bookmarks]
    return ReadFile(mark or _read_mark(marks), seen or _read_versions(marks), texts)


def _read_sections(lines: list[Line]) -> dict[PaperSection, list[str]]:
    """Return the lines of each section: all from where it begins to where something else does."""
    found: dict[PaperSection, list[str]] = {}
    current: PaperSection | None = None
    for line in lines:
        inside = _section_of(line)
        if inside is None and _is_heading(line):
            current = _announced(line)
            if current is None and _ends_everything(line):
                break
            continue
        current = inside or current
        if current is not None:
            found.setdefault(current, []).extend(line.text.splitlines() or [""])
    return found


def _section_of(line: Line) -> PaperSection | None:
    """Return the section whose content control is around a line, or whose bookmark begins in it."""
    named = [tag.removeprefix(TAG) for tag in line.tags if tag.startswith(TAG)]
    named += [match[1] for match in map(_BOOKMARK.match, line.bookmarks) if match]
    return next((PaperSection(name) for name in named if name in _NAMES), None)


def _is_heading(line: Line) -> bool:
    """Tell whether a line is one of the headings between the sections, marked, styled or at least worded as one."""
    if _heading_mark(line) is not None:
        return True
    numeral, word = line.text.partition(" ")[0] in _NUMERALS, _word_of(line.text) is not None
    return len(line.text) <= _LONGEST_HEADING and ((numeral and word) or (line.is_heading and (numeral or word)))


def _heading_mark(line: Line) -> str | None:
    return next((match[1] for match in map(_HEADING.match, line.bookmarks) if match), None)


def _announced(line: Line) -> PaperSection | None:
    """Return the section that a heading stands above."""
    mark = _heading_mark(line)
    if mark is not None:
        return PaperSection(mark) if mark in _NAMES else None
    word = _word_of(line.text)
    return _WORDS[word] if word is not None else _NUMERALS[line.text.partition(" ")[0]]


def _ends_everything(line: Line) -> bool:
    """Tell whether the annexes begin here."""
    return REST[1] in line.bookmarks or line.text.startswith("V.") or _word_of(line.text) == _LAST


def _word_of(text: str) -> str | None:
    """Return the known word with which a heading begins, after its number."""
    numeral, _, rest = text.partition(" ")
    words = (rest if numeral in _NUMERALS else text).casefold().strip()
    return next((word for word in _WORDS if words.startswith(word)), None)


def _read_property(opened: OpenedFile) -> tuple[Mark | None, dict[PaperSection, int]]:
    """Return what the document's property says: the paper, and the version of each section."""
    custom = opened.parse(_CUSTOM)
    for one in custom.iter(_PROPERTY) if custom is not None else ():
        said = "".join(one.itertext()).split()
        if one.get("name") == PROPERTY and said:
            pairs = [pair.partition("=") for pair in said[1:]]
            known = {name: number for name, _, number in pairs if name in _NAMES and _NUMBER.fullmatch(number)}
            return Mark.parse(said[0]), {PaperSection(name): int(number) for name, number in known.items()}
    return None, {}


def _read_mark(names: list[str]) -> Mark | None:
    match = next(filter(None, map(_PAPER.match, names)), None)
    return Mark(int(match[1]), match[2]) if match else None


def _read_versions(names: list[str]) -> dict[PaperSection, int]:
    matches = [match for match in map(_BOOKMARK.match, names) if match]
    return {PaperSection(match[1]): int(match[2]) for match in matches if match[1] in _NAMES}
