"""Who may do what with a paper's way through the council: the desk, which is the steering group and coordinators."""

from __future__ import annotations

from bot.callback_data import consultations as data
from models import Competence, Outcome
from tests.rights.base import GONE, Action, World
from tests.towns import CONFERENCE_DAY

_DESK = "TC"
#: The record of the committee that has put the paper off.
_SEEN = int(CONFERENCE_DAY.timestamp())


def consultation_actions(world: World) -> list[Action]:
    """Return what is done with stations and with what came out of them."""
    met, waiting = world.met, world.waiting
    does, moving, recording = data.SetCompetence, data.MoveStation, data.RecordOutcome
    informed, agreed = Competence.INFORMATION, Outcome.UNANIMOUS
    return [
        Action("see the way", data.ShowWay(world.way), _DESK, nowhere=data.ShowWay(GONE)),
        Action("begin a station", data.AddStation(world.way), _DESK, acts=True, nowhere=data.AddStation(GONE)),
        Action("see a station", data.ShowStation(waiting), _DESK, nowhere=data.ShowStation(GONE)),
        Action("move a station", moving(waiting, 2), _DESK, acts=True, nowhere=moving(GONE, 2)),
        Action("plan a station", data.PlanStation(waiting), _DESK, acts=True, nowhere=data.PlanStation(GONE)),
        Action("let a station be informed", does(waiting, informed), _DESK, acts=True, nowhere=does(GONE, informed)),
        Action("remove a station", data.RemoveStation(waiting), _DESK, acts=True, nowhere=data.RemoveStation(GONE)),
        Action("begin a record", recording(waiting, agreed, 0), _DESK, acts=True, nowhere=recording(GONE, agreed, 0)),
        Action("see what can be corrected", data.CorrectOutcome(met), _DESK, nowhere=data.CorrectOutcome(GONE)),
        Action(
            "take a record back",
            data.TakeOutcomeBack(met, _SEEN),
            _DESK,
            acts=True,
            nowhere=data.TakeOutcomeBack(GONE, 0),
        ),
        Action("begin a further date", data.MeetAgain(met), _DESK, acts=True, nowhere=data.MeetAgain(GONE)),
    ]
