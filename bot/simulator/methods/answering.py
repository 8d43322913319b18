"""Answering what people did: pressed buttons and reactions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator import parameters as of
from bot.simulator.errors import bad_request
from bot.simulator.markup import utf16_length
from bot.simulator.messages import CallbackAnswer
from bot.simulator.methods.base import Method, open_chat

if TYPE_CHECKING:
    from bot.simulator.chats import Simulator

Json = dict[str, Any]
LONGEST_ANSWER = 200
REACTIONS = frozenset(
    (
        "👍",
        "👎",
        "❤",
        "🔥",
        "🥰",
        "👏",
        "😁",
        "🤔",
        "🤯",
        "😱",
        "🤬",
        "😢",
        "🎉",
        "🤩",
        "🤮",
        "💩",
        "🙏",
        "👌",
        "🕊",
        "🤡",
        "🥱",
        "🥴",
        "😍",
        "🐳",
        "❤‍🔥",
        "🌚",
        "🌭",
        "💯",
        "🤣",
        "⚡",
        "🍌",
        "🏆",
        "💔",
        "🤨",
        "😐",
        "🍓",
        "🍾",
        "💋",
        "🖕",
        "😈",
        "😴",
        "😭",
        "🤓",
        "👻",
        "👨‍💻",
        "👀",
        "🎃",
        "🙈",
        "😇",
        "😨",
        "🤝",
        "✍",
        "🤗",
        "🫡",
        "🎅",
        "🎄",
        "☃",
        "💅",
        "🤪",
        "🗿",
        "🆒",
        "💘",
        "🙉",
        "🦄",
        "😘",
        "💊",
        "🙊",
        "😎",
        "👾",
        "🤷‍♂",
        "🤷",
        "🤷‍♀",
        "😡",
    )
)


def answer_callback_query(simulator: Simulator, read: Json) -> bool:
    """Show a toast or an alert to who pressed, or just end the waiting. A query is answered once."""
    if utf16_length(read.get("text", "")) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    query = simulator.queries.close(read["callback_query_id"], simulator.now())
    answer = CallbackAnswer(query.query_id, read.get("text") or None, read.get("show_alert", False), read.get("url"))
    query.person.answers.append(answer)
    simulator.changed("answer", user_id=query.person.id, text=answer.text, show_alert=answer.show_alert)
    return True


def set_message_reaction(simulator: Simulator, read: Json) -> bool:
    """Put one reaction of the bot on a message, or take it back."""
    chat = open_chat(simulator, read)
    message = chat.find(read["message_id"], "react")
    reactions = read.get("reaction", [])
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(one.get("type") != "emoji" or str(one.get("emoji")) not in REACTIONS for one in reactions):
        raise bad_request("REACTION_INVALID")
    message.reactions[simulator.bot.id] = reactions
    simulator.changed("reaction", chat_id=chat.id, message_id=message.message_id)
    return True


METHODS = (
    Method(
        "answerCallbackQuery",
        answer_callback_query,
        {
            "callback_query_id": of.string,
            "text": of.string,
            "show_alert": of.boolean,
            "url": of.string,
            "cache_time": of.integer,
        },
        required=("callback_query_id",),
    ),
    Method(
        "setMessageReaction",
        set_message_reaction,
        {"chat_id": of.chat, "message_id": of.integer, "reaction": of.objects, "is_big": of.boolean},
        required=("chat_id", "message_id"),
    ),
)
