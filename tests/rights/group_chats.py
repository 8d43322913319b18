"""Who may do what with group chats."""

from __future__ import annotations

from bot.callback_data import group_chats
from tests.rights.base import COORDINATION, GONE, Action, World


def group_chat_actions(world: World) -> list[Action]:
    """Return what is done with the chats of a body."""
    show, make, unbind = group_chats.ShowGroupChats, group_chats.MakeGroupCode, group_chats.UnbindGroupChat
    group, chat = world.education, world.group_chat
    return [
        Action("see a group's chats", show(group, "de"), COORDINATION, nowhere=show(GONE, "de")),
        Action("make a chat's code", make(group, "de"), COORDINATION, acts=True, nowhere=make(GONE, "de")),
        Action("disconnect a chat", unbind(chat), COORDINATION, acts=True, nowhere=unbind(GONE)),
    ]
