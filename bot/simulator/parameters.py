"""Parameters of methods: from form fields, where objects are JSON, to values of the right type."""

import json
import re
from collections.abc import Callable
from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.files import Upload
from bot.simulator.keyboards import check_reply_markup

Json = dict[str, Any]
Checker = Callable[[str, Any], Any]
INTEGER = re.compile(r"-?\d{1,19}")
TRUE = ("true", "True", "yes", "1", "t")
FALSE = ("false", "False", "no", "0", "f", "")
LANGUAGE = re.compile(r"[a-z]{2}")


def integer(name: str, value: Any) -> int:
    """Return a whole number of 64 bits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and INTEGER.fullmatch(value):
        return int(value)
    raise _wrong_type(name, "Integer")


def number(name: str, value: Any) -> float:
    """Return a number."""
    try:
        return float(value)
    except (TypeError, ValueError):
        raise _wrong_type(name, "Number") from None


def boolean(name: str, value: Any) -> bool:
    """Return a truth value."""
    if isinstance(value, bool):
        return value
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise _wrong_type(name, "Boolean")


def string(name: str, value: Any) -> str:
    """Return a text; a JSON request must send it as one."""
    if isinstance(value, str):
        return value
    raise _wrong_type(name, "String")


def decoded(name: str, value: Any, kind: str) -> Any:
    """Return what a form field holds in JSON, or what a JSON request holds already."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {name} JSON {kind}") from None


def json_object(name: str, value: Any) -> Json:
    """Return an object."""
    read = decoded(name, value, "object")
    if not isinstance(read, dict):
        raise _wrong_type(name, "Object")
    return read


def fields(*known: str) -> Checker:
    """Return a checker for an object that may have the ``known`` fields only."""

    def check(name: str, value: Any) -> Json:
        read = json_object(name, value)
        unknown = sorted(read.keys() - set(known))
        if unknown:
            raise bad_request(f'unknown field "{unknown[0]}" in {name}')
        return read

    return check


def objects(name: str, value: Any) -> list[Json]:
    """Return a list of objects."""
    read = decoded(name, value, "array")
    if not isinstance(read, list) or not all(isinstance(item, dict) for item in read):
        raise _wrong_type(name, "Array of Object")
    return read


def strings(name: str, value: Any) -> list[str]:
    """Return a list of texts."""
    read = decoded(name, value, "array")
    if not isinstance(read, list) or not all(isinstance(item, str) for item in read):
        raise _wrong_type(name, "Array of String")
    return read


def integers(name: str, value: Any) -> list[int]:
    """Return a list of whole numbers."""
    read = decoded(name, value, "array")
    if not isinstance(read, list):
        raise _wrong_type(name, "Array of Integer")
    return [integer(name, item) for item in read]


def chat(name: str, value: Any) -> int | str:
    """Return a chat's number, or a name such as "@coburg"."""
    if isinstance(value, str) and not INTEGER.fullmatch(value):
        if not value:
            raise bad_request(f"{name} is empty")
        return value
    return integer(name, value)


def language(name: str, value: Any) -> str:
    """Return a two-letter language code, or an empty text."""
    code = string(name, value)
    if code and not LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def markup(name: str, value: Any) -> Json:
    """Return a checked reply markup."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise bad_request("can't parse reply keyboard markup JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    return check_reply_markup(value)


def file(name: str, value: Any) -> Upload | str:
    """Return an uploaded file, or the ``file_id`` of one that Telegram has."""
    if isinstance(value, Upload | str):
        return value
    raise _wrong_type(name, "InputFile or String")


def _wrong_type(name: str, kind: str) -> Exception:
    return bad_request(f'parameter "{name}" must be of type {kind}')
