"""Button data: texts that a name may be taken out of."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class CleanText(CallbackData):
    """Begins to take words out of a text: of which kind it is (`bot.services.left_names.PlaceKind`), and its number."""

    prefix = "clean"
    kind: str
    number: int
