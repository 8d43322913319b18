"""Long lists page by page: a keyboard has at most 100 buttons, and nobody reads so many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from telegram import InlineKeyboardButton

from bot.callback_data.base import CallbackData
from bot.i18n import _
from bot.messages import button

T = TypeVar("T")

#: More entries than this are shown page by page.
PAGE = 8


def on_page(entries: Sequence[T], page: int) -> Sequence[T]:
    """Return the entries that stand on a page, counted from 0; behind the last page it is the last."""
    start = min(page, _last(len(entries))) * PAGE
    return entries[start : start + PAGE]


def turning(count: int, page: int, turn_to: Callable[[int], CallbackData]) -> list[InlineKeyboardButton]:
    """Return the row of buttons that turn the page of a list of `count` entries; `turn_to` gets the page's number."""
    last = _last(count)
    page = min(page, last)
    before = [button(_("◀ Previous"), turn_to(page - 1))] if page else []
    return before + ([button(_("Next ▶"), turn_to(page + 1))] if page < last else [])


def _last(count: int) -> int:
    return max(0, count - 1) // PAGE
