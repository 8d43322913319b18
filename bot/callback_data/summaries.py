"""Button data: summaries."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class WordFile(CallbackData):
    """Asks for the summary as a Word file."""

    prefix = "word"
