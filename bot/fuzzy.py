"""Reads dates as people say them („Mitte 2008“, „Anfang der 90er“, „ca. 2007“): the days that they may mean."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from bot.text import clean

Span = tuple[date, date]

_HEDGES = re.compile(
    r"^(?:(?:ca|circa|zirka|etwa|ungefähr|vermutlich|voraussichtlich|geplant|rund|gegen|ab|seit|von|im|in|am|um"
    r"|bis|zum|zu|der|die|dem|den|das|about|around|approx|since|from|by|until|the|of|on)(?:\.\s*|:\s*|\s+|$))+"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner jan january", "februar feb february", "märz mär mrz maerz march mar", "april apr",
            "mai may", "juni jun june", "juli jul july", "august aug", "september sept sep",
            "oktober okt october oct", "november nov", "dezember dez december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_PARTS = {
    "anfang": 0, "beginn": 0, "early": 0, "beginning": 0, "start": 0,
    "mitte": 1, "mid": 1, "middle": 1,
    "ende": 2, "late": 2, "end": 2,
}  # fmt: skip
_SEASONS = {
    "frühjahr": 3, "frühling": 3, "spring": 3, "sommer": 6, "summer": 6,
    "herbst": 9, "autumn": 9, "fall": 9, "winter": 12,
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
#: The parts of a decade, as its years; of a month, as its days.
_YEARS_OF_PART = ((0, 3), (4, 6), (7, 9))
_DAYS_OF_PART = ((1, 10), (11, 20), (21, 31))
#: Decades named by two digits lie in the last century from here on.
_LAST_CENTURY = 30
_LONGEST = 80
_RANGE = re.compile(r"\s*(?:[-–—]|\bbis\b|\bto\b)\s*")
_PART = re.compile(r"([^\W\d_]+)[\s-]+(.+)")
_YEAR_AT_END = re.compile(r"\d{4}$")


def parse_fuzzy(words: str) -> Span | None:
    """Return the first and the last day that `words` may mean; None where they are no date."""
    text = " ".join(clean(words).casefold().split())
    if not text or len(text) > _LONGEST:
        return None
    try:
        return _read(_HEDGES.sub("", text))
    except ValueError:
        # There is no such day, month or year.
        return None


def sort_day(words: str) -> date | None:
    """Return the day by which `words` sort: the middle of what they may mean; None where they are no date."""
    span = parse_fuzzy(words)
    return span and span[0] + (span[1] - span[0]) // 2


def _read(text: str) -> Span | None:
    return _simple(text) or _in_part(text) or _between(text)


def _simple(text: str) -> Span | None:
    matches = ((pattern.fullmatch(text), make) for pattern, make in _FORMS)
    spans = (make(found) for found, make in matches if found is not None)
    return next((span for span in spans if span is not None), None)


def _in_part(text: str) -> Span | None:
    """Read „Anfang“, „Mitte“ or „Ende“ of a month, a year or a decade."""
    found = _PART.fullmatch(text)
    if found is None or found[1] not in _PARTS:
        return None
    whole = _simple(_HEDGES.sub("", found[2]))
    return whole and _narrow(whole, _PARTS[found[1]])


def _narrow(whole: Span, part: int) -> Span | None:
    first, last = whole
    years = last.year - first.year
    if (first.day, first.month, last.day, last.month) == (1, 1, 31, 12):
        if years == 0:
            return _months(first.year, 1 + 4 * part, 4 + 4 * part)
        low, high = _YEARS_OF_PART[part]
        decade = date(first.year + low, 1, 1), date(first.year + high, 12, 31)
        return decade if years == _YEARS_OF_PART[-1][-1] else None
    if (first.year, first.month) != (last.year, last.month) or first == last:
        return None
    low, high = _DAYS_OF_PART[part]
    return first.replace(day=low), last.replace(day=min(high, last.day))


def _between(text: str) -> Span | None:
    """Read „12/2009–07/2010“; a beginning without a year has that of the end."""
    for dash in _RANGE.finditer(text):
        start, end = text[: dash.start()], _HEDGES.sub("", text[dash.end() :])
        last = _simple(end) or _in_part(end)
        if last is None:
            continue
        year = last[1].year
        first = _simple(start) or _in_part(start) or _with_year(start, year)
        if first is not None and first[0] <= last[1]:
            return first[0], last[1]
    return None


def _with_year(start: str, year: int) -> Span | None:
    for joint in ("", " ", "/", "."):
        found = _simple(f"{start}{joint}{year}")
        if found is not None:
            return found
    return _narrow(_months(year, 1, 12), _PARTS[start]) if start in _PARTS else None


def _months(year: int, first: int, last: int) -> Span:
    """Return these months; raises ValueError where there are none such."""
    start = date(year, first, 1)
    return start, date(year, last, 1).replace(day=monthrange(year, last)[1])


def _day(found: re.Match[str]) -> Span:
    year = int(found["year"])
    day = date(year if len(found["year"]) == 4 else 2000 + year, int(found["month"]), int(found["day"]))
    return day, day


def _month(found: re.Match[str]) -> Span:
    month = int(found["month"])
    return _months(int(found["year"]), month, month)


def _several_months(found: re.Match[str]) -> Span | None:
    first, last = int(found["first"]), int(found["last"])
    return _months(int(found["year"]), first, last) if first <= last else None


def _named_month(found: re.Match[str]) -> Span | None:
    month = _MONTHS.get(found["name"])
    return _months(int(found["year"]), month, month) if month else None


def _named_day(found: re.Match[str]) -> Span | None:
    month = _MONTHS.get(found["name"])
    if month is None:
        return None
    day = date(int(found["year"]), month, int(found["day"]))
    return day, day


def _year(found: re.Match[str]) -> Span:
    return _months(int(found["year"]), 1, 12)


def _two_years(found: re.Match[str]) -> Span | None:
    first = int(found["year"])
    last = int(found["next"]) if len(found["next"]) == 4 else first // 100 * 100 + int(found["next"])
    return (date(first, 1, 1), date(last, 12, 31)) if first < last else None


def _decade(found: re.Match[str]) -> Span:
    start = int(found["decade"])
    if len(found["decade"]) == 2:
        start += 1900 if start >= _LAST_CENTURY else 2000
    return date(start, 1, 1), date(start + 9, 12, 31)


def _fraction(found: re.Match[str]) -> Span | None:
    """Return a quarter, or a half of a year."""
    number = _ROMAN.get(found["part"]) or int(found["part"])
    length = 6 if found["name"][0] == "h" else 3
    return _months(int(found["year"]), length * (number - 1) + 1, length * number) if number * length <= 12 else None


def _short_quarter(found: re.Match[str]) -> Span:
    number = int(found["part"])
    return _months(int(found["year"]), 3 * number - 2, 3 * number)


def _season(found: re.Match[str]) -> Span | None:
    month, year = _SEASONS.get(found["name"]), int(found["year"])
    if month is None:
        return None
    if month == 12:
        return date(year, 12, 1), _months(year + 1, 2, 2)[1]
    return _months(year, month, month + 2)


_Y = r"(?P<year>\d{4})"
_M = r"(?P<month>\d{1,2})"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Span | None]], ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (rf"(?P<day>\d{{1,2}})\s?[./]\s?{_M}\s?[./]\s?(?P<year>\d{{4}}|\d{{2}})", _day),
        (rf"{_Y}-{_M}-(?P<day>\d{{1,2}})", _day),
        (rf"{_M}\s?[./]\s?{_Y}", _month),
        (rf"{_Y}-{_M}", _month),
        (
            rf"(?P<first>\d{{1,2}})\s?(?:\+|-|–|—|/|,|&|und|and|bis)\s?(?P<last>\d{{1,2}})\s?[/.]\s?{_Y}",
            _several_months,
        ),
        (rf"(?P<day>\d{{1,2}})\.?\s?(?P<name>[^\W\d_]+)\.?,?\s{_Y}", _named_day),
        (rf"(?P<name>[^\W\d_]+)\.?,?\s(?P<day>\d{{1,2}}),?\s{_Y}", _named_day),
        (rf"(?P<name>[^\W\d_]+)\.?,?\s{_Y}", _named_month),
        (_Y, _year),
        (rf"{_Y}\s?/\s?(?P<next>\d{{4}}|\d{{2}})", _two_years),
        (r"(?P<decade>\d{3}0|\d0)(?:er|er-jahre|er jahren?|['’]?s|ern)", _decade),
        (rf"(?P<part>[1-4]|i{{1,3}}|iv)\.?\s?(?P<name>quartal|halbjahr|quarter|half)(?: of)?[\s/]{_Y}", _fraction),
        (rf"q(?P<part>[1-4])[\s/]?{_Y}", _short_quarter),
        (rf"(?P<name>[^\W\d_]+)\s{_Y}(?:\s?/\s?\d{{2,4}})?", _season),
    )
)
