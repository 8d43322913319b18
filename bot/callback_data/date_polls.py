"""Button data: finding a date."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class BeginDatePoll(CallbackData):
    """Begins to ask a body's people which date suits them."""

    prefix = "poll"
    body_id: int
