"""Names that are left in texts: told to those who can take them out, and asked for word by word."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.cleaning import CleanText
from bot.callback_data.pages import Open
from bot.i18n import _, ngettext
from bot.messages import OutgoingMessage, button, outgoing, spoken
from bot.messages.dialogues import choice
from bot.messages.formats import bold, label, left_to_right, quote
from bot.services.cleaning import GAP
from bot.services.left_names import Place, PlaceKind
from bot.services.visitors import DialogueView
from bot.text import beginning
from models import Delivery

DONE = "done"
#: Graphemes of a text that are shown: what is left out of sight can be cleaned all the same.
_EXCERPT = 2500


def name_news(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Say in which texts a name may be left; whose it is is not known any more."""
    places, more = delivery.facts["places"], delivery.facts["more"]
    heading = bold(_("🧹 Somebody has deleted their data. Their name may still stand here:"))
    lines = "\n".join(f"• {_name(PlaceKind(place['kind']), left_to_right(str(place['name'])))}" for place in places)
    further = ngettext("… and in %(count)d more text.", "… and in %(count)d more texts.", more) % {"count": more}
    note = _("The name is not kept here. Please read these texts and take it out.")
    return outgoing(heading, lines, further if more else "", note, rows=[[_opening(place)] for place in places])


def _opening(place: Mapping[str, str | int]) -> InlineKeyboardButton:
    kind, number = PlaceKind(str(place["kind"])), int(place["number"])
    return button(label("🧹 " + _name(kind, str(place["name"]))), CleanText(kind, number))


def _name(kind: PlaceKind, name: str) -> str:
    """Return what a text is called; `name` is the code or number of what it belongs to, ready for where it stands."""
    return {
        PlaceKind.IDEA: _("Idea for %(name)s"),
        PlaceKind.CARD: _("Idea for %(name)s, written down"),
        PlaceKind.TITLE: _("Title of %(name)s"),
        PlaceKind.RESULT: _("Text of %(name)s"),
        PlaceKind.CONCLUSION: _("Conclusion on %(name)s"),
        PlaceKind.REPLY: _("Answer about %(name)s"),
        PlaceKind.ADVICE: _("Opinion on %(name)s"),
        PlaceKind.PROFILE: _("Details of %(name)s"),
        PlaceKind.MEASURE: _("Measure %(name)s"),
        PlaceKind.STEP: _("Measure %(name)s"),
        PlaceKind.NOTE: _("Note on measure %(name)s"),
        PlaceKind.EVALUATION: _("Note on measure %(name)s"),
        PlaceKind.MINUTES: _("Minutes of %(name)s"),
        PlaceKind.SECTION: _("Council paper %(name)s"),
        PlaceKind.CONSULTATION: _("Council paper %(name)s"),
    }[kind] % {"name": name}


@spoken
def ask(dialogue: DialogueView, place: Place) -> OutgoingMessage:
    """Show a text and ask which words are to be taken out of it."""
    heading = bold("🧹 " + _name(place.kind, left_to_right(str(place.name))))
    text = quote(beginning(place.text, _EXCERPT))
    rows = [[choice(dialogue, _("✅ Done"), DONE)]]
    if dialogue.data.get("cleaned"):
        return outgoing(heading, text, _("✅ Taken out. To take out more, write the next words."), rows=rows)
    wish = _("Which words should go? Write them as they stand there; %(gap)s takes their place.") % {"gap": GAP}
    return outgoing(heading, text, bold(wish), rows=rows)


@spoken
def done() -> OutgoingMessage:
    """Thank whoever looked through a text."""
    return outgoing(_("✅ Thank you. This text is done."), rows=[[button(_("Main menu"), Open("start"))]])
