"""What a method is: its name, the parameters it knows, and the function that carries it out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.simulator import parameters as of
from bot.simulator.errors import bad_request
from bot.simulator.messages import Message
from bot.simulator.rooms import Chat

if TYPE_CHECKING:
    from bot.simulator.chats import Simulator

Json = dict[str, Any]
Action = Callable[["Simulator", Json], Any]

# What real Telegram says when these are missing; for others the stand-in uses words of its own.
MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "file_id": "file_id not specified",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
    "voice": "there is no voice in the request",
}


@dataclass(frozen=True, slots=True)
class Raw:
    """A result that is JSON text already."""

    body: str


@dataclass(frozen=True, slots=True)
class Method:
    """One method. ``known`` maps parameters to checkers; ``required`` lists those that must be there."""

    name: str
    action: Action
    known: Mapping[str, of.Checker]
    required: tuple[str, ...] = ()

    def read(self, given: Mapping[str, Any]) -> Json:
        """Return the checked parameters. Refuses unknown, ill-typed and missing ones."""
        read = {}
        for name, value in given.items():
            checker = self.known.get(name)
            if checker is None:
                raise bad_request(f'unknown parameter "{name}" in {self.name}')
            if value is not None:
                read[name] = checker(name, value)
        for name in self.required:
            if name not in read:
                raise bad_request(MISSING.get(name, f'parameter "{name}" is required'))
        return read

    def carry_out(self, simulator: Simulator, read: Json) -> Any | Awaitable[Any]:
        """Do what the method does and return its result."""
        return self.action(simulator, read)


FORMATTING: dict[str, of.Checker] = {"parse_mode": of.string}
SENDING: dict[str, of.Checker] = {
    "chat_id": of.chat,
    "message_thread_id": of.integer,
    "disable_notification": of.boolean,
    "protect_content": of.boolean,
    "allow_paid_broadcast": of.boolean,
    "message_effect_id": of.string,
    "reply_parameters": of.fields("message_id", "allow_sending_without_reply"),
    "reply_markup": of.markup,
}
LINK_PREVIEW = of.fields("is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text")
CAPTION: dict[str, of.Checker] = {
    "caption": of.string,
    "parse_mode": of.string,
    "caption_entities": of.objects,
    "show_caption_above_media": of.boolean,
}


def open_chat(simulator: Simulator, read: Json) -> Chat:
    """Return the chat of ``chat_id``. Refuses unknown ones and those where the bot may not write."""
    chat = simulator.find_chat(read["chat_id"])
    chat.check_bot_may_write()
    return chat


def own_message(simulator: Simulator, read: Json) -> Message:
    """Return the bot's message to be edited, or refuse."""
    chat = open_chat(simulator, read)
    message = chat.find(read["message_id"], "edit")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message
