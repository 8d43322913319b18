"""The base of all button data: packing, parsing, limits."""

from __future__ import annotations

from dataclasses import fields
from typing import ClassVar, Self

from bot.errors import Outdated

LIMIT = 64
_MOST_DIGITS = 15


class CallbackData:
    """Base of all button data: a prefix and the fields of the dataclass, joined by colons."""

    prefix: ClassVar[str]

    def pack(self) -> str:
        """Return the data as Telegram keeps it.

        Raises:
            ValueError: longer than 64 bytes, or a text with a colon: a fault in our code.
        """
        values = [str(getattr(self, field.name)) for field in fields(self)]  # type: ignore[arg-type]
        packed = ":".join([self.prefix, *values])
        if len(packed.encode()) > LIMIT or any(":" in value for value in values):
            raise ValueError(packed)
        return packed

    @classmethod
    def parse(cls, data: str) -> Self:
        """Return the fields of `data`.

        Raises:
            Outdated: it is not what a button of ours carries today.
        """
        prefix, *values = data.split(":")
        expected = fields(cls)  # type: ignore[arg-type]
        if prefix != cls.prefix or len(values) != len(expected):
            raise Outdated
        return cls(*(_read(str(field.type), value) for field, value in zip(expected, values, strict=True)))

    @classmethod
    def pattern(cls) -> str:
        """Return the regular expression that finds data of this kind, for PTB's CallbackQueryHandler."""
        return rf"^{cls.prefix}(:|$)"


def _read(kind: str, value: str) -> int | str:
    if kind != "int":
        return value
    if not value.isascii() or not value.isdigit() or len(value) > _MOST_DIGITS:
        raise Outdated
    return int(value)
