"""Button data: what is to be talked about."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class ShowAgenda(CallbackData):
    """Shows the agenda of a meeting."""

    prefix = "agenda"
    meeting_id: int
