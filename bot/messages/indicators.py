"""Indicators: what was measured, how it changed, how far the way to the target has come; what they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from telegram import InlineKeyboardButton

from bot.callback_data.facts import ListFacts, ShowFact
from bot.callback_data.indicators import (
    AddValue,
    AskDirection,
    AskField,
    ChooseDirection,
    ChooseField,
    LinkMeasure,
    ListLinks,
    ListValues,
    RemoveValue,
    ShowOffers,
)
from bot.i18n import _, pgettext
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.amounts import amount, number, short_day, signed
from bot.messages.dialogues import way_out
from bot.messages.facts import edit_button, last_rows, line, lines, list_rows, noun_title
from bot.messages.formats import body_label, body_name, bold, label, left_to_right, listing, value
from bot.messages.pages import on_page, turning
from bot.quantities import Quantity
from bot.services.fact_fields import Noun
from bot.services.facts import Fact
from bot.services.indicators import IndicatorView, is_better
from bot.services.visitors import DialogueView
from models import Body, Direction, Indicator, Measure, Measurement


@spoken
def indicator_list(views: Sequence[IndicatorView], page: int) -> OutgoingMessage:
    """Show a page of the indicators, each with its newest value."""
    shown = on_page(views, page)
    opening = [button(label(one.indicator.name), ShowFact(Noun.INDICATOR, one.indicator.id)) for one in shown]
    turn = turning(len(views), page, lambda to: ListFacts(Noun.INDICATOR, to))
    text = "\n".join(f"• {_entry(one)}" for one in shown) or _("There is none yet.")
    offers = [button(_("💡 Choose from a list"), ShowOffers(0))]
    rows = [*list_rows(Noun.INDICATOR, opening, turn), offers]
    return outgoing(bold(noun_title(Noun.INDICATOR)), text, rows=rows)


def _entry(view: IndicatorView) -> str:
    name = value(view.indicator.name)
    if view.last is None:
        return pgettext("indicator", "%(name)s: no value yet") % {"name": name}
    return pgettext("indicator", "%(name)s: %(value)s") % {"name": name, "value": measured(view.indicator, view.last)}


def measured(indicator: Indicator, one: Measurement) -> str:
    """Return a value with its unit and its day, or the words that said when."""
    said = amount(Quantity(one.value, one.value, one.is_estimate, indicator.unit))
    day = value(one.note) if one.note else short_day(one.measured_on)
    return pgettext("value, day", "%(value)s (%(day)s)") % {"value": said, "day": day}


@spoken
def indicator_page(view: IndicatorView) -> OutgoingMessage:
    """Show one indicator: the newest value, how it changed, the way to the target; below it what it is."""
    indicator, fact = view.indicator, Fact(Noun.INDICATOR, view.indicator)
    edits = [edit_button(fact, name) for name in _EDITED]
    rows = [
        in_rows(
            [button(_("➕ Add a value"), AddValue(indicator.id)), button(_("📋 Values"), ListValues(indicator.id, 0))]
        ),
        in_rows(edits),
        in_rows(
            [
                button(_("↕ Which way is better"), AskDirection(indicator.id)),
                button(_("👥 Whose field"), AskField(indicator.id)),
                button(_("🛠 Measures"), ListLinks(indicator.id, 0)),
            ]
        ),
        last_rows(fact),
    ]
    about = (bold(value(indicator.name)), progress(view), _about(view))
    return outgoing(*about, rows=[row for part in rows for row in part])


_EDITED = ("baseline", "target", "name", "definition", "unit", "source", "cycle", "responsible")


def progress(view: IndicatorView) -> str:
    """Return the newest value, its changes and the way to the target, line by line."""
    indicator, last = view.indicator, view.last
    if last is None:
        return lines(_("No value yet."), *_levels(indicator))
    way = view.way
    return lines(
        _("Newest value: %(value)s") % {"value": measured(indicator, last)},
        _change(_("Since the value before: %(change)s"), indicator, view.since_last),
        _change(_("Since the start value: %(change)s"), indicator, view.since_baseline),
        *_levels(indicator),
        _("Way to the target: %(share)s") % {"share": left_to_right(f"{way:.0f} %")} if way is not None else "",
    )


def _change(sentence: str, indicator: Indicator, change: float | None) -> str:
    if change is None:
        return ""
    judged = is_better(indicator, change)
    if judged is None:
        return sentence % {"change": signed(change)}
    words = {"change": signed(change)}
    shown = pgettext("change", "%(change)s, better") if judged else pgettext("change", "%(change)s, worse")
    return sentence % {"change": shown % words}


def _levels(indicator: Indicator) -> list[str]:
    baseline = _level(indicator.baseline, indicator.baseline_on, indicator.unit)
    return [line("baseline", baseline), line("target", _level(indicator.target, indicator.target_on, indicator.unit))]


def _level(level: float | None, day: date | None, unit: str) -> str:
    if level is None:
        return ""
    said = amount(Quantity(level, level, unit=unit))
    return pgettext("value, day", "%(value)s (%(day)s)") % {"value": said, "day": short_day(day)} if day else said


def _about(view: IndicatorView) -> str:
    indicator = view.indicator
    field = body_name(indicator.body) if indicator.body else _("Whole town")
    return lines(
        line("definition", value(indicator.definition)),
        _("Field: %(field)s") % {"field": field},
        _("Better is: %(direction)s") % {"direction": direction_name(indicator.direction)},
        line("source", value(indicator.source)),
        line("cycle", value(indicator.cycle)),
        line("responsible", value(indicator.responsible)),
        _measures(view.measures),
    )


def _measures(measures: Sequence[Measure]) -> str:
    if not measures:
        return ""
    return _("For the measures: %(measures)s") % {"measures": listing(value(one.title) for one in measures)}


def direction_name(direction: Direction | None) -> str:
    """Return which way is better."""
    match direction:
        case Direction.MORE:
            return pgettext("direction", "more")
        case Direction.LESS:
            return pgettext("direction", "less")
        case _neither:
            return pgettext("direction", "neither")


@spoken
def ask_value(dialogue: DialogueView, view: IndicatorView) -> OutgoingMessage:
    """Ask for a value."""
    question = _("Which value, and of which day? Please write it in one message.")
    hint = _("For example: %(example)s") % {"example": value("135 am 31.12.2016 · ca. 25 (2010)")}
    note = _("Without a date it is today's value.")
    return outgoing(bold(value(view.indicator.name)), question, lines(hint, note), rows=[way_out(dialogue)])


@spoken
def value_list(view: IndicatorView, page: int) -> OutgoingMessage:
    """Show a page of the values, newest first, each to be taken away."""
    indicator = view.indicator
    newest_first = indicator.measurements[::-1]
    shown = on_page(newest_first, page)
    text = "\n".join(f"• {measured(indicator, one)}" for one in shown) or _("No value yet.")
    buttons = [_removal(one) for one in shown]
    turn = turning(len(newest_first), page, lambda to: ListValues(indicator.id, to))
    back = [button(_("➕ Add a value"), AddValue(indicator.id)), _back(indicator)]
    return outgoing(bold(value(indicator.name)), text, rows=[*in_rows(buttons), turn, back])


def _removal(one: Measurement) -> InlineKeyboardButton:
    words = {"value": number(one.value), "date": short_day(one.measured_on)}
    return button(_("🗑 %(value)s of %(date)s") % words, RemoveValue(one.id))


def _back(indicator: Indicator) -> InlineKeyboardButton:
    return button(_("Back"), ShowFact(Noun.INDICATOR, indicator.id))


@spoken
def ask_direction(view: IndicatorView) -> OutgoingMessage:
    """Ask which way is better."""
    number_of = view.indicator.id
    buttons = [button(direction_name(one), ChooseDirection(number_of, one)) for one in Direction]
    question = _("Is more of it better, or less?")
    return outgoing(bold(value(view.indicator.name)), question, rows=[*in_rows(buttons), [_back(view.indicator)]])


@spoken
def ask_field(view: IndicatorView, groups: Sequence[Body]) -> OutgoingMessage:
    """Ask to which group's field it belongs."""
    number_of = view.indicator.id
    buttons = [button(body_label(body), ChooseField(number_of, body.id)) for body in groups]
    whole = button(_("Whole town"), ChooseField(number_of, 0))
    question = _("Which group's field does it belong to?")
    rows = [*in_rows([*buttons, whole]), [_back(view.indicator)]]
    return outgoing(bold(value(view.indicator.name)), question, rows=rows)


@spoken
def link_list(view: IndicatorView, measures: Sequence[Measure], page: int) -> OutgoingMessage:
    """Show a page of the measures, those ticked that the indicator judges."""
    number_of, linked = view.indicator.id, {one.id for one in view.measures}
    buttons, names = [], []
    for one in on_page(measures, page):
        mark, wanted = ("✅", 0) if one.id in linked else ("☐", 1)
        buttons.append(button(label(f"{mark} {one.title}"), LinkMeasure(number_of, one.id, wanted, page)))
        names.append(f"{mark} {value(one.title)}")
    turn = turning(len(measures), page, lambda to: ListLinks(number_of, to))
    text = _("Which measures is it for? Every tap counts at once.") if measures else _("There is no measure yet.")
    rows = [*in_rows(buttons, per_row=1), turn, [_back(view.indicator)]]
    return outgoing(bold(value(view.indicator.name)), lines(*names), text, rows=rows)
