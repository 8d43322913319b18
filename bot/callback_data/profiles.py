"""Button data: fact sheets of results."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class ShowSheet(CallbackData):
    """Shows a result's fact sheet."""

    prefix = "sheet"
    result_id: int


@dataclass(frozen=True)
class ListFields(CallbackData):
    """Shows every field, to choose one."""

    prefix = "sheetmore"
    result_id: int


@dataclass(frozen=True)
class WriteField(CallbackData):
    """Asks for one field, a `models.ProfileField`."""

    prefix = "sheetone"
    result_id: int
    field: str


@dataclass(frozen=True)
class WriteFields(CallbackData):
    """Asks for all fields that are open now, one after the other."""

    prefix = "sheetall"
    result_id: int


@dataclass(frozen=True)
class ShowVersions(CallbackData):
    """Shows a page of what stood in a fact sheet."""

    prefix = "sheetold"
    result_id: int
    page: int = 0


@dataclass(frozen=True)
class PrintSheet(CallbackData):
    """Hands the fact sheet over as a Word file."""

    prefix = "sheetdoc"
    result_id: int


@dataclass(frozen=True)
class ShowConcerned(CallbackData):
    """Shows a page of the fields that a result may concern."""

    prefix = "concerns"
    result_id: int
    page: int = 0


@dataclass(frozen=True)
class MarkConcerned(CallbackData):
    """Says that a result concerns a field (`concerned` is 1) or not (0); the page stays open."""

    prefix = "concern"
    result_id: int
    body_id: int
    concerned: int
    page: int = 0
