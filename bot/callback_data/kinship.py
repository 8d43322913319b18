"""Button data: what may belong together."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class Compare(CallbackData):
    """Shows two results beside one another."""

    prefix = "kincmp"
    result_id: int
    other_id: int


@dataclass(frozen=True)
class SetApart(CallbackData):
    """Says that two results do not belong together."""

    prefix = "kinapart"
    result_id: int
    other_id: int


@dataclass(frozen=True)
class SuggestAgain(CallbackData):
    """Takes back that two results do not belong together."""

    prefix = "kinback"
    result_id: int
    other_id: int
