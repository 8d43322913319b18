"""Telegram's HTML: text and entities, or a refusal in the words of the real parser, which counts in bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.errors import ApiError, bad_request
from bot.simulator.markup import utf16_length

Json = dict[str, Any]

SIMPLE_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "pre": "pre",
    "code": "code",
}
TAGS = {*SIMPLE_TAGS, "a", "blockquote", "tg-emoji", "tg-time"}
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot));?")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
SPACE = " \t\r\n\v\0"
NAME_END = re.compile(r"[ \t\r\n\v\0>]|$")
ATTRIBUTE_END = re.compile(r"[ \t\r\n\v\0=>/\"']|$")
TOKEN = re.compile(r"[A-Za-z0-9.-]*")
USER_LINK = re.compile(r"tg://user\?id=(\d+)")
LINK = re.compile(r"(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?(?P<host>[^/?#\s:]+)(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)


@dataclass(slots=True)
class OpenTag:
    """A start tag that waits for its end."""

    name: str
    attributes: dict[str, str]
    offset: int
    begin: int


@dataclass(slots=True)
class Parser:
    """The state while reading one text."""

    html: str
    position: int = 0
    offset: int = 0
    pieces: list[str] = field(default_factory=list)
    stack: list[OpenTag] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def parse(self) -> tuple[str, list[Json]]:
        """Return the text and its entities, outer ones first."""
        html = self.html
        while self.position < len(html):
            place = _next_of(html, self.position)
            self._add_text(html[self.position : place])
            self.position = place
            if place == len(html):
                break
            if html[place] == "&":
                self._read_reference()
            elif html.startswith("</", place):
                self._read_end_tag()
            else:
                self._read_start_tag()
        if self.stack:
            raise _refusal(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].name}"')
        self.entities.reverse()  # they were closed inner first, and sorting keeps the order of equals
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.pieces), self.entities

    def _add_text(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.offset += utf16_length(text)

    def _read_reference(self) -> None:
        text, self.position = _reference(self.html, self.position)
        self._add_text(text)

    def _bytes(self, position: int) -> int:
        return len(self.html[:position].encode())

    def _skip_space(self) -> None:
        while self.position < len(self.html) and self.html[self.position] in SPACE:
            self.position += 1

    def _here(self) -> str:
        return self.html[self.position : self.position + 1]

    def _read_start_tag(self) -> None:
        begin = self.position
        self.position = _end(NAME_END, self.html, begin + 1)
        if not self._here():
            raise _refusal(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        name = self.html[begin + 1 : self.position].lower()
        if name not in TAGS:
            raise _refusal(f'Unsupported start tag "{name}" at byte offset {self._bytes(begin)}')
        attributes = self._read_attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _refusal(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}')
        self.position += 1
        self.stack.append(OpenTag(name, attributes, self.offset, len(self.pieces)))

    def _read_attributes(self, tag: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            self._skip_space()
            if self._here() == ">":
                return attributes
            start = self.position
            self.position = _end(ATTRIBUTE_END, self.html, start)
            name = self.html[start : self.position]
            if not name:
                raise _refusal(f'Empty attribute name in the tag "{tag}" at byte offset {self._bytes(begin)}')
            self._skip_space()
            attributes[name] = self._read_value(tag, begin) if self._here() == "=" else ""
            if not self._here():
                raise _refusal(f'Unclosed start tag "{tag}" at byte offset {self._bytes(begin)}')

    def _read_value(self, tag: str, begin: int) -> str:
        self.position += 1
        self._skip_space()
        if not self._here():
            raise _refusal(f'Unclosed start tag "{tag}" at byte offset {self._bytes(begin)}')
        value = self._read_quoted() if self._here() in "\"'" else self._read_token()
        if not self._here():
            raise _refusal(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        return value

    def _read_token(self) -> str:
        start = self.position
        self.position = _end(TOKEN, self.html, start, whole=True)
        if self._here() not in {*SPACE, ">"}:
            raise _refusal(f"Unexpected end of name token at byte offset {self._bytes(start)}")
        return self.html[start : self.position].lower()

    def _read_quoted(self) -> str:
        quote = self._here()
        close = self.html.find(quote, self.position + 1)
        raw = self.html[self.position + 1 : close if close >= 0 else len(self.html)]
        self.position = close + 1 if close >= 0 else len(self.html)
        return REFERENCE.sub(lambda match: _reference(match.group(), 0)[0], raw)

    def _read_end_tag(self) -> None:
        begin = self.position
        if not self.stack:
            raise _refusal(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        self.position = _end(NAME_END, self.html, begin + 2)
        name = self.html[begin + 2 : self.position]
        self._skip_space()
        if self._here() != ">":
            raise _refusal(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        expected = self.stack[-1].name
        if name and name != expected:
            place = self._bytes(begin)
            raise _refusal(f'Unmatched end tag at byte offset {place}, expected "</{expected}>", found "</{name}>"')
        self.position += 1
        self._close(self.stack.pop())

    def _close(self, tag: OpenTag) -> None:
        length = self.offset - tag.offset
        if not length:
            return
        entity = _entity(tag, "".join(self.pieces[tag.begin :]))
        if entity is None:
            return
        entity |= {"offset": tag.offset, "length": length}
        if tag.name == "pre" and self.entities and _is_code_with_language(self.entities[-1], entity):
            entity["language"] = self.entities.pop()["language"]
        self.entities.append(entity)


def parse_html(html: str) -> tuple[str, list[Json]]:
    """Return text and entities of a text in HTML style. Raises the 400 "can't parse entities: …"."""
    if "<" not in html and "&" not in html:
        return html, []
    text, entities = Parser(html).parse()
    for entity in entities:
        if entity["type"] != "pre":
            entity.pop("language", None)
    return text, entities


def _refusal(words: str) -> ApiError:
    return bad_request(f"can't parse entities: {words}")


def _next_of(html: str, start: int) -> int:
    places = [place for place in (html.find("<", start), html.find("&", start)) if place >= 0]
    return min(places, default=len(html))


def _end(pattern: re.Pattern[str], html: str, start: int, *, whole: bool = False) -> int:
    match = pattern.match(html, start) if whole else pattern.search(html, start)
    if match is None:
        return len(html)
    return match.end() if whole else match.start()


def _reference(html: str, position: int) -> tuple[str, int]:
    match = REFERENCE.match(html, position)
    if match is None:
        return "&", position + 1
    if match[3]:
        return NAMED[match[3]], match.end()
    code = int(match[1], 16) if match[1] else int(match[2])
    if not 0 < code < 0x10FFFF or 0xD800 <= code < 0xE000:
        return "&", position + 1
    return chr(code), match.end()


def _is_code_with_language(inner: Json, outer: Json) -> bool:
    same_place = inner["offset"] == outer["offset"] and inner["length"] == outer["length"]
    return inner["type"] == "code" and "language" in inner and same_place


def _entity(tag: OpenTag, inner: str) -> Json | None:
    attributes = tag.attributes
    match tag.name:
        case "a":
            return _link(attributes.get("href") or inner)
        case "blockquote":
            return {"type": "expandable_blockquote" if "expandable" in attributes else "blockquote"}
        case "tg-emoji":
            return {"type": "custom_emoji", "custom_emoji_id": _emoji_id(attributes.get("emoji-id", ""))}
        case "tg-time":
            return _moment(attributes)
        case "code" if attributes.get("class", "").startswith("language-"):
            return {"type": "code", "language": attributes["class"].removeprefix("language-")}
    return {"type": SIMPLE_TAGS[tag.name]}


def _link(url: str) -> Json | None:
    user = USER_LINK.fullmatch(url)
    if user is not None:
        return {"type": "text_mention", "user": {"id": int(user[1])}}
    checked = check_link(url)
    return None if checked is None else {"type": "text_link", "url": checked}


def check_link(url: str) -> str | None:
    """Return a link as Telegram keeps it, with scheme and path; None for one it drops."""
    match = LINK.fullmatch(url.strip())
    if match is None:
        return None
    scheme = (match["scheme"] or "http").lower()
    if scheme == "tg":
        return url.strip()
    if scheme not in ("http", "https") or "." not in match["host"].strip("."):
        return None
    address = url.strip() if match["scheme"] else f"http://{url.strip()}"
    return address + ("/" if address.count("/") == 2 and "?" not in address and "#" not in address else "")


def _emoji_id(value: str) -> str:
    if not value.isdecimal():
        raise _refusal("Invalid custom emoji identifier specified")
    return value


def _moment(attributes: dict[str, str]) -> Json:
    unix, form = attributes.get("unix", ""), attributes.get("format", "")
    if not unix.lstrip("-").isdecimal():
        raise _refusal("Invalid date specified")
    return {"type": "date_time", "unix_time": int(unix), **({"date_time_format": form} if form else {})}
