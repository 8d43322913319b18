"""Messages as they lie in a chat, and their form on the wire (Bot API, ``Message``)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.simulator.accounts import Account
from bot.simulator.markup import render_html

if TYPE_CHECKING:
    from bot.simulator.files import StoredFile
    from bot.simulator.rooms import Chat

Json = dict[str, Any]


@dataclass(slots=True)
class Media:
    """A file in a message: its kind (``document``, ``photo``, ``voice`` …) and what the kind adds to it."""

    kind: str
    file: StoredFile
    details: Json = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return self.file.content

    @property
    def file_name(self) -> str | None:
        """The name the sender gave to the file."""
        return self.file.file_name

    @property
    def mime_type(self) -> str:
        """The type of the content."""
        return self.file.mime_type

    @property
    def duration(self) -> int:
        """The length of a recording in seconds; 0 for what has none."""
        return int(self.details.get("duration", 0))

    def to_json(self) -> Any:
        """Return the object of the Bot API; photos are a list of sizes, of which the stand-in keeps one."""
        answer = {**self.file.to_json(), **self.details}
        if self.kind == "photo":
            return [answer]
        if self.kind in ("document", "audio", "video", "animation") and self.file.file_name:
            answer["file_name"] = self.file.file_name
        if self.kind != "sticker":
            answer["mime_type"] = self.file.mime_type
        return answer


@dataclass(slots=True)
class Content:
    """What a message says: text or caption with entities, a file, or other fields such as a location."""

    text: str | None = None
    entities: list[Json] = field(default_factory=list)
    caption: str | None = None
    caption_entities: list[Json] = field(default_factory=list)
    media: Media | None = None
    other: Json = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Message:
    """One message of a chat. ``extra`` holds what concerns its place: reply, topic, origin."""

    message_id: int
    chat: Chat
    date: datetime
    sender: Account
    content: Content
    reply_markup: Json | None = None
    extra: Json = field(default_factory=dict)
    edited_at: datetime | None = None
    reactions: dict[int, list[Json]] = field(default_factory=dict)

    @property
    def from_bot(self) -> bool:
        """Whether the bot wrote it."""
        return self.sender.is_bot

    @property
    def text(self) -> str | None:
        """The text without markup, or None for messages of another kind."""
        return self.content.text

    @property
    def entities(self) -> list[Json]:
        """The entities of text or caption."""
        return self.content.entities or self.content.caption_entities

    @property
    def caption(self) -> str | None:
        """The words under a file."""
        return self.content.caption

    @property
    def html(self) -> str:
        """Text or caption as HTML in Telegram's tags, everything else escaped."""
        return render_html(self.content.text or self.content.caption or "", self.entities)

    @property
    def media(self) -> Media | None:
        """The file in the message, whatever its kind."""
        return self.content.media

    @property
    def document(self) -> Media | None:
        """The document, if the message is one."""
        return self._media_of("document")

    @property
    def photo(self) -> Media | None:
        """The photo, if the message is one."""
        return self._media_of("photo")

    @property
    def voice(self) -> Media | None:
        """The voice recording, if the message is one."""
        return self._media_of("voice")

    def _media_of(self, kind: str) -> Media | None:
        media = self.content.media
        return media if media is not None and media.kind == kind else None

    def to_json(self) -> Json:
        """Return the ``Message`` object of the Bot API."""
        answer: Json = {
            "message_id": self.message_id,
            "from": self.sender.to_json(),
            "chat": self.chat.to_json(),
            "date": int(self.date.timestamp()),
        }
        self._add_content(answer)
        if self.edited_at is not None:
            answer["edit_date"] = int(self.edited_at.timestamp())
        if self.reply_markup is not None and "inline_keyboard" in self.reply_markup:
            answer["reply_markup"] = self.reply_markup
        answer.update(self.extra)
        return answer

    def _add_content(self, answer: Json) -> None:
        content = self.content
        if content.text is not None:
            answer["text"] = content.text
            if content.entities:
                answer["entities"] = content.entities
        if content.media is not None:
            answer[content.media.kind] = content.media.to_json()
        if content.caption is not None:
            answer["caption"] = content.caption
            if content.caption_entities:
                answer["caption_entities"] = content.caption_entities
        answer.update(content.other)


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """What a person sees after pressing a button: a toast, an alert, or (without text) nothing."""

    query_id: str
    text: str | None
    show_alert: bool
    url: str | None = None
