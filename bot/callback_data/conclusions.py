"""Button data: the steering group's inbox and what it concludes."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class ShowInbox(CallbackData):
    """Shows a page of the inbox; `scope` is one of `bot.services.conclusions.Scope`."""

    prefix = "inbox"
    scope: str
    page: int


@dataclass(frozen=True)
class Conclude(CallbackData):
    """Concludes; `kind` is one of `models.ConclusionKind`, `seen` the newest conclusion that the page showed."""

    prefix = "conc"
    result_id: int
    kind: str
    seen: int


@dataclass(frozen=True)
class ChooseMerge(CallbackData):
    """Shows a page of the results that this one can be joined to."""

    prefix = "choose"
    result_id: int
    seen: int
    page: int


@dataclass(frozen=True)
class Merge(CallbackData):
    """Joins a result to another."""

    prefix = "merge"
    result_id: int
    into_id: int
    seen: int


@dataclass(frozen=True)
class AddReason(CallbackData):
    """Asks for the reason of a conclusion that has none."""

    prefix = "reason"
    conclusion_id: int


@dataclass(frozen=True)
class TakeBack(CallbackData):
    """Takes a conclusion back."""

    prefix = "undo"
    conclusion_id: int
