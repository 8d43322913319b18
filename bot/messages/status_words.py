"""The words of the Sachstandsbericht: what happened, what is next, what is at risk; for its table in every form."""

from __future__ import annotations

from bot.dates import write_day
from bot.i18n import _, pgettext
from bot.messages.amounts import number
from bot.messages.formats import listing, plain_body_name
from bot.messages.scales import measure_state, outcome
from bot.services.status_entries import Entry, Event, Risk
from bot.services.status_reports import StatusReport
from models import (
    Body,
    Conclusion,
    ConclusionKind,
    Consultation,
    Indicator,
    Measurement,
    MeasureNote,
    MeasureState,
    Progress,
    Result,
)

#: Where nothing is to be said.
NOTHING = "–"


def table_head() -> tuple[str, ...]:
    """Return the heads of the table's columns, without the field."""
    return (
        _("Result or measure"),
        _("Status"),
        _("What happened"),
        _("Next step"),
        _("At risk"),
        pgettext("column", "Indicator"),
    )


def table_row(entry: Entry) -> tuple[str, ...]:
    """Return an entry as a row of that table."""
    return (
        f"{entry.number} {entry.title}",
        measure_state(entry.status),
        happened(entry.happened) if entry.happened else NOTHING,
        next_step(entry),
        "; ".join(risk_name(risk, entry) for risk in entry.risks) or NOTHING,
        "; ".join(value_of(*pair) for pair in entry.indicators) or NOTHING,
    )


def field_name(body: Body | None) -> str:
    """Return the heading over the entries of a field."""
    return body.name if body is not None else _("Across all fields")


def happened(event: Event) -> str:
    """Return what happened, after its day. What somebody gave as a reason is not said."""
    return pgettext("date: event", "%(date)s: %(event)s") % {"date": write_day(event.on), "event": _what(event)}


def _what(event: Event) -> str:
    match event.what:
        case Result():
            return _("handed in")
        case Conclusion(kind=kind):
            return concluded(kind)
        case Consultation() as station:
            words = {"committee": station.committee, "outcome": outcome(station.outcome) if station.outcome else ""}
            return pgettext("council", "%(committee)s: %(outcome)s") % words
        case MeasureNote() as note:
            return note.text or (_progress(note.progress) if note.progress else measure_state_of(note))


def measure_state_of(note: MeasureNote) -> str:
    """Return the state that a note tells of."""
    return measure_state(note.state) if note.state else NOTHING


def concluded(kind: ConclusionKind) -> str:
    """Return what the steering group concluded."""
    return {
        ConclusionKind.ACCEPT: _("accepted by the steering group"),
        ConclusionKind.MERGE: _("joined to another proposal"),
        ConclusionKind.QUERY: _("question of the steering group"),
        ConclusionKind.DEFER: _("put off by the steering group"),
        ConclusionKind.REJECT: _("not accepted by the steering group"),
    }[kind]


def _progress(progress: Progress) -> str:
    return {
        Progress.AS_PLANNED: _("goes as planned"),
        Progress.SLOWER: _("goes slower than planned"),
        Progress.DONE: _("is done"),
    }[progress]


def next_step(entry: Entry) -> str:
    """Return what comes next: a step, a station, else what follows from where it stands."""
    step = entry.next_step
    if step is None:
        return _following(entry.status, asked=_is_asked(entry))
    if not isinstance(step, Consultation):
        words = {"step": step.text, "due": step.due}
        return pgettext("step, when", "%(step)s (%(due)s)") % words if step.due else step.text
    return station_ahead(step)


def station_ahead(station: Consultation) -> str:
    """Return a station with its planned day."""
    day = write_day(station.planned_on) if station.planned_on else _("day still open")
    return pgettext("committee, when", "%(committee)s (%(day)s)") % {"committee": station.committee, "day": day}


def _is_asked(entry: Entry) -> bool:
    """Tell whether the steering group waits for a group's answer."""
    what = entry.happened.what if entry.happened else None
    return isinstance(what, Conclusion) and what.kind is ConclusionKind.QUERY


def _following(status: MeasureState, *, asked: bool) -> str:
    match status:
        case MeasureState.PROPOSED:
            return _("The steering group concludes")
        case MeasureState.REVIEWED:
            return _("Answer of the group") if asked else _("Draft of a council paper")
        case MeasureState.CONSIDERED | MeasureState.PLANNED:
            return _("Planning")
        case MeasureState.IN_PAPER:
            return _("Decision of the council")
        case MeasureState.RESOLVED:
            return _("Begin")
        case MeasureState.UNDERWAY:
            return _("Go on")
        case MeasureState.COMPLETED:
            return _("Evaluate")
        case _:
            return NOTHING


def risk_name(risk: Risk, entry: Entry) -> str:
    """Return what may go wrong."""
    match risk:
        case Risk.MONEY_ENDS:
            until = entry.measure.funded_until if entry.measure else None
            return _("money only until %(date)s") % {"date": write_day(until) if until else NOTHING}
        case Risk.MONEY_OPEN:
            return _("money not settled")
        case Risk.NOBODY_IN_CHARGE:
            return _("nobody in charge")
        case Risk.SLOW:
            return _("slower than planned")


def value_of(indicator: Indicator, measured: Measurement) -> str:
    """Return an indicator's value with its unit and day."""
    amount = number(measured.value)
    shown = pgettext("estimated number", "about %(number)s") % {"number": amount} if measured.is_estimate else amount
    words = {
        "name": indicator.name,
        "value": f"{shown} {indicator.unit}".strip(),
        "date": write_day(measured.measured_on),
    }
    return pgettext("indicator", "%(name)s: %(value)s (%(date)s)") % words


def ordered_statuses(report: StatusReport) -> list[tuple[MeasureState, int]]:
    """Return how many entries stand where, in the order of the scale."""
    return [(status, report.totals[status]) for status in MeasureState if report.totals.get(status)]


def group_lines(report: StatusReport) -> list[tuple[str, str]]:
    """Return which groups there were, began and ended: each with its label."""
    kinds = (
        (_("Working groups at work (%(count)d):") % {"count": len(report.active)}, report.active),
        (_("New in this year:"), report.new if report.new != report.active else ()),
        (_("Planned:"), report.planned),
        (_("Ended in this year:"), report.closed),
    )
    return [(label, listing(plain_body_name(body) for body in bodies)) for label, bodies in kinds if bodies]
