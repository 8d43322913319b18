"""Sending what is there already: forward with its origin, copy without."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.simulator import parameters as of
from bot.simulator.errors import bad_request
from bot.simulator.messages import Content, Message
from bot.simulator.methods.base import CAPTION, SENDING, Method, open_chat
from bot.simulator.methods.sending import send
from bot.simulator.texts import read_caption

if TYPE_CHECKING:
    from bot.simulator.chats import Simulator

Json = dict[str, Any]


def _source(simulator: Simulator, read: Json, purpose: str) -> Message:
    message = simulator.find_chat(read["from_chat_id"]).find(read["message_id"], purpose)
    if message.extra.get("has_protected_content"):
        raise bad_request("message can't be copied" if purpose == "copy" else "message can't be forwarded")
    return message


def forward_message(simulator: Simulator, read: Json) -> Json:
    """Send a message on, showing who wrote it."""
    chat = open_chat(simulator, read)
    message = _source(simulator, read, "forward")
    origin = {"type": "user", "sender_user": message.sender.to_json(), "date": int(message.date.timestamp())}
    earlier = message.extra.get("forward_origin", origin)
    return send(simulator, chat, read, message.content, {"forward_origin": earlier}).to_json()


def copy_message(simulator: Simulator, read: Json) -> Json:
    """Send the same content as a message of the bot's own, with another caption if one is given."""
    chat = open_chat(simulator, read)
    content = _source(simulator, read, "copy").content
    if "caption" in read and content.media is not None:
        content = _with_caption(simulator, content, read)
    return {"message_id": send(simulator, chat, read, content).message_id}


def _with_caption(simulator: Simulator, content: Content, read: Json) -> Content:
    caption, entities = read_caption(read, simulator.find_user)
    return replace(content, caption=caption, caption_entities=entities)


SOURCE: dict[str, of.Checker] = {
    "from_chat_id": of.chat,
    "message_id": of.integer,
    "video_start_timestamp": of.integer,
}
REQUIRED = ("chat_id", "from_chat_id", "message_id")
METHODS = (
    Method(
        "forwardMessage",
        forward_message,
        {**{name: checker for name, checker in SENDING.items() if name != "reply_markup"}, **SOURCE},
        REQUIRED,
    ),
    Method("copyMessage", copy_message, {**SENDING, **CAPTION, **SOURCE}, REQUIRED),
)
