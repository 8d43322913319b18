"""Indicators to begin with, by ticking; and what the bot counted of the process itself, small counts hidden."""

from __future__ import annotations

from collections.abc import Sequence

from bot.callback_data.facts import ListFacts
from bot.callback_data.indicators import CountProcess, ShowOffer, ShowOffers, TickOffer
from bot.callback_data.pages import Open
from bot.i18n import _, pgettext
from bot.languages import LOCALES
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.amounts import number
from bot.messages.facts import lines
from bot.messages.formats import body_label, body_name, bold, label, left_to_right, value
from bot.messages.pages import on_page, turning
from bot.services.fact_fields import Noun
from bot.services.process_counts import ProcessCounts
from bot.services.starters import Offer
from bot.services.suppression import FEWEST


@spoken
def offers(found: Sequence[Offer], page: int) -> OutgoingMessage:
    """Show the fields of which indicators are offered."""
    buttons = [button(_field_label(offer), ShowOffer(offer.place)) for offer in on_page(found, page)]
    turn = turning(len(found), page, ShowOffers)
    note = _("A few that other towns use. They can be changed afterwards, and your own ones added.")
    rows = [*in_rows(buttons), turn, [button(_("Back"), ListFacts(Noun.INDICATOR, 0))]]
    return outgoing(bold(_("💡 Indicators to begin with")), note, rows=rows)


def _field_label(offer: Offer) -> str:
    return body_label(offer.body) if offer.body else _("Whole town")


@spoken
def offer_page(offer: Offer) -> OutgoingMessage:
    """Show what is offered for a field, what is taken already ticked."""
    buttons = []
    for place, entry in enumerate(offer.field.indicators):
        mark, wanted = ("✅", 0) if entry.name in offer.taken else ("☐", 1)
        buttons.append(button(label(f"{mark} {entry.name}"), TickOffer(offer.place, place, wanted)))
    names = "\n".join(f"• {value(entry.name)}" for entry in offer.field.indicators)
    title = body_name(offer.body) if offer.body else _("Whole town")
    hint = _("Tap what you want to measure. What has values already stays.")
    back = [button(_("Back"), ShowOffers(0)), button(_("📏 Indicators"), ListFacts(Noun.INDICATOR, 0))]
    return outgoing(bold(title), names, hint, rows=[*in_rows(buttons, per_row=1), back])


@spoken
def counted(counts: ProcessCounts, this_year: int) -> OutgoingMessage:
    """Show what the bot counted in a year."""
    title = _("🔢 Counted by the bot: %(year)s") % {"year": left_to_right(str(counts.year))}
    work = lines(
        _row(_("Active working groups"), counts.groups),
        _row(_("Meetings"), counts.meetings),
        _row(_("Results"), counts.results),
        _row(_("of these with a conclusion"), counts.concluded),
        _row(_("of these decided by the council"), counts.decided),
        _row(_("Days from a result to the answer (median)"), counts.days),
    )
    people = lines(
        _row(_("People who took part"), counts.people, hidden=counts.people is None),
        _row(_("Languages used"), len(counts.languages)),
        *(_row(LOCALES[locale].endonym, count, hidden=count is None) for locale, count in counts.languages.items()),
    )
    note = _("– stands for counts of fewer than %(count)d people, and for what would give them away.")
    hides = counts.people is None or None in counts.languages.values()
    years = [button(left_to_right(f"◀ {counts.year - 1}"), CountProcess(counts.year - 1))]
    if counts.year < this_year:
        years.append(button(left_to_right(f"{counts.year + 1} ▶"), CountProcess(counts.year + 1)))
    rows = [years, [button(_("Back"), Open("facts"))]]
    return outgoing(bold(title), work, people, note % {"count": FEWEST} if hides else "", rows=rows)


def _row(name: str, count: float | None, *, hidden: bool = False) -> str:
    shown = "–" if hidden else _("not known") if count is None else number(round(count, 1))
    return pgettext("what: how many", "%(name)s: %(count)s") % {"name": name, "count": shown}
