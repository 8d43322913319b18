"""Importing what came out: results with their conclusions, papers of the council, measures, indicators."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import at_local
from bot.services.conclusions import STATE_AFTER
from bot.towns import TownFile
from bot.towns.outcomes import ConclusionEntry, IndicatorEntry, MeasureEntry, PaperEntry, ResultEntry
from models import (
    Advice,
    Body,
    Conclusion,
    ConclusionKind,
    Consultation,
    Evaluation,
    Indicator,
    Measure,
    Measurement,
    MeasureNote,
    MeasureStep,
    Paper,
    PaperItem,
    ProfileEntry,
    Release,
    Reply,
    Result,
    ResultState,
    ResultTopic,
    SectionText,
    Submission,
    Tag,
    measure_indicators,
    result_tags,
)


@dataclass(frozen=True)
class Origin:
    """Where the rows of one import come from: the file, the bodies by their codes, the town's wall clock."""

    file: TownFile
    bodies: dict[str, Body]
    timezone: ZoneInfo
    #: By number, those that were there before too.
    results: dict[str, Result] = field(default_factory=dict)
    #: By name, those that were there before too.
    tags: dict[str, Tag] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)

    def instant(self, when: date | datetime | None) -> datetime:
        """Return the instant that an entry means: a day begins with its midnight; none named: the file's day."""
        if isinstance(when, datetime):
            return when if when.tzinfo else when.replace(tzinfo=self.timezone)
        return at_local(when or self.file.as_of, time.min, self.timezone)

    def optional(self, when: date | datetime | None) -> datetime | None:
        """Return the instant that an entry means, or None where it names none."""
        return self.instant(when) if when is not None else None


def add_outcomes(session: Session, origin: Origin, *, now: datetime) -> None:
    """Add the results, papers, measures and indicators that are not there yet."""
    origin.tags.update({tag.name: tag for tag in session.scalars(select(Tag))})
    new = _add_results(session, origin)
    session.flush()
    for entry, result in new:
        _add_history(session, origin, entry, result)
    papers = _add_papers(session, origin)
    session.flush()
    _bring_indicators(session, origin, now=now)
    session.flush()
    _add_measures(session, origin, papers, now=now)


def _add_results(session: Session, origin: Origin) -> list[tuple[ResultEntry, Result]]:
    there = list(session.scalars(select(Result)))
    origin.results.update({result.number: result for result in there})
    titles = {result.title for result in there}
    _reserve(origin)
    new = []
    for entry in origin.file.results:
        if (entry.number in origin.results) if entry.number else (entry.title in titles):
            continue
        result = _result(entry, origin)
        origin.results[result.number] = result
        session.add(result)
        new.append((entry, result))
    return new


def _reserve(origin: Origin) -> None:
    """Count the numbers that the file names, so that no result gets one of them anew."""
    for entry in origin.file.results:
        code, _, digits = (entry.number or "").partition("-")
        if code in origin.bodies:
            body = origin.bodies[code]
            body.result_count = max(body.result_count or 0, int(digits))


def _result(entry: ResultEntry, origin: Origin) -> Result:
    submitted_at = origin.instant(entry.submitted_on)
    return Result(
        number=entry.number or _count(origin.bodies[entry.by[0].body]),
        title=entry.title,
        text=entry.text,
        submitted_at=submitted_at,
        fields=[origin.bodies[code] for code in entry.concerns],
        submissions=[
            Submission(body=origin.bodies[part.body], priority=part.priority, submitted_at=submitted_at)
            for part in entry.by
        ],
    )


def _count(body: Body) -> str:
    body.result_count = (body.result_count or 0) + 1
    return f"{body.code}-{body.result_count:02}"


def _add_history(session: Session, origin: Origin, entry: ResultEntry, result: Result) -> None:
    """Add what happened to a result since it was handed in."""
    parent = origin.results.get(entry.joined_to or "")
    result.parent_id = parent.id if parent else None
    for each in entry.conclusions:
        result.conclusions.append(_conclusion(origin, each))
    result.state = STATE_AFTER[entry.conclusions[-1].kind] if entry.conclusions else ResultState.SUBMITTED
    session.flush()
    for reply in entry.replies:
        at = origin.instant(reply.given_on)
        asked = _question(result, at)
        body = origin.bodies[reply.body]
        session.add(Reply(conclusion_id=asked.id, body_id=body.id, text=reply.text, given_at=at))
    _add_beside(session, origin, entry, result)


def _question(result: Result, at: datetime) -> Conclusion:
    """Return the last question before `at`, or the first one where the days do not tell."""
    questions = [each for each in result.conclusions if each.kind is ConclusionKind.QUERY]
    return next((each for each in reversed(questions) if each.concluded_at <= at), questions[0])


def _conclusion(origin: Origin, entry: ConclusionEntry) -> Conclusion:
    into = origin.results.get(entry.into or "")
    at = origin.instant(entry.concluded_on)
    return Conclusion(kind=entry.kind, reason=entry.reason, concluded_at=at, into_id=into.id if into else None)


