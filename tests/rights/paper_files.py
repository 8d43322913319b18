"""Who may take a council paper along as a Word file, and who may send it back."""

from __future__ import annotations

from bot.callback_data.paper_files import SendPaperFile, TakePaperFile
from tests.rights.base import GONE, STEERING, Action, World


def paper_file_actions(world: World) -> list[Action]:
    """Return what is done with a paper's file."""
    return [
        Action("take a final paper's file", TakePaperFile(world.way), "TC", nowhere=TakePaperFile(GONE)),
        Action("take a draft's file", TakePaperFile(world.draft_paper), STEERING, nowhere=TakePaperFile(GONE)),
        Action(
            "send a paper's file", SendPaperFile(world.draft_paper), STEERING, acts=True, nowhere=SendPaperFile(GONE)
        ),
    ]
