"""Who may do what with guests, needs and places."""

from __future__ import annotations

from bot.callback_data import meetings, needs
from tests.rights.base import GONE, INVITED, ORGANISERS, REGISTERED, Action, World


def place_actions(world: World) -> list[Action]:
    """Return what is done about who comes, how many there is room for, and what people need."""
    meeting, bring, show = world.meeting, needs.BringGuests, needs.ShowNeeds
    limit, paper = meetings.LimitPlaces, meetings.CountPaper
    return [
        Action("bring guests", bring(meeting, 0, 2), INVITED, acts=True, nowhere=bring(GONE, 0, 2)),
        Action("look at my needs from a meeting", show(meeting, 0), INVITED, nowhere=show(GONE, 0)),
        Action("look at my needs", show(0, 0), REGISTERED),
        Action("need something", needs.StateNeed("childcare", 1), REGISTERED, acts=True),
        Action("need nothing", needs.NeedNothing(), REGISTERED, acts=True),
        Action("limit the places", limit(meeting), ORGANISERS, acts=True, nowhere=limit(GONE)),
        Action("count who comes on paper", paper(meeting), ORGANISERS, acts=True, nowhere=paper(GONE)),
    ]
