"""Button data: group chats of bodies."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class ShowGroupChats(CallbackData):
    """Shows the group chats of a body; `locales` are those ticked for the next one, joined by dots."""

    prefix = "chats"
    body_id: int
    locales: str


@dataclass(frozen=True)
class MakeGroupCode(CallbackData):
    """Makes the one-time code by which a group chat is bound."""

    prefix = "chatcode"
    body_id: int
    locales: str


@dataclass(frozen=True)
class UnbindGroupChat(CallbackData):
    """Lets a group chat be no longer bound."""

    prefix = "unbind"
    number: int
