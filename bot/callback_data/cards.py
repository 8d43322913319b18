"""Button data: ideas that somebody writes down for their authors."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class WriteCard(CallbackData):
    """Begins to write a spoken or photographed idea down."""

    prefix = "cardwrite"
    idea_id: int


@dataclass(frozen=True)
class ConfirmCard(CallbackData):
    """Says that the sentence with this number is what the author meant."""

    prefix = "cardyes"
    idea_id: int
    version: int


@dataclass(frozen=True)
class RejectCard(CallbackData):
    """Says that it is not."""

    prefix = "cardno"
    idea_id: int
    version: int
