"""Who may do what about results that may belong together."""

from __future__ import annotations

from bot.callback_data.kinship import Compare, SetApart, SuggestAgain
from tests.rights.base import GONE, STEERING, Action, World


def kinship_actions(world: World) -> list[Action]:
    """Return what is done with what may belong together."""
    own, other = world.result, world.others_result
    return [
        Action("compare results", Compare(own, other), STEERING, nowhere=Compare(GONE, other)),
        Action("set results apart", SetApart(own, other), STEERING, acts=True, nowhere=SetApart(GONE, other)),
        Action("suggest again", SuggestAgain(own, other), STEERING, acts=True, nowhere=SuggestAgain(GONE, other)),
    ]
