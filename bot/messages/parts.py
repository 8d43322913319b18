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


def split(markup: str, limit: int = LIMIT) -> list[str]:
    """Return `markup` (Telegram HTML) in parts of at most `limit` visible units, none cut, tags closed and reopened.

    A part ends at the end of a paragraph, a line or a word where there is one near the limit.
    """
    if units(markup) <= limit:
        return [markup]
    parts: list[str] = []
    tokens = [_sized(match) for match in _TOKEN.finditer(markup)]
    opened: list[str] = []
    while tokens:
        count = _how_many(tokens, limit)
        parts.append(_closed("".join(token for token, _ in tokens[:count]), opened))
        opened = _open_tags(opened, tokens[:count])
        tokens = tokens[count:]
    return [part for part in parts if _visible(part)]


def _visible(part: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", part)).strip()


def _sized(match: re.Match[str]) -> tuple[str, int]:
    token = match.group()
    return (token, 0) if match.group(2) else (token, units(html.unescape(token)))


def _how_many(tokens: list[tuple[str, int]], limit: int) -> int:
    """Return how many tokens the next part takes."""
    size = count = 0
    for _, width in tokens:
        if size + width > limit:
            break
        size, count = size + width, count + 1
    if count == len(tokens):
        return count
    for ending in ("\n\n", "\n", " "):
        for cut in range(count, max(1, count - _SEARCH), -1):
            if "".join(token for token, _ in tokens[max(0, cut - len(ending)) : cut]) == ending:
                return cut
    return count


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
