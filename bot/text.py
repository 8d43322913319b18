"""What people typed, made fit for keeping: cleaned of what can harm a line, never of what a language needs."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import regex

from bot.errors import BadNumber, EmptyText, TooLong

# Direction overrides, isolates, marks, the byte order mark; joiners (U+200C, U+200D) stay: Persian and emoji need them.
_DIRECTION = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0xFEFF])
_CONTROLS = {code: None for code in [*range(0x20), *range(0x7F, 0xA0)] if code != 0x0A}
_INVISIBLE = _DIRECTION | _CONTROLS | dict.fromkeys(range(0xE000, 0xF900))
_SURROGATES = regex.compile(r"[\uD800-\uDFFF]")
_TOO_MANY_MARKS = regex.compile(r"(\p{M}{2})\p{M}+")
_BLANK_LINES = regex.compile(r"\n{3,}")
_GRAPHEME = regex.compile(r"\X")
_WHITE = regex.compile(r"\s")
_NUMBER = regex.compile(r"[-\u2212]?\d+")
_MOST_DIGITS = 9
_READABLE = regex.compile(r"[\p{L}\p{N}\p{S}\p{P}]")


#: The longest text of one message, in UTF-16 units (Bot API, sendMessage); clients cut longer ones into several.
LONGEST_MESSAGE = 4096
#: A message of at least so many units may be the beginning of a longer text that a client cut at white space.
_PERHAPS_CUT = 3500
#: The pieces of a cut text follow one another within this time; nobody reads a question and types that fast.
_AT_ONCE = timedelta(seconds=2)


@dataclass(frozen=True)
class Words:
    """What somebody typed in one message, as it came, and when."""

    text: str
    sent_at: datetime

    def may_go_on(self) -> bool:
        """Tell whether this may be a piece of a longer text."""
        return _PERHAPS_CUT <= units(self.text) <= LONGEST_MESSAGE

    def ends_within_a_word(self) -> bool:
        """Tell whether a client cut here for want of white space, which it seeks in the second half."""
        # One less where the next character takes two units.
        return units(self.text) >= LONGEST_MESSAGE - 1 and not _WHITE.search(self.text, len(self.text) // 2)

    def follow(self, earlier: datetime) -> bool:
        """Tell whether these words came too soon after `earlier` to be an answer to anything."""
        return self.sent_at - earlier <= _AT_ONCE

    def tail(self) -> dict[str, Any] | None:
        """Return what a dialogue remembers of a long message, to tell whether the next one is its continuation."""
        if not self.may_go_on():
            return None
        return {"at": self.sent_at.isoformat(), "within_a_word": self.ends_within_a_word()}

    def go_on(self, tail: Mapping[str, Any] | None) -> bool:
        """Tell whether these words are the continuation of the message that left this `tail`."""
        return self.follow(datetime.fromisoformat(tail["at"])) if tail else False

    def go_on_within_a_word(self, tail: Mapping[str, Any] | None) -> bool:
        """Tell whether they go on in the middle of a word of that message."""
        return bool(tail["within_a_word"]) if tail and self.go_on(tail) else False


def clean(text: str) -> str:
    """Return `text` in NFC without controls, direction codes and heaps of combining marks; line breaks stay."""
    text = _SURROGATES.sub("", text.replace("\r\n", "\n").replace("\t", " ").replace("\u2028", "\n"))
    text = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    return _BLANK_LINES.sub("\n\n", _TOO_MANY_MARKS.sub(r"\1", text)).strip()


def length(text: str) -> int:
    """Return the number of graphemes: what a reader would count."""
    return sum(1 for _ in _GRAPHEME.finditer(text))


def units(text: str) -> int:
    """Return the length of plain `text` in UTF-16 units: what Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def beginning(text: str, limit: int) -> str:
    """Return `text`, or its first `limit` graphemes and an ellipsis."""
    graphemes = _GRAPHEME.findall(text)
    return text if len(graphemes) <= limit else "".join(graphemes[:limit]).rstrip() + "…"


def append(earlier: str, further: str, *, limit: int, seamless: bool = False) -> str:
    """Return a clean text with a further one on a new line, or (`seamless`) going on within the word.

    Raises:
        EmptyText: nothing readable is in the further text.
        TooLong: both together have more than `limit` graphemes.
    """
    cleaned = check_text(further, limit=limit)
    whole = earlier + ("" if seamless or not earlier else "\n") + cleaned
    if length(whole) > limit:
        raise TooLong(limit)
    return whole


def check_text(text: str, *, limit: int) -> str:
    """Return `text` cleaned.

    Raises:
        EmptyText: nothing readable is left.
        TooLong: more than `limit` graphemes.
    """
    cleaned = clean(text)
    if not _READABLE.search(cleaned):
        raise EmptyText
    if length(cleaned) > limit:
        raise TooLong(limit)
    return cleaned


def read_number(text: str) -> int:
    """Return the one number in `text`, in whatever digits: 3 of "3 on paper".

    Raises:
        BadNumber: there is none, or more than one, or one that nobody can mean.
    """
    numbers = _NUMBER.findall(clean(text))
    if len(numbers) != 1 or len(numbers[0]) > _MOST_DIGITS:
        raise BadNumber
    return int(numbers[0])


def check_line(text: str, *, limit: int) -> str:
    """Return `text` as one clean line; raises like `check_text`."""
    return check_text(" ".join(clean(text).split()), limit=limit)
