"""The way of a result through the council in one line, wherever a result is shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.i18n import _, current_locale, is_right_to_left, pgettext
from bot.messages.formats import left_to_right, value
from bot.messages.scales import outcome
from models import Consultation


def way_line(stations: Sequence[Consultation]) -> str:
    """Return `Council: Sozialsenat 17.09.2009 decided unanimously → Stadtrat planned 17.12.2009`, or nothing."""
    if not stations:
        return ""
    arrow = " ← " if is_right_to_left(current_locale()) else " → "
    return _("🏛 Council: %(way)s") % {"way": arrow.join(_part(station) for station in stations)}


def _part(station: Consultation) -> str:
    words = {"committee": value(station.committee)}
    if station.outcome is not None and station.held_on is not None:
        words |= {"date": short_day(station.held_on), "outcome": outcome(station.outcome)}
        return pgettext("committee, date, what came out", "%(committee)s %(date)s %(outcome)s") % words
    if station.planned_on is None:
        return pgettext("committee", "%(committee)s, date not known yet") % words
    words["date"] = short_day(station.planned_on)
    return pgettext("committee", "%(committee)s planned %(date)s") % words


def short_day(moment: date) -> str:
    """Return a date without its weekday: `17.12.2009`."""
    return left_to_right(f"{moment:%d.%m.%Y}")
