"""How figures stand in a sentence: grouped as the reader's language does it, „ca.“ and ranges as they were said."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from babel.numbers import format_decimal

from bot.i18n import babel_locale, current_locale, pgettext
from bot.messages.formats import left_to_right, value
from bot.quantities import PERCENT, Quantity

#: A share is computed to so much.
_SHARE = "#,##0.0"
_AMOUNT = "#,##0.###"


def number(amount: float) -> str:
    """Return a number, grouped: 41247 as `41.247` or `41,247`."""
    return left_to_right(format_decimal(amount, format=_AMOUNT, locale=babel_locale(current_locale())))


def signed(amount: float) -> str:
    """Return how much something changed, always with its sign."""
    shown = format_decimal(abs(amount), format=_AMOUNT, locale=babel_locale(current_locale()))
    return left_to_right(f"{'−' if amount < 0 else '+' if amount > 0 else '±'}{shown}")


def per_cent(low: float, high: float) -> str:
    """Return a computed share, or its range: `6,4 %`."""
    ends = dict.fromkeys(
        format_decimal(one, format=_SHARE, locale=babel_locale(current_locale())) for one in (low, high)
    )
    return left_to_right(f"{'–'.join(ends)} {PERCENT}")


def amount(quantity: Quantity) -> str:
    """Return a number or range with its hedge and unit, ready for a sentence."""
    shown = number(quantity.low)
    if quantity.high != quantity.low:
        ends = {"low": shown, "high": number(quantity.high)}
        shown = pgettext("range of numbers", "%(low)s–%(high)s") % ends
    if quantity.unit:
        shown = pgettext("number, unit", "%(number)s %(unit)s") % {"number": shown, "unit": value(quantity.unit)}
    return pgettext("estimated number", "about %(number)s") % {"number": shown} if quantity.is_estimate else shown


def short_day(moment: date) -> str:
    """Return a date as on paper: `01.10.2009`."""
    return left_to_right(f"{moment:%d.%m.%Y}")


def beginning(moment: date) -> str:
    """Return the day with which something begins: where that is a month's first, the month."""
    return left_to_right(f"{moment:%m/%Y}") if moment.day == 1 else short_day(moment)


def end(moment: date) -> str:
    """Return the day with which something ends: where that is a month's last, the month."""
    is_last = moment.day == monthrange(moment.year, moment.month)[1]
    return left_to_right(f"{moment:%m/%Y}") if is_last else short_day(moment)
