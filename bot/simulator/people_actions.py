"""What a person can do on the page. Each action takes the JSON of its request and returns what the page learns.

A missing or ill-typed value raises NotUnderstood (400), an unknown message LookupError (404), and what no Telegram
client offers NotPossible (409).
"""

import math
from collections.abc import Callable
from typing import Any

from bot.simulator import buttons
from bot.simulator.messages import Message
from bot.simulator.people import Person

Json = dict[str, Any]


class NotUnderstood(ValueError):
    """A request without a value that it needs, or with one of the wrong kind."""


def text_of(values: Json, name: str) -> str:
    """Return a value that must be a string."""
    value = values.get(name)
    if not isinstance(value, str):
        raise NotUnderstood(f"{name} must be a text")
    return value


def number_of(values: Json, name: str) -> float:
    """Return a value that must be a number."""
    value = values.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise NotUnderstood(f"{name} must be a number")
    return value


def message_of(person: Person, values: Json) -> Message:
    """Return the message that ``message_id`` names in the person's chat."""
    message = person.chat.messages.get(int(number_of(values, "message_id")))
    if message is None:
        raise LookupError("there is no such message any more")
    return message


def _say(person: Person, values: Json) -> Json:
    return _sent(person.say(text_of(values, "text")))


def _command(person: Person, values: Json) -> Json:
    return _sent(person.say(f"/{text_of(values, 'command').removeprefix('/')}"))


def _open(person: Person, values: Json) -> Json:
    return _sent(person.open(text_of(values, "payload")))


def _press(person: Person, values: Json) -> Json:
    message = message_of(person, values) if "message_id" in values else None
    if "data" in values:
        return {"pressed": person.press_data(text_of(values, "data"), message=message)}
    return {"pressed": person.press(text_of(values, "label"), message=message)}


def _key(person: Person, values: Json) -> Json:
    label = text_of(values, "label")
    if label not in buttons.reply_labels(person.chat):
        raise LookupError("this keyboard is not shown any more")
    message = person.say(label)
    buttons.hide_one_time_keyboard(person.chat)
    return _sent(message)


def _edit(person: Person, values: Json) -> Json:
    message = message_of(person, values)
    person.edit(message, text_of(values, "text"))
    return _sent(message)


def _location(person: Person, values: Json) -> Json:
    return _sent(person.send_location(number_of(values, "latitude"), number_of(values, "longitude")))


def _sticker(person: Person, values: Json) -> Json:
    return _sent(person.send_sticker(text_of(values, "emoji")))


def _block(person: Person, _values: Json) -> Json:
    person.block()
    return {}


def _unblock(person: Person, _values: Json) -> Json:
    person.unblock()
    return {}


def _sent(message: Message) -> Json:
    return {"message_id": message.message_id}


ACTIONS: dict[str, Callable[[Person, Json], Json]] = {
    "say": _say,
    "command": _command,
    "open": _open,
    "press": _press,
    "key": _key,
    "edit": _edit,
    "location": _location,
    "sticker": _sticker,
    "block": _block,
    "unblock": _unblock,
}


def send_file(person: Person, kind: str, content: bytes, values: Json) -> Json:
    """Send ``content`` as voice, photo or document; ``values`` are the strings of the address's query."""
    if not content:
        raise NotUnderstood("the file is empty")
    caption = values.get("caption") or None
    if kind == "voice":
        return _sent(person.send_voice(content, _seconds(values)))
    if kind == "photo":
        return _sent(person.send_photo(content, caption))
    return _sent(person.send_document(content, values.get("file_name") or "file", caption, values["mime_type"]))


def _seconds(values: Json) -> int:
    duration = values.get("duration", "1")
    if not (duration.isascii() and duration.isdigit() and len(duration) <= 5):
        raise NotUnderstood("duration must be whole seconds")
    return int(duration)
