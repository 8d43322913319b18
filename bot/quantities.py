"""Reads figures as people write them („2.633“, „ca. 10–15 %“, „4000–6000“): low, high, whether estimated, the unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.errors import BadNumber
from bot.fuzzy import parse_fuzzy
from bot.text import clean

PERCENT = "%"
_MOST_DIGITS = 12
_LONGEST_UNIT = 40
# A comma begins the decimals, as in German; points, spaces and apostrophes between three digits only group them.
_NUMBER = r"[-−]?(?:\d{1,3}(?:[.\s'’]\d{3})+(?!\d)|\d+)(?:,\d+|\.\d{1,2}(?!\d))?"
_HEDGE = r"(?:(?:ca|circa|zirka|etwa|rund|ungefähr|geschätzt|about|approx|roughly|around|~|≈)\.?\s*)"
_QUANTITY = re.compile(
    rf"""
    (?P<hedge>{_HEDGE})? (?P<low>{_NUMBER})
    (?: \s* (?: [-–—] | \bbis\b | \bto\b ) \s* {_HEDGE}? (?P<high>{_NUMBER}) )?
    \s* (?P<unit> % | [^\W\d_€$] [^\d,;()=]* | [€$] )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_JOINT = re.compile(r"\s*(?:\(\s*=?|,|;|=)\s*")
_BEFORE_DATE = re.compile(r"[\s,;:(]+(?:(?:am|zum|per|vom|im|in|on|at|stand)\b\.?:?\s*|\()?", re.IGNORECASE)


@dataclass(frozen=True)
class Quantity:
    """A number, or a range from `low` to `high`; `share` quotes the part of a whole that stood beside it („6,3 %“)."""

    low: float
    high: float
    is_estimate: bool = False
    unit: str = ""
    share: str = ""


def parse_figure(words: str) -> Quantity:
    """Return what `words` say: one quantity, or one and its share in per cent, in whichever order.

    Raises:
        BadNumber: they say none, or more than that, or a range that runs backwards.
    """
    text = " ".join(clean(words).split())
    first = _QUANTITY.match(text)
    if first is None:
        raise BadNumber
    found, rest = _quantity(first), text[first.end() :]
    if not rest:
        return found
    joint = _JOINT.match(rest)
    second = _QUANTITY.fullmatch(rest[joint.end() :].rstrip(") ")) if joint else None
    if second is None:
        raise BadNumber
    one, other = (found, first[0]), (_quantity(second), second[0])
    if (one[0].unit == PERCENT) == (other[0].unit == PERCENT):
        raise BadNumber
    whole, share = (other, one) if one[0].unit == PERCENT else (one, other)
    counted = whole[0]
    return Quantity(counted.low, counted.high, counted.is_estimate, counted.unit, share[1].strip())


def _quantity(found: re.Match[str]) -> Quantity:
    low = _number(found["low"])
    high = _number(found["high"]) if found["high"] else low
    unit = (found["unit"] or "").strip()
    if high < low or len(unit) > _LONGEST_UNIT:
        raise BadNumber
    return Quantity(low, high, found["hedge"] is not None, unit)


def _number(written: str) -> float:
    whole, comma, decimals = written.partition(",")
    if not comma and re.search(r"\.\d{1,2}$", whole):
        whole, comma, decimals = whole.rpartition(".")
    digits = re.sub(r"\D", "", whole)
    if len(digits) > _MOST_DIGITS:
        raise BadNumber
    number = float(f"{digits}.{decimals[:_MOST_DIGITS] or 0}")
    return -number if written[0] in "-−" else number


def parse_measurement(words: str) -> tuple[Quantity, tuple[date, date] | None, str]:
    """Return what „ca. 135 am 31.12.2016“ says: the quantity, the days that it may be of, and those words.

    Without a date the days are None and the words empty. Raises like `parse_figure`.
    """
    text = " ".join(clean(words).split())
    for joint in _BEFORE_DATE.finditer(text):
        said = text[joint.end() :].rstrip(" )")
        span = parse_fuzzy(said)
        if span is not None:
            return parse_figure(text[: joint.start()]), span, said
    return parse_figure(text), None, ""
