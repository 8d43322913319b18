"""Groups: members, topics, and what the bot may see and do in them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from bot.simulator import buttons
from bot.simulator.errors import NotPossible, bad_request, forbidden
from bot.simulator.markup import find_entities
from bot.simulator.messages import Content, Message
from bot.simulator.rooms import Chat
from bot.simulator.writing import split_as_clients_do

if TYPE_CHECKING:
    from bot.simulator.chats import Simulator
    from bot.simulator.people import Person

Json = dict[str, Any]
RIGHTS = ("can_manage_chat", "can_delete_messages", "can_manage_topics", "can_pin_messages", "can_invite_users")
NO_RIGHTS = (
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)


class Group(Chat):
    """A supergroup, with topics if ``is_forum``; its message ids are its own."""

    def __init__(
        self, simulator: Simulator, chat_id: int, title: str, members: Iterable[Person], *, is_forum: bool
    ) -> None:
        super().__init__(chat_id, "supergroup", itertools.count(1))
        self.simulator = simulator
        self.is_forum = is_forum
        self.members: dict[int, Person] = {person.id: person for person in members}
        self.topics: dict[int, str] = {}
        self.bot_status = "left"
        self._title = title

    @property
    def title(self) -> str:
        """The group's name."""
        return self._title

    def to_json(self) -> Json:
        """Return the ``Chat`` object of the Bot API."""
        answer: Json = {"id": self.id, "title": self._title, "type": self.type}
        return {**answer, "is_forum": True} if self.is_forum else answer

    @property
    def bot_is_here(self) -> bool:
        """Whether the bot is in the group."""
        return self.bot_status in ("member", "administrator")

    def bot_sees(self, message: Message) -> bool:
        """Return what privacy mode lets through: an administrator sees all, a member what is meant for the bot."""
        if self.bot_status != "member":
            return self.bot_is_here
        replied = message.extra.get("reply_to_message", {}).get("from", {})
        text = message.text or message.caption or ""
        service = message.text is None and message.media is None
        mentioned = f"@{self.simulator.bot.username}" in text
        return service or text.startswith("/") or mentioned or replied.get("id") == self.simulator.bot.id

    def check_bot_may_write(self) -> None:
        """Refuse where the bot is not in the group."""
        if self.bot_status == "kicked":
            raise forbidden("bot was kicked from the supergroup chat")
        if self.bot_status == "left":
            raise forbidden("bot is not a member of the supergroup chat")

    def check_topic(self, topic: int | None) -> None:
        """Refuse a topic that does not exist."""
        if topic is not None and topic not in self.topics:
            raise bad_request("message thread not found")

    def say(self, person: Person, text: str, *, topic: int | None = None, reply_to: Message | None = None) -> Message:
        """Let a member write; returns the (last) message. Raises NotPossible for others."""
        if person.id not in self.members:
            raise NotPossible(f"{person.full_name} is not a member of {self._title}.")
        extra: Json = {} if topic is None else {"message_thread_id": topic, "is_topic_message": True}
        if reply_to is not None:
            extra["reply_to_message"] = reply_to.to_json()
        return [self._write(person, part, extra) for part in split_as_clients_do(text)][-1]

    def _write(self, person: Person, text: str, extra: Json) -> Message:
        content = Content(text=text, entities=find_entities(text, []))
        return self.simulator.receive(self, person.account, content, extra=dict(extra))

    def press(self, person: Person, label: str, *, message: Message | None = None) -> str:
        """Let a member press an inline button; see ``Person.press``."""
        found = buttons.find_inline(self, label, message)
        if found is None:
            raise LookupError(f"There is no button {label!r}; there are {buttons.all_labels(self)}.")
        return person.press_button(*found)

    def commands(self, person: Person) -> list[tuple[str, str]]:
        """Return the command menu a member sees in the group."""
        return self.simulator.menus.commands_for_group(self.id, person.id, person.language_code)

    def join(self, person: Person) -> None:
        """Add a member."""
        self.members[person.id] = person
        self._member_changed(person, "left", "member")
        service = Content(other={"new_chat_members": [person.account.to_json()]})
        self.simulator.receive(self, person.account, service)

    def leave(self, person: Person) -> None:
        """Let a member go."""
        del self.members[person.id]
        self._member_changed(person, "member", "left")
        self.simulator.receive(self, person.account, Content(other={"left_chat_member": person.account.to_json()}))

    def _member_changed(self, person: Person, old: str, new: str) -> None:
        user = person.account.to_json()
        members = {"old_chat_member": {"user": user, "status": old}, "new_chat_member": {"user": user, "status": new}}
        self.simulator.tell_bot("chat_member", {**self._change_by(user), **members})

    def _change_by(self, user: Json) -> Json:
        return {"chat": self.to_json(), "from": user, "date": int(self.simulator.now().timestamp())}

    def set_bot_status(self, status: str, *, by: Person | None = None) -> None:
        """Make the bot "administrator", "member", "left" or "kicked"; ``by`` defaults to the first member."""
        if status not in ("administrator", "member", "left", "kicked"):
            raise ValueError(f"A bot cannot be {status!r} in a group.")
        old, self.bot_status = self._bot_as(self.bot_status), status
        acting = by or next(iter(self.members.values()))
        change = {"old_chat_member": old, "new_chat_member": self._bot_as(status)}
        self.simulator.tell_bot("my_chat_member", {**self._change_by(acting.account.to_json()), **change})

    def _bot_as(self, status: str) -> Json:
        member: Json = {"user": self.simulator.bot.to_json(), "status": status}
        if status == "kicked":
            member["until_date"] = 0
        if status == "administrator":
            member |= {"can_be_edited": False, "is_anonymous": False}
            member |= dict.fromkeys(RIGHTS, True) | dict.fromkeys(NO_RIGHTS, False)
        return member

    def member_json(self, user_id: int) -> Json:
        """Return the ``ChatMember`` object for a user; who was never there has "left"."""
        if user_id == self.simulator.bot.id:
            return self._bot_as(self.bot_status)
        person = self.simulator.people.get(user_id)
        if person is None:
            raise bad_request("user not found")
        return {"user": person.account.to_json(), "status": "member" if user_id in self.members else "left"}

    def create_topic(self, name: str) -> int:
        """Open a topic and return its ``message_thread_id``, the id of the service message that opens it."""
        opening = Content(other={"forum_topic_created": {"name": name, "icon_color": 7322096}})
        message = self.simulator.post(self, self.simulator.bot, opening)
        message.extra.update(message_thread_id=message.message_id, is_topic_message=True)
        self.topics[message.message_id] = name
        return message.message_id
