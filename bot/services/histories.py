"""What was on a day that may be long past, read from the times at which each thing was noted.

Nobody notes when a paper was withdrawn or a group was closed in the chat: these count as they are now.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.clock import at_local
from bot.fuzzy import parse_fuzzy
from models import (
    Body,
    BodyState,
    Competence,
    Conclusion,
    ConclusionKind,
    Consultation,
    Measure,
    MeasureState,
    Outcome,
    Paper,
    PaperState,
    Priority,
    Result,
    ResultState,
)

#: Results of a consultation that are a decision for what was proposed.
FOR = frozenset({Outcome.UNANIMOUS, Outcome.MAJORITY, Outcome.AMENDED})
#: Where a measure stands once the council has decided for it.
DECIDED = frozenset({MeasureState.RESOLVED, MeasureState.UNDERWAY, MeasureState.COMPLETED, MeasureState.EVALUATED})
_STATUS = {
    ConclusionKind.ACCEPT: MeasureState.REVIEWED,
    ConclusionKind.QUERY: MeasureState.REVIEWED,
    ConclusionKind.MERGE: MeasureState.REVIEWED,
    ConclusionKind.DEFER: MeasureState.DEFERRED,
    ConclusionKind.REJECT: MeasureState.REJECTED,
}
#: Of results that came in a file without their conclusions.
_IMPORTED = {
    ResultState.SUBMITTED: MeasureState.PROPOSED,
    ResultState.DEFERRED: MeasureState.DEFERRED,
    ResultState.REJECTED: MeasureState.REJECTED,
}
#: Strongest first; a group that names none comes last.
_PRIORITIES: tuple[Priority | None, ...] = (Priority.HIGH, Priority.MEDIUM, Priority.LOW, None)


@dataclass(frozen=True)
class Past:
    """A day by the town's wall clock: what was noted before its end had happened by then."""

    day: date
    timezone: ZoneInfo

    @property
    def end(self) -> datetime:
        """The midnight after it."""
        return at_local(self.day + timedelta(days=1), time.min, self.timezone)

    def has(self, when: datetime | None) -> bool:
        """Tell whether something had happened by then."""
        return when is not None and when < self.end

    def day_of(self, when: datetime) -> date:
        """Return the day of an instant by the wall clock."""
        return when.astimezone(self.timezone).date()


def conclusion_on(result: Result, past: Past) -> Conclusion | None:
    """Return the conclusion that counted."""
    known = [one for one in result.conclusions if past.has(one.concluded_at)]
    return known[-1] if known else None


def parent_on(result: Result, past: Past) -> int | None:
    """Return the number of the result that it was joined to."""
    if not result.conclusions:
        return result.parent_id
    latest = conclusion_on(result, past)
    return latest.into_id if latest is not None and latest.kind is ConclusionKind.MERGE else None


def consultations_on(paper: Paper, past: Past) -> list[Consultation]:
    """Return the stations that had come to something."""
    return [one for one in paper.consultations if one.outcome and one.held_on and one.held_on <= past.day]


def is_decided_for(paper: Paper, past: Past) -> bool:
    """Tell whether the council had decided for what it proposes."""
    held = consultations_on(paper, past)
    return any(one.competence is Competence.DECISION and one.outcome in FOR for one in held)


def paper_state_on(paper: Paper, past: Past) -> PaperState:
    """Return where a paper stood."""
    final = {*FOR, Outcome.REJECTED}
    held = consultations_on(paper, past)
    if any(one.competence is Competence.DECISION and one.outcome in final for one in held):
        return PaperState.DECIDED
    if paper.state is PaperState.WITHDRAWN:
        return PaperState.WITHDRAWN
    return PaperState.FINAL if past.has(paper.final_at) else PaperState.DRAFT


def measure_state_on(measure: Measure, past: Past) -> MeasureState | None:
    """Return where a measure stood by its notes; None where it grew from a result and nothing was noted yet."""
    told = [note for note in measure.notes if note.state is not None]
    known = [note.state for note in told if past.has(note.written_at)]
    if known:
        return known[-1]
    if not told:
        return measure.state
    return None if measure.result_id else MeasureState.CONSIDERED


def status_on(
    result: Result | None, measure: Measure | None, past: Past, *, papers: Collection[PaperState], decided: bool
) -> MeasureState:
    """Return where something stood on the measures' scale, with the states of the `papers` in which it was."""
    grown = measure_state_on(measure, past) if measure is not None else None
    if decided and (grown is None or grown in {MeasureState.IN_PAPER, MeasureState.REVIEWED, MeasureState.PROPOSED}):
        return MeasureState.RESOLVED
    if grown is not None or result is None:
        return grown or MeasureState.CONSIDERED
    latest = conclusion_on(result, past)
    if latest is not None:
        status = _STATUS[latest.kind]
    elif result.conclusions:
        status = MeasureState.PROPOSED
    else:
        status = _IMPORTED.get(result.state, MeasureState.REVIEWED)
    living = PaperState.DRAFT in papers or PaperState.FINAL in papers
    open_yet = status in {MeasureState.PROPOSED, MeasureState.REVIEWED}
    return MeasureState.IN_PAPER if living and open_yet else status


def groups_on(family: Collection[Result], past: Past) -> dict[Body, Priority | None]:
    """Return the groups behind a family of results, each with the strongest priority that it had named."""
    strongest: dict[Body, Priority | None] = {}
    for submission in (each for member in family for each in member.submissions if past.has(each.submitted_at)):
        known = strongest.get(submission.body)
        strongest[submission.body] = min(known, submission.priority, key=_PRIORITIES.index)
    return strongest


def is_active_on(body: Body, past: Past) -> bool:
    """Tell whether a body was at work, as far as its dates are known."""
    founded, ended = parse_fuzzy(body.founded), parse_fuzzy(body.ended)
    if body.state is BodyState.PLANNED or (founded and founded[0] > past.day):
        return False
    return ended[1] >= past.day if ended else body.state is BodyState.ACTIVE


def is_closed_in_year(body: Body, past: Past) -> bool:
    """Tell whether a body had come to its end in the year of that day."""
    ended = parse_fuzzy(body.ended)
    return ended is not None and ended[1] <= past.day and ended[1].year == past.day.year


def is_new_in_year(body: Body, past: Past) -> bool:
    """Tell whether a body had begun in the year of that day."""
    founded = parse_fuzzy(body.founded)
    return is_active_on(body, past) and founded is not None and founded[0].year == past.day.year
