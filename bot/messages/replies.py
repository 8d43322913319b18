"""Answers to questions of the steering group: asked for, confirmed, told to the steering group."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.callback_data.pages import Open
from bot.callback_data.results import OpenResult
from bot.i18n import _
from bot.messages import OutgoingMessage, button, outgoing, spoken
from bot.messages.dialogues import way_out
from bot.messages.formats import body_name, bold, quote
from bot.messages.standings import heading, numbered
from bot.services.replies import Question
from bot.services.visitors import DialogueView
from models import Delivery, Result


@spoken
def ask(dialogue: DialogueView, question: Question) -> OutgoingMessage:
    """Ask for the answer, with the question before the reader's eyes."""
    asked = "\n".join([_("❓ The steering group asks:"), quote(question.conclusion.reason)])
    note = _("The steering group reads it word for word, so German is best.")
    wish = bold(_("What does your group answer? Please write it in one message."))
    return outgoing(heading(question.result), asked, wish, note, rows=[way_out(dialogue)])


@spoken
def given(result: Result) -> OutgoingMessage:
    """Confirm an answer."""
    done = _("✅ Answer saved: %(result)s") % {"result": numbered(result)}
    note = _("The steering group gets it now. Your group can read it with the result.")
    return outgoing(bold(done), note, rows=[[button(_("Main menu"), Open("start"))]])


@spoken
def question_over(typed: str = "") -> OutgoingMessage:
    """Say that a question needs no answer any more; what was `typed` meanwhile can be copied from there."""
    kept = "\n".join([_("This is what you had written:"), quote(typed)]) if typed else ""
    over = _("This question is no longer open: the steering group has gone on meanwhile. Thank you all the same!")
    return outgoing(over, kept, rows=[[button(_("Main menu"), Open("start"))]])


def reply_news(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Tell the steering group that a group has answered."""
    result, body = delivery.result, delivery.body
    assert result is not None
    assert body is not None
    title = bold(_("✍️ %(group)s has answered your question") % {"group": body_name(body)})
    return outgoing(title, numbered(result), rows=[[button(_("Open"), OpenResult(result.id))]])
