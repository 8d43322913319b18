"""Button data: a Beschlussvorlage as a Word file."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class TakePaperFile(CallbackData):
    """Hands over a paper as a Word file."""

    prefix = "cpfile"
    paper_id: int


@dataclass(frozen=True)
class SendPaperFile(CallbackData):
    """Asks for a paper's edited Word file."""

    prefix = "cpsend"
    paper_id: int
