"""Button data: finding a date."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class BeginDatePoll(CallbackData):
    """Begins to ask a body's people which date suits them."""

    prefix = "poll"
    body_id: int


@dataclass(frozen=True)
class ListDatePolls(CallbackData):
    """Shows a person where a date is being found."""

    prefix = "polls"


@dataclass(frozen=True)
class ShowDatePoll(CallbackData):
    """Shows a person the dates, to be ticked."""

    prefix = "pollshow"
    poll_id: int


@dataclass(frozen=True)
class TickDate(CallbackData):
    """Says that a date suits (`ticked` is 1) or does not: pressed twice it says the same."""

    prefix = "tick"
    proposal_id: int
    ticked: int


@dataclass(frozen=True)
class NoDate(CallbackData):
    """Says that none of the dates suits."""

    prefix = "ticknone"
    poll_id: int


@dataclass(frozen=True)
class ManageDatePoll(CallbackData):
    """Shows an organiser how a poll stands."""

    prefix = "pollrun"
    poll_id: int


@dataclass(frozen=True)
class AskAgain(CallbackData):
    """Asks those who have not answered again."""

    prefix = "pollask"
    poll_id: int


@dataclass(frozen=True)
class FixDate(CallbackData):
    """Makes a meeting of a date."""

    prefix = "pollfix"
    proposal_id: int


@dataclass(frozen=True)
class CloseDatePoll(CallbackData):
    """Gives a poll up; asks first unless `sure` is 1."""

    prefix = "pollend"
    poll_id: int
    sure: int
