"""What a municipality begins with, as a file: its shape, reading it, and saying in sentences what is wrong, and where.

The format is described for people in README.md beside this file; `coburg-2009.json` is one such file. `entries` and
`outcomes` have its parts, `spreadsheet` the same as a spreadsheet.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from bot.towns.entries import (
    BodyEntry,
    Entry,
    EventEntry,
    FigureEntry,
    MilestoneEntry,
    PersonEntry,
    PhaseEntry,
    TagEntry,
    TownEntry,
)
from bot.towns.outcomes import IndicatorEntry, MeasureEntry, PaperEntry, ResultEntry
from bot.towns.references import find_problems

COBURG = Path(__file__).parent / "coburg-2009.json"


class TownFileError(Exception):
    """A file that cannot be imported: a sentence for each thing that does not fit, with file and place."""

    def __init__(self, *sentences: str) -> None:
        """Remember the sentences; the error's text is all of them, one per line."""
        super().__init__("\n".join(sentences))
        self.sentences = sentences


class TownFile(Entry):
    """The whole file."""

    format: Literal[1]
    as_of: date
    town: TownEntry
    figures: list[FigureEntry] = []
    bodies: list[BodyEntry] = []
    people: list[PersonEntry] = []
    phases: list[PhaseEntry] = []
    milestones: list[MilestoneEntry] = []
    tags: list[TagEntry] = []
    events: list[EventEntry] = []
    results: list[ResultEntry] = []
    papers: list[PaperEntry] = []
    measures: list[MeasureEntry] = []
    indicators: list[IndicatorEntry] = []


def read_town(path: Path) -> TownFile:
    """Return the town in the JSON file or spreadsheet at `path`.

    Raises:
        TownFileError: there is no such file, it is neither, or something in it does not fit.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise TownFileError(f"{path} cannot be read: {error.strerror}.") from error
    if path.suffix.lower() == ".xlsx":
        # A start that reads no spreadsheet need not know how to.
        from bot.towns import spreadsheet  # noqa: PLC0415

        try:
            table = spreadsheet.read(content)
        except spreadsheet.SpreadsheetError as error:
            raise TownFileError(*(f"{path}: {problem}." for problem in error.problems)) from error
        return check_town(str(path), table.data, table.places)
    return check_town(str(path), _parse(path, content), {})


def check_town(name: str, data: Any, places: dict[tuple[str | int, ...], str]) -> TownFile:
    """Return the town that `data` describes; `places` tells where a part of it stands in a spreadsheet.

    Raises:
        TownFileError: something does not fit; each thing has its sentence.
    """
    try:
        file = TownFile.model_validate_json(json.dumps(data, default=str))
    except ValidationError as error:
        raise TownFileError(*_sentences(name, _complaints(error), places)) from error
    if problems := list(find_problems(file)):
        raise TownFileError(*_sentences(name, problems, places))
    return file


def _parse(path: Path, content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise TownFileError(f"{path} is not written in UTF-8.") from error
    except json.JSONDecodeError as error:
        raise TownFileError(
            f"{path}, line {error.lineno}, column {error.colno}: this is no JSON, {error.msg}."
        ) from error
    except RecursionError as error:
        raise TownFileError(f"{path} is nested too deeply.") from error


Problem = tuple[tuple[str | int, ...], str]


def _complaints(error: ValidationError) -> list[Problem]:
    """Return place and complaint of all that does not fit; of what may be two things, once."""
    found = {each["loc"]: each["msg"] for each in error.errors()}
    return [(place, message.removeprefix("Value error, ").rstrip(".")) for place, message in found.items()]


def _sentences(name: str, problems: Sequence[Problem], places: dict[tuple[str | int, ...], str]) -> list[str]:
    return [": ".join([name, *filter(None, [_place(place, places)]), problem]) + "." for place, problem in problems]


def _place(place: tuple[str | int, ...], places: dict[tuple[str | int, ...], str]) -> str:
    """Say where something stands: in the spreadsheet, or the way through the JSON (`bodies[3].short_name`)."""
    for length in range(len(place), 0, -1):
        if place[:length] in places:
            return places[place[:length]]
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(".")
