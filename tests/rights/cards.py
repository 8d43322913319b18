"""Who may do what about ideas that were spoken, about one's own, and about names that are left in texts."""

from __future__ import annotations

from bot.callback_data.cards import ConfirmCard, RejectCard, WriteCard
from bot.callback_data.cleaning import CleanText
from bot.callback_data.ideas import ShowOwnIdea
from tests.rights.base import GONE, ORGANISERS, STEERING, Action, World

#: Whose idea the card is about.
AUTHOR, DESK = "G", "TC"


def idea_actions(world: World) -> list[Action]:
    """Return what is done with spoken ideas, one's own ideas, and texts with names in them."""
    spoken, carded = world.recording, world.carded
    right, wrong, clean = ConfirmCard(carded, 1), RejectCard(carded, 1), CleanText("idea", world.idea)
    opinion, section = CleanText("advice", world.advice), CleanText("section", world.section_text)
    minutes = CleanText("minutes", world.minutes)
    return [
        Action("write an idea down", WriteCard(spoken), ORGANISERS, acts=True, nowhere=WriteCard(GONE)),
        Action("say that it is right", right, AUTHOR, acts=True, nowhere=ConfirmCard(GONE, 1)),
        Action("say that it is not", wrong, AUTHOR, acts=True, nowhere=RejectCard(GONE, 1)),
        Action("see one's own idea", ShowOwnIdea(carded), AUTHOR, nowhere=ShowOwnIdea(GONE)),
        Action("clean an idea", clean, DESK, acts=True, nowhere=CleanText("idea", GONE)),
        Action("clean an opinion", opinion, STEERING, acts=True, nowhere=CleanText("advice", GONE)),
        Action("clean a paper's section", section, STEERING, acts=True, nowhere=CleanText("section", GONE)),
        Action("clean minutes", minutes, DESK, acts=True, nowhere=CleanText("minutes", GONE)),
    ]
