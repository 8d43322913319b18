"""What the page shows, as plain JSON: people in the list, a chat, its messages and keyboards."""

from typing import Any

from bot.simulator.messages import Media, Message
from bot.simulator.people import Person
from bot.simulator.town import Town

Json = dict[str, Any]

PREVIEW_LENGTH = 120
SHOWN_KINDS = ("photo", "voice", "document")
KEY_KINDS = {"callback_data": "callback", "url": "url", "copy_text": "copy"}


def view_person(person: Person, unread: int) -> Json:
    """Return a person as one line of the list."""
    messages = person.messages
    return {
        "id": person.id,
        "name": person.full_name,
        "about": person.about,
        "language": person.language_code,
        "unread": unread,
        "blocked": person.chat.blocked,
        "last": _preview(messages[-1]) if messages else None,
    }


def _preview(message: Message) -> Json:
    words = message.text or message.caption or (message.media.file_name if message.media else None) or "…"
    first_line = words.strip().split("\n", 1)[0]
    return {"text": first_line[:PREVIEW_LENGTH], "date": message.date.isoformat(), "from_bot": message.from_bot}


def view_town(town: Town | None) -> Json | None:
    """Return clock and posters; an image is addressed relative to the page."""
    if town is None:
        return None
    posters = [
        {"title": poster.title, "subtitle": poster.subtitle, "payload": poster.payload, "image": f"posters/{place}.svg"}
        for place, poster in enumerate(town.posters())
    ]
    return {"title": town.title, "timezone": town.timezone, "now": town.now().isoformat(), "posters": posters}


def view_chat(person: Person) -> Json:
    """Return a person's chat with the bot; ``description`` is what the bot says of itself before the start."""
    return {
        "started": person.chat.started,
        "blocked": person.chat.blocked,
        "description": person.simulator.menus.text("description", (person.language_code or "")[:2]),
        "commands": [{"command": name, "description": text} for name, text in person.commands()],
        "reply_keyboard": _reply_keyboard(person),
        "answers": [{"text": answer.text, "show_alert": answer.show_alert} for answer in person.answers],
        "messages": [view_message(message) for message in person.messages],
    }


def view_message(message: Message) -> Json:
    """Return a message; ``kind`` is text, photo, voice, document, sticker, location or other."""
    kind = _kind(message)
    view = {
        "id": message.message_id,
        "date": message.date.isoformat(),
        "from_bot": message.from_bot,
        "edited": message.edited_at is not None,
        "kind": kind,
        "text": message.text or message.caption or "",
        "entities": message.entities,
        "keyboard": _inline_keyboard(message),
    }
    if message.media is not None and kind in SHOWN_KINDS:
        view["file"] = _file(message.media)
    if kind == "sticker" and message.media is not None:
        view["emoji"] = message.media.details.get("emoji", "")
    if kind == "location":
        view["location"] = message.content.other["location"]
    return view


def _kind(message: Message) -> str:
    if message.text is not None:
        return "text"
    if message.media is None:
        return "location" if "location" in message.content.other else "other"
    kind = message.media.kind
    if kind in (*SHOWN_KINDS, "sticker"):
        return kind
    return "voice" if kind == "audio" else "document"


def _file(media: Media) -> Json:
    return {
        "id": media.file.file_id,
        "name": media.file_name or media.file.file_id,
        "size": len(media.content),
        "duration": media.duration,
    }


def _inline_keyboard(message: Message) -> list[list[Json]]:
    rows = (message.reply_markup or {}).get("inline_keyboard", [])
    return [[_key(button) for button in row] for row in rows]


def _key(button: Json) -> Json:
    field = next((name for name in KEY_KINDS if name in button), None)
    if field is None:
        return {"text": button["text"], "kind": "other"}
    target = {"callback_data": "data", "url": "url", "copy_text": "copy"}[field]
    value = button[field]["text"] if field == "copy_text" else button[field]
    return {"text": button["text"], "kind": KEY_KINDS[field], target: value}


def _reply_keyboard(person: Person) -> Json | None:
    shown = person.chat.reply_keyboard
    if shown is None:
        return None
    placeholder = (shown.reply_markup or {}).get("input_field_placeholder", "")
    return {"rows": person.buttons(shown), "placeholder": placeholder}
