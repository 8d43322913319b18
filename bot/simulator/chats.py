"""The core without sockets: who is there, what has been written, what waits for the bot."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.simulator.accounts import Account
from bot.simulator.errors import ApiError, bad_request
from bot.simulator.faults import Faults
from bot.simulator.files import FileStore
from bot.simulator.groups import Group
from bot.simulator.limits import Limits
from bot.simulator.menus import Menus
from bot.simulator.messages import Content, Message
from bot.simulator.people import Person
from bot.simulator.queries import CallbackQueries
from bot.simulator.rooms import Chat, PrivateChat
from bot.simulator.town import Town
from bot.simulator.transcript import Entry, Transcript
from bot.simulator.updates import UpdateQueue
from bot.simulator.webhooks import Webhook

Json = dict[str, Any]
Listener = Callable[[Json], None]
FIRST_GROUP_ID = -1_001_000_000_001


def _real_time() -> datetime:
    return datetime.now(UTC)


class Simulator:
    """Telegram with one bot in it. ``now`` gives the time of messages; ids start anew with each instance."""

    def __init__(
        self,
        now: Callable[[], datetime] = _real_time,
        token: str = "1:DEMO",
        username: str = "mitwirken_bot",
        first_name: str = "Mitwirken",
        *,
        transcript_limit: int | None = 100_000,
    ) -> None:
        self.now = now
        self.token = token
        self.bot = Account(int(token.partition(":")[0]), first_name, is_bot=True, username=username)
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files = FileStore()
        self.updates = UpdateQueue()
        self.menus = Menus(first_name)
        self.queries = CallbackQueries()
        self.faults = Faults(self.updates.cut_poll)
        self.limits: Limits | None = None
        self.webhook: Webhook | None = None
        self.town: Town | None = None
        self.on_webhook_change: Callable[[], None] | None = None
        self.log = Transcript(transcript_limit)
        self.message_lifetime = timedelta(hours=48)
        self._private_numbers = itertools.count(1)
        self._user_ids = itertools.count(5_000_000_001)
        self._group_ids = itertools.count(FIRST_GROUP_ID, -1)
        self._listeners: list[Listener] = []

    def add_person(
        self,
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = None,
        user_id: int | None = None,
        about: str = "",
    ) -> Person:
        """Create a person who has not yet met the bot. Raises ValueError for an id that is taken."""
        user_id = next(self._user_ids) if user_id is None else user_id
        if user_id in self.people or user_id == self.bot.id:
            raise ValueError(f"There is already an account with the id {user_id}.")
        account = Account(user_id, first_name, last_name=last_name, username=username, language_code=language_code)
        chat = PrivateChat(account, self._private_numbers)
        person = Person(self, account, chat, about)
        self.people[user_id] = person
        self.chats[user_id] = chat
        self.changed("person", user_id=user_id)
        return person

    def person(self, user_id: int) -> Person:
        """Return the person with this id. Raises KeyError."""
        return self.people[user_id]

    def find_user(self, user_id: int) -> Json | None:
        """Return the ``User`` with this id as the Bot API shows it, or None."""
        if user_id == self.bot.id:
            return self.bot.to_json()
        person = self.people.get(user_id)
        return person.account.to_json() if person is not None else None

    def add_group(
        self, title: str, *, members: Iterable[Person], forum: bool = False, bot_status: str = "administrator"
    ) -> Group:
        """Create a supergroup; the bot joins it as ``bot_status`` unless that is "left"."""
        group = Group(self, next(self._group_ids), title, members, is_forum=forum)
        self.chats[group.id] = group
        if bot_status != "left":
            group.set_bot_status(bot_status)
        return group

    @property
    def groups(self) -> list[Group]:
        """All groups, oldest first."""
        return [chat for chat in self.chats.values() if isinstance(chat, Group)]

    def find_chat(self, chat_id: int | str) -> Chat:
        """Return the chat for a ``chat_id`` parameter or refuse; only numbers are known, as for any private chat."""
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def post(
        self,
        chat: Chat,
        sender: Account,
        content: Content,
        *,
        reply_markup: Json | None = None,
        extra: Json | None = None,
    ) -> Message:
        """Put a message into a chat; nobody is told but the listeners."""
        message = Message(chat.next_message_id(), chat, self.now(), sender, content, reply_markup, extra or {})
        chat.add(message)
        self.changed("message", chat_id=chat.id, message_id=message.message_id)
        return message

    def receive(self, chat: Chat, sender: Account, content: Content, *, extra: Json | None = None) -> Message:
        """Put a person's message into a chat and queue the update for the bot, if the bot can see it."""
        message = self.post(chat, sender, content, extra=extra)
        if chat.bot_sees(message):
            self.tell_bot("message", message.to_json())
        return message

    def tell_bot(self, kind: str, payload: Json) -> int | None:
        """Queue an update if its kind is allowed. Returns its ``update_id``."""
        if kind not in self.updates.allowed:
            return None
        self.log.add(self.now(), "update", kind, payload)
        return self.updates.push({kind: payload})

    def set_webhook(self, webhook: Webhook | None) -> None:
        """Deliver updates to ``webhook`` from now on, or (None) keep them for polling."""
        self.webhook = webhook
        if self.on_webhook_change is not None:
            self.on_webhook_change()

    def push(self, update_without_id: Json) -> int:
        """Queue any update, also malformed ones. Returns its ``update_id``."""
        self.log.add(self.now(), "update", next(iter(update_without_id), ""), update_without_id)
        return self.updates.push(update_without_id)

    def push_raw(self, update_with_id: Json) -> int:
        """Queue an update that brings its own ``update_id``, also one that was confirmed before."""
        self.log.add(self.now(), "update", "raw", update_with_id)
        return self.updates.push_raw(update_with_id)

    def note_refusal(self, method: str, error: ApiError) -> None:
        """Write down that a call was refused, beside the call itself."""
        payload = {"error_code": error.code, "description": error.description}
        self.log.add(self.now(), "refusal", method, payload)

    @property
    def transcript(self) -> list[Entry]:
        """What went over the wire, oldest first."""
        return self.log.entries()

    @property
    def refusals(self) -> list[tuple[str, str]]:
        """The refused calls, oldest first: method and what was said to the bot."""
        refused = [entry for entry in self.log.entries() if entry.direction == "refusal"]
        return [(entry.kind, entry.payload["description"]) for entry in refused]

    def calls(self, method: str) -> list[Json]:
        """Return the parameters of each executed call of a method, oldest first."""
        return self.log.calls(method)

    def on_change(self, callback: Listener) -> Callable[[], None]:
        """Call ``callback`` with a small event at each change. Returns the function that ends it."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    def changed(self, kind: str, **details: Any) -> None:
        """Tell the listeners what has changed."""
        for listener in tuple(self._listeners):
            listener({"kind": kind, **details})
