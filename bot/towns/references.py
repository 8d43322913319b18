"""Whether a town's file agrees with itself: what is referred to is there, nothing stands there twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bot.towns.entries import BodyEntry, EventEntry
from bot.towns.outcomes import MeasureEntry, ResultEntry
from models import BodyKind, ConclusionKind

if TYPE_CHECKING:
    from bot.towns import TownFile

#: Where it stands, and what is wrong with it.
Problem = tuple[tuple[str | int, ...], str]


def find_problems(file: TownFile) -> Iterator[Problem]:
    """Yield everything in which the file contradicts itself."""
    yield from _missing_bodies(file)
    yield from _circles(file.bodies)
    yield from _missing_numbers(file)
    yield from _missing_names(file)
    for place, names in _keys(file):
        yield from ((place, f"{name} stands there twice") for name, count in Counter(names).items() if count > 1)


def _missing_bodies(file: TownFile) -> Iterator[Problem]:
    kinds = {body.code: body.kind for body in file.bodies}
    for place, code in _bodies_named(file):
        if code not in kinds:
            yield place, f"there is no body with the code {code}"
        elif place[0] == "results" and kinds[code] is not BodyKind.WORKING_GROUP:
            yield place, f"{code} is no working group"


def _bodies_named(file: TownFile) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield each place where a body's code stands, and the code."""
    for number, body in enumerate(file.bodies):
        if body.successor:
            yield ("bodies", number, "successor"), body.successor
    for number, event in enumerate(file.events):
        if event.body:
            yield ("events", number, "body"), event.body
    for number, person in enumerate(file.people):
        yield ("people", number, "body"), person.body
    for number, indicator in enumerate(file.indicators):
        if indicator.body:
            yield ("indicators", number, "body"), indicator.body
    for number, measure in enumerate(file.measures):
        yield from ((("measures", number, "concerns"), code) for code in measure.concerns)
    for number, result in enumerate(file.results):
        yield from _bodies_of(number, result)


def _bodies_of(number: int, result: ResultEntry) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield from ((("results", number, "by"), submission.body) for submission in result.by)
    yield from ((("results", number, "concerns"), code) for code in result.concerns)
    yield from ((("results", number, "replies"), reply.body) for reply in result.replies)


def _circles(bodies: list[BodyEntry]) -> Iterator[Problem]:
    """Yield bodies that became each other: who follows their links would never arrive."""
    successors = {body.code: body.successor for body in bodies}
    told = set[str]()
    for place, body in enumerate(bodies):
        passed, code = {body.code}, body.successor
        while code is not None and code not in passed:
            passed.add(code)
            code = successors.get(code)
        if code is not None and not passed & told:
            told |= passed
            yield ("bodies", place, "successor"), f"this leads back to {code}"


def _missing_numbers(file: TownFile) -> Iterator[Problem]:
    numbers = {result.number for result in file.results}
    papers = {paper.number for paper in file.papers}
    for where, wanted in _numbers_named(file):
        if wanted not in numbers:
            yield where, f"there is no result with the number {wanted}"
    for place, measure in enumerate(file.measures):
        if measure.paper is not None and measure.paper not in papers:
            yield ("measures", place, "paper"), f"there is no paper with the number {measure.paper}"
    for place, result in enumerate(file.results):
        if result.replies and ConclusionKind.QUERY not in {each.kind for each in result.conclusions}:
            yield ("results", place, "replies"), "an answer needs a question before it"
        if result.joined_to and _leads_back(file.results, result):
            yield ("results", place, "joined_to"), f"this leads back to {result.number}"


def _leads_back(results: Iterable[ResultEntry], result: ResultEntry) -> bool:
    joined = {each.number: each.joined_to for each in results if each.number}
    passed, number = set[str](), result.joined_to
    while number is not None and number not in passed:
        passed.add(number)
        number = joined.get(number)
    return number is not None or result.number in passed


def _numbers_named(file: TownFile) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield each place where a result's number stands, and the number."""
    for number, result in enumerate(file.results):
        if result.joined_to:
            yield ("results", number, "joined_to"), result.joined_to
        for place, conclusion in enumerate(result.conclusions):
            if conclusion.into:
                yield ("results", number, "conclusions", place, "into"), conclusion.into
    for number, paper in enumerate(file.papers):
        yield from ((("papers", number, "results"), wanted) for wanted in paper.results)
    for number, measure in enumerate(file.measures):
        if measure.result:
            yield ("measures", number, "result"), measure.result


def _missing_names(file: TownFile) -> Iterator[Problem]:
    tags, indicators = {tag.name for tag in file.tags}, {indicator.name for indicator in file.indicators}
    tagged = [(("results", number, "tags"), result.tags) for number, result in enumerate(file.results)]
    tagged += [(("measures", number, "tags"), measure.tags) for number, measure in enumerate(file.measures)]
    for place, names in tagged:
        yield from ((place, f"there is no tag {name}") for name in names if name not in tags)
    for number, measure in enumerate(file.measures):
        lost = [name for name in measure.indicators if name not in indicators]
        yield from ((("measures", number, "indicators"), f"there is no indicator {name}") for name in lost)


def _keys(file: TownFile) -> Iterator[tuple[tuple[str | int, ...], list[str]]]:
    """Yield each list's place and what its entries are recognised by when they are imported again."""
    yield ("figures",), [f"{figure.name} of {figure.as_of}" for figure in file.figures]
    yield ("bodies",), [body.code for body in file.bodies]
    yield ("people",), [f"{person.name} in {person.body}" for person in file.people]
    yield ("phases",), [f"phase {phase.number}" for phase in file.phases]
    yield ("milestones",), [milestone.name for milestone in file.milestones]
    yield ("tags",), [tag.name for tag in file.tags]
    yield ("events",), [_event(event) for event in file.events]
    yield ("results",), [result.title for result in file.results if not result.number]
    yield ("results",), [result.number for result in file.results if result.number]
    yield ("papers",), [f"paper {paper.number}" for paper in file.papers]
    yield ("measures",), [_name(measure) for measure in file.measures]
    yield ("indicators",), [indicator.name for indicator in file.indicators]
    for place, result in enumerate(file.results):
        yield ("results", place, "by"), [submission.body for submission in result.by]
        yield ("results", place, "concerns"), result.concerns


def _event(event: EventEntry) -> str:
    at = f" at {event.held_at:%H:%M}" if event.held_at else ""
    return f"{event.title or event.body} on {event.held_on}{at}"


def _name(measure: MeasureEntry) -> str:
    return measure.number or measure.title
