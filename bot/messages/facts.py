"""The desk's facts: the first page, what is asked for, what is taken away. Each noun has its own file of pages."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton

from bot.callback_data.facts import EditFact, ListFacts, RemoveFact, ShowFact
from bot.callback_data.indicators import CountProcess
from bot.callback_data.pages import Open
from bot.i18n import _, pgettext
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.dialogues import choice, way_out
from bot.messages.formats import bold, value
from bot.messages.summaries import phase_lines
from bot.services.fact_fields import REQUIRED, Noun
from bot.services.facts import Fact
from bot.services.phases import Calendar
from bot.services.visitors import DialogueView

EMPTY = "empty"
#: What stands as an example below a question: as the town's people write it, so it is not translated.
_EXAMPLES: dict[tuple[Noun, str], str] = {
    (Noun.FIGURE, "value"): "41.247 · ca. 10–15 % · 4000–6000 Personen",
    (Noun.FIGURE, "as_of"): "01.10.2009",
    (Noun.FIGURE, "share"): "6,3 %",
    (Noun.PHASE, "planned"): "12/2009–07/2010",
    (Noun.PHASE, "began"): "15.01.2009 · 12/2009",
    (Noun.PHASE, "ended"): "31.07.2010 · 07/2010",
    (Noun.MILESTONE, "planned"): "Mitte 2008 · 12/2009 · 15.01.2009",
    (Noun.MILESTONE, "reached"): "Mitte 2008 · 12/2009 · 15.01.2009",
    (Noun.INDICATOR, "baseline"): "100 am 01.01.2015",
    (Noun.INDICATOR, "target"): "200 am 31.12.2018",
}


@spoken
def overview(calendar: Calendar) -> OutgoingMessage:
    """Show where the process stands, and what can be opened."""
    lists = [button(noun_title(noun), ListFacts(noun, 0)) for noun in Noun]
    counted = button(_("🔢 Counted by the bot"), CountProcess(calendar.day.year))
    lines = "\n".join(phase_lines(calendar))
    return outgoing(bold(_("📈 Facts about town and process")), lines, rows=[*in_rows(lists), [counted]])


def noun_title(noun: Noun) -> str:
    """Return the heading of a list, also its button."""
    return {
        Noun.FIGURE: _("📊 Figures"),
        Noun.PHASE: _("🗓 Phases"),
        Noun.MILESTONE: _("🏁 Milestones"),
        Noun.INDICATOR: _("📏 Indicators"),
    }[noun]


def new_title(noun: Noun) -> str:
    """Return the heading over the questions about something new, also the button that begins it."""
    return {
        Noun.FIGURE: _("➕ New figure"),
        Noun.PHASE: _("➕ New phase"),
        Noun.MILESTONE: _("➕ New milestone"),
        Noun.INDICATOR: _("➕ New indicator"),
    }[noun]


def field_label(field: str) -> str:
    """Return what a field is called."""
    return {
        "name": pgettext("field", "Name"),
        "value": pgettext("field", "Value"),
        "as_of": pgettext("field", "As of"),
        "source": pgettext("field", "Source"),
        "share": pgettext("field", "Share as printed"),
        "note": pgettext("field", "Note"),
        "planned": pgettext("field", "Planned"),
        "began": pgettext("field", "Began"),
        "ended": pgettext("field", "Ended"),
        "purpose": pgettext("field", "What for"),
        "reached": pgettext("field", "Reached"),
        "committee": pgettext("field", "Who decides"),
        "document": pgettext("field", "Document"),
        "definition": pgettext("field", "Definition"),
        "unit": pgettext("field", "Unit"),
        "baseline": pgettext("field", "Start value"),
        "target": pgettext("field", "Target"),
        "cycle": pgettext("field", "How often"),
        "responsible": pgettext("field", "Who measures"),
    }[field]


def edit_button(fact: Fact, field: str) -> InlineKeyboardButton:
    """Return the button that asks for a field."""
    label = _("✏️ %(field)s") % {"field": field_label(field)}
    return button(label, EditFact(fact.noun, fact.row.id, field))


def last_rows(fact: Fact) -> list[list[InlineKeyboardButton]]:
    """Return what stands below every page: take away, back to the list."""
    removing = button(_("🗑 Remove"), RemoveFact(fact.noun, fact.row.id, 0))
    return [[removing, button(_("Back"), ListFacts(fact.noun, 0))]]


def line(field: str, text: str) -> str:
    """Return a line of a page: what a field is called and what stands there, ready for a sentence; or nothing."""
    if not text:
        return ""
    return pgettext("field: text", "%(field)s: %(text)s") % {"field": field_label(field), "text": text}


def lines(*found: str) -> str:
    """Return the lines that say something, as one paragraph."""
    return "\n".join(one for one in found if one)


@spoken
def ask(dialogue: DialogueView, fact: Fact | None) -> OutgoingMessage:
    """Ask for a field."""
    noun, field = Noun(dialogue.data["noun"]), dialogue.step
    title = bold(value(fact.row.name) or noun_title(noun)) if fact else bold(new_title(noun))
    question = _("%(field)s: please write it in one message.") % {"field": field_label(field)}
    example = _EXAMPLES.get((noun, field), "")
    hint = _("For example: %(example)s") % {"example": value(example)} if example else ""
    changed = _("Somebody changed this meanwhile. Please look, and write it once more.")
    said = value(dialogue.data.get("was", "")) if dialogue.data.get("overtaken") else ""
    emptying = [choice(dialogue, _("🗑 Leave it empty"), EMPTY)] if fact and field not in REQUIRED[noun] else []
    overtaken = (changed, said) if dialogue.data.get("overtaken") else ()
    return outgoing(title, *overtaken, lines(question, hint), rows=[emptying, way_out(dialogue)])


@spoken
def ask_removal(fact: Fact) -> OutgoingMessage:
    """Ask before something is taken away."""
    question = _("Remove %(name)s? What belongs to it goes too.") % {"name": value(fact.row.name)}
    sure = button(_("🗑 Yes, remove"), RemoveFact(fact.noun, fact.row.id, 1))
    return outgoing(bold(question), rows=[[sure, button(_("Back"), ShowFact(fact.noun, fact.row.id))]])


@spoken
def removed(fact: Fact) -> OutgoingMessage:
    """Confirm that something was taken away."""
    done = _("🗑 Removed: %(name)s") % {"name": value(fact.row.name)}
    return outgoing(done, rows=[[button(_("Back"), ListFacts(fact.noun, 0))]])


def list_rows(
    noun: Noun, opening: Sequence[InlineKeyboardButton], turn: Sequence[InlineKeyboardButton]
) -> list[Sequence[InlineKeyboardButton]]:
    """Return the rows below a list: one button per entry, turning the page, something new, back."""
    from_here = [button(new_title(noun), EditFact(noun, 0, REQUIRED[noun][0])), button(_("Back"), Open("facts"))]
    return [*([one] for one in opening), turn, from_here]
