"""Asking about chats and members, and opening topics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator import parameters as of
from bot.simulator.errors import bad_request
from bot.simulator.groups import Group
from bot.simulator.methods.base import Method, open_chat
from bot.simulator.rooms import Chat, PrivateChat

if TYPE_CHECKING:
    from bot.simulator.chats import Simulator

Json = dict[str, Any]
GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def _known_chat(simulator: Simulator, read: Json) -> Chat:
    chat = simulator.find_chat(read["chat_id"])
    if isinstance(chat, PrivateChat) and not chat.started:
        raise bad_request("chat not found")
    if isinstance(chat, Group):
        chat.check_bot_may_write()
    return chat


def get_chat(simulator: Simulator, read: Json) -> Json:
    """Return a ``ChatFullInfo``."""
    chat = _known_chat(simulator, read)
    gifts = dict.fromkeys(GIFTS, False)
    return {**chat.to_json(), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


def get_chat_member(simulator: Simulator, read: Json) -> Json:
    """Return what somebody is in a chat."""
    chat = _known_chat(simulator, read)
    if isinstance(chat, Group):
        return chat.member_json(read["user_id"])
    if read["user_id"] not in (chat.id, simulator.bot.id):
        raise bad_request("member not found")
    account = simulator.bot if read["user_id"] == simulator.bot.id else simulator.people[chat.id].account
    return {"user": account.to_json(), "status": "member"}


def create_forum_topic(simulator: Simulator, read: Json) -> Json:
    """Open a topic in a forum."""
    chat = open_chat(simulator, read)
    if not isinstance(chat, Group) or not chat.is_forum:
        raise bad_request("the chat is not a forum")
    if chat.bot_status != "administrator":
        raise bad_request("not enough rights to create a topic")
    if not 1 <= len(read["name"]) <= 128:
        raise bad_request("TOPIC_TITLE_EMPTY" if not read["name"] else "TOPIC_TITLE_INVALID")
    return {"message_thread_id": chat.create_topic(read["name"]), "name": read["name"], "icon_color": 7322096}


METHODS = (
    Method("getChat", get_chat, {"chat_id": of.chat}, ("chat_id",)),
    Method("getChatMember", get_chat_member, {"chat_id": of.chat, "user_id": of.integer}, ("chat_id", "user_id")),
    Method(
        "createForumTopic",
        create_forum_topic,
        {"chat_id": of.chat, "name": of.string, "icon_color": of.integer, "icon_custom_emoji_id": of.string},
        required=("chat_id", "name"),
    ),
)
