"""Button data: a paper's way through the council, its stations, what came out of each."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class ShowWay(CallbackData):
    """Shows the stations of a paper."""

    prefix = "way"
    paper_id: int


@dataclass(frozen=True)
class AddStation(CallbackData):
    """Asks for a further station of a paper."""

    prefix = "stadd"
    paper_id: int


@dataclass(frozen=True)
class ShowStation(CallbackData):
    """Shows one station, with what can be recorded."""

    prefix = "station"
    consultation_id: int


@dataclass(frozen=True)
class MoveStation(CallbackData):
    """Moves a station one place to the front; `position` is where the person saw it."""

    prefix = "stmove"
    consultation_id: int
    position: int


@dataclass(frozen=True)
class PlanStation(CallbackData):
    """Asks for the planned date of a station."""

    prefix = "stplan"
    consultation_id: int


@dataclass(frozen=True)
class SetCompetence(CallbackData):
    """Says what a committee does with the paper; `competence` is one of `models.Competence`."""

    prefix = "stcomp"
    consultation_id: int
    competence: str


@dataclass(frozen=True)
class RemoveStation(CallbackData):
    """Takes a station out, while nothing is recorded there."""

    prefix = "stdel"
    consultation_id: int


@dataclass(frozen=True)
class RecordOutcome(CallbackData):
    """Records what came out; `outcome` is one of `models.Outcome`, `seen` the record the person saw (0: none)."""

    prefix = "strec"
    consultation_id: int
    outcome: str
    seen: int


@dataclass(frozen=True)
class CorrectOutcome(CallbackData):
    """Shows what a record can be corrected to."""

    prefix = "stfix"
    consultation_id: int


@dataclass(frozen=True)
class TakeOutcomeBack(CallbackData):
    """Takes a record back; `seen` is the record that the person saw."""

    prefix = "stback"
    consultation_id: int
    seen: int


@dataclass(frozen=True)
class MeetAgain(CallbackData):
    """Asks for a further date of a committee that has put the paper off."""

    prefix = "stagain"
    consultation_id: int
