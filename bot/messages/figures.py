"""Figures about the town: each as its source has it, with the share that is computed and what its parts add up to."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton

from bot.callback_data.facts import AskWhole, ChooseWhole, ListFacts, ShowFact
from bot.i18n import _, pgettext
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.amounts import amount, number, per_cent, short_day
from bot.messages.facts import edit_button, last_rows, line, lines, list_rows, noun_title
from bot.messages.formats import bold, label, left_to_right, value
from bot.messages.pages import on_page, turning
from bot.services.fact_fields import Noun
from bot.services.facts import Fact
from bot.services.figures import FigureView, PartsSum
from models import Figure


def shown_value(view: FigureView) -> str:
    """Return the value in the reader's numbers, or as the source has it where it is no number."""
    return amount(view.quantity) if view.quantity is not None else value(view.figure.value)


@spoken
def figure_list(views: Sequence[FigureView], page: int) -> OutgoingMessage:
    """Show a page of all figures."""
    shown = on_page(views, page)
    entries = [f"• {_entry(view)}" for view in shown]
    opening = [button(label(view.figure.name), ShowFact(Noun.FIGURE, view.figure.id)) for view in shown]
    turn = turning(len(views), page, lambda to: ListFacts(Noun.FIGURE, to))
    text = "\n".join(entries) or _("There is none yet.")
    return outgoing(bold(noun_title(Noun.FIGURE)), text, rows=list_rows(Noun.FIGURE, opening, turn))


def _entry(view: FigureView) -> str:
    words = {"name": value(view.figure.name), "value": shown_value(view), "day": _day(view.figure)}
    return pgettext("figure", "%(name)s: %(value)s (%(day)s)") % words


def _day(figure: Figure) -> str:
    return short_day(figure.as_of) if figure.as_of else _("not stated")


@spoken
def figure_page(view: FigureView) -> OutgoingMessage:
    """Show one figure with what can be changed."""
    figure, fact = view.figure, Fact(Noun.FIGURE, view.figure)
    quoted = value(figure.value) if view.quantity and figure.value != f"{view.quantity.low:g}" else ""
    about = lines(
        line("value", shown_value(view)),
        _("In the source: %(words)s") % {"words": quoted} if quoted else "",
        line("as_of", _day(figure)),
        _share(view),
        line("source", value(figure.source)),
        line("note", value(figure.note)),
    )
    first, *others = [edit_button(fact, name) for name in ("value", "as_of", "name", "source", "share", "note")]
    rows = [*in_rows([first, *others]), [button(_("🧩 Part of"), AskWhole(figure.id, 0))], *last_rows(fact)]
    return outgoing(bold(value(figure.name)), about, parts_line(view.parts or view.siblings), rows=rows)


def _share(view: FigureView) -> str:
    if not view.figure.part_of:
        return ""
    quoted = view.figure.quoted_share or (view.quantity.share if view.quantity else "")
    words = {"whole": value(view.figure.part_of), "quoted": left_to_right(quoted)}
    if view.share is None:
        return _("Part of %(whole)s, %(quoted)s") % words if quoted else _("Part of %(whole)s") % words
    words["computed"] = per_cent(*view.share)
    if quoted:
        return _("Part of %(whole)s: %(quoted)s in the source, %(computed)s computed") % words
    return _("Part of %(whole)s: %(computed)s computed") % words


def parts_line(parts: PartsSum | None) -> str:
    """Return what the parts of a whole add up to: that they do, or by how much they do not; nothing was corrected."""
    if parts is None:
        return ""
    words = {"total": number(parts.total), "whole": number(parts.whole)}
    if parts.fits:
        return _("✅ The parts add up to %(total)s.") % words
    return _("⚠️ The parts add up to %(total)s, the whole is %(whole)s. Please check; nothing was changed.") % words


@spoken
def ask_whole(view: FigureView, wholes: Sequence[Figure], page: int) -> OutgoingMessage:
    """Ask of which figure this one is a part."""
    number_of = view.figure.id
    buttons = [button(label(one.name), ChooseWhole(number_of, one.id)) for one in on_page(wholes, page)]
    turn = turning(len(wholes), page, lambda to: AskWhole(number_of, to))
    none: list[InlineKeyboardButton] = [button(_("Part of nothing"), ChooseWhole(number_of, 0))]
    back = [button(_("Back"), ShowFact(Noun.FIGURE, number_of))]
    question = _("What is %(name)s a part of?") % {"name": value(view.figure.name)}
    return outgoing(bold(question), rows=[*in_rows(buttons, per_row=1), turn, none, back])
