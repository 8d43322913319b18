"""Raw updates: read into Telegram's library once what we use of them is of the kind that the Bot API says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from telegram import Bot, CallbackQuery, Chat, ChatMemberUpdated, Message, Update, User

from bot.log import describe

#: Telegram's numbers have at most 52 significant bits (Bot API, Chat.id, User.id); databases keep 63.
BIGGEST_ID = 2**53
_GROUPS = (Chat.GROUP, Chat.SUPERGROUP, Chat.CHANNEL)
Fact = tuple[str, Any, type | tuple[type, ...]]


class Unreadable(Exception):
    """This is no update of the Bot API; reading it again would change nothing."""


def parse_update(payload: str, bot: Bot) -> Update:
    """Return the update that the JSON text `payload` is.

    Raises:
        Unreadable: a required field is missing, or a field that we use is of another kind than in the Bot API.
    """
    try:
        update = Update.de_json(json.loads(payload), bot)
        wrong = [name for name, value, kind in _facts(update) if not isinstance(value, kind)]
    except Exception as error:
        raise Unreadable(describe(error)) from error
    if wrong:
        raise Unreadable(", ".join(wrong))
    return update


def is_talk(raw: object) -> bool:
    """Tell whether a raw update is what people say to one another in a group: nothing that is ours to keep.

    Commands are meant for us, and so is the news that the group has another number.
    """
    message = raw.get("message") if isinstance(raw, dict) else None
    chat = message.get("chat") if isinstance(message, dict) else None
    if not isinstance(message, dict) or not isinstance(chat, dict) or chat.get("type") not in _GROUPS:
        return False
    return not str(message.get("text", "")).startswith("/") and "migrate_to_chat_id" not in message


def is_id(value: object) -> bool:
    """Tell whether `value` can be Telegram's number of a person or a chat, or an update's."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < BIGGEST_ID


def _facts(update: Update) -> Iterator[Fact]:
    """Yield name, value and allowed kinds of every field that handlers, filters or the inbox look at."""
    # Whatever its kind: the filters look at all of them.
    message = update.effective_message
    if isinstance(message, Message) and update.callback_query is None:
        yield from _of_message(message)
    if update.callback_query is not None:
        yield from _of_query(update.callback_query)
    if update.my_chat_member is not None:
        yield from _of_membership(update.my_chat_member)


def _of_message(message: Message) -> Iterator[Fact]:
    yield from _of_user(message.from_user)
    yield from _of_chat(message.chat)
    yield "message.text", message.text, (str, type(None))
    for entity in message.entities:
        yield "entity.offset", entity.offset, int
        yield "entity.length", entity.length, int
    if message.voice is not None:
        yield "voice.file_id", message.voice.file_id, str
    yield from _of_pictures(message)


def _of_pictures(message: Message) -> Iterator[Fact]:
    yield "message.caption", message.caption, (str, type(None))
    yield "message.media_group_id", message.media_group_id, (str, type(None))
    for size in message.photo:
        yield "photo.file_id", size.file_id, str
    if message.document is not None:
        yield "document.file_id", message.document.file_id, str
        yield "document.mime_type", message.document.mime_type, (str, type(None))


def _of_query(query: CallbackQuery) -> Iterator[Fact]:
    yield "callback_query.from", query.from_user, User
    yield from _of_user(query.from_user)
    yield "callback_query.id", query.id, str
    yield "callback_query.data", query.data, (str, type(None))
    if query.message is not None:
        yield from _of_chat(query.message.chat)
        yield "message.message_id", query.message.message_id, int


def _of_membership(change: ChatMemberUpdated) -> Iterator[Fact]:
    yield from _of_user(change.from_user)
    yield from _of_chat(change.chat)
    yield "new_chat_member.status", change.new_chat_member.status, str


def _of_user(user: User | None) -> Iterator[Fact]:
    if user is not None:
        yield "user.id", user.id if is_id(user.id) else None, int
        yield "user.language_code", user.language_code, (str, type(None))


def _of_chat(chat: Chat) -> Iterator[Fact]:
    yield "chat.id", chat.id if is_id(chat.id) else None, int
    yield "chat.type", chat.type, str
