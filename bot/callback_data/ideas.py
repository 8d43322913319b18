"""Button data: ideas."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class MakeResult(CallbackData):
    """Begins a result from an idea."""

    prefix = "ideares"
    idea_id: int


@dataclass(frozen=True)
class ListenToIdea(CallbackData):
    """Plays a spoken idea."""

    prefix = "ideahear"
    idea_id: int


@dataclass(frozen=True)
class ReadIdea(CallbackData):
    """Shows an idea to those who belong to its group."""

    prefix = "idearead"
    idea_id: int


@dataclass(frozen=True)
class ListIdeas(CallbackData):
    """Lists a group's ideas."""

    prefix = "ideas"
    body_id: int
    page: int = 0


@dataclass(frozen=True)
class ShowOwnIdea(CallbackData):
    """Shows somebody what became of their idea."""

    prefix = "ideaown"
    idea_id: int
    page: int = 0
