"""Sending: texts, documents, photos, voice recordings, and the sign that the bot is busy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator import parameters as of
from bot.simulator.errors import bad_request
from bot.simulator.files import StoredFile, Upload, image_size
from bot.simulator.groups import Group
from bot.simulator.messages import Content, Media, Message
from bot.simulator.methods.base import CAPTION, FORMATTING, LINK_PREVIEW, SENDING, Method, open_chat
from bot.simulator.rooms import Chat
from bot.simulator.texts import read_caption, read_text

if TYPE_CHECKING:
    from bot.simulator.chats import Simulator

Json = dict[str, Any]
CHAT_ACTIONS = frozenset(
    (
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    )
)


def send(simulator: Simulator, chat: Chat, read: Json, content: Content, extra: Json | None = None) -> Message:
    """Put the bot's message into a chat, where topic, reply and pace allow it."""
    placed = {**(extra or {}), **_place(chat, read)}
    if simulator.limits is not None:
        simulator.limits.check(chat.id)
    return simulator.post(chat, simulator.bot, content, reply_markup=read.get("reply_markup"), extra=placed)


def _place(chat: Chat, read: Json) -> Json:
    place: Json = {}
    topic = read.get("message_thread_id")
    if topic is not None:
        if not isinstance(chat, Group):
            raise bad_request("message thread not found")
        chat.check_topic(topic)
        place |= {"message_thread_id": topic, "is_topic_message": True}
    reply = read.get("reply_parameters")
    if reply is not None:
        place |= _reply(chat, reply)
    if read.get("protect_content"):
        place["has_protected_content"] = True
    return place


def _reply(chat: Chat, reply: Json) -> Json:
    replied = chat.messages.get(of.integer("message_id", reply.get("message_id")))
    if replied is None:
        if reply.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    shown = replied.to_json()
    shown.pop("reply_to_message", None)
    return {"reply_to_message": shown}


def send_message(simulator: Simulator, read: Json) -> Json:
    """Send a text."""
    chat = open_chat(simulator, read)
    text, entities = read_text(read, simulator.find_user)
    return send(simulator, chat, read, Content(text=text, entities=entities)).to_json()


def _store(simulator: Simulator, kind: str, given: Upload | str) -> StoredFile:
    if isinstance(given, Upload):
        return simulator.files.receive(kind, given)
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    return simulator.files.find(given)


def _send_media(simulator: Simulator, read: Json, kind: str, details: Json | None = None) -> Json:
    chat = open_chat(simulator, read)
    caption, entities = read_caption(read, simulator.find_user)
    media = Media(kind, _store(simulator, kind, read[kind]), details or {})
    if kind == "photo":
        media.details = _dimensions(media)
    content = Content(caption=caption, caption_entities=entities, media=media)
    return send(simulator, chat, read, content).to_json()


def _dimensions(media: Media) -> Json:
    size = image_size(media.content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    return {"width": size[0], "height": size[1]}


def send_document(simulator: Simulator, read: Json) -> Json:
    """Send a file."""
    return _send_media(simulator, read, "document")


def send_photo(simulator: Simulator, read: Json) -> Json:
    """Send an image."""
    return _send_media(simulator, read, "photo")


def send_voice(simulator: Simulator, read: Json) -> Json:
    """Send a voice recording."""
    return _send_media(simulator, read, "voice", {"duration": read.get("duration", 0)})


def send_chat_action(simulator: Simulator, read: Json) -> bool:
    """Show what the bot is doing."""
    chat = open_chat(simulator, read)
    if read["action"] not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    simulator.changed("action", chat_id=chat.id, action=read["action"])
    return True


FILE: dict[str, of.Checker] = {**SENDING, **CAPTION, "thumbnail": of.file}
METHODS = (
    Method(
        "sendMessage",
        send_message,
        {**SENDING, **FORMATTING, "text": of.string, "entities": of.objects, "link_preview_options": LINK_PREVIEW},
        required=("chat_id", "text"),
    ),
    Method(
        "sendDocument",
        send_document,
        {**FILE, "document": of.file, "disable_content_type_detection": of.boolean},
        required=("chat_id", "document"),
    ),
    Method("sendPhoto", send_photo, {**FILE, "photo": of.file, "has_spoiler": of.boolean}, ("chat_id", "photo")),
    Method("sendVoice", send_voice, {**FILE, "voice": of.file, "duration": of.integer}, ("chat_id", "voice")),
    Method(
        "sendChatAction",
        send_chat_action,
        {
            "chat_id": of.chat,
            "message_thread_id": of.integer,
            "action": of.string,
        },
        required=("chat_id", "action"),
    ),
)
