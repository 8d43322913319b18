"""What the tour does not lead to about facts: nothing there yet, two at once, share without a number, hidden counts."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.errors import AlreadyThere, BadDate, DateProblem
from bot.messages import (
    OutgoingMessage,
    errors,
    facts,
    figures,
    indicators,
    milestones,
    phases,
    process_counts,
)
from bot.services import facts as facts_service
from bot.services.fact_fields import FIELDS, Noun
from bot.services.facts import Fact
from bot.services.figures import FigureView, PartsSum
from bot.services.indicators import IndicatorView
from bot.services.phases import Calendar
from bot.services.process_counts import ProcessCounts
from bot.services.visitors import DialogueView
from models import Direction, Figure, Indicator, Measure, Measurement, Milestone, Phase

_HOSTILE = '<b>&" مرحبا'
_DAY = date(2009, 10, 13)
_NOW = datetime(2009, 10, 13, 8, 0, tzinfo=UTC)


def _figure(**details: object) -> Figure:
    return Figure(**{"id": 1, "name": _HOSTILE, "value": _HOSTILE, "source": "", "note": "", "part_of": ""} | details)


def _phase(**details: object) -> Phase:
    about = {"id": 1, "number": 1, "name": _HOSTILE, "purpose": _HOSTILE, "starts_on": _DAY, "ends_on": _DAY}
    return Phase(**about | details)


def _indicator(**details: object) -> Indicator:
    about = {"id": 1, "name": _HOSTILE, "definition": "", "unit": "", "source": "", "cycle": "", "responsible": ""}
    return Indicator(**about | {"direction": Direction.NEITHER, "measurements": []} | details)


def _value(value: float) -> Measurement:
    return Measurement(id=1, value=value, measured_on=_DAY, note="", is_estimate=False, recorded_at=_NOW)


def facts_said(locale: str) -> list[OutgoingMessage]:
    """Say it."""
    return [*_asked(locale), *_figures(locale), *_phases(locale), *_indicators(locale), *_counted(locale)]


def _asked(locale: str) -> list[OutgoingMessage]:
    rows: dict[Noun, facts_service.Row] = {
        Noun.FIGURE: _figure(),
        Noun.PHASE: _phase(),
        Noun.MILESTONE: Milestone(id=1, name=_HOSTILE),
        Noun.INDICATOR: _indicator(),
    }
    asked = [
        facts.ask(
            locale,
            DialogueView(1, "fact", field, {"noun": noun, "id": 1, "was": _HOSTILE, "overtaken": True}),
            Fact(noun, rows[noun]),
        )
        for noun, fields in FIELDS.items()
        for field in fields
    ]
    new = [facts.ask(locale, DialogueView(1, "fact", "name", {"noun": noun, "id": 0}), None) for noun in Noun]
    problems = (DateProblem.VAGUE, DateProblem.NO_REFERENCE_DAY, DateProblem.BACKWARDS)
    refused = [errors.sentence_for(locale, error) for error in (AlreadyThere(), *map(BadDate, problems))]
    return [*asked, *new, *refused]


def _figures(locale: str) -> list[OutgoingMessage]:
    parts = [PartsSum((), total, 9) for total in (9, 8)]
    views = [
        FigureView(_figure(as_of=_DAY), None, parts=parts[0]),
        FigureView(_figure(part_of=_HOSTILE, quoted_share="6,3 %"), None, siblings=parts[1]),
        FigureView(_figure(part_of=_HOSTILE), None),
        FigureView(_figure(part_of=_HOSTILE), None, share=(1, 2)),
        FigureView(_figure(part_of=_HOSTILE, quoted_share="6,3 %"), None, share=(1, 2)),
    ]
    pages = [figures.figure_page(locale, view) for view in views]
    return [*pages, figures.figure_list(locale, [], 0), milestones.milestone_list(locale, [], 0)]


def _phases(locale: str) -> list[OutgoingMessage]:
    seen = [_phase(began_on=_DAY, ended_on=_DAY), _phase(began_on=_DAY), _phase(ended_on=_DAY)]
    pages = [phases.phase_page(locale, Calendar(_DAY, (one,)), one) for one in seen]
    later = _phase(number=2, starts_on=date(2010, 1, 1), ends_on=date(2010, 3, 31))
    return [*pages, phases.phase_list(locale, Calendar(_DAY, (seen[0], seen[1], later)), 0)]


def _indicators(locale: str) -> list[OutgoingMessage]:
    changed = {"baseline": 1, "baseline_on": _DAY, "target": 9, "target_on": None}
    views = [
        IndicatorView(_indicator(direction=way, measurements=[_value(1), _value(value)], **changed))
        for way in Direction
        for value in (0, 1, 2)
    ]
    pages = [indicators.indicator_page(locale, view) for view in [*views, IndicatorView(_indicator())]]
    judged = IndicatorView(_indicator(), (Measure(id=1, title=_HOSTILE),))
    lists = [indicators.indicator_list(locale, views[:1], 0), indicators.indicator_list(locale, [], 0)]
    return [
        *pages,
        *lists,
        indicators.indicator_page(locale, judged),
        indicators.link_list(locale, judged, [], 0),
        indicators.value_list(locale, judged, 0),
    ]


def _counted(locale: str) -> list[OutgoingMessage]:
    hidden = ProcessCounts(2009, 4, 2, 3, 1, 0, None, None, {"ar": None, "de": 12})
    shown = ProcessCounts(2008, 4, 2, 3, 1, 0, 3.25, 12, {"de": 12})
    return [process_counts.counted(locale, one, 2009) for one in (hidden, shown)]
