"""Button data: releases to the advisory board."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class ReleaseResult(CallbackData):
    """Releases a result; `seen` is the newest release that the page showed, or 0."""

    prefix = "release"
    result_id: int
    seen: int


@dataclass(frozen=True)
class WithdrawRelease(CallbackData):
    """Withdraws a release."""

    prefix = "withdraw"
    release_id: int


@dataclass(frozen=True)
class ReadReleased(CallbackData):
    """Opens a released result for a member of the advisory board."""

    prefix = "released"
    result_id: int
