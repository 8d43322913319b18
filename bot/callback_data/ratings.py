"""Button data: how people found meetings."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class RateMeeting(CallbackData):
    """Gives an opinion on a meeting: `face` is a value of `models.Face`."""

    prefix = "rate"
    meeting_id: int
    face: str


@dataclass(frozen=True)
class ShowOpinions(CallbackData):
    """Shows how people found a meeting, in numbers."""

    prefix = "opinions"
    meeting_id: int
