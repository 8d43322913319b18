"""Opinions of the advisory board: asked for, confirmed, told to the steering group and read by it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.callback_data.advice import ListAdvice
from bot.callback_data.pages import Open
from bot.callback_data.releases import ReadReleased
from bot.callback_data.results import OpenResult
from bot.i18n import _
from bot.messages import OutgoingMessage, button, outgoing, spoken
from bot.messages.dialogues import way_out
from bot.messages.dossiers import opinions as counted
from bot.messages.formats import bold, moment, quote
from bot.messages.pages import on_page, turning
from bot.messages.standings import heading, numbered
from bot.services.conclusions import Inspection
from bot.services.visitors import DialogueView
from models import Delivery, Result


@spoken
def ask(dialogue: DialogueView, result: Result) -> OutgoingMessage:
    """Ask for an opinion."""
    question = _("What is your opinion? Please write it in one message.")
    note = _("The steering group reads it word for word, so German is best. It is advice, not a decision.")
    return outgoing(heading(result), bold(question), note, rows=[way_out(dialogue)])


@spoken
def given(result: Result) -> OutgoingMessage:
    """Confirm an opinion."""
    done = _("✅ Opinion saved: %(result)s") % {"result": numbered(result)}
    rows = [[button(_("Open"), ReadReleased(result.id))], [button(_("📬 Show all"), Open("board"))]]
    return outgoing(bold(done), _("The steering group gets it now, nobody else."), rows=rows)


def advice_news(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Tell the steering group that the board gave an opinion."""
    result = delivery.result
    assert result is not None
    title = bold(_("💬 The advisory board has given an opinion"))
    return outgoing(title, numbered(result), rows=[[button(_("Open"), OpenResult(result.id))]])


@spoken
def opinions(inspection: Inspection, page: int, timezone: ZoneInfo) -> OutgoingMessage:
    """Show the steering group the opinions on a result, newest first."""
    advices, number = inspection.dossier.advices, inspection.result.id
    said = [f"{moment(one.given_at, timezone)}\n{quote(one.text)}" for one in on_page(advices, page)]
    turn = turning(len(advices), page, lambda to: ListAdvice(number, to))
    back = [button(_("Back"), OpenResult(number))]
    return outgoing(heading(inspection.result), counted(len(advices)), *said, rows=[turn, back])
