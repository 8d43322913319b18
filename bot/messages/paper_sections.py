"""A section of a Beschlussvorlage in the chat: its text, earlier versions, writing it, and two texts at once."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.papers import (
    FillAgain,
    ListVersions,
    RestoreVersion,
    ShowSection,
    ShowVersion,
    WriteMore,
    WriteSection,
)
from bot.i18n import _, ngettext, pgettext
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.dialogues import choice, way_out
from bot.messages.formats import bold, moment, quote, short_moment
from bot.messages.pages import on_page, turning
from bot.messages.paper_pages import paper_heading, to_paper
from bot.messages.papers import paper_number
from bot.messages.scales import paper_section
from bot.services.paper_texts import SectionView
from bot.services.visitors import DialogueView
from bot.text import length
from models import Paper, PaperSection, SectionText

THEIRS, MINE, ANEW, KEEP = "theirs", "mine", "anew", "keep"
#: Characters of a long text's end that show how far it has come.
_EXCERPT = 300


class Notice(StrEnum):
    """What has just happened to a section."""

    SAVED = "saved"
    FILLED = "filled"
    RESTORED = "restored"
    THEIRS = "theirs"
    OVERTAKEN = "overtaken"
    LOCKED = "locked"


def _sentence(notice: Notice) -> str:
    return {
        Notice.SAVED: _("✅ Saved as a new version."),
        Notice.FILLED: _("✅ Filled with what is known now. What stood here is among the earlier versions."),
        Notice.RESTORED: _("✅ This version counts again. All the others are kept."),
        Notice.THEIRS: _("The other text stays. Yours is above, in the chat."),
        Notice.OVERTAKEN: _("Somebody else wrote here meanwhile. Please look again."),
        Notice.LOCKED: _("This paper is no draft any more, so nothing was changed."),
    }[notice]


@spoken
def section_page(
    view: SectionView, timezone: ZoneInfo, notice: Notice | None = None, typed: str = ""
) -> OutgoingMessage:
    """Show the whole text of a section; what was `typed` in vain can be copied from there."""
    happened = bold(_sentence(notice)) if notice else ""
    kept = "\n".join([_("This is what you had written:"), quote(typed)]) if typed else ""
    text, newest = view.newest.text, view.newest
    about = [paper_heading(view.paper), bold(paper_section(newest.section))]
    return outgoing(happened, kept, "\n".join(about), quote(text), _written(newest, timezone), rows=_rows(view))


def _written(text: SectionText, timezone: ZoneInfo) -> str:
    if not text.text:
        return _("Nothing is written here yet.")
    words = {"moment": moment(text.written_at, timezone)}
    if text.from_file:
        return _("From a Word file, %(moment)s") % words
    if text.written_by is None:
        return _("Filled with what was known, %(moment)s") % words
    return _("Written by hand, %(moment)s") % words


def _rows(view: SectionView) -> list[list[InlineKeyboardButton]]:
    paper, newest = view.paper, view.newest
    section = newest.section
    writing = [
        button(_("✏️ Write anew"), WriteSection(paper.id, section, newest.id)),
        button(_("➕ Write more"), WriteMore(paper.id, section)),
        button(_("🔄 Fill again"), FillAgain(paper.id, section, newest.id)),
    ]
    older = [button(_("🕘 Earlier versions"), ListVersions(paper.id, section, 0))] if view.versions > 1 else []
    return [*(in_rows(writing) if view.edits else []), older, [to_paper(paper.id)]]


@spoken
def versions_page(paper: Paper, versions: Sequence[SectionText], number: int, timezone: ZoneInfo) -> OutgoingMessage:
    """List the versions of a section, newest first."""
    section = versions[0].section
    shown = on_page(versions, number)
    lines = "\n".join(f"• {_written(one, timezone)}" for one in shown)
    opening = [button(short_moment(one.written_at, timezone), ShowVersion(one.id)) for one in shown]
    turn = turning(len(versions), number, lambda to: ListVersions(paper.id, section, to))
    rows = [*in_rows(opening), turn, [button(_("Back"), ShowSection(paper.id, section))]]
    return outgoing(paper_heading(paper), bold(paper_section(section)), lines, rows=rows)


@spoken
def version_page(view: SectionView, version: SectionText, timezone: ZoneInfo) -> OutgoingMessage:
    """Show one version of a section."""
    paper, section = view.paper, version.section
    older = version.id != view.newest.id
    again = [button(_("↩ Use this version"), RestoreVersion(version.id))] if view.edits and older else []
    back = [button(_("Back"), ListVersions(paper.id, section, 0))]
    about = [paper_heading(paper), bold(paper_section(section))]
    return outgoing("\n".join(about), quote(version.text), _written(version, timezone), rows=[again, back])


@spoken
def ask_text(dialogue: DialogueView, paper: Paper, limit: int) -> OutgoingMessage:
    """Ask for a section's text of at most `limit` graphemes; of what came already, say how much and where it ends."""
    words = {"paper": paper_number(paper), "section": paper_section(PaperSection(dialogue.data["section"]))}
    title = bold(pgettext("number of a paper, section", "%(paper)s · %(section)s") % words)
    text = dialogue.data["text"]
    if text:
        return _ask_for_the_rest(dialogue, title, text)
    if dialogue.data["base"]:
        question = _("What shall be added below the text? Please write it, in German.")
    else:
        question = _("Please write the whole text of this section, in German. Line breaks stay.")
    at_most = ngettext("At most %(count)d character.", "At most %(count)d characters.", limit)
    return outgoing(title, question, at_most % {"count": limit}, rows=[way_out(dialogue)])


def _ask_for_the_rest(dialogue: DialogueView, title: str, text: str) -> OutgoingMessage:
    count = length(text)
    kept = ngettext("%(count)d character has come so far.", "%(count)d characters have come so far.", count)
    question = _("Is that all? What you write now is added.")
    rows = [[choice(dialogue, _("✅ That is all"), KEEP)], way_out(dialogue)]
    return outgoing(title, kept % {"count": count}, quote(_end(text)), question, rows=rows)


def _end(text: str) -> str:
    """Return the last lines of a text, or words: people see whether its end has come."""
    return text if len(text) <= _EXCERPT else "…" + text[-_EXCERPT:].partition(" ")[2]


@spoken
def ask_which(dialogue: DialogueView, theirs: SectionText, mine: str, timezone: ZoneInfo) -> OutgoingMessage:
    """Show what somebody else wrote meanwhile and what the person wrote; ask which one counts."""
    section = bold(paper_section(theirs.section))
    happened = _("Somebody else was faster: %(moment)s. Nothing is lost.")
    other = "\n".join([_("This stands there now:"), quote(theirs.text)])
    own = "\n".join([_("This is what you had written:"), quote(mine)])
    choices = [
        choice(dialogue, _("Keep the other text"), THEIRS),
        choice(dialogue, _("Use mine"), MINE),
        choice(dialogue, _("✏️ Write anew"), ANEW),
    ]
    said = happened % {"moment": moment(theirs.written_at, timezone)}
    return outgoing(section, said, other, own, bold(_("Which one shall count?")), rows=in_rows(choices, per_row=1))
