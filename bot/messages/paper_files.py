"""A Beschlussvorlage as a Word file: handed over in German, asked for, and compared when it comes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from difflib import SequenceMatcher
from pathlib import Path
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.papers import ShowPaper
from bot.dates import write_day
from bot.documents.council_paper import TEMPLATE, CouncilPaper, Station, write_paper
from bot.i18n import _, ngettext, pgettext, use_locale
from bot.languages import DEFAULT_LOCALE
from bot.messages import OutgoingFile, OutgoingMessage, button, outgoing, spoken
from bot.messages.dialogues import choice, way_out
from bot.messages.formats import bold, listing, quote
from bot.messages.paper_annexes import annexes
from bot.messages.paper_drafts import gap
from bot.messages.papers import paper_number, plain_number
from bot.messages.scales import competence, outcome, paper_section, paper_state
from bot.services.paper_files import Contents, mark_of, words_of
from bot.services.paper_returns import Change, Review
from bot.services.visitors import DialogueView
from bot.text import beginning
from models import Consultation, Paper, PaperSection, PaperState, Town

#: Values of the buttons that decide about a file.
ALL, SINGLY, LEAVE, TAKE, KEEP = "all", "singly", "leave", "take", "keep"
#: Graphemes of each version that the chat shows of a section.
_EXCERPT = 700


@spoken
def word_file(
    contents: Contents, template: Path | None, town: Town, now: datetime, timezone: ZoneInfo
) -> OutgoingMessage:
    """Hand the paper over, in German whatever the reader's language. Takes time: not for the loop."""
    words = {"paper": paper_number(contents.paper), "version": contents.version}
    caption = _("📄 %(paper)s, version %(version)s, in German") % words
    with use_locale(DEFAULT_LOCALE):
        paper = council_paper(contents, town, now, timezone)
        name = _("Council-paper-%(paper)s-version-%(version)s.docx")
        name %= {"paper": paper.number, "version": paper.version}
    file = OutgoingFile(write_paper(paper, template or TEMPLATE), name)
    return outgoing(caption, file=file, rows=_to_paper(contents.paper))


def council_paper(contents: Contents, town: Town, now: datetime, timezone: ZoneInfo) -> CouncilPaper:
    """Return all that stands in the file, in the current locale."""
    paper = contents.paper
    return CouncilPaper(
        number=plain_number(paper.number),
        version=contents.version,
        town=town.name,
        process=town.process,
        reference=paper.reference or _("______ (filled in by the administration)"),
        publicity=_("public") if paper.is_public else _("not public"),
        lead=" ".join(town.contact.split()) or gap(_("office in charge")),
        draft=_draft_mark(paper),
        date=write_day(now.astimezone(timezone).date()),
        stations=[_station(one) for one in paper.consultations] or [_no_station()],
        texts={section: text.text for section, text in contents.sections.items()},
        annexes=annexes(contents, timezone),
        mark=mark_of(paper),
        seen={section: text.id for section, text in contents.sections.items()},
        created=now,
    )


def _draft_mark(paper: Paper) -> str:
    """Return what stands at the head of every page: nothing once the paper is final."""
    if paper.state is PaperState.DRAFT:
        return _("Draft")
    return paper_state(paper.state) if paper.state is PaperState.WITHDRAWN else ""


def _station(one: Consultation) -> Station:
    on = one.held_on or one.planned_on
    return Station(one.committee, write_day(on) if on else _("still open"), competence(one.competence), _result(one))


def _result(one: Consultation) -> str:
    if one.outcome is None:
        return ""
    if one.votes_for is None or one.votes_against is None:
        return outcome(one.outcome)
    words = {"outcome": outcome(one.outcome), "yes": one.votes_for, "no": one.votes_against}
    return pgettext("a committee's result", "%(outcome)s (yes: %(yes)s, no: %(no)s)") % words


def _no_station() -> Station:
    return Station(gap(_("committee")), "", "", "")


@spoken
def ask_file(dialogue: DialogueView, paper: Paper) -> OutgoingMessage:
    """Ask for the paper's edited file."""
    question = bold(_("Please send the edited Word file of %(paper)s.") % {"paper": paper_number(paper)})
    promise = _("You see what has changed before anything is saved. Annexes are not read.")
    return outgoing(question, promise, rows=[way_out(dialogue)])


