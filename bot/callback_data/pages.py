"""Button data: pages of the menu."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class Open(CallbackData):
    """Opens a page of the menu."""

    prefix = "open"
    page: str
