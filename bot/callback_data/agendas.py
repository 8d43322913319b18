"""Button data: what is to be talked about."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class ShowAgenda(CallbackData):
    """Shows the agenda of a meeting."""

    prefix = "agenda"
    meeting_id: int


@dataclass(frozen=True)
class ProposeItem(CallbackData):
    """Begins to propose a topic."""

    prefix = "topicnew"
    meeting_id: int


@dataclass(frozen=True)
class ListItems(CallbackData):
    """Lists the topics that somebody may change."""

    prefix = "topics"
    meeting_id: int
    page: int = 0


@dataclass(frozen=True)
class ShowItem(CallbackData):
    """Shows a topic, to be changed."""

    prefix = "topic"
    item_id: int


@dataclass(frozen=True)
class ListenToItem(CallbackData):
    """Plays a spoken topic."""

    prefix = "topichear"
    item_id: int


@dataclass(frozen=True)
class WriteItem(CallbackData):
    """Begins to write a topic down, or anew."""

    prefix = "topictext"
    item_id: int


@dataclass(frozen=True)
class KeepItem(CallbackData):
    """Puts a topic on every agenda (`standing` is 1), or on the next one only (0)."""

    prefix = "topickeep"
    item_id: int
    standing: int


@dataclass(frozen=True)
class RemoveItem(CallbackData):
    """Takes a topic off the agenda."""

    prefix = "topicgone"
    item_id: int


@dataclass(frozen=True)
class PrintAgenda(CallbackData):
    """Hands over a meeting's paper: `what` is `agenda` or `sheet`."""

    prefix = "print"
    meeting_id: int
    what: str
