"""How values stand in a sentence: escaped for HTML, isolated for direction, dates and times as on German posters."""

from __future__ import annotations

import html
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

import regex
from babel.dates import get_day_names
from babel.lists import format_list

from bot.dates import write_day
from bot.i18n import babel_locale, current_locale, is_right_to_left, pgettext
from bot.languages import DEFAULT_LOCALE
from models import Body, BodyKind, Priority, ResultState

_RIGHT_TO_LEFT = regex.compile(r"[\p{Arabic}\p{Hebrew}\p{Syriac}\p{Thaana}]")
_FIRST_STRONG, _LEFT_TO_RIGHT, _END = "\u2068", "\u2066", "\u2069"
BUTTON_LIMIT = 40


def value(text: str) -> str:
    """Return what a person or the town wrote, escaped and isolated, line by line."""
    return "\n".join(_isolated(html.escape(line, quote=False)) for line in text.split("\n"))


def _isolated(line: str) -> str:
    if line and (is_right_to_left(current_locale()) or _RIGHT_TO_LEFT.search(line)):
        return f"{_FIRST_STRONG}{line}{_END}"
    return line


def left_to_right(text: str) -> str:
    """Return an address, a number, a date or a link, escaped, in its own direction wherever it stands."""
    escaped = html.escape(text, quote=False)
    return f"{_LEFT_TO_RIGHT}{escaped}{_END}" if is_right_to_left(current_locale()) else escaped


def bold(markup: str) -> str:
    """Return what is HTML already, in bold."""
    return f"<b>{markup}</b>"


def quote(text: str) -> str:
    """Return what a person wrote as a quotation."""
    return f"<blockquote>{value(text)}</blockquote>" if text else ""


@cache
def _day_names(locale: str) -> dict[int, str]:
    return dict(get_day_names("wide", locale=babel_locale(locale)))


@cache
def _short_day_names(locale: str) -> dict[int, str]:
    return dict(get_day_names("abbreviated", locale=babel_locale(locale)))


def weekday_name(number: int) -> str:
    """Return the name of a weekday (Monday is 0) in the reader's language."""
    return _day_names(current_locale())[number]


def day(moment: date) -> str:
    """Return the weekday in the reader's language and the date as on paper: `Dienstag, 27.10.2009`."""
    return pgettext("weekday, date", "%(weekday)s, %(date)s") % {
        "weekday": weekday_name(moment.weekday()),
        "date": left_to_right(write_day(moment)),
    }


def clock_time(moment: datetime, timezone: ZoneInfo) -> str:
    """Return the wall-clock time, 24 hours, in every language: `19:00`."""
    return left_to_right(moment.astimezone(timezone).strftime("%H:%M"))


def moment(instant: datetime, timezone: ZoneInfo) -> str:
    """Return day and time as people see them on the wall clock of the town."""
    local = instant.astimezone(timezone)
    return pgettext("day, time", "%(day)s, %(time)s") % {"day": day(local.date()), "time": clock_time(local, timezone)}


def short_moment(instant: datetime, timezone: ZoneInfo) -> str:
    """Return day and time for a button: `Di. 27.10. 19:00`."""
    local = instant.astimezone(timezone)
    return f"{_short_day_names(current_locale())[local.weekday()]} {left_to_right(f'{local:%d.%m. %H:%M}')}"


def listing(items: Iterable[str]) -> str:
    """Return `a, b and c` in the reader's language."""
    return format_list(list(items), locale=babel_locale(current_locale()))


def plain_body_name(body: Body) -> str:
    """Return the full name: German first, since it stands on the door, then the reader's language in brackets."""
    german = f"AG {body.name}" if body.kind is BodyKind.WORKING_GROUP else body.name
    translated = translated_name(body)
    return f"{german} ({translated})" if translated else german


def translated_name(body: Body) -> str:
    """Return the body's name in the reader's language, or nothing where it is the German one."""
    locale = current_locale()
    names = {text.locale: text.name for text in body.texts}
    return names.get(locale, "") if locale != DEFAULT_LOCALE else ""


def body_name(body: Body) -> str:
    """Return the body's full name, ready for a sentence."""
    return value(plain_body_name(body))


def body_description(body: Body) -> str:
    """Return what the body is for, in the reader's language, else in German."""
    descriptions = {text.locale: text.description for text in body.texts}
    return value(descriptions.get(current_locale()) or descriptions.get(DEFAULT_LOCALE, ""))


def body_label(body: Body) -> str:
    """Return the body's name for a button: emoji, short German name."""
    prefix = "AG " if body.kind is BodyKind.WORKING_GROUP else ""
    return label(f"{body.emoji} {prefix}{body.short_name}".strip())


def label(text: str) -> str:
    """Return `text` short enough for a button."""
    return text if len(text) <= BUTTON_LIMIT else text[: BUTTON_LIMIT - 1].rstrip() + "…"


def priority_name(priority: Priority | None) -> str:
    """Return how much a group wants something, in a word."""
    match priority:
        case Priority.HIGH:
            return pgettext("priority", "High")
        case Priority.MEDIUM:
            return pgettext("priority", "Medium")
        case Priority.LOW:
            return pgettext("priority", "Low")
        case None:
            return pgettext("priority", "Not stated")


def state_name(state: ResultState) -> str:
    """Return what became of a result, in a word or two."""
    return {
        ResultState.SUBMITTED: pgettext("result", "handed in"),
        ResultState.ACCEPTED: pgettext("result", "accepted"),
        ResultState.MERGED: pgettext("result", "joined to another one"),
        ResultState.QUERIED: pgettext("result", "question open"),
        ResultState.DEFERRED: pgettext("result", "put off"),
        ResultState.REJECTED: pgettext("result", "not accepted"),
    }[state]
