"""Beschlussvorlagen in the chat: the list of all, and the choice of the proposals that a new one is made of."""

from __future__ import annotations

from collections.abc import Collection

from telegram import InlineKeyboardButton

from bot.callback_data.dialogues import DialogueStep
from bot.callback_data.pages import Open
from bot.callback_data.papers import BeginPaper, ListPapers, ShowPaper
from bot.i18n import _, ngettext, pgettext
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.dialogues import PAGE as TURN
from bot.messages.dialogues import choice, way_out
from bot.messages.formats import bold, label, left_to_right, value
from bot.messages.pages import turning
from bot.messages.scales import paper_state
from bot.messages.standings import heading, support
from bot.services.paper_drafts import Candidate, Candidates, PaperPage
from bot.services.visitors import DialogueView
from bot.text import beginning
from models import Paper, PaperState

#: The value of the button that makes the draft.
DRAFT = "draft"
#: Graphemes of the titles that a line of the list shows.
_EXCERPT = 120


def plain_number(number: int) -> str:
    """Return `V-01`: for buttons and files."""
    return f"V-{number:02d}"


def paper_number(paper: Paper) -> str:
    """Return `V-01`, ready for a sentence."""
    return left_to_right(plain_number(paper.number))


def paper_mark(state: PaperState) -> str:
    """Return the sign that goes with the word for a paper's state."""
    return {
        PaperState.DRAFT: "📝",
        PaperState.FINAL: "📄",
        PaperState.DECIDED: "🏛",
        PaperState.WITHDRAWN: "🗑",
    }[state]


@spoken
def papers_page(page: PaperPage) -> OutgoingMessage:
    """List the papers, newest first."""
    lines = [_line(paper) for paper in page.papers] or [_("There is none yet.")]
    opening = [button(plain_number(paper.number), ShowPaper(paper.id)) for paper in page.papers]
    turn = turning(page.total, page.number, ListPapers)
    new = [button(_("➕ New paper"), BeginPaper(0))] if page.steers else []
    rows = [*in_rows(opening, per_row=4), turn, new, [button(_("Main menu"), Open("start"))]]
    return outgoing(bold(_("📄 Council papers")), *lines, rows=rows)


def _line(paper: Paper) -> str:
    titles = value(beginning(", ".join(item.result.title for item in paper.items), _EXCERPT))
    words = {"paper": paper_number(paper), "titles": titles}
    headline = bold(pgettext("number of a paper, titles", "%(paper)s · %(titles)s") % words)
    return f"{paper_mark(paper.state)} {headline}\n{paper_state(paper.state)}"


@spoken
def ask_proposals(dialogue: DialogueView, candidates: Candidates, *, untimely: bool = False) -> OutgoingMessage:
    """Ask which accepted proposals the paper is made of; `untimely`: the draft was wanted with none ticked."""
    if not candidates.total:
        none = _("No proposal is accepted yet. What is accepted in the inbox can go into a paper.")
        return outgoing(none, rows=[[button(_("📥 Inbox"), Open("inbox"))], way_out(dialogue)])
    ticked = dialogue.data["ticked"]
    question = bold(_("Which proposals go into the paper?"))
    sentence = _("A paper needs at least one proposal. Please tick one first.") if untimely else ""
    count = ngettext("%(count)d proposal ticked", "%(count)d proposals ticked", len(ticked)) % {"count": len(ticked)}
    turn = turning(
        candidates.total, candidates.number, lambda to: DialogueStep(dialogue.number, dialogue.step, f"{TURN}{to}")
    )
    ticks = [_tick(dialogue, one, ticked) for one in candidates.shown]
    rows = [*in_rows(ticks), turn, [choice(dialogue, _("📝 Draft"), DRAFT)], way_out(dialogue)]
    return outgoing(sentence, question, *(candidate_line(one) for one in candidates.shown), count, rows=rows)


def _tick(dialogue: DialogueView, one: Candidate, ticked: Collection[int]) -> InlineKeyboardButton:
    result = one.standing.result
    return choice(dialogue, ("✅ " if result.id in ticked else "") + label(result.number), result.id)


def candidate_line(one: Candidate) -> str:
    """Return a proposal, who stands behind it, and in which papers it stands already."""
    line = f"{heading(one.standing.result)}\n{support(one.standing)}"
    if not one.papers:
        return line
    there = ", ".join(left_to_right(plain_number(number)) for number in one.papers)
    already = _("📄 Already in %(papers)s") % {"papers": there}
    return f"{line}\n{already}"
