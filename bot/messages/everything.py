"""Everything as one workbook, in German: a sheet each for proposals, measures, papers, indicators; no person in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.dates import write_day
from bot.documents.spreadsheet_tables import Sheet, Value, write_workbook
from bot.i18n import _, pgettext, use_locale
from bot.languages import DEFAULT_LOCALE
from bot.messages import OutgoingFile, OutgoingMessage, outgoing, spoken
from bot.messages.formats import day, plain_body_name, priority_name, state_name
from bot.messages.papers import plain_number
from bot.messages.scales import measure_state, outcome, paper_state
from bot.messages.status_words import concluded, station_ahead
from bot.services.everything import Everything
from bot.services.standings import Standing
from models import Body, Consultation, Indicator, Measure, Paper, Town


@spoken
def workbook(found: Everything, town: Town, now: datetime, timezone: ZoneInfo) -> OutgoingMessage:
    """Hand over the workbook. Takes time: not for the loop."""
    caption = _("📊 Everything as a workbook, %(day)s, in German") % {"day": day(found.day)}
    with use_locale(DEFAULT_LOCALE):
        name = f"{_stem(found)}.xlsx"
        sheets = [_results(found, timezone), _measures(found), _papers(found), _indicators(found)]
        content = write_workbook(town.process, town.name, now, sheets)
    return outgoing(caption, file=OutgoingFile(content, name))


def _stem(found: Everything) -> str:
    return _("Everything-%(date)s") % {"date": found.day.isoformat()}


def _names(bodies: Iterable[Body]) -> str:
    return "; ".join(body.name for body in bodies)


def _results(found: Everything, timezone: ZoneInfo) -> Sheet:
    head = (
        _("No."),
        _("Title"),
        pgettext("sheet", "Description"),
        _("Handed in on"),
        _("Handed in by (priority)"),
        _("How many groups"),
        _("Fields"),
        _("Joined with it"),
        _("State"),
        _("Status"),
        _("Concluded on"),
        pgettext("sheet", "Conclusion"),
        pgettext("sheet", "Reason"),
    )
    rows = [_result(standing, found, timezone) for standing in found.standings]
    return Sheet(pgettext("sheet", "Proposals"), head, rows)


def _result(standing: Standing, found: Everything, timezone: ZoneInfo) -> tuple[Value, ...]:
    result, latest = standing.result, standing.latest
    groups = [f"{plain_body_name(body)} ({priority_name(level)})" for body, level in standing.priorities.items()]
    return (
        result.number,
        result.title,
        result.text,
        result.submitted_at.astimezone(timezone).date(),
        "; ".join(groups),
        standing.groups,
        _names(standing.fields),
        "; ".join(f"{child.number} {child.title}" for child in standing.joined),
        state_name(result.state),
        measure_state(found.status[result.id]),
        latest.concluded_at.astimezone(timezone).date() if latest else None,
        concluded(latest.kind) if latest else "",
        latest.reason if latest else "",
    )


def _measures(found: Everything) -> Sheet:
    head = (
        _("No."),
        _("Title"),
        _("Status"),
        _("Fields"),
        _("Who is in charge"),
        _("Partners"),
        _("Target groups"),
        _("Period"),
        _("Costs"),
        _("Funding"),
        _("Funded until"),
        _("Steps"),
        pgettext("sheet", "Last news"),
    )
    return Sheet(pgettext("sheet", "Measures"), head, [_measure(measure) for measure in found.measures])


def _measure(measure: Measure) -> tuple[Value, ...]:
    told = [note.text for note in measure.notes if note.text]
    return (
        measure.number,
        measure.title,
        measure_state(measure.state),
        _names(measure.fields),
        measure.responsible,
        measure.partners,
        measure.target_groups,
        measure.period,
        measure.costs,
        measure.funding,
        measure.funded_until,
        "\n".join(f"{'✓ ' if step.done_on else ''}{step.text} {step.due}".strip() for step in measure.steps),
        told[-1] if told else "",
    )


def _papers(found: Everything) -> Sheet:
    head = (_("No."), _("Reference"), _("Subject"), _("State"), _("Proposals in it"), _("Way through the council"))
    return Sheet(pgettext("sheet", "Council papers"), head, [_paper(paper, found) for paper in found.papers])


def _paper(paper: Paper, found: Everything) -> tuple[Value, ...]:
    return (
        plain_number(paper.number),
        paper.reference,
        found.subjects.get(paper.id, ""),
        paper_state(paper.state),
        "; ".join(item.result.number for item in paper.items),
        "\n".join(_station(station) for station in paper.consultations),
    )


def _station(station: Consultation) -> str:
    if station.outcome is None or station.held_on is None:
        return station_ahead(station)
    words = {"committee": station.committee, "day": write_day(station.held_on), "outcome": outcome(station.outcome)}
    return pgettext("council", "%(committee)s (%(day)s): %(outcome)s") % words


def _indicators(found: Everything) -> Sheet:
    head = (
        pgettext("column", "Indicator"),
        pgettext("theme", "Field"),
        pgettext("sheet", "Unit"),
        pgettext("sheet", "First value"),
        pgettext("sheet", "Target"),
        pgettext("sheet", "Until"),
        pgettext("sheet", "Value"),
        pgettext("sheet", "Measured on"),
    )
    rows = [row for indicator in found.indicators for row in _indicator(indicator)]
    return Sheet(pgettext("sheet", "Indicators"), head, rows)


def _indicator(indicator: Indicator) -> list[tuple[Value, ...]]:
    """Return a row per measurement, or one without a value."""
    about = (
        indicator.name,
        indicator.body.name if indicator.body else "",
        indicator.unit,
        indicator.baseline,
        indicator.target,
        indicator.target_on,
    )
    values = [(*about, one.value, one.measured_on) for one in indicator.measurements]
    return [*values] or [(*about, None, None)]
