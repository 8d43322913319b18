"""What a municipality begins with, as a JSON file: its shape, reading it, and saying in one sentence what is wrong.

The format is described for people in README.md beside this file; `coburg-2009.json` is one such file.
"""

from __future__ import annotations

import json
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from bot.languages import LOCALES
from models import BodyKind, BodyState, Priority

COBURG = Path(__file__).parent / "coburg-2009.json"


class TownFileError(Exception):
    """A file that cannot be imported; its text is one sentence that names the file and the place in it."""


def _first_day(value: Any) -> Any:
    return f"{value}-01" if isinstance(value, str) and len(value) == len("2009-01") else value


def _last_day(value: Any) -> Any:
    first = _first_day(value)
    if first == value:
        return value
    month = date.fromisoformat(first)
    return month.replace(day=monthrange(month.year, month.month)[1])


def _shipped(locale: str) -> str:
    if locale not in LOCALES:
        raise ValueError(f"{locale!r} is not one of the shipped languages {', '.join(LOCALES)}")
    return locale


Text = Annotated[str, Field(min_length=1)]
Code = Annotated[str, Field(pattern=r"^[A-Z]{2,8}$")]
FirstDay = Annotated[date, BeforeValidator(_first_day)]
LastDay = Annotated[date, BeforeValidator(_last_day)]
Locale = Annotated[str, AfterValidator(_shipped)]


class _Entry(BaseModel):
    """A part of the file; what it does not know it refuses, so that no typing error passes for a wish."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class TownEntry(_Entry):
    """The municipality."""

    name: Text
    process: Text
    imprint: str = ""
    contact: str = ""


class FigureEntry(_Entry):
    """A figure, quoted as its source has it."""

    name: Text
    value: Text
    as_of: date
    note: str = ""


class TextEntry(_Entry):
    """Name and purpose of a body in one language."""

    name: Text
    description: str = ""


class BodyEntry(_Entry):
    """A body of the process."""

    code: Code
    kind: BodyKind
    name: Text
    short_name: Annotated[str, Field(min_length=1, max_length=25)]
    emoji: str = ""
    place: str = ""
    directions: str = ""
    state: BodyState = BodyState.ACTIVE
    founded: str = ""
    founded_year: int | None = None
    ended: str = ""
    successor: Code | None = None
    aliases: list[Text] = []
    texts: dict[Locale, TextEntry] = {}


class PhaseEntry(_Entry):
    """A phase of the process; months count from their first to their last day."""

    number: int
    name: str = ""
    starts_on: FirstDay
    ends_on: LastDay

    @model_validator(mode="after")
    def _check_order(self) -> PhaseEntry:
        if self.ends_on < self.starts_on:
            raise ValueError("a phase cannot end before it starts")
        return self


class EventEntry(_Entry):
    """An event that has taken place."""

    title: Text
    held_on: date
    held_at: time | None = None
    place: str = ""
    body: Code | None = None


class SubmissionEntry(_Entry):
    """That a working group stands behind a result."""

    body: Code
    priority: Priority | None = None


class ResultEntry(_Entry):
    """A result that working groups have handed in."""

    title: Annotated[str, Field(min_length=1, max_length=80)]
    text: str = ""
    submitted_on: date | None = None
    by: Annotated[list[SubmissionEntry], Field(min_length=1)]
    concerns: list[Code] = []


class ProjectEntry(_Entry):
    """Something the town wants to do."""

    name: Text
    state: str = ""


class TownFile(_Entry):
    """The whole file."""

    format: Literal[1]
    as_of: date
    town: TownEntry
    figures: list[FigureEntry] = []
    bodies: list[BodyEntry] = []
    phases: list[PhaseEntry] = []
    events: list[EventEntry] = []
    results: list[ResultEntry] = []
    projects: list[ProjectEntry] = []

    @model_validator(mode="after")
    def _check(self) -> TownFile:
        kinds = {body.code: body.kind for body in self.bodies}
        for place, code in self._references():
            if code not in kinds:
                raise ValueError(f"{place}: there is no body with the code {code}")
            if place.startswith("results") and kinds[code] is not BodyKind.WORKING_GROUP:
                raise ValueError(f"{place}: {code} is no working group")
        self._check_successors()
        for place, names in self._keys():
            if twice := [name for name, count in Counter(names).items() if count > 1]:
                raise ValueError(f"{place}: {twice[0]} stands there twice")
        return self

    def _check_successors(self) -> None:
        """Refuse bodies that became each other: who follows their links would never arrive."""
        successors = {body.code: body.successor for body in self.bodies}
        for place, body in enumerate(self.bodies):
            passed, code = {body.code}, body.successor
            while code is not None and code not in passed:
                passed.add(code)
                code = successors[code]
            if code is not None:
                raise ValueError(f"bodies[{place}].successor: this leads back to {code}")

    def _references(self) -> Iterator[tuple[str, str]]:
        """Yield each place where a body's code stands, and the code."""
        for place, body in enumerate(self.bodies):
            if body.successor:
                yield f"bodies[{place}].successor", body.successor
        for place, event in enumerate(self.events):
            if event.body:
                yield f"events[{place}].body", event.body
        for place, result in enumerate(self.results):
            yield from ((f"results[{place}].by", submission.body) for submission in result.by)
            yield from ((f"results[{place}].concerns", code) for code in result.concerns)

    def _keys(self) -> Iterator[tuple[str, list[str]]]:
        """Yield each list's place and what its entries are recognised by when they are imported again."""
        yield "figures", [figure.name for figure in self.figures]
        yield "bodies", [body.code for body in self.bodies]
        yield "phases", [f"phase {phase.number}" for phase in self.phases]
        yield "events", [f"{event.title} on {event.held_on}" for event in self.events]
        yield "results", [result.title for result in self.results]
        yield "projects", [project.name for project in self.projects]
        for place, result in enumerate(self.results):
            yield f"results[{place}].by", [submission.body for submission in result.by]
            yield f"results[{place}].concerns", result.concerns


def read_town(path: Path) -> TownFile:
    """Return the town in the JSON file at `path`.

    Raises:
        TownFileError: there is no such file, it is no JSON, or something in it does not fit.
    """
    try:
        return TownFile.model_validate_json(json.dumps(json.loads(path.read_text(encoding="utf-8"))))
    except OSError as error:
        raise TownFileError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise TownFileError(f"{path} is not written in UTF-8.") from error
    except json.JSONDecodeError as error:
        raise TownFileError(
            f"{path}, line {error.lineno}, column {error.colno}: this is no JSON, {error.msg}."
        ) from error
    except ValidationError as error:
        raise TownFileError(f"{path}: {_describe(error)}.") from error


def _describe(error: ValidationError) -> str:
    """Return place and complaint of the first thing that does not fit: `bodies[3].short_name: …`."""
    first = error.errors()[0]
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"]).lstrip(".")
    complaint = first["msg"].removeprefix("Value error, ").rstrip(".")
    return f"{place}: {complaint}" if place else complaint
