"""One Beschlussvorlage in the chat: where it stands, its sections, its proposals, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from telegram import InlineKeyboardButton

from bot.callback_data.consultations import ShowStation, ShowWay
from bot.callback_data.pages import Open
from bot.callback_data.paper_files import SendPaperFile, TakePaperFile
from bot.callback_data.papers import (
    AddProposal,
    ChooseProposal,
    FinalisePaper,
    NumberPaper,
    RemoveProposal,
    ReopenPaper,
    SetPublic,
    ShowPaper,
    ShowProposals,
    ShowSection,
    WithdrawPaper,
)
from bot.i18n import _, ngettext, pgettext
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.dialogues import way_out
from bot.messages.formats import bold, label, value
from bot.messages.pages import turning
from bot.messages.papers import candidate_line, paper_mark, paper_number
from bot.messages.scales import paper_section, paper_state
from bot.messages.standings import heading, numbered
from bot.services.paper_drafts import Candidates
from bot.services.paper_states import View
from bot.services.papers import RELEASED
from bot.services.roundtrip import find_next
from bot.services.visitors import DialogueView
from bot.text import beginning
from models import Paper, PaperSection, PaperState, Result

#: Graphemes of the subject that the page shows; all of it stands on the section's page.
_EXCERPT = 300
#: So many gaps are read out before a paper becomes final.
_MOST_GAPS = 12


class Notice(StrEnum):
    """What has just happened to a paper."""

    DRAFTED = "drafted"
    FINAL = "final"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    OVERTAKEN = "overtaken"
    NUMBERED = "numbered"
    LAST = "last"


def _sentence(notice: Notice) -> str:
    return {
        Notice.DRAFTED: _("✅ Draft ready. Every section is filled with what is known."),
        Notice.FINAL: _("✅ Final. The sections stay as they are now."),
        Notice.REOPENED: _("It is a draft again."),
        Notice.WITHDRAWN: _("Withdrawn. Its proposals can go into another paper."),
        Notice.OVERTAKEN: _("Somebody else changed something meanwhile. Please look again."),
        Notice.NUMBERED: _("✅ Number saved."),
        Notice.LAST: _("This is the last proposal: a paper needs at least one. You can withdraw the paper instead."),
    }[notice]


@spoken
def paper_page(view: View, notice: Notice | None = None) -> OutgoingMessage:
    """Show a paper."""
    happened = bold(_sentence(notice)) if notice else ""
    written = view.sections.get(PaperSection.SUBJECT)
    subject = beginning(written.text, _EXCERPT) if written else ""
    return outgoing(happened, paper_heading(view.paper), value(subject), "\n".join(_facts(view)), rows=_rows(view))


def paper_heading(paper: Paper) -> str:
    """Return mark, number and state, in bold."""
    words = {"paper": paper_number(paper), "state": paper_state(paper.state)}
    headline = pgettext("number of a paper, state", "%(paper)s · %(state)s") % words
    return f"{paper_mark(paper.state)} {bold(headline)}"


def _facts(view: View) -> list[str]:
    paper = view.paper
    lines = [f"• {numbered(item.result)}" for item in paper.items]
    gaps = len(view.gaps)
    if gaps and paper.state in {PaperState.DRAFT, PaperState.FINAL}:
        lines.append(ngettext("%(count)d gap is open", "%(count)d gaps are open", gaps) % {"count": gaps})
    if paper.reference:
        lines.append(_("Number of the administration: %(number)s") % {"number": value(paper.reference)})
    lines.append(_("For a public session") if paper.is_public else _("For a session that is not public"))
    return lines


def _rows(view: View) -> list[list[InlineKeyboardButton]]:
    paper = view.paper
    sections = [button(paper_section(section), ShowSection(paper.id, section)) for section in PaperSection]
    texts = [_files(view), *in_rows(sections)] if view.steers or paper.state in RELEASED else []
    about = [button(_("📎 Proposals"), ShowProposals(paper.id))]
    if paper.state is not PaperState.WITHDRAWN:
        about.append(button(_("🔢 Number"), NumberPaper(paper.id)))
    way = [button(_("🏛 Way through the council"), ShowWay(paper.id))]
    return [*texts, about, _next_station(paper), way, *_steering_rows(view), [to_papers()]]


def _next_station(paper: Paper) -> list[InlineKeyboardButton]:
    """Return the button of the committee that meets next: what comes out there is recorded in few taps."""
    coming = find_next(paper.consultations) if paper.state is PaperState.FINAL else None
    return [button(label(f"🏛 {coming.committee}"), ShowStation(coming.id))] if coming is not None else []


def _files(view: View) -> list[InlineKeyboardButton]:
    """Return the buttons for the paper as a Word file: out, and back in for those who write."""
    paper = view.paper
    taking = button(_("📄 Word file"), TakePaperFile(paper.id))
    writes = view.steers and paper.state is PaperState.DRAFT
    return [taking, button(_("📥 Edited file"), SendPaperFile(paper.id))] if writes else [taking]


def _steering_rows(view: View) -> list[list[InlineKeyboardButton]]:
    """Return what members of the steering group alone can do with it."""
    paper = view.paper
    if not view.steers or paper.state not in {PaperState.DRAFT, PaperState.FINAL}:
        return []
    going_on = (
        button(_("✅ Make final"), FinalisePaper(paper.id, view.seen, 0))
        if paper.state is PaperState.DRAFT
        else button(_("↩ Draft again"), ReopenPaper(paper.id))
    )
    closing = button(_("🔒 Not public"), SetPublic(paper.id, 0))
    opening = button(_("🔓 Public"), SetPublic(paper.id, 1))
    return [[going_on], [closing if paper.is_public else opening, button(_("🗑 Withdraw"), WithdrawPaper(paper.id, 0))]]


def to_papers() -> InlineKeyboardButton:
    """Return the button to the list of all papers."""
    return button(_("📄 All papers"), Open("papers"))


def to_paper(paper_id: int) -> InlineKeyboardButton:
    """Return the button back to a paper."""
    return button(_("Back"), ShowPaper(paper_id))


@spoken
def confirm_final(view: View) -> OutgoingMessage:
    """Ask whether a paper shall be final although something is open or was taken back; say what."""
    paper, gaps = view.paper, view.gaps
    more = len(gaps) - _MOST_GAPS
    lines = [f"• {value(gap)}" for gap in gaps[:_MOST_GAPS]]
    if more > 0:
        lines.append(ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more})
    lost = "\n".join(_lost(result) for result in view.lost)
    sure = button(_("Make final all the same"), FinalisePaper(paper.id, view.seen, 1))
    still = bold(_("Something is still open. Make it final all the same?"))
    return outgoing(paper_heading(paper), still, "\n".join(lines), lost, rows=[[sure], [to_paper(paper.id)]])


def _lost(result: Result) -> str:
    return _("⚠️ No longer accepted: %(result)s") % {"result": numbered(result)}


@spoken
def confirm_withdrawal(view: View) -> OutgoingMessage:
    """Ask whether a paper shall be withdrawn."""
    question = bold(_("Withdraw this paper? It cannot be opened again."))
    number = view.paper.id
    rows = [[button(_("🗑 Yes, withdraw"), WithdrawPaper(number, 1))], [to_paper(number)]]
    return outgoing(paper_heading(view.paper), question, rows=rows)


@spoken
def proposals_page(view: View, notice: Notice | None = None) -> OutgoingMessage:
    """Show the proposals of a paper; in a draft they can be taken out and others put in."""
    paper = view.paper
    edits = view.steers and paper.state is PaperState.DRAFT
    results = [item.result for item in paper.items]
    removing = [button(f"✖️ {result.number}", RemoveProposal(paper.id, result.id)) for result in results]
    adding = [button(_("➕ Add a proposal"), ChooseProposal(paper.id, 0))]
    lost = [_lost(result) for result in view.lost]
    note = _("Sections that nobody has written at follow by themselves.") if edits else ""
    rows = [*(in_rows(removing, per_row=3) if edits else []), adding if edits else [], [to_paper(paper.id)]]
    happened = bold(_sentence(notice)) if notice else ""
    lines = "\n".join(f"• {heading(result)}" for result in results)
    return outgoing(happened, paper_heading(paper), lines, *lost, note, rows=rows)


@spoken
def proposal_choice(paper_id: int, candidates: Candidates) -> OutgoingMessage:
    """Ask which proposal is to be put into a draft."""
    adding = [
        button(one.standing.result.number, AddProposal(paper_id, one.standing.result.id)) for one in candidates.shown
    ]
    turn = turning(candidates.total, candidates.number, lambda to: ChooseProposal(paper_id, to))
    lines: Sequence[str] = [candidate_line(one) for one in candidates.shown] or [_("There is no other one.")]
    rows = [*in_rows(adding, per_row=4), turn, [button(_("Back"), ShowProposals(paper_id))]]
    return outgoing(bold(_("Which proposal shall be added?")), *lines, rows=rows)


@spoken
def ask_reference(dialogue: DialogueView, paper: Paper) -> OutgoingMessage:
    """Ask for the number that the administration gave."""
    question = _("Which number did the administration give? Please write it: at most 40 characters.")
    return outgoing(paper_heading(paper), question, rows=[way_out(dialogue)])
