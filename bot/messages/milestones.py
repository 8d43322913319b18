"""Milestones: planned for and reached at times as people say them, in their order."""

from __future__ import annotations

from collections.abc import Sequence

from bot.callback_data.facts import ListFacts, ReachMilestone, ShowFact
from bot.i18n import _, pgettext
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.facts import edit_button, last_rows, line, lines, list_rows, noun_title
from bot.messages.formats import bold, label, value
from bot.messages.pages import on_page, turning
from bot.services.fact_fields import Noun
from bot.services.facts import Fact
from bot.services.milestones import is_reached
from models import Milestone


@spoken
def milestone_list(milestones: Sequence[Milestone], page: int) -> OutgoingMessage:
    """Show a page of the milestones."""
    shown = on_page(milestones, page)
    opening = [button(label(one.name), ShowFact(Noun.MILESTONE, one.id)) for one in shown]
    turn = turning(len(milestones), page, lambda to: ListFacts(Noun.MILESTONE, to))
    text = "\n".join(_entry(one) for one in shown) or _("There is none yet.")
    return outgoing(bold(noun_title(Noun.MILESTONE)), text, rows=list_rows(Noun.MILESTONE, opening, turn))


def _entry(milestone: Milestone) -> str:
    mark = "✅" if is_reached(milestone) else "◻️"
    words = {"when": value(milestone.planned or milestone.reached), "name": value(milestone.name)}
    said = pgettext("milestone", "%(when)s: %(name)s") % words
    return f"{mark} {said}"


@spoken
def milestone_page(milestone: Milestone) -> OutgoingMessage:
    """Show one milestone with what can be changed."""
    fact = Fact(Noun.MILESTONE, milestone)
    about = lines(*(line(name, value(getattr(milestone, name))) for name in _SHOWN))
    reaching = [] if is_reached(milestone) else [button(_("✅ Reached today"), ReachMilestone(milestone.id))]
    buttons = [edit_button(fact, name) for name in ("reached", "planned", "committee", "document", "name", "note")]
    return outgoing(bold(value(milestone.name)), about, rows=[reaching, *in_rows(buttons), *last_rows(fact)])


_SHOWN = ("planned", "reached", "committee", "document", "note")
