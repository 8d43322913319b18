"""Button data: series of meetings."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class BeginSeries(CallbackData):
    """Begins to plan a series of meetings of a body."""

    prefix = "series"
    body_id: int
