"""Who may do what with series of meetings."""

from __future__ import annotations

from bot.callback_data import series
from tests.rights.base import GONE, ORGANISERS, Action, World

#: Speakers of any body, and coordinators.
_PLANNERS = "POC"


def series_actions(world: World) -> list[Action]:
    """Return what is done with series."""
    begin, show, end = series.BeginSeries, series.ShowSeries, series.EndSeries
    group, running = world.education, world.series
    return [
        Action("begin a series", begin(group), ORGANISERS, acts=True, nowhere=begin(GONE)),
        Action("list series", series.ListSeries(), _PLANNERS),
        Action("look at a series", show(running), ORGANISERS, nowhere=show(GONE)),
        Action("think of ending it", end(running, 0), ORGANISERS, nowhere=end(GONE, 0)),
        Action("end a series", end(running, 1), ORGANISERS, acts=True, nowhere=end(GONE, 1)),
    ]
