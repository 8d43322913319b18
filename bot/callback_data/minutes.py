"""Button data: what came out of meetings."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class RecordMeeting(CallbackData):
    """Begins to write down what came out of a meeting."""

    prefix = "record"
    meeting_id: int


@dataclass(frozen=True)
class CountHeads(CallbackData):
    """Begins the same with the heads counted."""

    prefix = "heads"
    meeting_id: int
    count: int


@dataclass(frozen=True)
class ReadMinutes(CallbackData):
    """Shows the minutes of a meeting."""

    prefix = "minutes"
    meeting_id: int


@dataclass(frozen=True)
class MinutesFile(CallbackData):
    """Hands over the minutes of a meeting as a Word file."""

    prefix = "minfile"
    meeting_id: int


@dataclass(frozen=True)
class ReviewMinutes(CallbackData):
    """Says of minutes as they were shown: that is right (1), or something is missing (0)."""

    prefix = "review"
    minutes_id: int
    revision: int
    agrees: int
