"""Button data: meetings in people's own calendars."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class TakeCalendarFile(CallbackData):
    """Asks for the calendar file of a meeting."""

    prefix = "ics"
    meeting_id: int


@dataclass(frozen=True)
class MakeFeed(CallbackData):
    """Makes a private calendar address, in place of the one that there was."""

    prefix = "feed"


@dataclass(frozen=True)
class EndFeed(CallbackData):
    """Switches the private calendar address off."""

    prefix = "feedoff"
