"""Button data: results."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class OpenResult(CallbackData):
    """Opens a result as the steering group sees it, with a page of what was joined to it."""

    prefix = "res"
    result_id: int
    page: int = 0


@dataclass(frozen=True)
class ReadResult(CallbackData):
    """Shows a result to those who belong to a group behind it, with a page of the groups that may support it."""

    prefix = "resread"
    result_id: int
    page: int = 0


@dataclass(frozen=True)
class NewResult(CallbackData):
    """Begins another result of the same group."""

    prefix = "resnew"
    body_id: int


@dataclass(frozen=True)
class ListResults(CallbackData):
    """Lists a group's results."""

    prefix = "reslist"
    body_id: int
    page: int = 0


@dataclass(frozen=True)
class ListOthersResults(CallbackData):
    """Lists results of other groups that this group may support."""

    prefix = "resother"
    body_id: int
    page: int = 0


@dataclass(frozen=True)
class MakeEvent(CallbackData):
    """Begins an event out of a result."""

    prefix = "resevent"
    result_id: int


@dataclass(frozen=True)
class AskSupport(CallbackData):
    """Asks with which priority a group supports a result."""

    prefix = "resask"
    result_id: int
    body_id: int


@dataclass(frozen=True)
class Support(CallbackData):
    """Puts a group behind a result, with a priority."""

    prefix = "ressup"
    result_id: int
    body_id: int
    priority: str
