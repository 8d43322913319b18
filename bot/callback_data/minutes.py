"""Button data: what came out of meetings."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class RecordMeeting(CallbackData):
    """Begins to write down what came out of a meeting."""

    prefix = "record"
    meeting_id: int
