"""A month as a keyboard, and what follows when a day is tapped: the time, and the question about an odd date.

The steps are called `day`, `time` and `sure`; `handlers.moments` takes what is pressed and typed there.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import get_day_names, get_month_names
from telegram import InlineKeyboardButton

from bot.dates import FAR, Doubt, Reading, write_moment
from bot.feasts import holiday, is_rest_day
from bot.i18n import _, babel_locale, current_locale, is_right_to_left, pgettext
from bot.messages import OutgoingMessage, outgoing, spoken
from bot.messages.dialogues import choice, way_out
from bot.messages.formats import bold, day, left_to_right, value
from bot.services.visitors import DialogueView

#: What the buttons carry: the way to the calendar; a month, a day, a time by their ISO form behind a letter; nothing.
CALENDAR, MONTH, DAY, TIME, OVER, NOTHING = "cal", "m", "d", "t", "over", "none"
#: Which hours are offered as buttons, besides the usual one.
HOURS = range(16, 21)
_EMPTY = "·"
#: Arabic shortens no names of days but to one letter.
_WIDTHS: tuple[Literal["narrow"], Literal["short"]] = ("narrow", "short")


def calendar_button(dialogue: DialogueView) -> InlineKeyboardButton:
    """Return the button that opens the calendar at a question for a date; its value is `CALENDAR`."""
    return choice(dialogue, _("📅 Calendar"), CALENDAR)


@spoken
def ask_day(dialogue: DialogueView, month: date, today: date) -> OutgoingMessage:
    """Show the month that `month` lies in, its days to be tapped."""
    marked = _holidays(month, today)
    legend = _("* Sunday or public holiday") if marked else _("* Sunday")
    hint = _("Tap the day, or write day and time like this: %(example)s")
    return outgoing(
        bold(_month_name(month)),
        "\n".join([legend, *marked]),
        hint % {"example": left_to_right("27.10.2009 19:00")},
        rows=[*month_rows(dialogue, month, today), way_out(dialogue, back=True)],
    )


def _month_name(month: date) -> str:
    names = get_month_names("wide", "stand-alone", locale=babel_locale(current_locale()))
    words = {"month": str(names[month.month]), "year": left_to_right(str(month.year))}
    return pgettext("month, year", "%(month)s %(year)s") % words


def _holidays(month: date, today: date) -> list[str]:
    """Return a line for each holiday of the month to come, with its German name, as it stands on calendars here."""
    days = (month.replace(day=number) for number in range(1, _length(month) + 1))
    named = ((one, holiday(one)) for one in days if one >= today)
    return [f"{left_to_right(f'{one:%d.%m.}')} {value(name)}" for one, name in named if name is not None]


def _length(month: date) -> int:
    return calendar.monthrange(month.year, month.month)[1]


def month_rows(dialogue: DialogueView, month: date, today: date) -> list[list[InlineKeyboardButton]]:
    """Return the month's keyboard: the weekdays, the weeks from Monday on that are not over, the ways to other months.

    A button carries `DAY` or `MONTH` and a date, `OVER` on a day that has passed, or `NOTHING`. Where people read from
    right to left, Monday stands on the right.
    """
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    rows = [[choice(dialogue, name, NOTHING) for name in _weekdays()]]
    rows += [[_day_button(dialogue, one, month, today) for one in week] for week in weeks if week[-1] >= today]
    return [_directed(row) for row in [*rows, _turning(dialogue, month, today)]]


def _directed(row: list[InlineKeyboardButton]) -> list[InlineKeyboardButton]:
    return row[::-1] if is_right_to_left(current_locale()) else row


def _weekdays() -> list[str]:
    """Return the weekdays in a letter or two: a seventh of a phone's width has no room for more."""
    locale = babel_locale(current_locale())
    narrow, short = (get_day_names(width, "stand-alone", locale=locale) for width in _WIDTHS)
    names = narrow if is_right_to_left(current_locale()) else short
    return [str(names[number]) for number in range(7)]


