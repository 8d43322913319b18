"""Button data: bodies."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class ShowBody(CallbackData):
    """Shows a body."""

    prefix = "body"
    body_id: int


@dataclass(frozen=True)
class JoinBody(CallbackData):
    """Joins a body."""

    prefix = "join"
    body_id: int


@dataclass(frozen=True)
class LeaveBody(CallbackData):
    """Leaves a body."""

    prefix = "leave"
    body_id: int
