"""Buttons as people see them: finding one by its label, and the labels there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.simulator.messages import Message
    from bot.simulator.rooms import Chat

Json = dict[str, Any]


def find_inline(chat: Chat, label: str, message: Message | None) -> tuple[Message, Json] | None:
    """Return message and button with this label: on ``message``, or on the newest message that has it."""
    for candidate in [message] if message is not None else reversed(chat.messages.values()):
        for row in _inline_rows(candidate):
            for button in row:
                if button["text"] == label:
                    return candidate, button
    return None


def newest_of_bot(chat: Chat) -> Message:
    """Return the bot's newest message. Raises LookupError where there is none."""
    for message in reversed(chat.messages.values()):
        if message.from_bot:
            return message
    raise LookupError("The bot has not written yet.")


def target(button: Json) -> str:
    """Return what a button without callback data leads to: a URL, copied text, an inline query."""
    if "url" in button:
        return str(button["url"])
    if "copy_text" in button:
        return str(button["copy_text"]["text"])
    if "web_app" in button:
        return str(button["web_app"]["url"])
    return str(button.get("switch_inline_query_current_chat", button.get("switch_inline_query", "")))


def labels_of(message: Message) -> list[list[str]]:
    """Return the labels of a message's keyboard, inline or reply keyboard."""
    markup = message.reply_markup or {}
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    return [[_label(button) for button in row] for row in rows]


def newest_labels(chat: Chat) -> list[list[str]]:
    """Return the labels of the newest message that has a keyboard."""
    for message in reversed(chat.messages.values()):
        labels = labels_of(message)
        if labels:
            return labels
    return []


def reply_labels(chat: Chat) -> list[str]:
    """Return the labels of the reply keyboard that is shown under the chat."""
    return [] if chat.reply_keyboard is None else [label for row in labels_of(chat.reply_keyboard) for label in row]


def hide_one_time_keyboard(chat: Chat) -> None:
    """Fold a reply keyboard away that is meant for one use."""
    shown = chat.reply_keyboard
    if shown is not None and (shown.reply_markup or {}).get("one_time_keyboard"):
        chat.reply_keyboard = None


def all_labels(chat: Chat) -> list[str]:
    """Return every label that can be pressed in a chat, newest message first."""
    inline = [
        button["text"]
        for message in reversed(chat.messages.values())
        for row in _inline_rows(message)
        for button in row
    ]
    return reply_labels(chat) + inline


def _inline_rows(message: Message) -> list[list[Json]]:
    return list((message.reply_markup or {}).get("inline_keyboard") or [])


def _label(button: Json | str) -> str:
    return button if isinstance(button, str) else str(button["text"])
