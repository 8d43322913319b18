"""Where messages lie: a chat in general, and the private chat of a person with the bot."""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod
from typing import Any

from bot.simulator.accounts import Account
from bot.simulator.errors import bad_request, forbidden
from bot.simulator.messages import Message

Json = dict[str, Any]


class Chat(ABC):
    """Messages in order, deleted ones gone, and whether the bot may write here."""

    def __init__(self, chat_id: int, kind: str, numbers: itertools.count[int]) -> None:
        self.id = chat_id
        self.type = kind
        self.messages: dict[int, Message] = {}
        self.reply_keyboard: Message | None = None
        self._numbers = numbers

    @property
    @abstractmethod
    def title(self) -> str:
        """What clients write above the chat."""

    @abstractmethod
    def to_json(self) -> Json:
        """Return the ``Chat`` object of the Bot API."""

    @abstractmethod
    def bot_sees(self, message: Message) -> bool:
        """Return whether the bot gets an update for a person's message."""

    @abstractmethod
    def check_bot_may_write(self) -> None:
        """Refuse in Telegram's words where the bot may not write."""

    def next_message_id(self) -> int:
        """Return the number of the next message."""
        return next(self._numbers)

    def add(self, message: Message) -> None:
        """Append a message and show or hide the reply keyboard as it asks for."""
        self.messages[message.message_id] = message
        markup = message.reply_markup
        if markup is not None and "keyboard" in markup:
            self.reply_keyboard = message
        elif markup is not None and "remove_keyboard" in markup:
            self.reply_keyboard = None

    def remove(self, message_id: int) -> None:
        """Take a message out of the chat."""
        message = self.messages.pop(message_id)
        if self.reply_keyboard is message:
            self.reply_keyboard = None

    def find(self, message_id: int, purpose: str) -> Message:
        """Return a message or refuse, as in "message to edit not found"."""
        message = self.messages.get(message_id)
        if message is None:
            raise bad_request(f"message to {purpose} not found")
        return message


class PrivateChat(Chat):
    """A person's chat with the bot. All private chats of a bot share one counter of message ids."""

    def __init__(self, account: Account, numbers: itertools.count[int]) -> None:
        super().__init__(account.id, "private", numbers)
        self.account = account
        self.started = False
        self.blocked = False
        self.deactivated = False
        self.unread: list[Message] = []

    @property
    def title(self) -> str:
        """The person's name."""
        return self.account.full_name

    def to_json(self) -> Json:
        """Return the ``Chat`` object of the Bot API."""
        answer = self.account.to_json()
        del answer["is_bot"]
        answer.pop("language_code", None)
        answer["type"] = "private"
        return answer

    def bot_sees(self, message: Message) -> bool:
        """Return True: a bot sees all of its private chats."""
        return True

    def add(self, message: Message) -> None:
        """Append a message; the bot's are noted as unread."""
        super().add(message)
        if message.from_bot:
            self.unread.append(message)

    def check_bot_may_write(self) -> None:
        """Refuse where the person has gone, never came, or has blocked the bot."""
        if self.deactivated:
            raise forbidden("user is deactivated")
        if not self.started:
            raise forbidden("bot can't initiate conversation with a user")
        if self.blocked:
            raise forbidden("bot was blocked by the user")