@spoken
def review_page(dialogue: DialogueView, review: Review) -> OutgoingMessage:
    """Show which sections the file changes, and ask what shall happen."""
    names = listing(paper_section(change.section) for change in review.changes)
    line = _("Changed in the file of %(paper)s: %(sections)s")
    changed = bold(line % {"paper": paper_number(review.paper), "sections": names})
    taking = [choice(dialogue, _("✅ Take all"), ALL)] if len(review.conflicts) < len(review.changes) else []
    singly = [choice(dialogue, _("🔍 One by one"), SINGLY)]
    leaving = [choice(dialogue, _("✖️ Leave it"), LEAVE)]
    return outgoing(changed, _overtaken(review), rows=[taking, singly, leaving])


def _overtaken(review: Review) -> str:
    if not review.conflicts:
        return ""
    names = listing(paper_section(change.section) for change in review.conflicts)
    return _("⚠️ Somebody wrote here meanwhile too: %(sections)s. Both versions are shown, and you choose.") % {
        "sections": names
    }


@spoken
def choice_page(dialogue: DialogueView, review: Review, *, overtaken: bool = False) -> OutgoingMessage:
    """Show the next section as it stands and as the file has it, where they differ, and ask which one counts."""
    change, left = review.changes[0], len(review.changes)
    counted = ngettext("%(section)s (%(count)d left)", "%(section)s (%(count)d left)", left)
    heading = bold(counted % {"section": paper_section(change.section), "count": left})
    happened = _("Somebody else changed something meanwhile. Please look again.") if overtaken else ""
    rows = [
        [choice(dialogue, _("✅ Take from the file"), f"{TAKE}-{change.section.value}-{change.seen}")],
        [choice(dialogue, _("↩ Keep what stands"), f"{KEEP}-{change.section.value}-{change.seen}")],
        [choice(dialogue, _("✖️ Leave the rest"), LEAVE)],
    ]
    return outgoing(happened, heading, *_both(change), rows=rows)


def _both(change: Change) -> list[str]:
    """Return what only stands here, and what only stands in the file."""
    here, there = _differences(words_of(change.standing.text if change.standing else ""), words_of(change.text))
    now_title = _("⚠️ So it stands now, changed after the file was taken out:") if change.is_conflict else _("So far:")
    sides = ((now_title, here), (_("In the file:"), there))
    nothing = _("(nothing)")
    return [f"{title}\n{quote(beginning(text, _EXCERPT)) if text else nothing}" for title, text in sides]


def _differences(here: Sequence[str], there: Sequence[str]) -> tuple[str, str]:
    changed = [code for code in SequenceMatcher(None, here, there, autojunk=False).get_opcodes() if code[0] != "equal"]
    before = [line for _tag, first, last, _from, _to in changed for line in here[first:last]]
    after = [line for _tag, _first, _last, first, last in changed for line in there[first:last]]
    return "\n".join(before), "\n".join(after)


@spoken
def finished(review: Review) -> OutgoingMessage:
    """Say what was taken from a file."""
    names = listing(paper_section(section) for section in _in_order(review.taken))
    saved = bold(_("✅ Saved from the file: %(sections)s") % {"sections": names}) if names else _nothing()
    return outgoing(saved, rows=_to_paper(review.paper))


@spoken
def unchanged(review: Review) -> OutgoingMessage:
    """Say that a file brings nothing new."""
    line = _("Nothing has changed in this file of %(paper)s: every section stands as it is.")
    return outgoing(line % {"paper": paper_number(review.paper)}, rows=_to_paper(review.paper))


def _nothing() -> str:
    return _("Nothing was taken from the file. The paper stands as it was.")


def _in_order(sections: Sequence[PaperSection]) -> list[PaperSection]:
    return [section for section in PaperSection if section in sections]


def _to_paper(paper: Paper) -> list[list[InlineKeyboardButton]]:
    return [[button(_("📄 Open the paper"), ShowPaper(paper.id))]]
