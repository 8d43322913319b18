"""Button data: figures, phases, milestones, indicators."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class ListFacts(CallbackData):
    """Shows a page of a list; `noun` is one of `bot.services.fact_fields.Noun`."""

    prefix = "facts"
    noun: str
    page: int


@dataclass(frozen=True)
class ShowFact(CallbackData):
    """Shows one."""

    prefix = "fact"
    noun: str
    row_id: int


@dataclass(frozen=True)
class EditFact(CallbackData):
    """Asks for a field; `row_id` 0: for the first one of something new."""

    prefix = "factedit"
    noun: str
    row_id: int
    field: str


@dataclass(frozen=True)
class RemoveFact(CallbackData):
    """Takes one away; asks before (`sure` 0)."""

    prefix = "factgone"
    noun: str
    row_id: int
    sure: int


@dataclass(frozen=True)
class ReachMilestone(CallbackData):
    """Says that a milestone was reached today."""

    prefix = "reached"
    milestone_id: int


@dataclass(frozen=True)
class AskWhole(CallbackData):
    """Shows a page of the figures that this one can be a part of."""

    prefix = "wholes"
    figure_id: int
    page: int


@dataclass(frozen=True)
class ChooseWhole(CallbackData):
    """Says of which figure this one is a part; 0: of none."""

    prefix = "whole"
    figure_id: int
    whole_id: int
