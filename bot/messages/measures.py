"""Measures at the desk: the list with its filters, and the page of one measure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data import measures as data
from bot.callback_data.pages import Open
from bot.callback_data.papers import ShowPaper
from bot.callback_data.results import OpenResult, ReadResult
from bot.i18n import _, ngettext, pgettext
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.formats import body_name, bold, label, left_to_right, listing, value
from bot.messages.measure_notes import evaluation_lines, newest_note, progress_buttons
from bot.messages.pages import on_page, turning
from bot.messages.scales import measure_state
from bot.services.measure_lists import Choice, Filter, Group, Kind, MeasurePage, ends_soon, next_date
from bot.services.measure_views import MeasureView
from bot.services.measure_watch import ASKED
from models import Measure, MeasureStep

#: Steps that the page of a measure shows; the others stand on their own page.
_STEPS_SHOWN = 3


def title_of(measure: Measure) -> str:
    """Return number and title."""
    return f"{left_to_right(measure.number)} · {value(measure.title)}"


def paper_date(when: date) -> str:
    """Return a date without its weekday: `30.06.2015`."""
    return left_to_right(f"{when:%d.%m.%Y}")


def _group_name(group: Group) -> str:
    return {
        Group.ALL: pgettext("measures", "All"),
        Group.AHEAD: pgettext("measures", "Ahead"),
        Group.RUNNING: pgettext("measures", "Running"),
        Group.DONE: pgettext("measures", "Done"),
        Group.STOPPED: pgettext("measures", "Stopped"),
    }[group]


@spoken
def measure_list(page: MeasurePage, today: date) -> OutgoingMessage:
    """List measures: those whose money ends soon first."""
    chosen = page.chosen
    heading = _("🛠 Measures: %(group)s") % {"group": _group_name(chosen.group)}
    filtered = _("Only: %(filter)s") % {"filter": value(page.by_name)} if page.by_name else ""
    lines = [_line(measure, today) for measure in page.measures] or [_("There is none here.")]
    opening = [button(measure.number, data.OpenMeasure(measure.id)) for measure in page.measures]
    turn = turning(page.total, page.number, lambda to: data.ListMeasures(chosen.group, chosen.by, to))
    rows = [*in_rows(opening, per_row=4), turn, *_filter_rows(chosen), _desk_row()]
    return outgoing(bold(heading), filtered, *lines, _counted(page.total), rows=rows)


def _line(measure: Measure, today: date) -> str:
    lines = [title_of(measure), _state_and_date(measure)]
    if ends_soon(measure, today):
        lines.append(_money_until(measure, today))
    return "\n".join(lines)


def _state_and_date(measure: Measure) -> str:
    state, following = measure_state(measure.state), next_date(measure)
    if following is None:
        return state
    return pgettext("state, date", "%(state)s · next: %(date)s") % {"state": state, "date": paper_date(following)}


def _money_until(measure: Measure, today: date) -> str:
    assert measure.funded_until is not None
    words = {"date": paper_date(measure.funded_until)}
    if measure.funded_until < today:
        return _("⚠️ The money ended on %(date)s") % words
    return _("⚠️ Money until %(date)s") % words


def _counted(total: int) -> str:
    return ngettext("%(count)d measure in all.", "%(count)d measures in all.", total) % {"count": total}


def _filter_rows(chosen: Filter) -> list[list[InlineKeyboardButton]]:
    groups = [
        button(_group_name(group), data.ListMeasures(group, chosen.by, 0)) for group in Group if group != chosen.group
    ]
    kinds = [
        button(_("By field"), data.FilterMeasures(Kind.FIELD, chosen.group, 0)),
        button(_("By plan"), data.FilterMeasures(Kind.TAG, chosen.group, 0)),
        button(_("By office"), data.FilterMeasures(Kind.OFFICE, chosen.group, 0)),
    ]
    without = [button(_("Without filter"), data.ListMeasures(chosen.group, "", 0))] if chosen.by else []
    return [*in_rows(groups, per_row=4), kinds, without]


def _desk_row() -> list[InlineKeyboardButton]:
    return [button(_("➕ New measure"), data.NewMeasure()), button(_("Main menu"), Open("start"))]


@spoken
def filter_choice(kind: Kind, group: Group, choices: Sequence[Choice], page: int) -> OutgoingMessage:
    """Ask what to filter by."""
    question = {
        Kind.FIELD: _("Measures of which field?"),
        Kind.TAG: _("Measures for which plan?"),
        Kind.OFFICE: _("Measures with which office?"),
    }[kind]
    shown = [
        [button(label(f"{one.name} ({one.count})"), data.ListMeasures(group, one.key, 0))]
        for one in on_page(choices, page)
    ]
    turn = turning(len(choices), page, lambda to: data.FilterMeasures(kind, group, to))
    empty = "" if choices else _("There is none here.")
    back = [button(_("Back"), data.ListMeasures(group, "", 0))]
    return outgoing(bold(question), empty, rows=[*shown, turn, back])


@spoken
def measure_page(view: MeasureView, timezone: ZoneInfo, today: date, notice: str = "") -> OutgoingMessage:
    """Show a measure: to the desk with all that can be changed, to whoever is responsible with what they can answer."""
    measure = view.measure
    return outgoing(
        notice,
        bold(f"🛠 {title_of(measure)}"),
        bold(measure_state(measure.state)) + "\n" + newest_note(measure, timezone),
        value(measure.text),
        "\n".join(_who(view)),
        "\n".join(_steps(measure)),
        "\n".join(_money(measure, today)),
        "\n".join(_links(measure)),
        *evaluation_lines(view.evaluations, timezone),
        rows=_rows(view),
    )


def _said(name: str, content: str) -> list[str]:
    """Return a labelled line, or none where nothing is said."""
    return [pgettext("label, text", "%(label)s: %(text)s") % {"label": name, "text": content}] if content else []


def _who(view: MeasureView) -> list[str]:
    measure = view.measure
    asked = [_("🔔 Somebody is asked how it goes.")] if view.is_asked else []
    if view.asked_name:
        asked = [_("🔔 Asked how it goes: %(name)s") % {"name": value(view.asked_name)}]
    return [
        *_said(_("In charge"), value(measure.responsible)),
        *_said(_("Partners"), value(measure.partners)),
        *_said(_("For"), value(measure.target_groups)),
        *_said(_("Period"), value(measure.period)),
        *(_said(_("Planned end"), paper_date(measure.ends_on)) if measure.ends_on else []),
        *asked,
    ]


def step_line(step: MeasureStep) -> str:
    """Return a step with its mark and its date."""
    line = f"{'✅' if step.done_on else '▫️'} {value(step.text)}"
    if not step.due:
        return line
    return pgettext("step, date", "%(step)s (until %(date)s)") % {"step": line, "date": left_to_right(step.due)}


def _steps(measure: Measure) -> list[str]:
    waiting = [step for step in measure.steps if step.done_on is None]
    shown = [step_line(step) for step in sorted(waiting, key=lambda one: (one.due_on or date.max, one.id))]
    done = len(measure.steps) - len(waiting)
    lines = shown[:_STEPS_SHOWN]
    if done:
        lines.append(ngettext("✅ %(count)d step is done.", "✅ %(count)d steps are done.", done) % {"count": done})
    return lines


def _money(measure: Measure, today: date) -> list[str]:
    until = []
    if measure.funded_until is not None:
        soon = ends_soon(measure, today)
        until = [_money_until(measure, today)] if soon else _said(_("Money until"), paper_date(measure.funded_until))
    return [*_said(_("Costs"), value(measure.costs)), *_said(_("Funding"), value(measure.funding)), *until]


def _links(measure: Measure) -> list[str]:
    fields = listing(body_name(body) for body in measure.fields) if measure.fields else ""
    plans = listing(value(tag.name) for tag in measure.tags) if measure.tags else ""
    return [*_said(_("Fields"), fields), *_said(_("Plans and networks"), plans)]


def _rows(view: MeasureView) -> list[list[InlineKeyboardButton]]:
    measure = view.measure
    number = measure.id
    going = progress_buttons(number, view.seen) if measure.state in ASKED else []
    sentence = [button(_("✍️ Write a sentence"), data.WriteSentence(number))]
    if view.evaluable:
        sentence.append(button(_("🎯 Evaluate"), data.EvaluateMeasure(number)))
    home = [button(_("Main menu"), Open("start"))]
    if not view.desk:
        return [going, sentence, home]
    changing = [
        button(_("🚦 State"), data.ChooseState(number)),
        button(_("✏️ Change"), data.ChooseField(number)),
        button(_("🪜 Steps"), data.ShowSteps(number, 0)),
        button(_("🧩 Fields"), data.ShowTouched(number, Kind.FIELD, 0)),
        button(_("🏷 Plans"), data.ShowTouched(number, Kind.TAG, 0)),
        button(_("🕑 History"), data.MeasureHistory(number, 0)),
    ]
    if view.coordinates:
        changing.append(button(_("🔔 Who is asked"), data.ChooseResponsible(number, 0)))
    back = [button(_("🛠 Measures"), Open("measures")), *home]
    return [going, sentence, *in_rows(changing, per_row=3), _origins(view), back]


def _origins(view: MeasureView) -> list[InlineKeyboardButton]:
    origins = []
    if view.result is not None:
        number = view.result.id
        opening = OpenResult(number) if view.steers else ReadResult(number)
        origins.append(button(_("📝 The result"), opening))
    if view.paper is not None:
        origins.append(button(_("📄 The council paper"), ShowPaper(view.paper.id)))
    return origins
