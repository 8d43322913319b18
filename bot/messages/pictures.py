"""The pictures: what stands in them, always in German, and what they show in the reader's language, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.callback_data.pages import Open
from bot.callback_data.reports import ChoosePicture, TakePicture
from bot.dates import write_day
from bot.documents.charts import Bars, Chart, Curve, Curves, Flow, Span, Timeline, draw
from bot.documents.printout import Picture
from bot.i18n import _, ngettext, pgettext, use_locale
from bot.languages import DEFAULT_LOCALE
from bot.messages import OutgoingMessage, OutgoingPicture, button, outgoing, spoken
from bot.messages.amounts import number
from bot.messages.formats import bold, plain_body_name, priority_name, value
from bot.messages.papers import plain_number
from bot.messages.scales import measure_state
from bot.services.status_reports import StatusReport
from models import Body, Indicator, MeasureState, Priority, Town

#: In the order in which they are stacked.
_PRIORITIES = (Priority.HIGH, Priority.MEDIUM, Priority.LOW, None)
_BEGUN = frozenset({MeasureState.UNDERWAY, MeasureState.COMPLETED, MeasureState.EVALUATED, MeasureState.DISCONTINUED})
#: More would be too small to read.
_MOST_BARS, _MOST_SPANS, _MOST_CURVES, _MOST_LINES = 16, 16, 4, 8


class Kind(StrEnum):
    """Which picture."""

    BARS = "bars"
    FLOW = "flow"
    TIMELINE = "timeline"
    CURVES = "curves"


def picture_title(kind: Kind) -> str:
    """Return what a picture is about, also its heading and button."""
    return {
        Kind.BARS: _("Proposals by group"),
        Kind.FLOW: _("Way of the proposals"),
        Kind.TIMELINE: _("Time line"),
        Kind.CURVES: _("Indicators in numbers"),
    }[kind]


@spoken
def choose_picture() -> OutgoingMessage:
    """Ask which picture."""
    rows = [[button(picture_title(kind), TakePicture(kind))] for kind in Kind]
    return outgoing(
        bold(_("🖼 Pictures of the process")),
        _("They show today. What stands in them is German; below each you read it in your language."),
        rows=[*rows, [button(_("🖨 Reports"), Open("reports"))]],
    )


@spoken
def picture(kind: Kind, report: StatusReport, _town: Town, _now: datetime, _timezone: ZoneInfo) -> OutgoingMessage:
    """Send a picture with what it shows in words. Takes seconds: not for the loop."""
    with use_locale(DEFAULT_LOCALE):
        content = draw([_CHARTS[kind](report)])[0]
    title = bold(_("%(picture)s on %(date)s") % {"picture": picture_title(kind), "date": write_day(report.day)})
    rows = [[button(_("🖼 Pictures"), ChoosePicture()), button(_("🖨 Reports"), Open("reports"))]]
    said = outgoing(title, "\n".join(value(line) for line in _WORDS[kind](report)), rows=rows)
    return replace(said, picture=OutgoingPicture(content))


def word_pictures(report: StatusReport) -> list[Picture]:
    """Return every picture for a paper, with its words in the current language; those without content are left out."""
    empty = {Kind.TIMELINE: not _spans(report), Kind.CURVES: not _measured(report)}
    kinds = [kind for kind in Kind if not empty.get(kind)]
    pictures = draw([_CHARTS[kind](report) for kind in kinds])
    words = [". ".join([picture_title(kind), *_WORDS[kind](report)]) for kind in kinds]
    return [Picture(content, text) for content, text in zip(pictures, words, strict=True)]


def _priorities(report: StatusReport) -> dict[Body, Counter[Priority | None]]:
    """Return how often each group named each priority; groups at work that named none, too."""
    counts: dict[Body, Counter[Priority | None]] = {body: Counter() for body in report.active}
    for entry in report.results:
        for body, priority in entry.groups.items():
            counts.setdefault(body, Counter())[priority] += 1
    return counts


def _bars(report: StatusReport) -> Bars:
    shown = list(_priorities(report).items())[:_MOST_BARS]
    return Bars(
        _("Proposals by group and priority"),
        [priority_name(priority) for priority in _PRIORITIES],
        [(plain_body_name(body), [counts[priority] for priority in _PRIORITIES]) for body, counts in shown],
        _("No working group yet."),
    )


def _bars_words(report: StatusReport) -> list[str]:
    lines = []
    for body, counts in _priorities(report).items():
        named = [_counted(priority, counts[priority]) for priority in _PRIORITIES if counts[priority]]
        line = pgettext("group: numbers", "%(group)s: %(numbers)s")
        lines.append(line % {"group": plain_body_name(body), "numbers": ", ".join(named) or "0"})
    return _cut(lines) or [_("No working group yet.")]


def _counted(priority: Priority | None, count: int) -> str:
    words = {"priority": priority_name(priority), "count": count}
    return pgettext("how many proposals of a priority", "%(priority)s %(count)d") % words


def _cut(lines: Sequence[str]) -> list[str]:
    """Return so many lines as people read, and how many more there are."""
    left = len(lines) - _MOST_LINES
    more = ngettext("… and %(count)d more", "… and %(count)d more", left) % {"count": left}
    return [*lines[:_MOST_LINES], *([more] if left > 0 else [])]


def _stages(report: StatusReport) -> list[tuple[str, int]]:
    """Return how many proposals have come so far; what is further has come so far, too."""
    begun = [entry.status in _BEGUN for entry in report.results]
    decided = [entry.is_decided or so for entry, so in zip(report.results, begun, strict=True)]
    in_paper = [entry.is_in_paper or so for entry, so in zip(report.results, decided, strict=True)]
    concluded = [entry.is_concluded or so for entry, so in zip(report.results, in_paper, strict=True)]
    return [
        (_("handed in"), len(report.results)),
        (_("with a conclusion"), sum(concluded)),
        (_("in a council paper"), sum(in_paper)),
        (_("decided by the council"), sum(decided)),
        (measure_state(MeasureState.UNDERWAY), sum(begun)),
    ]


def _flow(report: StatusReport) -> Flow:
    return Flow(_("The way of the proposals"), _stages(report))


def _flow_words(report: StatusReport) -> list[str]:
    line = pgettext("stage: how many", "%(stage)s: %(count)d")
    return [line % {"stage": stage, "count": count} for stage, count in _stages(report)]


def _spans(report: StatusReport) -> list[Span]:
    """Return phases, then milestones and stations in the order of their days: what has come by then, as it came."""
    phases = [
        Span(
            _("Phase %(number)d: %(name)s") % {"number": phase.number, "name": phase.name},
            (phase.starts_on, phase.ends_on),
            _actual(phase.began_on, phase.ended_on, report.day),
        )
        for phase in report.calendar.phases
    ]
    moments = [(one.name, one.planned_on, one.reached_on) for one in report.milestones]
    moments += [
        (f"{plain_number(entry.paper.number)} {station.committee}", station.planned_on, station.held_on)
        for entry in report.papers
        for station in entry.paper.consultations
    ]
    spans = [_moment(*moment, report.day) for moment in moments]
    dated = [span for span in spans if span.planned or span.actual]
    # What is nearest to the day counts most where there is no room for all.
    dated.sort(key=lambda span: abs((_place(span) - report.day).days))
    return [*phases, *sorted(dated[: max(_MOST_SPANS - len(phases), 0)], key=_place)]


def _place(span: Span) -> date:
    return (span.planned or span.actual or (date.max,))[0]


def _actual(began: date | None, ended: date | None, day: date) -> tuple[date, date] | None:
    """Return the days of a phase up to `day`."""
    if began is None or began > day:
        return None
    return began, max(began, min(ended or day, day))


def _moment(name: str, planned: date | None, actual: date | None, day: date) -> Span:
    come = actual if actual is not None and actual <= day else None
    return Span(name, (planned, planned) if planned else None, (come, come) if come else None)


def _timeline(report: StatusReport) -> Timeline:
    return Timeline(
        _("Phases, milestones and meetings of the council"),
        _spans(report),
        report.day,
        pgettext("dates", "planned"),
        pgettext("dates", "as it came"),
        _("as of %(date)s") % {"date": write_day(report.day)},
        _("No date is known yet."),
    )


def _timeline_words(report: StatusReport) -> list[str]:
    return _cut([_span_words(span) for span in _spans(report)]) or [_("No date is known yet.")]


def _span_words(span: Span) -> str:
    words = {"name": span.name, "planned": _days(span.planned), "actual": _days(span.actual)}
    if span.actual is None:
        return _("%(name)s: planned %(planned)s") % words
    if span.planned is None:
        return _("%(name)s: came %(actual)s") % words
    return _("%(name)s: planned %(planned)s, came %(actual)s") % words


def _days(days: tuple[date, date] | None) -> str:
    return "–".join(dict.fromkeys(write_day(day) for day in days)) if days else ""


def _measured(report: StatusReport) -> list[Indicator]:
    """Return the indicators that were measured most often."""
    known = [indicator for indicator in report.indicators if report.measured(indicator)]
    return sorted(known, key=lambda indicator: -len(report.measured(indicator)))[:_MOST_CURVES]


def _curves(report: StatusReport) -> Curves:
    curves = [
        Curve(one.name, one.unit, [(each.measured_on, each.value) for each in report.measured(one)], one.target)
        for one in _measured(report)
    ]
    return Curves(_("Indicators"), curves, _("Target"), _("Nothing has been measured yet."))


def _curves_words(report: StatusReport) -> list[str]:
    return [_curve_words(report, one) for one in _measured(report)] or [_("Nothing has been measured yet.")]


def _curve_words(report: StatusReport, indicator: Indicator) -> str:
    measured = report.measured(indicator)
    ends = {"first": number(measured[0].value), "since": write_day(measured[0].measured_on)}
    words = ends | {
        "name": indicator.name,
        "last": f"{number(measured[-1].value)} {indicator.unit}".strip(),
        "date": write_day(measured[-1].measured_on),
        "target": number(indicator.target) if indicator.target is not None else "",
    }
    if indicator.target is None:
        return _("%(name)s: %(first)s (%(since)s), now %(last)s (%(date)s)") % words
    return _("%(name)s: %(first)s (%(since)s), now %(last)s (%(date)s), target %(target)s") % words


_CHARTS: Mapping[Kind, Callable[[StatusReport], Chart]] = {
    Kind.BARS: _bars,
    Kind.FLOW: _flow,
    Kind.TIMELINE: _timeline,
    Kind.CURVES: _curves,
}
_WORDS: Mapping[Kind, Callable[[StatusReport], list[str]]] = {
    Kind.BARS: _bars_words,
    Kind.FLOW: _flow_words,
    Kind.TIMELINE: _timeline_words,
    Kind.CURVES: _curves_words,
}
