"""Which fields figures, phases, milestones and indicators have, and how what is typed is read into columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from bot.errors import BadDate, DateProblem
from bot.fuzzy import parse_fuzzy, sort_day
from bot.quantities import parse_figure, parse_measurement
from bot.text import check_line, check_text

#: Graphemes of a name, of a line, of a text.
NAME, LINE, TEXT = 80, 200, 600


class Noun(StrEnum):
    """What can be written down; the values stand in buttons."""

    FIGURE = "figure"
    PHASE = "phase"
    MILESTONE = "mile"
    INDICATOR = "indicator"


@dataclass(frozen=True)
class Field:
    """A field: how to read what is typed (raises BadInput), and what its columns hold when it is empty."""

    read: Callable[[str], dict[str, Any]]
    nothing: Mapping[str, Any]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the field fills."""
        return tuple(self.nothing)


def _line(column: str, limit: int = LINE) -> Field:
    return Field(lambda words: {column: check_line(words, limit=limit)}, {column: ""})


def _text(column: str) -> Field:
    return Field(lambda words: {column: check_text(words, limit=TEXT)}, {column: ""})


def _read_value(words: str) -> dict[str, Any]:
    """Return the value as it was written, and what can be reckoned with; a share beside it is quoted."""
    line = check_line(words, limit=LINE)
    found = parse_figure(line)
    columns = {"value": line, "low": found.low, "high": found.high, "is_estimate": found.is_estimate}
    columns |= {"unit": found.unit}
    return columns | ({"quoted_share": found.share} if found.share else {})


def _read_reference_day(words: str) -> dict[str, Any]:
    """Return the day that a figure is of: one day, not a vague time (S03)."""
    span = parse_fuzzy(words.casefold().replace("stand", "", 1))
    if span is None or span[0] != span[1]:
        raise BadDate(DateProblem.NO_REFERENCE_DAY)
    return {"as_of": span[0]}


def _span(words: str) -> tuple[date, date]:
    span = parse_fuzzy(words)
    if span is None:
        raise BadDate(DateProblem.VAGUE)
    return span


def _fuzzy(column: str) -> Field:
    def read(words: str) -> dict[str, Any]:
        line = check_line(words, limit=NAME)
        _span(line)
        return {column: line, f"{column}_on": sort_day(line)}

    return Field(read, {column: "", f"{column}_on": None})


def _read_planned(words: str) -> dict[str, Any]:
    first, last = _span(words)
    return {"starts_on": first, "ends_on": last}


def _edge(column: str, place: int) -> Field:
    return Field(lambda words: {column: _span(words)[place]}, {column: None})


def _level(name: str) -> Field:
    return Field(partial(_read_level, name), {name: None, f"{name}_on": None})


def _read_level(name: str, words: str) -> dict[str, Any]:
    """Return a value to start from or to reach, with its last possible day."""
    found, span, _said = parse_measurement(words)
    return {name: found.low, f"{name}_on": span[1] if span else None}


FIELDS: dict[Noun, dict[str, Field]] = {
    Noun.FIGURE: {
        "name": _line("name", NAME),
        "value": Field(_read_value, {"value": "", "low": None, "high": None, "is_estimate": False, "unit": ""}),
        "as_of": Field(_read_reference_day, {"as_of": None}),
        "source": _line("source"),
        "share": _line("quoted_share", NAME),
        "note": _line("note"),
    },
    Noun.PHASE: {
        "name": _line("name", LINE),
        "planned": Field(_read_planned, {"starts_on": None, "ends_on": None}),
        "began": _edge("began_on", 0),
        "ended": _edge("ended_on", 1),
        "purpose": _text("purpose"),
    },
    Noun.MILESTONE: {
        "name": _line("name", LINE),
        "planned": _fuzzy("planned"),
        "reached": _fuzzy("reached"),
        "committee": _line("committee"),
        "document": _line("document"),
        "note": _line("note"),
    },
    Noun.INDICATOR: {
        "name": _line("name", NAME),
        "definition": _text("definition"),
        "unit": _line("unit", NAME),
        "baseline": _level("baseline"),
        "target": _level("target"),
        "source": _line("source"),
        "cycle": _line("cycle", NAME),
        "responsible": _line("responsible"),
    },
}
#: Fields without which there is nothing: a figure always has its day (S03).
REQUIRED: dict[Noun, tuple[str, ...]] = {
    Noun.FIGURE: ("name", "value", "as_of"),
    Noun.PHASE: ("name", "planned"),
    Noun.MILESTONE: ("name", "planned"),
    Noun.INDICATOR: ("name",),
}
