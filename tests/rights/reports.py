"""Who may take papers and pictures along: the desk, nobody else."""

from __future__ import annotations

from bot.callback_data import reports as data
from tests.rights.base import Action, World

_DESK = "TC"
_DAY = "2009-10-13"


def report_actions(_world: World) -> list[Action]:
    """Return what is done with papers and pictures."""
    return [
        Action("think of a report's day", data.ChooseReportDay(), _DESK),
        Action("type a report's day", data.TypeReportDay(), _DESK, acts=True),
        Action("see the status report", data.ShowStatusReport(_DAY), _DESK),
        Action("take the status report", data.TakeStatusReport(_DAY, "csv"), _DESK),
        Action("take the one page", data.TakeBriefing(), _DESK),
        Action("read the public list", data.ShowPublicList(), _DESK),
        Action("hand out another public list", data.TakePublicList(0), _DESK),
        Action("take everything", data.TakeEverything(), _DESK),
        Action("think of a picture", data.ChoosePicture(), _DESK),
        Action("take a picture", data.TakePicture("flow"), _DESK),
    ]
