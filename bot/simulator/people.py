"""What a person can do in Telegram: write, scan, press, edit, block, and look at the screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.simulator import buttons
from bot.simulator.accounts import Account
from bot.simulator.errors import NotPossible
from bot.simulator.files import Upload, image_size
from bot.simulator.markup import find_entities
from bot.simulator.messages import CallbackAnswer, Content, Media, Message
from bot.simulator.rooms import Chat, PrivateChat
from bot.simulator.writing import split_as_clients_do

if TYPE_CHECKING:
    from bot.simulator.chats import Simulator

Json = dict[str, Any]
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Person:
    """A person and their private chat with the bot."""

    def __init__(self, simulator: Simulator, account: Account, chat: PrivateChat, about: str) -> None:
        self.simulator = simulator
        self.account = account
        self.chat = chat
        self.about = about
        self.answers: list[CallbackAnswer] = []

    @property
    def id(self) -> int:
        """The Telegram user id."""
        return self.account.id

    @property
    def first_name(self) -> str:
        """The first name as shown in Telegram."""
        return self.account.first_name

    @property
    def full_name(self) -> str:
        """The name as shown in Telegram."""
        return self.account.full_name

    @property
    def language_code(self) -> str | None:
        """The language of the person's app."""
        return self.account.language_code

    @property
    def messages(self) -> list[Message]:
        """The private chat with the bot, oldest first, both directions."""
        return list(self.chat.messages.values())

    def inbox(self) -> list[Message]:
        """Return the bot's messages since the last call, without those deleted meanwhile."""
        unread, self.chat.unread = self.chat.unread, []
        return [message for message in unread if message.message_id in self.chat.messages]

    def say(self, text: str, *, reply_to: Message | None = None) -> Message:
        """Write to the bot; a text over 4,096 characters leaves in parts. Returns the (last) message."""
        parts = split_as_clients_do(text)
        if not parts:
            raise NotPossible("No client sends an empty message.")
        extra = {"reply_to_message": reply_to.to_json()} if reply_to is not None else None
        return [self._write(Content(text=part, entities=find_entities(part, [])), extra) for part in parts][-1]

    def open(self, payload: str | None = None) -> Message:
        """Follow ``t.me/<bot>?start=payload``, or press Start without one. Raises ValueError for an illegal payload."""
        if payload and not PAYLOAD.fullmatch(payload):
            raise ValueError("A deep link carries 1 to 64 of A-Z a-z 0-9 _ and -.")
        if self.chat.blocked:
            self.unblock()
        return self.say(f"/start {payload}" if payload else "/start")

    def press(self, label: str, *, message: Message | None = None) -> str:
        """Press a button by its visible label, on the newest message that has it.

        Returns the id of the callback query; for a link its URL, for a copy button the copied text; for a reply
        keyboard, whose label is sent as a text, an empty string. Raises LookupError with the labels there are.
        """
        found = buttons.find_inline(self.chat, label, message)
        if found is not None:
            return self.press_button(*found)
        if message is None and label in buttons.reply_labels(self.chat):
            self.say(label)
            buttons.hide_one_time_keyboard(self.chat)
            return ""
        raise LookupError(f"There is no button {label!r}; there are {buttons.all_labels(self.chat)}.")

    def press_button(self, message: Message, button: Json) -> str:
        """Press one particular inline button; see ``press`` for what is returned."""
        if "callback_data" in button:
            return self.press_data(button["callback_data"], message=message)
        return buttons.target(button)

    def press_data(self, data: str, *, message: Message | None = None) -> str:
        """Send any callback data as if pressed on ``message`` (default: the bot's newest). Returns the query id."""
        if message is None:
            message = buttons.newest_of_bot(self.chat)
        self._check_can_write(message.chat)
        query = self.simulator.queries.open(self, message, data, self.simulator.now())
        self.simulator.tell_bot("callback_query", query.to_json())
        return query.query_id

    def edit(self, message: Message, text: str) -> None:
        """Change the text of an own message."""
        if message.sender is not self.account or message.text is None:
            raise NotPossible("People edit the texts of their own messages only.")
        text = text.strip()
        message.content = Content(text=text, entities=find_entities(text, []))
        message.edited_at = self.simulator.now()
        self.simulator.changed("edit", chat_id=message.chat.id, message_id=message.message_id)
        self.simulator.tell_bot("edited_message", message.to_json())

    def send_voice(self, content: bytes, duration: int) -> Message:
        """Send a voice recording of ``duration`` seconds."""
        return self._send_file("voice", Upload(content, None, "audio/ogg"), {"duration": duration})

    def send_photo(self, content: bytes, caption: str | None = None) -> Message:
        """Send a photo; what is no image counts as one of a single pixel."""
        width, height = image_size(content) or (1, 1)
        size = {"width": width, "height": height}
        return self._send_file("photo", Upload(content, None, "image/jpeg"), size, caption)

    def send_document(
        self, content: bytes, file_name: str, caption: str | None = None, mime_type: str | None = None
    ) -> Message:
        """Send a file as a document."""
        return self._send_file("document", Upload(content, file_name, mime_type), {}, caption)

    def send_sticker(self, emoji: str = "👍") -> Message:
        """Send a sticker."""
        details = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self._send_file("sticker", Upload(emoji.encode(), None, "image/webp"), {**details, "emoji": emoji})

    def send_location(self, latitude: float, longitude: float) -> Message:
        """Send a place in degrees."""
        return self._write(Content(other={"location": {"latitude": latitude, "longitude": longitude}}))

    def react(self, message: Message, emoji: str | None) -> None:
        """Put a reaction on a message or (None) take it back."""
        old = message.reactions.pop(self.id, [])
        new = [{"type": "emoji", "emoji": emoji}] if emoji else []
        if new:
            message.reactions[self.id] = new
        self.simulator.changed("reaction", chat_id=message.chat.id, message_id=message.message_id)
        payload = {"message_id": message.message_id, "user": self.account.to_json(), **self._stamp(message.chat)}
        self.simulator.tell_bot("message_reaction", {**payload, "old_reaction": old, "new_reaction": new})

    def block(self) -> None:
        """Block the bot."""
        self._set_blocked(True)

    def unblock(self) -> None:
        """Let the bot write again."""
        self._set_blocked(False)

    def _set_blocked(self, blocked: bool) -> None:
        if self.chat.blocked == blocked:
            return
        self.chat.blocked = blocked
        self.simulator.changed("person", user_id=self.id)
        old, new = self._bot_as("kicked"), self._bot_as("member")
        if blocked:
            old, new = new, old
        payload = {"from": self.account.to_json(), **self._stamp(self.chat)}
        self.simulator.tell_bot("my_chat_member", {**payload, "old_chat_member": old, "new_chat_member": new})

    def _bot_as(self, status: str) -> Json:
        member: Json = {"user": self.simulator.bot.to_json(), "status": status}
        return {**member, "until_date": 0} if status == "kicked" else member

    def _stamp(self, chat: Chat) -> Json:
        return {"chat": chat.to_json(), "date": int(self.simulator.now().timestamp())}

    def deactivate(self) -> None:
        """Delete the account."""
        self.chat.deactivated = True
        self.simulator.changed("person", user_id=self.id)

    def buttons(self, message: Message | None = None) -> list[list[str]]:
        """Return the labels on a message, by default on the newest one with a keyboard."""
        return buttons.labels_of(message) if message is not None else buttons.newest_labels(self.chat)

    def commands(self) -> list[tuple[str, str]]:
        """Return the command menu this person sees in the private chat."""
        return self.simulator.menus.commands_for_private_chat(self.id, self.language_code)

    def _check_can_write(self, chat: Chat) -> None:
        if self.chat.deactivated:
            raise NotPossible("The account is gone.")
        if chat is self.chat and self.chat.blocked:
            raise NotPossible("Who has blocked a bot cannot write to it.")

    def _write(self, content: Content, extra: Json | None = None) -> Message:
        self._check_can_write(self.chat)
        self.chat.started = True
        return self.simulator.receive(self.chat, self.account, content, extra=extra)

    def _send_file(self, kind: str, upload: Upload, details: Json, caption: str | None = None) -> Message:
        stored = self.simulator.files.keep(kind, upload)
        content = Content(caption=caption, media=Media(kind, stored, details))
        content.caption_entities = find_entities(caption or "", [])
        return self._write(content)
