"""Button data: indicators, what is measured, what the bot counts itself."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class AddValue(CallbackData):
    """Asks for a value."""

    prefix = "measval"
    indicator_id: int


@dataclass(frozen=True)
class ListValues(CallbackData):
    """Shows a page of the values."""

    prefix = "values"
    indicator_id: int
    page: int


@dataclass(frozen=True)
class RemoveValue(CallbackData):
    """Takes a value away."""

    prefix = "valgone"
    measurement_id: int


@dataclass(frozen=True)
class AskDirection(CallbackData):
    """Asks which way is better."""

    prefix = "whichway"
    indicator_id: int


@dataclass(frozen=True)
class ChooseDirection(CallbackData):
    """Says which way is better: one of `models.Direction`."""

    prefix = "inddir"
    indicator_id: int
    direction: str


@dataclass(frozen=True)
class AskField(CallbackData):
    """Asks to which group's field it belongs."""

    prefix = "whosefield"
    indicator_id: int


@dataclass(frozen=True)
class ChooseField(CallbackData):
    """Says to which group's field it belongs; 0: to the whole town."""

    prefix = "indfield"
    indicator_id: int
    body_id: int


@dataclass(frozen=True)
class ListLinks(CallbackData):
    """Shows a page of the measures that can be linked."""

    prefix = "indlinks"
    indicator_id: int
    page: int


@dataclass(frozen=True)
class LinkMeasure(CallbackData):
    """Links a measure (`link` 1) or undoes that (0)."""

    prefix = "indlink"
    indicator_id: int
    measure_id: int
    link: int
    page: int


@dataclass(frozen=True)
class ShowOffers(CallbackData):
    """Shows the fields of which indicators are offered."""

    prefix = "offers"
    page: int


@dataclass(frozen=True)
class ShowOffer(CallbackData):
    """Shows what is offered for a field."""

    prefix = "offer"
    place: int


@dataclass(frozen=True)
class TickOffer(CallbackData):
    """Takes an indicator that is offered (`take` 1) or gives it back (0)."""

    prefix = "tickoffer"
    place: int
    entry: int
    take: int


@dataclass(frozen=True)
class CountProcess(CallbackData):
    """Shows what the bot counted in a year."""

    prefix = "procyear"
    year: int
