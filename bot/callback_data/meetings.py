"""Button data: meetings. The revision binds a button to the date that it was shown with."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class AnswerMeeting(CallbackData):
    """Answers an invitation: `answer` is a value of `models.Answer`."""

    prefix = "answer"
    meeting_id: int
    revision: int
    answer: str


@dataclass(frozen=True)
class ShowMeeting(CallbackData):
    """Shows a meeting to somebody who is invited."""

    prefix = "meeting"
    meeting_id: int


@dataclass(frozen=True)
class ShowPlace(CallbackData):
    """Says where a meeting is."""

    prefix = "where"
    meeting_id: int


@dataclass(frozen=True)
class PlanMeeting(CallbackData):
    """Begins to plan a meeting of a body."""

    prefix = "plan"
    body_id: int


@dataclass(frozen=True)
class ShowPlanned(CallbackData):
    """Shows a meeting to those who organise it."""

    prefix = "planned"
    meeting_id: int


@dataclass(frozen=True)
class MoveMeeting(CallbackData):
    """Begins to move a meeting."""

    prefix = "move"
    meeting_id: int


@dataclass(frozen=True)
class CancelMeeting(CallbackData):
    """Cancels a meeting; asks first unless `sure` is 1."""

    prefix = "calloff"
    meeting_id: int
    #: As `Meeting.sequence` was when the button was shown.
    sequence: int
    sure: int


@dataclass(frozen=True)
class InviteNow(CallbackData):
    """Invites to a draft before it does so by itself."""

    prefix = "invite"
    meeting_id: int
    sequence: int


@dataclass(frozen=True)
class ChangePlace(CallbackData):
    """Begins to give a meeting another place."""

    prefix = "place"
    meeting_id: int


@dataclass(frozen=True)
class LimitPlaces(CallbackData):
    """Begins to say how many people there is room for."""

    prefix = "room"
    meeting_id: int


@dataclass(frozen=True)
class CountPaper(CallbackData):
    """Begins to note how many said on paper that they come."""

    prefix = "paper"
    meeting_id: int


@dataclass(frozen=True)
class PreviewReminders(CallbackData):
    """Shows an organiser what will go out about a meeting, and when."""

    prefix = "ahead"
    meeting_id: int
