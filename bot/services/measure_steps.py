"""Steps and dates of measures as people write them: „bis 06/2010: Träger suchen“."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.errors import BadDate, DateProblem, EmptyText
from bot.fuzzy import parse_fuzzy
from bot.text import beginning, check_line, clean

STEP_LIMIT, DUE_LIMIT = 200, 60
#: „bis 06/2010: Träger suchen“
_STEP = re.compile(r"(?:(?:bis|until|by)\s+)?([^:\n]{1,40}):\s*(\S.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Said:
    """A step as it was said: what, until when in the words used, and the last day that they may mean."""

    text: str
    due: str = ""
    due_on: date | None = None


def read_last_day(text: str) -> date:
    """Return the last day that `text` may mean: of „06/2015“ the 30th.

    Raises:
        BadDate: it is no date.
    """
    span = parse_fuzzy(text)
    if span is None:
        raise BadDate(DateProblem.NO_DATE)
    return span[1]


def read_step(text: str) -> Said:
    """Return a step as it was typed: „bis 06/2010: Träger suchen“ says until when; raises like `check_line`."""
    found = _STEP.fullmatch(clean(text))
    span = parse_fuzzy(found[1]) if found else None
    if found is None or span is None:
        return Said(check_line(text, limit=STEP_LIMIT))
    return Said(check_line(found[2], limit=STEP_LIMIT), found[1].strip(), span[1])


def read_due(said: str, text: str) -> Said:
    """Return the step `said` with the day that `text` names; without one if it is empty; raises BadDate, TooLong."""
    due = check_line(text, limit=DUE_LIMIT) if text else ""
    return Said(said, due, read_last_day(due) if due else None)


def read_steps(text: str) -> list[Said]:
    """Return the steps that stand in a fact sheet, one per line; what is too long for a step ends with an ellipsis."""
    steps = []
    for line in clean(text).splitlines():
        try:
            steps.append(read_step(beginning(line, STEP_LIMIT - 1)))
        except EmptyText:
            # A line without any word is no step.
            continue
    return steps
