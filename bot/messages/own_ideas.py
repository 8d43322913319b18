"""One's own ideas and what became of each, in a line."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.ideas import ShowOwnIdea
from bot.callback_data.pages import Open
from bot.i18n import _, pgettext
from bot.messages import OutgoingMessage, button, idea_cards, in_rows, outgoing, spoken
from bot.messages.formats import body_name, bold, day, label, left_to_right, quote, state_name, value
from bot.messages.scales import measure_state
from bot.messages.standings import numbered
from bot.messages.ways import way_line
from bot.services import cards
from bot.services.own_ideas import OwnIdea
from bot.text import beginning
from models import Idea, MeasureState, Result, ResultState

#: Ideas on one page, and graphemes of an idea in its line.
PAGE = 6
_EXCERPT = 40
#: Where the steering group's conclusion is no longer the news.
_BEYOND = frozenset(MeasureState) - {
    MeasureState.CONSIDERED,
    MeasureState.PROPOSED,
    MeasureState.REVIEWED,
    MeasureState.DEFERRED,
    MeasureState.REJECTED,
}


@spoken
def listing(ideas: Sequence[OwnIdea], page: int) -> OutgoingMessage:
    """List one's own ideas, one more than a page has telling that there is a next page."""
    shown = ideas[:PAGE]
    lines = [_("• %(idea)s – %(state)s") % {"idea": value(_words(one.idea)), "state": _state(one)} for one in shown]
    choices = [[button(label(_words(one.idea)), ShowOwnIdea(one.idea.id, page))] for one in shown]
    turn = [button(_("◀ Previous"), Open(f"ideas.{page - 1}"))] if page else []
    turn += [button(_("Next ▶"), Open(f"ideas.{page + 1}"))] if len(ideas) > PAGE else []
    more = [button(_("💡 Another idea") if shown else _("💡 Idea"), Open("idea"))]
    rows = [*choices, turn, more, [button(_("Main menu"), Open("start"))]]
    return outgoing(bold(_("📋 My ideas")), "\n".join(lines) or _("There is none yet."), rows=rows)


def _words(idea: Idea) -> str:
    return beginning(" ".join(cards.wording(idea).split()), _EXCERPT) or idea_cards.recorded_as(idea)


def _state(one: OwnIdea) -> str:
    """Return what became of an idea, in a few words."""
    if one.result is not None:
        words = {"number": left_to_right(one.result.number), "state": _result_state(one.result, one)}
        return _("result %(number)s: %(state)s") % words
    if one.idea.card is not None:
        confirmed = cards.is_confirmed(one.idea)
        return pgettext("idea", "written down") if confirmed else _("written down; please say whether it is right")
    lost = not one.idea.text and not cards.is_recorded(one.idea)
    return _("not written down in time; please tell it again") if lost else pgettext("idea", "new")


def _result_state(result: Result, one: OwnIdea) -> str:
    concluded = one.root.state if one.root is not None else result.state
    # What the steering group has accepted, only the council can have rejected.
    in_council = one.status is MeasureState.REJECTED and concluded is not ResultState.REJECTED
    if one.status is not None and (one.status in _BEYOND or in_council):
        return measure_state(one.status)
    if result.state is ResultState.MERGED and one.root is not None:
        words = {"joined": state_name(result.state), "state": state_name(one.root.state)}
        return pgettext("joined to another one, which is: state", "%(joined)s, %(state)s") % words
    return state_name(result.state)


@spoken
def details(one: OwnIdea, page: int, timezone: ZoneInfo) -> OutgoingMessage:
    """Show one of the reader's ideas, with the result that was made of it and why that was concluded."""
    idea = one.idea
    group = bold(_("💡 Idea for: %(group)s") % {"group": body_name(idea.body)})
    became = _state(one) if one.result is None else _result_state(one.result, one)
    state = pgettext("idea", "State: %(state)s") % {"state": became}
    result = _("Result: %(result)s") % {"result": numbered(one.result)} if one.result is not None else ""
    facts = "\n".join(
        line for line in (day(idea.created_at.astimezone(timezone)), result, state, way_line(one.way)) if line
    )
    rows = [*in_rows(_answers(one)), [button(_("Back"), Open(f"ideas.{page}"))]]
    return outgoing(group, quote(cards.wording(idea)), facts, *_reason(one), rows=rows)


def _reason(one: OwnIdea) -> list[str]:
    conclusions = one.root.conclusions if one.root is not None else []
    return [quote(conclusions[-1].reason)] if conclusions else []


def _answers(one: OwnIdea) -> list[InlineKeyboardButton]:
    idea = one.idea
    if one.result is not None or idea.card is None or cards.is_confirmed(idea):
        return []
    return idea_cards.answer_buttons(idea.id, idea.card.version)
