"""What people typed, made fit for keeping: cleaned of what can harm a line, never of what a language needs."""

from __future__ import annotations

import unicodedata

import regex

from bot.errors import EmptyText, TooLong

# Direction overrides, isolates, marks, the byte order mark; joiners (U+200C, U+200D) stay: Persian and emoji need them.
_DIRECTION = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0xFEFF])
_CONTROLS = {code: None for code in [*range(0x20), *range(0x7F, 0xA0)] if code != 0x0A}
_INVISIBLE = _DIRECTION | _CONTROLS | dict.fromkeys(range(0xE000, 0xF900))
_SURROGATES = regex.compile(r"[\uD800-\uDFFF]")
_TOO_MANY_MARKS = regex.compile(r"(\p{M}{2})\p{M}+")
_BLANK_LINES = regex.compile(r"\n{3,}")
_GRAPHEME = regex.compile(r"\X")
_READABLE = regex.compile(r"[\p{L}\p{N}\p{S}\p{P}]")


def clean(text: str) -> str:
    """Return `text` in NFC without controls, direction codes and heaps of combining marks; line breaks stay."""
    text = _SURROGATES.sub("", text.replace("\r\n", "\n").replace("\t", " ").replace("\u2028", "\n"))
    text = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    return _BLANK_LINES.sub("\n\n", _TOO_MANY_MARKS.sub(r"\1", text)).strip()


def length(text: str) -> int:
    """Return the number of graphemes: what a reader would count."""
    return sum(1 for _ in _GRAPHEME.finditer(text))


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


def check_line(text: str, *, limit: int) -> str:
    """Return `text` as one clean line; raises like `check_text`."""
    return check_text(" ".join(clean(text).split()), limit=limit)
