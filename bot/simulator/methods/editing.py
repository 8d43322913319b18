"""Editing the bot's own messages: text, caption, keyboard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.simulator import parameters as of
from bot.simulator.errors import bad_request
from bot.simulator.messages import Content, Message
from bot.simulator.methods.base import CAPTION, FORMATTING, LINK_PREVIEW, Method, own_message
from bot.simulator.texts import read_caption, read_text

if TYPE_CHECKING:
    from bot.simulator.chats import Simulator

Json = dict[str, Any]
UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


def _change(simulator: Simulator, message: Message, content: Content, markup: Json | None) -> Json:
    """Put new content and keyboard in place of the old, unless nothing would change."""
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    markup = markup if markup and markup["inline_keyboard"] else None
    if content == message.content and markup == message.reply_markup:
        raise bad_request(UNCHANGED)
    message.content, message.reply_markup = content, markup
    message.edited_at = simulator.now()
    simulator.changed("edit", chat_id=message.chat.id, message_id=message.message_id)
    return message.to_json()


def edit_message_text(simulator: Simulator, read: Json) -> Json:
    """Replace a text; a keyboard that is not given again is taken away."""
    message = own_message(simulator, read)
    if message.text is None:
        raise bad_request("there is no text in the message to edit")
    text, entities = read_text(read, simulator.find_user)
    return _change(simulator, message, replace(message.content, text=text, entities=entities), read.get("reply_markup"))


def edit_message_caption(simulator: Simulator, read: Json) -> Json:
    """Replace the caption of a file."""
    message = own_message(simulator, read)
    if message.media is None:
        raise bad_request("there is no caption in the message to edit")
    caption, entities = read_caption(read, simulator.find_user)
    content = replace(message.content, caption=caption, caption_entities=entities)
    return _change(simulator, message, content, read.get("reply_markup"))


def edit_message_reply_markup(simulator: Simulator, read: Json) -> Json:
    """Replace or take away the keyboard."""
    message = own_message(simulator, read)
    return _change(simulator, message, message.content, read.get("reply_markup"))


TARGET: dict[str, of.Checker] = {
    "chat_id": of.chat,
    "message_id": of.integer,
    "reply_markup": of.markup,
}
METHODS = (
    Method(
        "editMessageText",
        edit_message_text,
        {**TARGET, **FORMATTING, "text": of.string, "entities": of.objects, "link_preview_options": LINK_PREVIEW},
        required=("chat_id", "message_id", "text"),
    ),
    Method("editMessageCaption", edit_message_caption, {**TARGET, **CAPTION}, ("chat_id", "message_id")),
    Method("editMessageReplyMarkup", edit_message_reply_markup, TARGET, ("chat_id", "message_id")),
)