def _add_beside(session: Session, origin: Origin, entry: ResultEntry, result: Result) -> None:
    """Add what stands beside a result: topics, tags, the fact sheet's fields, releases, the board's advice."""
    if entry.tags:
        rows = [{"result_id": result.id, "tag_id": origin.tags[name].id} for name in entry.tags]
        session.execute(result_tags.insert(), rows)
    session.add_all(ResultTopic(result_id=result.id, topic=topic) for topic in entry.topics)
    session.add_all(
        ProfileEntry(result_id=result.id, field=name, text=text, written_at=result.submitted_at)
        for name, text in entry.profile.items()
    )
    session.add_all(
        Release(
            result_id=result.id,
            released_at=origin.instant(each.released_on),
            withdrawn_at=origin.optional(each.withdrawn_on),
        )
        for each in entry.releases
    )
    session.add_all(
        Advice(result_id=result.id, text=each.text, given_at=origin.instant(each.given_on)) for each in entry.advices
    )


def _add_papers(session: Session, origin: Origin) -> dict[int, Paper]:
    papers = {paper.number: paper for paper in session.scalars(select(Paper))}
    for entry in origin.file.papers:
        if entry.number not in papers:
            papers[entry.number] = paper = _paper(entry, origin)
            session.add(paper)
            session.flush()
            session.add_all(
                SectionText(paper_id=paper.id, section=section, text=text, written_at=paper.created_at)
                for section, text in entry.sections.items()
            )
    return papers


def _paper(entry: PaperEntry, origin: Origin) -> Paper:
    items = [
        PaperItem(result_id=origin.results[number].id, position=place) for place, number in enumerate(entry.results)
    ]
    stations = [
        Consultation(
            position=place,
            recorded_at=origin.optional(each.held_on) if each.outcome else None,
            **each.model_dump(),
        )
        for place, each in enumerate(entry.consultations)
    ]
    return Paper(
        number=entry.number,
        reference=entry.reference,
        is_public=entry.is_public,
        state=entry.state,
        created_at=origin.instant(entry.created_on),
        final_at=origin.optional(entry.final_on),
        items=items,
        consultations=stations,
    )


def _bring_indicators(session: Session, origin: Origin, *, now: datetime) -> None:
    origin.indicators.update({row.name: row for row in session.scalars(select(Indicator))})
    for entry in origin.file.indicators:
        row = origin.indicators.setdefault(entry.name, Indicator())
        for name, value in entry.model_dump(exclude_unset=True, exclude={"body", "measurements"}).items():
            setattr(row, name, value)
        row.body_id = origin.bodies[entry.body].id if entry.body else row.body_id
        session.add(row)
        _add_measurements(row, entry, now=now)


def _add_measurements(row: Indicator, entry: IndicatorEntry, *, now: datetime) -> None:
    known = {(each.measured_on, each.value) for each in row.measurements}
    for each in entry.measurements:
        if (each.measured_on, each.value) not in known:
            row.measurements.append(Measurement(recorded_at=now, **each.model_dump()))


def _add_measures(session: Session, origin: Origin, papers: dict[int, Paper], *, now: datetime) -> None:
    there = list(session.scalars(select(Measure)))
    numbers, titles = {measure.number for measure in there}, {measure.title for measure in there}
    taken = numbers | {entry.number for entry in origin.file.measures if entry.number}
    for entry in origin.file.measures:
        if (entry.number in numbers) if entry.number else (entry.title in titles):
            continue
        number = entry.number or _next(taken)
        taken.add(number)
        measure = _measure(entry, origin, papers, now=now)
        measure.number, measure.tags = number, [origin.tags[name] for name in entry.tags]
        session.add(measure)
        session.flush()
        _add_evaluations(session, origin, entry, measure)


def _next(taken: set[str]) -> str:
    """Return the first number of the administration's own measures that is free."""
    return next(number for count in range(1, len(taken) + 2) if (number := f"M-{count:02}") not in taken)


_OWN_COLUMNS = {"number", "concerns", "tags", "indicators", "result", "paper", "created_on", "steps", "notes"}


def _measure(entry: MeasureEntry, origin: Origin, papers: dict[int, Paper], *, now: datetime) -> Measure:
    result = origin.results.get(entry.result or "")
    return Measure(
        **entry.model_dump(exclude={*_OWN_COLUMNS, "evaluations"}),
        result_id=result.id if result else None,
        paper_id=papers[entry.paper].id if entry.paper else None,
        created_at=origin.optional(entry.created_on) or now,
        fields=[origin.bodies[code] for code in entry.concerns],
        steps=[MeasureStep(**step.model_dump()) for step in entry.steps],
        notes=[
            MeasureNote(written_at=origin.instant(note.written_on), **note.model_dump(exclude={"written_on"}))
            for note in entry.notes
        ],
    )


def _add_evaluations(session: Session, origin: Origin, entry: MeasureEntry, measure: Measure) -> None:
    session.add_all(
        Evaluation(
            measure_id=measure.id, given_at=origin.instant(each.given_on), **each.model_dump(exclude={"given_on"})
        )
        for each in entry.evaluations
    )
    if entry.indicators:
        rows = [{"measure_id": measure.id, "indicator_id": origin.indicators[name].id} for name in entry.indicators]
        session.execute(measure_indicators.insert(), rows)
