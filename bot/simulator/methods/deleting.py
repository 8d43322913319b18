"""Deleting messages: within 48 hours, others' only where the bot is allowed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator import parameters as of
from bot.simulator.errors import bad_request
from bot.simulator.groups import Group
from bot.simulator.messages import Message
from bot.simulator.methods.base import Method
from bot.simulator.rooms import Chat

if TYPE_CHECKING:
    from bot.simulator.chats import Simulator

Json = dict[str, Any]
MOST_AT_ONCE = 100


def _check_deletable(simulator: Simulator, chat: Chat, message: Message) -> None:
    if simulator.now() - message.date > simulator.message_lifetime:
        raise bad_request("message can't be deleted for everyone")
    if isinstance(chat, Group) and not message.from_bot and chat.bot_status != "administrator":
        raise bad_request("message can't be deleted")


def _delete(simulator: Simulator, chat: Chat, message: Message) -> None:
    chat.remove(message.message_id)
    simulator.changed("delete", chat_id=chat.id, message_id=message.message_id)


def delete_message(simulator: Simulator, read: Json) -> bool:
    """Delete one message."""
    chat = simulator.find_chat(read["chat_id"])
    message = chat.find(read["message_id"], "delete")
    _check_deletable(simulator, chat, message)
    _delete(simulator, chat, message)
    return True


def delete_messages(simulator: Simulator, read: Json) -> bool:
    """Delete up to 100 messages; those that are gone are passed over."""
    chat = simulator.find_chat(read["chat_id"])
    if not read["message_ids"]:
        raise bad_request("message identifiers are not specified")
    if len(read["message_ids"]) > MOST_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    found = [chat.messages[number] for number in read["message_ids"] if number in chat.messages]
    for message in found:
        _check_deletable(simulator, chat, message)
    for message in found:
        _delete(simulator, chat, message)
    return True


METHODS = (
    Method("deleteMessage", delete_message, {"chat_id": of.chat, "message_id": of.integer}, ("chat_id", "message_id")),
    Method(
        "deleteMessages", delete_messages, {"chat_id": of.chat, "message_ids": of.integers}, ("chat_id", "message_ids")
    ),
)
