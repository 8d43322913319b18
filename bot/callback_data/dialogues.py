"""Button data: choices within a running dialogue."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class DialogueStep(CallbackData):
    """A choice within the running dialogue; `number` binds it to that dialogue and `step` to its step."""

    prefix = "dlg"
    number: int
    step: str
    value: str
