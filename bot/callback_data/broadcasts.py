"""Button data: broadcasts."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class StopBroadcast(CallbackData):
    """Stops a broadcast that is going out."""

    prefix = "stop"
    broadcast_id: int


@dataclass(frozen=True)
class ShowReport(CallbackData):
    """Shows how far a broadcast has come."""

    prefix = "report"
    broadcast_id: int
