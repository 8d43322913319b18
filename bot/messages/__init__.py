"""What the bot says: objects and a locale go in, an `OutgoingMessage` comes out. No other room phrases a sentence.

Each sentence-maker is marked `@spoken` and is called with the locale first: ``joined("ar", body)``. Within, `_()` and
the formats of ``bot.messages.formats`` speak that locale. Everything inserted is escaped and isolated there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callback_data.base import CallbackData
from bot.i18n import current_locale, is_right_to_left, use_locale

P = ParamSpec("P")
T = TypeVar("T")

_RIGHT_TO_LEFT_MARK = "\u200f"
#: A command in a sentence: its slash would jump to the other side of an Arabic line.
_COMMAND = re.compile(r"(?<![\w/<&;:.\u2066])/[a-z]+\b")
#: A line that is not empty: the tags that it begins with, and the rest. Before a quotation nothing may stand.
_LINE = re.compile(r"((?:<[a-z][^>]*>)*)(.+)")
Row = Sequence[InlineKeyboardButton]


@dataclass(frozen=True)
class OutgoingFile:
    """A file that leaves the chat: its bytes and the name it is saved under."""

    content: bytes
    name: str


@dataclass(frozen=True)
class OutgoingPicture:
    """A picture in the chat: the bytes of one that was drawn, or Telegram's reference to one that somebody sent."""

    content: bytes | str
    #: Whether the reference is to a picture that was sent as a file, which Telegram shows as nothing else.
    as_file: bool = False


@dataclass(frozen=True)
class OutgoingMessage:
    """A message not yet sent: Telegram HTML, inline keyboard, perhaps a file whose caption the text becomes."""

    text: str
    rows: tuple[tuple[InlineKeyboardButton, ...], ...] = field(default=())
    file: OutgoingFile | None = None
    #: Telegram's reference to a recording that is played instead; the text becomes its caption.
    recording: str | None = None
    #: A picture whose caption the text becomes.
    picture: OutgoingPicture | None = None

    @property
    def is_attached(self) -> bool:
        """Whether the text is the caption of something."""
        return self.file is not None or self.recording is not None or self.picture is not None

    @property
    def keyboard(self) -> InlineKeyboardMarkup | None:
        """The buttons below the message."""
        return InlineKeyboardMarkup(self.rows) if self.rows else None


def outgoing(*paragraphs: str, rows: Sequence[Row] = (), file: OutgoingFile | None = None) -> OutgoingMessage:
    """Return a message of `paragraphs` (empty ones are left out); right-to-left lines begin with their mark."""
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    if is_right_to_left(current_locale()):
        text = _COMMAND.sub("\u2066\\g<0>\u2069", text)
        text = "\n".join(_LINE.sub(rf"\1{_RIGHT_TO_LEFT_MARK}\2", line) for line in text.split("\n"))
    return OutgoingMessage(text, tuple(tuple(row) for row in rows if row), file)


def button(label: str, data: CallbackData) -> InlineKeyboardButton:
    """Return a button that brings `data` back."""
    return InlineKeyboardButton(label, callback_data=data.pack())


def link(label: str, url: str) -> InlineKeyboardButton:
    """Return a button that opens `url`."""
    return InlineKeyboardButton(label, url=url)


def in_rows(buttons: Sequence[InlineKeyboardButton], *, per_row: int = 2) -> list[list[InlineKeyboardButton]]:
    """Return the buttons in rows; one per row where people read from right to left, since rows are not mirrored."""
    width = 1 if is_right_to_left(current_locale()) else per_row
    return [list(buttons[start : start + width]) for start in range(0, len(buttons), width)]


def in_columns(buttons: Sequence[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    """Return short buttons in two columns; where people read from right to left the first one stands on the right."""
    pairs = [list(buttons[start : start + 2]) for start in range(0, len(buttons), 2)]
    return [pair[::-1] for pair in pairs] if is_right_to_left(current_locale()) else pairs


def spoken(maker: Callable[P, T]) -> Callable[Concatenate[str, P], T]:
    """Let a sentence-maker be called with the locale that it is to speak as its first argument."""

    @wraps(maker)
    def speak(locale: str, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with use_locale(locale):
            return maker(*args, **kwargs)

    return speak
