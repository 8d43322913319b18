"""What came out, as a town's file has it: results with their history, papers, measures, indicators; nobody's name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    Advice,
    Conclusion,
    Evaluation,
    Indicator,
    Measure,
    Paper,
    ProfileEntry,
    Release,
    Reply,
    Result,
    ResultTopic,
    SectionText,
    Tag,
    measure_indicators,
    result_tags,
)


class Source(Protocol):
    """What the parts of an export share; see `bot.services.exports.Source`."""

    @property
    def codes(self) -> Mapping[int, str]:
        """Bodies' codes by their numbers."""

    def when(self, instant: datetime | None) -> date | datetime | None:
        """Return an instant as a file has it."""


_INDICATOR = "name definition unit direction source cycle responsible baseline baseline_on target target_on"
_MEASURE = "number title text state responsible partners target_groups period ends_on costs funding funded_until"


@dataclass(frozen=True)
class _Beside:
    """What stands beside results, by their numbers in the database; oldest first."""

    topics: Mapping[int, list[ResultTopic]]
    tags: Mapping[int, list[str]]
    profiles: Mapping[int, list[ProfileEntry]]
    releases: Mapping[int, list[Release]]
    advices: Mapping[int, list[Advice]]
    replies: Mapping[int, list[Reply]]


def collect(session: Session, source: Source) -> dict[str, list[dict[str, Any]]]:
    """Return the lists `results`, `papers`, `measures` and `indicators`."""
    results = list(session.scalars(select(Result).order_by(Result.id)))
    numbers = {result.id: result.number for result in results}
    beside = _beside(session)
    papers = {paper.id: paper for paper in session.scalars(select(Paper).order_by(Paper.number))}
    sections = _grouped(session, SectionText, "paper_id")
    return {
        "results": [_result(result, beside, numbers, source) for result in results],
        "papers": [_paper(paper, sections[paper.id], numbers, source) for paper in papers.values()],
        "measures": _measures(session, numbers, papers, source),
        "indicators": [_indicator(row, source) for row in session.scalars(select(Indicator).order_by(Indicator.id))],
    }


def _beside(session: Session) -> _Beside:
    tags: dict[int, list[str]] = defaultdict(list)
    statement = select(result_tags.c.result_id, Tag.name).join(Tag, Tag.id == result_tags.c.tag_id)
    for number, name in session.execute(statement.order_by(Tag.id)):
        tags[number].append(name)
    return _Beside(
        _grouped(session, ResultTopic, "result_id"),
        tags,
        _grouped(session, ProfileEntry, "result_id"),
        _grouped(session, Release, "result_id"),
        _grouped(session, Advice, "result_id"),
        _grouped(session, Reply, "conclusion_id"),
    )


def _grouped(session: Session, model: Any, key: str) -> Mapping[int, list[Any]]:
    rows: dict[int, list[Any]] = defaultdict(list)
    for row in session.scalars(select(model).order_by(model.id)):
        rows[getattr(row, key)].append(row)
    return rows


def _fields(row: object, names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names.split()}


def _result(result: Result, beside: _Beside, numbers: Mapping[int, str], source: Source) -> dict[str, Any]:
    newest = {entry.field: entry.text for entry in beside.profiles[result.id]}
    return {
        **_fields(result, "number title text"),
        "submitted_on": source.when(result.submitted_at),
        "by": [{"body": source.codes[one.body_id], "priority": one.priority} for one in result.submissions],
        "concerns": [field.code for field in result.fields],
        "topics": [row.topic for row in beside.topics[result.id]],
        "tags": beside.tags[result.id],
        "profile": {name: text for name, text in newest.items() if text},
        "joined_to": numbers.get(result.parent_id or 0),
        "conclusions": [_conclusion(each, numbers, source) for each in result.conclusions],
        "replies": [
            {"body": source.codes[reply.body_id], "text": reply.text, "given_on": source.when(reply.given_at)}
            for each in result.conclusions
            for reply in beside.replies[each.id]
        ],
        "releases": [
            {"released_on": source.when(row.released_at), "withdrawn_on": source.when(row.withdrawn_at)}
            for row in beside.releases[result.id]
        ],
        "advices": [{"text": row.text, "given_on": source.when(row.given_at)} for row in beside.advices[result.id]],
    }


def _conclusion(conclusion: Conclusion, numbers: Mapping[int, str], source: Source) -> dict[str, Any]:
    return {
        **_fields(conclusion, "kind reason"),
        "concluded_on": source.when(conclusion.concluded_at),
        "into": numbers.get(conclusion.into_id or 0),
    }


_STATION = "committee competence planned_on held_on outcome votes_for votes_against note"


def _paper(paper: Paper, sections: list[SectionText], numbers: Mapping[int, str], source: Source) -> dict[str, Any]:
    return {
        **_fields(paper, "number reference is_public state"),
        "created_on": source.when(paper.created_at),
        "final_on": source.when(paper.final_at),
        "results": [numbers[item.result_id] for item in paper.items],
        "sections": {row.section: row.text for row in sections},
        "consultations": [_fields(station, _STATION) for station in paper.consultations],
    }


def _measures(
    session: Session, numbers: Mapping[int, str], papers: Mapping[int, Paper], source: Source
) -> list[dict[str, Any]]:
    evaluations = _grouped(session, Evaluation, "measure_id")
    indicators: dict[int, list[str]] = defaultdict(list)
    linked = select(measure_indicators.c.measure_id, Indicator.name)
    linked = linked.join(Indicator, Indicator.id == measure_indicators.c.indicator_id).order_by(Indicator.id)
    for number, name in session.execute(linked):
        indicators[number].append(name)
    return [
        {
            **_measure(measure, source),
            "result": numbers.get(measure.result_id or 0),
            "paper": papers[measure.paper_id].number if measure.paper_id else None,
            "indicators": indicators[measure.id],
            "evaluations": [
                {**_fields(row, "outcome evidence lesson"), "given_on": source.when(row.given_at)}
                for row in evaluations[measure.id]
            ],
        }
        for measure in session.scalars(select(Measure).order_by(Measure.id))
    ]


def _measure(measure: Measure, source: Source) -> dict[str, Any]:
    return {
        **_fields(measure, _MEASURE),
        "created_on": source.when(measure.created_at),
        "concerns": [field.code for field in measure.fields],
        "tags": [tag.name for tag in measure.tags],
        "steps": [_fields(step, "text due due_on done_on") for step in measure.steps],
        "notes": [
            {**_fields(note, "state progress text"), "written_on": source.when(note.written_at)}
            for note in measure.notes
        ],
    }


def _indicator(row: Indicator, source: Source) -> dict[str, Any]:
    return {
        **_fields(row, _INDICATOR),
        "body": source.codes.get(row.body_id or 0),
        "measurements": [_fields(each, "value measured_on is_estimate note") for each in row.measurements],
    }
