"""Keyboards as the bot sends them: checked in the way and words of the Bot API."""

import re
from collections.abc import Callable
from typing import Any

from bot.simulator.errors import ApiError, bad_request
from bot.simulator.markup import utf16_length

Json = dict[str, Any]

KINDS: dict[str, set[str]] = {
    "inline_keyboard": set(),
    "keyboard": {"is_persistent", "resize_keyboard", "one_time_keyboard", "input_field_placeholder", "selective"},
    "remove_keyboard": {"selective"},
    "force_reply": {"input_field_placeholder", "selective"},
}
INLINE_FIELDS = frozenset(
    (
        "text",
        "icon_custom_emoji_id",
        "style",
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    )
)
ACTIONS = INLINE_FIELDS - {"text", "icon_custom_emoji_id", "style"}
REPLY_FIELDS = frozenset(
    (
        "text",
        "icon_custom_emoji_id",
        "style",
        "request_users",
        "request_chat",
        "request_contact",
        "request_location",
        "request_poll",
        "request_managed_bot",
        "web_app",
    )
)
STYLES = ("danger", "success", "primary")
MOST_BUTTONS = 100
SCHEMES = ("http", "https", "tg", "ton", "tonsite")
URL = re.compile(r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?://)?)?(?P<host>[^/?#:\s]*)(?P<rest>\S*)")


def check_reply_markup(markup: Json) -> Json:
    """Return a reply markup that Telegram would take, without empty rows; refuse any other."""
    kind = next((kind for kind in KINDS if kind in markup), None)
    if kind is None:
        raise bad_request("object expected as reply markup")
    unknown = sorted(markup.keys() - KINDS[kind] - {kind})
    if unknown:
        raise bad_request(f'unknown field "{unknown[0]}" in reply_markup')
    if kind == "inline_keyboard":
        return {kind: _rows(markup[kind], kind, check_inline_button)}
    if kind == "keyboard":
        return {**markup, kind: _rows(markup[kind], kind, check_reply_button)}
    if not isinstance(markup[kind], bool):
        raise bad_request(f'field "{kind}" must be of type Boolean')
    return markup


def _rows(rows: Any, kind: str, check: Callable[[Any], Json]) -> list[list[Json]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{kind}" must be of type Array of Arrays')
    checked = [[check(button) for button in row] for row in rows if row]
    if sum(map(len, checked)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return checked


def check_inline_button(button: Any) -> Json:
    """Return an ``InlineKeyboardButton`` or refuse it."""
    if not isinstance(button, dict):
        raise _unreadable("expected an Object")
    _check_label(button, INLINE_FIELDS)
    actions = [name for name in ACTIONS if name in button]
    if not actions:
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _unreadable("exactly one action must be set")
    if "callback_data" in button:
        _check_data(button["callback_data"])
    if "url" in button:
        check_url(button["url"])
    if "copy_text" in button:
        _check_copy_text(button["copy_text"])
    return button


def check_reply_button(button: Any) -> Json:
    """Return a ``KeyboardButton`` as an object or refuse it."""
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request("can't parse keyboard button: expected an Object")
    _check_label(button, REPLY_FIELDS)
    return button


def _check_label(button: Json, fields: frozenset[str]) -> None:
    if "text" not in button:
        raise _unreadable('Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise _unreadable('Field "text" must be of type String')
    if not button["text"].strip():
        raise bad_request("keyboard button text must be non-empty")
    unknown = sorted(button.keys() - fields)
    if unknown:
        raise _unreadable(f'unknown field "{unknown[0]}"')
    if button.get("style", STYLES[0]) not in STYLES:
        raise _unreadable("invalid button style specified")


def _check_data(data: Any) -> None:
    if not isinstance(data, str):
        raise _unreadable('Field "callback_data" must be of type String')
    if not 1 <= len(data.encode("utf-8", "replace")) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_copy_text(copied: Any) -> None:
    text = copied.get("text") if isinstance(copied, dict) else None
    if not isinstance(text, str) or not 1 <= utf16_length(text) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def check_url(url: Any) -> None:
    """Refuse a button URL that leads nowhere."""
    if not isinstance(url, str):
        raise _unreadable('Field "url" must be of type String')
    match = URL.fullmatch(url.strip())
    if match is None:
        raise _bad_url(url, "Wrong HTTP URL")
    if (match["scheme"] or "http").lower() not in SCHEMES:
        raise _bad_url(url, "Unsupported URL protocol")
    if not match["host"]:
        raise _bad_url(url, "URL host is empty")
    if (match["scheme"] or "http").lower() in ("http", "https") and "." not in match["host"].strip("."):
        raise _bad_url(url, "Wrong HTTP URL")


def _bad_url(url: str, reason: str) -> ApiError:
    return bad_request(f"inline keyboard button URL '{url}' is invalid: {reason}")


def _unreadable(words: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {words}")
