"""What stood where on a day: proposals and measures with what happened, what was next and what was at risk.

A fixed number of statements, however much there is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.services.histories import (
    DECIDED,
    Past,
    conclusion_on,
    consultations_on,
    groups_on,
    is_decided_for,
    paper_state_on,
    parent_on,
    status_on,
)
from bot.services.standings import find_root
from models import (
    Body,
    Conclusion,
    Consultation,
    Indicator,
    Measure,
    Measurement,
    MeasureNote,
    MeasureState,
    MeasureStep,
    Paper,
    PaperState,
    Priority,
    Progress,
    Result,
    measure_indicators,
)

#: Money that ends within this time is named a risk.
SOON = timedelta(days=183)
_RUNNING = frozenset({MeasureState.RESOLVED, MeasureState.UNDERWAY})


class Risk(StrEnum):
    """What may go wrong."""

    MONEY_ENDS = "money_ends"
    MONEY_OPEN = "money_open"
    NOBODY_IN_CHARGE = "nobody_in_charge"
    SLOW = "slow"


@dataclass(frozen=True)
class Event:
    """Something that happened on a day: handed in, concluded, consulted, or noted."""

    on: date
    what: Result | Conclusion | Consultation | MeasureNote


@dataclass(frozen=True)
class Entry:
    """A proposal with all that was joined to it, the measure that grew from it, or both."""

    result: Result | None
    measure: Measure | None
    groups: Mapping[Body, Priority | None]
    #: The fields that it concerns; the first one is its home.
    fields: tuple[Body, ...]
    status: MeasureState
    is_concluded: bool
    is_in_paper: bool
    is_decided: bool
    happened: Event | None
    #: None: the next step follows from the status.
    next_step: MeasureStep | Consultation | None
    risks: tuple[Risk, ...]
    indicators: tuple[tuple[Indicator, Measurement], ...]

    @property
    def _named(self) -> Result | Measure:
        named = self.result or self.measure
        assert named is not None
        return named

    @property
    def number(self) -> str:
        """The number under which it is known."""
        return self._named.number

    @property
    def title(self) -> str:
        """What it is called."""
        return self._named.title


@dataclass(frozen=True)
class PaperEntry:
    """A council paper as it stood."""

    paper: Paper
    state: PaperState
    #: The next station.
    ahead: Consultation | None


@dataclass(frozen=True)
class Collected:
    """All entries and papers, and the indicators as they are."""

    entries: tuple[Entry, ...]
    papers: tuple[PaperEntry, ...]
    indicators: tuple[Indicator, ...]


class Collector:
    """Loads each table once, and puts together what belongs together."""

    def __init__(self, session: Session, past: Past, *, without_papers: Collection[int] = ()) -> None:
        """Load what there was on the day; papers whose numbers are named are left out, with what they came to."""
        self.past = past
        end = past.end
        results = session.scalars(select(Result).where(Result.submitted_at < end).order_by(Result.id)).all()
        self.results = {result.id: result for result in results}
        measures = session.scalars(select(Measure).where(Measure.created_at < end).order_by(Measure.id))
        self.measures = [measure for measure in measures if measure.paper_id not in without_papers]
        papers = session.scalars(select(Paper).where(Paper.created_at < end).order_by(Paper.number))
        self.papers = [paper for paper in papers if paper.id not in without_papers]
        self.indicators = tuple(session.scalars(select(Indicator).order_by(Indicator.id)))
        self.links = self._link(session)

    def _link(self, session: Session) -> Mapping[int, list[Indicator]]:
        by_number = {indicator.id: indicator for indicator in self.indicators}
        links: dict[int, list[Indicator]] = defaultdict(list)
        for measure_id, indicator_id in session.execute(select(measure_indicators)):
            links[measure_id].append(by_number[indicator_id])
        return links

    def collect(self) -> Collected:
        """Return everything."""
        grown = {measure.result_id: measure for measure in self.measures}
        own = [self._entry((), measure) for measure in self.measures if measure.result_id not in self.results]
        proposed = [self._entry(family, grown.get(family[0].id)) for family in self._families()]
        papers = (PaperEntry(paper, paper_state_on(paper, self.past), self._ahead(paper)) for paper in self.papers)
        return Collected((*proposed, *own), tuple(papers), self.indicators)

    def _families(self) -> list[list[Result]]:
        """Return each result that was not joined to another, with what was joined to it."""
        known = {number: parent_on(result, self.past) for number, result in self.results.items()}
        parents = {number: parent if parent in self.results else None for number, parent in known.items()}
        families: dict[int, list[Result]] = {number: [] for number, parent in parents.items() if parent is None}
        for number, result in self.results.items():
            root = find_root(parents, number)
            families[root].insert(0 if root == number else len(families[root]), result)
        return list(families.values())

    def _entry(self, family: Sequence[Result], measure: Measure | None) -> Entry:
        result = family[0] if family else None
        numbers = {member.id for member in family}
        papers = [paper for paper in self.papers if numbers & {item.result_id for item in paper.items}]
        states = [paper_state_on(paper, self.past) for paper in papers]
        decided = any(is_decided_for(paper, self.past) for paper in papers)
        status = status_on(result, measure, self.past, papers=states, decided=decided)
        groups = groups_on(family, self.past)
        concerned = [body for member in family for body in member.fields]
        fields = (measure.fields if measure is not None else []) or concerned or groups
        return Entry(
            result=result,
            measure=measure,
            groups=groups,
            fields=tuple(dict.fromkeys(fields)),
            status=status,
            is_concluded=result is not None and (conclusion_on(result, self.past) is not None),
            is_in_paper=any(state is not PaperState.WITHDRAWN for state in states),
            is_decided=decided or (result is not None and status in DECIDED),
            happened=max(self._events(result, papers, measure), key=lambda event: event.on, default=None),
            next_step=self._next(papers, measure),
            risks=tuple(self._risks(measure, status)),
            indicators=tuple(self._measured(measure)),
        )

    def _events(self, result: Result | None, papers: Iterable[Paper], measure: Measure | None) -> list[Event]:
        """Return what happened by then, the strongest of a day first."""
        notes = measure.notes if measure is not None else []
        events = [
            Event(self.past.day_of(note.written_at), note)
            for note in reversed(notes)
            if self.past.has(note.written_at) and (note.text or note.progress or note.state)
        ]
        for paper in papers:
            held = consultations_on(paper, self.past)
            events = [*(Event(one.held_on, one) for one in reversed(held) if one.held_on), *events]
        if result is not None:
            latest = conclusion_on(result, self.past)
            events += [Event(self.past.day_of(latest.concluded_at), latest)] if latest is not None else []
            events.append(Event(self.past.day_of(result.submitted_at), result))
        return events

    def _ahead(self, paper: Paper) -> Consultation | None:
        """Return the station that was next."""
        if paper_state_on(paper, self.past) in {PaperState.DECIDED, PaperState.WITHDRAWN}:
            return None
        held = {one.id for one in consultations_on(paper, self.past)}
        return next((one for one in paper.consultations if one.id not in held), None)

    def _next(self, papers: Iterable[Paper], measure: Measure | None) -> MeasureStep | Consultation | None:
        steps = measure.steps if measure is not None else []
        undone = (step for step in steps if step.done_on is None or step.done_on > self.past.day)
        return next(undone, None) or next(filter(None, map(self._ahead, papers)), None)

    def _risks(self, measure: Measure | None, status: MeasureState) -> Iterable[Risk]:
        if measure is None or status not in _RUNNING:
            return
        if measure.funded_until is not None and measure.funded_until - self.past.day <= SOON:
            yield Risk.MONEY_ENDS
        elif measure.funded_until is None and not measure.funding:
            yield Risk.MONEY_OPEN
        if not measure.responsible:
            yield Risk.NOBODY_IN_CHARGE
        told = [note.progress for note in measure.notes if note.progress and self.past.has(note.written_at)]
        if told and told[-1] is Progress.SLOWER:
            yield Risk.SLOW

    def _measured(self, measure: Measure | None) -> Iterable[tuple[Indicator, Measurement]]:
        for indicator in self.links.get(measure.id, []) if measure is not None else []:
            known = [one for one in indicator.measurements if one.measured_on <= self.past.day]
            if known:
                yield indicator, known[-1]
