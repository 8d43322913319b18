"""Who may do what about quiet, and who sees what goes out about a meeting."""

from __future__ import annotations

from bot.callback_data import meetings, quiet
from tests.rights.base import GONE, ORGANISERS, REGISTERED, Action, World


def quiet_actions(world: World) -> list[Action]:
    """Return what is done about one's own quiet, and the look at what goes out."""
    ahead = meetings.PreviewReminders
    return [
        Action("choose a night", quiet.ChooseNight(20, 9), REGISTERED, acts=True),
        Action("be left in peace", quiet.KeepPeace(7), REGISTERED, acts=True),
        Action("be left in peace until a day", quiet.DatePeace(), REGISTERED, acts=True),
        Action("no reminders", quiet.WantReminders(0), REGISTERED, acts=True),
        Action("see what goes out", ahead(world.meeting), ORGANISERS, nowhere=ahead(GONE)),
    ]
