"""Days on which people rest, fast or celebrate: Bavaria's holidays, Sundays, and the feasts of the town's people.

The libraries are imported where they are needed: most runs of the bot ask for few days, and memory is a promise.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache

_SUNDAY = 6
#: From here on a meeting falls into the evening, which belongs to the next day where days begin at sunset.
_EVE = time(16)


class Feast(StrEnum):
    """A feast or a time of fasting that keeps many people from coming; `bot.messages.feasts` names it."""

    RAMADAN = "ramadan"
    EID_AL_FITR = "eid_al_fitr"
    EID_AL_ADHA = "eid_al_adha"
    ORTHODOX_CHRISTMAS = "orthodox_christmas"
    ORTHODOX_GOOD_FRIDAY = "orthodox_good_friday"
    ORTHODOX_EASTER = "orthodox_easter"
    ROSH_HASHANAH = "rosh_hashanah"
    YOM_KIPPUR = "yom_kippur"
    PESACH = "pesach"
    HANUKKAH = "hanukkah"
    NEWROZ = "newroz"


#: Months and days of the Islamic calendar; it may be seen a day earlier or later, hence the feasts' whole length.
_ISLAMIC = {
    Feast.RAMADAN: (9, 1, 30),
    Feast.EID_AL_FITR: (10, 1, 3),
    Feast.EID_AL_ADHA: (12, 10, 13),
}
#: Months and days of the Hebrew calendar, counted from Nisan, as in the diaspora.
_JEWISH = {
    Feast.ROSH_HASHANAH: (7, 1, 2),
    Feast.YOM_KIPPUR: (7, 10, 10),
    Feast.PESACH: (1, 15, 22),
}
_HANUKKAH_DAYS = 8


def holiday(day: date) -> str | None:
    """Return the German name of Bavaria's public holiday on this day, as it stands on German calendars; else None."""
    return _holidays(day.year).get(day)


@cache
def _holidays(year: int) -> dict[date, str]:
    import holidays  # noqa: PLC0415 - costs memory that most runs never need

    return dict(holidays.country_holidays("DE", subdiv="BY", years=year, language="de"))


def is_rest_day(day: date) -> bool:
    """Tell whether this is a Sunday or a holiday in Bavaria."""
    return day.weekday() == _SUNDAY or holiday(day) is not None


def next_ordinary_day(day: date) -> date:
    """Return the day, or the next one that is neither a Sunday nor a holiday."""
    while is_rest_day(day):
        day += timedelta(days=1)
    return day


def last_ordinary_day(day: date) -> date:
    """Return the day, or the last one before it that is neither a Sunday nor a holiday."""
    while is_rest_day(day):
        day -= timedelta(days=1)
    return day


def feasts_at(local: datetime) -> list[Feast]:
    """Return the feasts that a meeting at this wall-clock time falls on; an evening is also the next day's eve."""
    found = feasts(local.date())
    if local.time() < _EVE:
        return found
    return [*found, *(feast for feast in feasts(local.date() + timedelta(days=1)) if feast not in found)]


def feasts(day: date) -> list[Feast]:
    """Return the feasts and fasts of this day, by daylight; none outside the years that the libraries know."""
    return list(_feasts(day))


@cache
def _feasts(day: date) -> tuple[Feast, ...]:
    return (*_islamic(day), *_orthodox(day), *_jewish(day), *_newroz(day))


def _islamic(day: date) -> list[Feast]:
    from hijridate import Gregorian  # noqa: PLC0415 - costs memory that most runs never need

    try:
        lunar = Gregorian(day.year, day.month, day.day).to_hijri()
    except OverflowError:
        return []
    return [feast for feast, (month, *span) in _ISLAMIC.items() if lunar.month == month and _within(lunar.day, span)]


def _within(day: int, span: list[int]) -> bool:
    return span[0] <= day <= span[1]


def _orthodox(day: date) -> list[Feast]:
    from dateutil.easter import EASTER_ORTHODOX, easter  # noqa: PLC0415 - as above

    sunday = easter(day.year, EASTER_ORTHODOX)
    days = {
        date(day.year, 1, 7): Feast.ORTHODOX_CHRISTMAS,
        sunday - timedelta(days=2): Feast.ORTHODOX_GOOD_FRIDAY,
        sunday: Feast.ORTHODOX_EASTER,
    }
    return [days[day]] if day in days else []


def _jewish(day: date) -> list[Feast]:
    from pyluach.dates import HebrewDate  # noqa: PLC0415 - as above

    lunar = HebrewDate.from_pydate(day)
    found = [feast for feast, (month, *span) in _JEWISH.items() if lunar.month == month and _within(lunar.day, span)]
    first = HebrewDate(lunar.year, 9, 25).to_pydate()
    return [*found, Feast.HANUKKAH] if 0 <= (day - first).days < _HANUKKAH_DAYS else found


def _newroz(day: date) -> list[Feast]:
    return [Feast.NEWROZ] if day.month == 3 and day.day in {20, 21} else []
