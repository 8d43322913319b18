"""Button data: series of meetings."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class BeginSeries(CallbackData):
    """Begins to plan a series of meetings of a body."""

    prefix = "series"
    body_id: int


@dataclass(frozen=True)
class ListSeries(CallbackData):
    """Lists the running series."""

    prefix = "serieslist"


@dataclass(frozen=True)
class ShowSeries(CallbackData):
    """Shows a running series."""

    prefix = "seriesshow"
    series_id: int


@dataclass(frozen=True)
class EndSeries(CallbackData):
    """Ends a series; asks first unless `sure` is 1."""

    prefix = "seriesend"
    series_id: int
    sure: int
