"""Who may do what with council papers: the steering group drafts (R3), coordinators read what is final (R5)."""

from __future__ import annotations

from bot.callback_data import papers as data
from models import PaperSection
from tests.rights.base import GONE, STEERING, Action, World

_DESK = "TC"
_SUBJECT = PaperSection.SUBJECT


def paper_actions(world: World) -> list[Action]:
    """Return what is done with papers as a whole."""
    draft, final, result = world.draft_paper, world.way, world.accepted
    finalise, add, take_out = data.FinalisePaper, data.AddProposal, data.RemoveProposal
    withdraw, public, choose = data.WithdrawPaper, data.SetPublic, data.ChooseProposal
    return [
        Action("turn the papers' page", data.ListPapers(0), _DESK),
        Action("begin a paper", data.BeginPaper(result), STEERING, acts=True, nowhere=data.BeginPaper(GONE)),
        Action("see a paper", data.ShowPaper(draft), _DESK, nowhere=data.ShowPaper(GONE)),
        Action(
            "make it final",
            finalise(draft, world.section_text, 1),
            STEERING,
            acts=True,
            nowhere=finalise(GONE, world.section_text, 1),
        ),
        Action("open it again", data.ReopenPaper(final), STEERING, acts=True, nowhere=data.ReopenPaper(GONE)),
        Action("think of withdrawing it", withdraw(draft, 0), STEERING, nowhere=withdraw(GONE, 0)),
        Action("withdraw it", withdraw(draft, 1), STEERING, acts=True, nowhere=withdraw(GONE, 1)),
        Action("let it not be public", public(draft, 0), STEERING, acts=True, nowhere=public(GONE, 0)),
        Action("begin its number", data.NumberPaper(draft), _DESK, acts=True, nowhere=data.NumberPaper(GONE)),
        Action("see its proposals", data.ShowProposals(draft), _DESK, nowhere=data.ShowProposals(GONE)),
        Action("choose another proposal", choose(draft, 0), STEERING, nowhere=choose(GONE, 0)),
        Action("add a proposal", add(draft, result), STEERING, acts=True, nowhere=add(GONE, result)),
        Action(
            "take a proposal out",
            take_out(draft, world.others_result),
            STEERING,
            acts=True,
            nowhere=take_out(GONE, world.others_result),
        ),
    ]


def section_actions(world: World) -> list[Action]:
    """Return what is done with a paper's sections."""
    draft, text = world.draft_paper, world.section_text
    show, listed, write = data.ShowSection, data.ListVersions, data.WriteSection
    more, fill, restore = data.WriteMore, data.FillAgain, data.RestoreVersion
    return [
        Action("read a draft's section", show(draft, _SUBJECT), STEERING, nowhere=show(GONE, _SUBJECT)),
        Action("read a final paper's section", show(world.way, _SUBJECT), _DESK, nowhere=show(GONE, _SUBJECT)),
        Action("list its versions", listed(draft, _SUBJECT, 0), STEERING, nowhere=listed(GONE, _SUBJECT, 0)),
        Action("read a version", data.ShowVersion(text), STEERING, nowhere=data.ShowVersion(GONE)),
        Action("bring it back", restore(text), STEERING, acts=True, nowhere=restore(GONE)),
        Action(
            "begin a section", write(draft, _SUBJECT, text), STEERING, acts=True, nowhere=write(GONE, _SUBJECT, text)
        ),
        Action("begin to add to it", more(draft, _SUBJECT), STEERING, acts=True, nowhere=more(GONE, _SUBJECT)),
        Action("fill it again", fill(draft, _SUBJECT, text), STEERING, acts=True, nowhere=fill(GONE, _SUBJECT, text)),
    ]