def _day_button(dialogue: DialogueView, one: date, month: date, today: date) -> InlineKeyboardButton:
    if one.month != month.month:
        return choice(dialogue, _EMPTY, NOTHING)
    if one < today:
        return choice(dialogue, _EMPTY, OVER)
    return choice(dialogue, f"{one.day}*" if is_rest_day(one) else str(one.day), f"{DAY}{one.isoformat()}")


def _turning(dialogue: DialogueView, month: date, today: date) -> list[InlineKeyboardButton]:
    """Return the ways to the months before and after, as far as dates are not asked about as too far ahead."""
    first = month.replace(day=1)
    before, after = first - timedelta(days=1), first + timedelta(days=_length(month))
    ways = [(_("◀ Previous"), before)] if before >= today.replace(day=1) else []
    ways += [(_("Next ▶"), after)] if after <= today + FAR else []
    return [choice(dialogue, label, f"{MONTH}{to.replace(day=1).isoformat()}") for label, to in ways]


@spoken
def ask_time(dialogue: DialogueView, chosen: date, usual: time | None, earliest: time | None) -> OutgoingMessage:
    """Ask at what time; the `usual` one comes first, and `earliest` is now where the day is today."""
    offered = [time(hour) for hour in HOURS]
    possible = [one for one in offered if earliest is None or one > earliest]
    rows = [_directed([_time_button(dialogue, one, f"{one:%H:%M}") for one in possible])]
    if usual is not None and (earliest is None or usual > earliest):
        label = _("As last time: %(time)s") % {"time": f"{usual:%H:%M}"}
        rows.insert(0, [_time_button(dialogue, usual, label)])
    hint = _("Tap the time, or write it like this: %(example)s") % {"example": left_to_right("18:30")}
    question = bold(_("At what time?"))
    return outgoing(question, f"📅 {day(chosen)}", hint, rows=[*rows, way_out(dialogue, back=True)])


def _time_button(dialogue: DialogueView, one: time, label: str) -> InlineKeyboardButton:
    return choice(dialogue, label, f"{TIME}{one:%H%M}")


@spoken
def ask_sure(dialogue: DialogueView, reading: Reading, timezone: ZoneInfo) -> OutgoingMessage:
    """Ask what was meant by a date that is odd; each button carries the number of one of the `reading`'s instants."""
    labels = _choices(reading, timezone)
    rows = [[choice(dialogue, label, number)] for number, label in enumerate(labels)]
    hint = _("Or write another date: %(example)s") % {"example": left_to_right("27.10.2009 19:00")}
    return outgoing(bold(_doubt(reading, timezone)), hint, rows=[*rows, way_out(dialogue, back=True)])


def _choices(reading: Reading, timezone: ZoneInfo) -> Sequence[str]:
    shown = [write_moment(instant, timezone) for instant in reading.instants]
    if reading.doubt is Doubt.DOUBLED:
        first, second = ({"time": f"{instant.astimezone(timezone):%H:%M}"} for instant in reading.instants)
        return [_("First %(time)s (summer time)") % first, _("Second %(time)s (winter time)") % second]
    return [_("Take %(date)s") % {"date": one} for one in shown]


def _doubt(reading: Reading, timezone: ZoneInfo) -> str:
    match reading.doubt:
        case Doubt.SKIPPED:
            instead = {"date": left_to_right(write_moment(reading.instants[0], timezone))}
            return _("This time does not exist: the clocks go forward that night. Take %(date)s?") % instead
        case Doubt.DOUBLED:
            return _("This time comes twice: the clocks go back that night. Which one is right?")
        case _far:
            return _("That is more than a year ahead. Which date is right?")


@spoken
def past_day() -> str:
    """Say in a few words that a day has passed."""
    return _("This day is over.")


@spoken
def no_day() -> str:
    """Say in a few words that a button of the calendar is no day."""
    return _("Please tap one of the days.")
