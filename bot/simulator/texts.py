"""The text of a message as the bot sends it: parsed, cleaned, trimmed, measured."""

import re
from collections.abc import Callable
from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.html_parser import parse_html
from bot.simulator.markup import find_entities, utf16_length

Json = dict[str, Any]
FindUser = Callable[[int], Json | None]
LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
# What Telegram takes out of texts of bots, or makes a space of: controls, and U+2028 to U+202E (line and paragraph
# separator, embeddings and overrides of direction; isolates stay).
DROPPED = re.compile("[\r\u2028-\u202e]")
SPACED = re.compile("[\0-\x09\x0b-\x1f]")
TYPES = frozenset(
    (
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
    )
)
# What some types need beside offset and length.
DETAILS: dict[str, tuple[str, type]] = {
    "text_link": ("url", str),
    "text_mention": ("user", dict),
    "custom_emoji": ("custom_emoji_id", str),
    "date_time": ("unix_time", int),
}


def read_text(read: Json, find_user: FindUser) -> tuple[str, list[Json]]:
    """Return text and entities of a message from its parameters. Refuses what is empty, too long or unreadable."""
    if not read["text"]:
        raise bad_request("message text is empty")
    text, found = _read(read["text"], read.get("parse_mode"), read.get("entities"), find_user)
    if not text:
        raise bad_request("text must be non-empty")
    if utf16_length(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return text, found


def read_caption(read: Json, find_user: FindUser) -> tuple[str | None, list[Json]]:
    """Return caption and entities from the parameters; an empty one is None. Refuses what is too long or unreadable."""
    if not read.get("caption"):
        return None, []
    text, found = _read(read["caption"], read.get("parse_mode"), read.get("caption_entities"), find_user)
    if utf16_length(text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return text or None, found


def _read(text: str, mode: str | None, entities: list[Json] | None, find_user: FindUser) -> tuple[str, list[Json]]:
    _check_encoding(text)
    text = SPACED.sub(" ", DROPPED.sub("", text))
    if mode and mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    if mode:
        text, found = parse_html(text)
    else:
        found = [_checked_entity(entity, text) for entity in entities or []]
    text, found = _trim(text, found)
    return text, find_entities(text, [entity for entity in found if _is_resolved(entity, find_user)])


def _is_resolved(entity: Json, find_user: FindUser) -> bool:
    """Fill in the mentioned user; Telegram drops the mention of one it does not know."""
    if entity["type"] != "text_mention":
        return True
    mentioned = entity.get("user")
    user_id = mentioned.get("id") if isinstance(mentioned, dict) else None
    user = find_user(user_id) if isinstance(user_id, int) else None
    if user is not None:
        entity["user"] = user
    return user is not None


def _check_encoding(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def _checked_entity(entity: Json, text: str) -> Json:
    kind = entity.get("type")
    if not isinstance(kind, str) or kind not in TYPES:
        raise bad_request("can't parse entities: unsupported entity type specified")
    offset, length = entity.get("offset"), entity.get("length")
    if not isinstance(offset, int) or not isinstance(length, int) or offset < 0 or length <= 0:
        raise bad_request("can't parse entities: wrong offset or length specified")
    if offset + length > utf16_length(text):
        raise bad_request(f"entity beginning at UTF-16 offset {offset} ends after the end of the text")
    return {"type": kind, "offset": offset, "length": length, **_details(kind, entity)}


def _details(kind: str, entity: Json) -> Json:
    """Return what a type of entity has beyond its place. Refuses an entity that lacks it."""
    if kind == "pre":
        return {"language": str(entity["language"])} if entity.get("language") else {}
    if kind not in DETAILS:
        return {}
    name, needed = DETAILS[kind]
    if not isinstance(entity.get(name), needed):
        raise bad_request(f"can't parse entities: can't find field \"{name}\"")
    form = entity.get("date_time_format")
    return {name: entity[name], **({"date_time_format": str(form)} if form and kind == "date_time" else {})}


def _trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Take white space off both ends and fit the entities to what remains."""
    kept = text.strip(" \n\t")
    if kept == text:
        return text, entities
    lead = utf16_length(text[: len(text) - len(text.lstrip(" \n\t"))])
    end = utf16_length(kept)
    fitted = [_shift(entity, lead, end) for entity in entities]
    return kept, [entity for entity in fitted if entity["length"] > 0]


def _shift(entity: Json, lead: int, end: int) -> Json:
    start = max(entity["offset"] - lead, 0)
    stop = min(entity["offset"] + entity["length"] - lead, end)
    return {**entity, "offset": start, "length": stop - start}
