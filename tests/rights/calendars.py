"""Who may do what with calendars."""

from __future__ import annotations

from bot.callback_data.calendars import EndFeed, MakeFeed, TakeCalendarFile
from tests.rights.base import GONE, INVITED, REGISTERED, Action, World


def calendar_actions(world: World) -> list[Action]:
    """Return what is done with people's own calendars."""
    take = TakeCalendarFile
    return [
        Action("take a calendar file", take(world.meeting), INVITED, acts=True, nowhere=take(GONE)),
        Action("make a calendar address", MakeFeed(), REGISTERED),
        Action("switch it off", EndFeed(), REGISTERED),
    ]
