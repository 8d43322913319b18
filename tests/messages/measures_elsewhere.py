"""What the tour does not lead to about measures: what only time brings, every state, pages with everything."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.messages import OutgoingMessage, deliveries, measure_changes, measure_notes, measures, searching
from bot.services import measure_dialogues as steps
from bot.services.measure_edits import Field
from bot.services.measure_lists import Choice, Filter, Group, Kind, MeasurePage
from bot.services.measure_people import Candidate
from bot.services.measure_views import MeasureView
from bot.services.searching import Found
from bot.services.visitors import DialogueView
from models import (
    Body,
    BodyKind,
    Delivery,
    DeliveryKind,
    DeliveryReason,
    Evaluation,
    EvaluationOutcome,
    Measure,
    MeasureNote,
    MeasureState,
    MeasureStep,
    Paper,
    Progress,
    Result,
    Tag,
)

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2009, 10, 13, 8, 0, tzinfo=UTC)
TODAY = date(2009, 10, 13)
HOSTILE = '<b>&" مرحبا'


def _measure(**details: Any) -> Measure:
    """Return a measure of which everything is said."""
    body = Body(id=1, kind=BodyKind.WORKING_GROUP, code="BIL", name=HOSTILE, short_name=HOSTILE, emoji="", place="")
    texts = ("title", "text", "responsible", "partners", "target_groups", "period", "costs", "funding")
    values: dict[str, Any] = (
        dict.fromkeys(texts, HOSTILE) | {"state": MeasureState.UNDERWAY, "created_at": NOW} | details
    )
    measure = Measure(id=1, number="M-01", **values)
    measure.fields, measure.tags = [body], [Tag(id=1, name=HOSTILE)]
    measure.steps = [
        MeasureStep(id=1, text=HOSTILE, due="06/2010", due_on=date(2010, 6, 30)),
        MeasureStep(id=2, text=HOSTILE, due="", done_on=TODAY),
    ]
    measure.notes = [
        MeasureNote(id=number, state=None, progress=progress, text=HOSTILE, written_at=NOW)
        for number, progress in enumerate(Progress, start=1)
    ]
    return measure


def _view(measure: Measure, **details: Any) -> MeasureView:
    evaluations = [
        Evaluation(outcome=outcome, evidence=HOSTILE, lesson=HOSTILE, given_at=NOW) for outcome in EvaluationOutcome
    ]
    values: dict[str, Any] = {"desk": True, "coordinates": True, "steers": True, "is_asked": True, **details}
    return MeasureView(measure, evaluations, Result(id=1), Paper(id=1), **values)


def measures_said(locale: str) -> list[OutgoingMessage]:
    """Return every page and question about measures, and all news."""
    return [*_pages(locale), *_changes(locale), *_questions(locale), *_news(locale)]


def _pages(locale: str) -> list[OutgoingMessage]:
    ended, silent = date(2009, 6, 30), {"asked_at": NOW.replace(day=14), "reminded": True}
    all_of_it = _measure(ends_on=date(2010, 6, 30), funded_until=date(2015, 6, 30))
    shown = [_measure(funded_until=ended), _measure(funded_until=TODAY), _measure(**silent)]
    listed = [MeasurePage(Filter(group, "t1"), HOSTILE, shown, 0, 20) for group in Group]
    listed.append(MeasurePage(Filter(), "", [], 0, 0))
    pages = [_view(all_of_it), _view(shown[0], asked_name=HOSTILE), _view(shown[2], desk=False)]
    found = Found(HOSTILE, [], 0, steers=True, bodies=all_of_it.fields, measures=[all_of_it])
    return [
        *(measures.measure_list(locale, page, TODAY) for page in listed),
        *(measures.measure_page(locale, view, BERLIN, TODAY) for view in pages),
        *(measures.filter_choice(locale, kind, Group.ALL, [Choice("t1", HOSTILE, 9)], 0) for kind in Kind),
        measures.filter_choice(locale, Kind.TAG, Group.ALL, [], 0),
        measure_notes.history(locale, all_of_it, BERLIN, 0),
        measure_notes.history(locale, Measure(id=1, number="M-01", notes=[]), BERLIN, 0),
        searching.found(locale, found),
    ]


def _changes(locale: str) -> list[OutgoingMessage]:
    measure = _measure()
    view = _view(measure)
    bare = _view(Measure(id=1, number="M-01", title=HOSTILE, steps=[], notes=[]))
    people = [Candidate(1, "", None), Candidate(2, HOSTILE, measure.fields[0], speaks=True)]
    overtaken = measure_changes.overtaken(locale, HOSTILE)
    return [
        *(measure_changes.state_choice(locale, _view(_measure(state=state))) for state in MeasureState),
        measure_changes.field_choice(locale, measure),
        measure_changes.steps_page(locale, view, 0),
        measure_changes.steps_page(locale, bare, 0),
        measure_changes.field_ticks(locale, measure, measure.fields, 0),
        measure_changes.tag_ticks(locale, measure, measure.tags, 0),
        measure_changes.candidates(locale, view, people, 0),
        measure_changes.outcome_choice(locale, measure),
        measure_changes.declined(locale, measure),
        measures.measure_page(locale, view, BERLIN, TODAY, overtaken),
        measures.measure_page(locale, view, BERLIN, TODAY, measure_changes.thanks(locale)),
    ]


def _questions(locale: str) -> list[OutgoingMessage]:
    asked: list[tuple[str, dict[str, Any]]] = [
        (steps.TITLE, {}),
        (steps.START, {"title": HOSTILE}),
        *((steps.FIELD, {"field": field.value, "was": HOSTILE}) for field in Field),
        (steps.STEP, {}),
        (steps.DUE, {"text": HOSTILE}),
        (steps.REASON, {"state": "deferred"}),
        (steps.NEWS, {}),
        (steps.EVIDENCE, {"outcome": "reached"}),
        (steps.LESSON, {}),
    ]
    dialogues = [DialogueView(1, steps.KIND, step, data) for step, data in asked]
    return [measure_changes.ask(locale, dialogue, _measure()) for dialogue in dialogues]


def _news(locale: str) -> list[OutgoingMessage]:
    about = {"measure": 1, "title": HOSTILE, "seen": 1}
    asked = [{**about, "ask": ask} for ask in ("progress", "again", "evaluate", "named")]
    ending = [{**about, "until": "2015-06-30", "over": over} for over in (False, True)]
    told: list[dict[str, Any]] = [
        {"title": HOSTILE, "state": state.value, "reason": HOSTILE, "results": []} for state in MeasureState
    ]
    responsible, reasons = DeliveryReason.RESPONSIBLE, ("author", "speaker", "member")
    news = [
        *(_delivery(DeliveryKind.MEASURE_DUE, responsible, facts) for facts in asked),
        *(_delivery(DeliveryKind.FUNDING_ENDS, responsible, facts) for facts in ending),
        *(_delivery(DeliveryKind.MEASURE, DeliveryReason.AUTHOR, facts) for facts in told),
        *(_delivery(DeliveryKind.MEASURE, DeliveryReason(reason), told[0]) for reason in reasons),
    ]
    return [deliveries.render(locale, one, BERLIN) for one in news]


def _delivery(kind: DeliveryKind, reason: DeliveryReason, facts: dict[str, Any]) -> Delivery:
    return Delivery(kind=kind, reason=reason, facts=facts)
