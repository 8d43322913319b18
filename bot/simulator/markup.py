"""Entities of a text: measured in UTF-16 units, found in plain text, and rendered back as HTML."""

import re
from html import escape
from typing import Any

Json = dict[str, Any]

FOUND = re.compile(
    r"(?P<email>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<url>(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:!?)\]'])"
    r"|(?P<mention>(?<![\w@/])@[A-Za-z]\w{3,31}\b)"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{2,31})?(?![\w/<>]))"
)
TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "blockquote": "blockquote",
}


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 code units, Telegram's measure for texts and entities."""
    if text.isascii() or max(text) <= "\uffff":
        return len(text)
    return len(text) + sum(1 for character in text if character > "\uffff")


def find_entities(text: str, taken: list[Json]) -> list[Json]:
    """Return ``taken`` plus the commands, links, addresses, mentions and hashtags that Telegram finds by itself."""
    if not any(sign in text for sign in "/@#") and "www." not in text:
        return taken
    found = [_found_entity(text, match) for match in FOUND.finditer(text)]
    closed = [entity for entity in taken if entity["type"] in ("code", "pre", "text_link")]
    added = [entity for entity in found if not any(_overlap(entity, other) for other in closed)]
    return sorted(taken + added, key=lambda entity: (entity["offset"], -entity["length"]))


def _found_entity(text: str, match: re.Match[str]) -> Json:
    offset = utf16_length(text[: match.start()])
    return {"type": match.lastgroup, "offset": offset, "length": utf16_length(match.group())}


def _overlap(one: Json, other: Json) -> bool:
    return bool(one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"])


def render_html(text: str, entities: list[Json]) -> str:
    """Return ``text`` with ``entities`` as HTML in the tags Telegram reads; all else is escaped."""
    if not entities:
        return escape(text, quote=False)
    units = text.encode("utf-16-le", "surrogatepass")
    marks = _marks(entities)
    pieces: list[str] = []
    last = 0
    for offset, tag in marks:
        pieces.append(_plain(units, last, offset))
        pieces.append(tag)
        last = offset
    pieces.append(_plain(units, last, len(units) // 2))
    return "".join(pieces)


def _plain(units: bytes, start: int, end: int) -> str:
    return escape(units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass"), quote=False)


def _marks(entities: list[Json]) -> list[tuple[int, str]]:
    """Return opening and closing tags with their places; closing before opening, inner within outer."""
    marks: list[tuple[int, str]] = []
    open_ones: list[tuple[int, str]] = []
    for entity in sorted(entities, key=lambda entity: (entity["offset"], -entity["length"])):
        tags = _tags(entity)
        if tags is None:
            continue
        while open_ones and open_ones[-1][0] <= entity["offset"]:
            marks.append(open_ones.pop())
        marks.append((entity["offset"], tags[0]))
        open_ones.append((entity["offset"] + entity["length"], tags[1]))
    while open_ones:
        marks.append(open_ones.pop())
    return marks


def _tags(entity: Json) -> tuple[str, str] | None:
    kind = entity["type"]
    if kind in TAGS:
        return f"<{TAGS[kind]}>", f"</{TAGS[kind]}>"
    match kind:
        case "expandable_blockquote":
            return "<blockquote expandable>", "</blockquote>"
        case "pre" if "language" in entity:
            return f'<pre><code class="language-{escape(entity["language"])}">', "</code></pre>"
        case "pre":
            return "<pre>", "</pre>"
        case "text_link":
            return f'<a href="{escape(entity["url"])}">', "</a>"
        case "text_mention":
            return f'<a href="tg://user?id={entity["user"]["id"]}">', "</a>"
        case "custom_emoji":
            return f'<tg-emoji emoji-id="{escape(entity["custom_emoji_id"])}">', "</tg-emoji>"
        case "date_time":
            return _time_tag(entity), "</tg-time>"
    return None


def _time_tag(entity: Json) -> str:
    form = entity.get("date_time_format")
    return f'<tg-time unix="{entity["unix_time"]}"' + (f' format="{escape(form)}">' if form else ">")
