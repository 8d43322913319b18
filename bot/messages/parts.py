"""Long texts in parts of legal length: Telegram counts 4,096 UTF-16 units after the markup is taken out."""

from __future__ import annotations

import html
import re

from bot.text import LONGEST_MESSAGE, units

LIMIT = LONGEST_MESSAGE
CAPTION_LIMIT = 1024
_TOKEN = re.compile(r"<(/?)([a-z-]+)[^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-z]+);|.", re.DOTALL)
#: How far back from the limit a line or word end is looked for.
_SEARCH = 600
_MARK, _OPENING, _END = "\u200f", "\u2066\u2067\u2068", "\u2069"
#: Room for the direction codes that a cut line needs.
_CODES = 8
_IN_TAGS = re.compile(r"((?:<[^>]*>)*)(.*?)((?:</[^>]*>)*)", re.DOTALL)


def in_messages(markup: str) -> list[str]:
    """Return `markup` in parts that fit into a message each; a line cut in two has its direction in both halves."""
    if units(markup) <= LIMIT:
        return [markup]
    return _directed(split(markup, LIMIT - _CODES))


def _directed(parts: list[str]) -> list[str]:
    """Close at the end of each part the isolates that are open there, and open them again in the next one."""
    mark = _MARK if _content(parts[0]).startswith(_MARK) else ""
    directed, still_open = [], ""
    for part in parts:
        opened = ("" if _content(part).startswith(mark) else mark) + still_open
        still_open = _open_isolates(still_open + part)
        before, content, after = _in_tags(part)
        directed.append(f"{before}{opened}{content}{_END * len(still_open)}{after}")
    return directed


def _in_tags(part: str) -> tuple[str, str, str]:
    match = _IN_TAGS.fullmatch(part)
    assert match is not None
    return match[1], match[2], match[3]


def _content(part: str) -> str:
    return _in_tags(part)[1]


def _open_isolates(text: str) -> str:
    """Return the codes of the isolates that are open at the end of `text`: a line's end closes all."""
    opened = ""
    for character in text.rsplit("\n", 1)[-1]:
        if character in _OPENING:
            opened += character
        elif character == _END:
            opened = opened[:-1]
    return opened


def split(markup: str, limit: int = LIMIT) -> list[str]:
    """Return `markup` (Telegram HTML) in parts of at most `limit` visible units, none cut, tags closed and reopened.

    A part ends at the end of a paragraph, a line or a word where there is one near the limit.
    """
    if units(markup) <= limit:
        return [markup]
    parts: list[str] = []
    tokens = [_sized(match) for match in _TOKEN.finditer(markup)]
    opened: list[str] = []
    start = 0
    while start < len(tokens):
        part = tokens[start : _end_of_part(tokens, start, limit)]
        parts.append(_closed("".join(token for token, _ in part), opened))
        opened = _open_tags(opened, part)
        start += len(part)
    return [part for part in parts if _visible(part)]


def _visible(part: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", part)).strip()


def _sized(match: re.Match[str]) -> tuple[str, int]:
    token = match.group()
    return (token, 0) if match.group(2) else (token, units(html.unescape(token)))


def _end_of_part(tokens: list[tuple[str, int]], start: int, limit: int) -> int:
    """Return where the part that begins at `start` ends."""
    size, end = 0, start
    while end < len(tokens) and size + tokens[end][1] <= limit:
        size, end = size + tokens[end][1], end + 1
    if end == len(tokens):
        return end
    for ending in ("\n\n", "\n", " "):
        for cut in range(end, max(start + 1, end - _SEARCH), -1):
            if "".join(token for token, _ in tokens[max(start, cut - len(ending)) : cut]) == ending:
                return cut
    return end


def _open_tags(opened: list[str], tokens: list[tuple[str, int]]) -> list[str]:
    tags = list(opened)
    for token, width in tokens:
        if width == 0 and token.startswith("</"):
            tags.pop()
        elif width == 0 and token.startswith("<"):
            tags.append(token)
    return tags


def _closed(text: str, opened: list[str]) -> str:
    """Return the part with the tags that were open before it, and with its own open ones closed."""
    tokens = [_sized(match) for match in _TOKEN.finditer(text)]
    still_open = _open_tags(opened, tokens)
    closing = "".join(f"</{re.split(r'[ >]', tag[1:])[0]}>" for tag in reversed(still_open))
    return "".join(opened) + text.strip("\n") + closing
