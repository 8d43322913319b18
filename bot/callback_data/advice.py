"""Button data: opinions of the advisory board."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class GiveAdvice(CallbackData):
    """Begins an opinion on a released result."""

    prefix = "advise"
    result_id: int


@dataclass(frozen=True)
class TakeAdviceBack(CallbackData):
    """Takes one's own opinion back."""

    prefix = "unadvise"
    advice_id: int


@dataclass(frozen=True)
class ListAdvice(CallbackData):
    """Shows the steering group a page of the opinions on a result."""

    prefix = "advices"
    result_id: int
    page: int
