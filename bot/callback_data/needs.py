"""Button data: what people bring along and what they need in order to come."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class BringGuests(CallbackData):
    """Says that the person comes and brings so many others."""

    prefix = "guests"
    meeting_id: int
    revision: int
    guests: int


@dataclass(frozen=True)
class ShowNeeds(CallbackData):
    """Shows what the person needs; `meeting_id` is where the button stood, 0 for none."""

    prefix = "needs"
    meeting_id: int
    revision: int


@dataclass(frozen=True)
class StateNeed(CallbackData):
    """Says of a `models.NeedKind` whether the person needs it (1) or not (0)."""

    prefix = "need"
    kind: str
    needed: int


@dataclass(frozen=True)
class NeedNothing(CallbackData):
    """Says that the person needs nothing."""

    prefix = "noneed"
