"""Results: confirmed, listed, shown; told to the steering group and to whoever had the idea."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.base import CallbackData
from bot.callback_data.bodies import ShowBody
from bot.callback_data.pages import Open
from bot.callback_data.profiles import ShowSheet
from bot.callback_data.replies import AnswerQuestion
from bot.callback_data.results import (
    AskSupport,
    ListOthersResults,
    ListResults,
    MakeEvent,
    NewResult,
    OpenResult,
    ReadResult,
    Support,
)
from bot.i18n import _
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.dossiers import answers, question
from bot.messages.formats import (
    body_label,
    body_name,
    bold,
    left_to_right,
    listing,
    priority_name,
    quote,
    state_name,
    value,
)
from bot.messages.pages import on_page, turning
from bot.services.replies import NO_TALK, Talk
from models import Body, Delivery, DeliveryReason, Priority, Result, Submission

#: Results on one page of a list.
PAGE = 6


@spoken
def handed_in(result: Result, body_id: int) -> OutgoingMessage:
    """Confirm a result, and offer the next one."""
    rows = [
        [button(_("📝 Another one"), NewResult(body_id))],
        [button(_("📋 Results of my group"), ListResults(body_id))],
        [button(_("Main menu"), Open("start"))],
    ]
    done = _("✅ Handed in: %(result)s") % {"result": heading(result)}
    return outgoing(bold(done), _("The steering group gets it now."), rows=rows)


def heading(result: Result) -> str:
    """Return a result's number and title, ready for a sentence."""
    return f"{left_to_right(result.number)} · {value(result.title)}"


def result_news(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Tell the steering group of a new result, or its author what became of their idea."""
    assert delivery.result is not None
    if delivery.reason is DeliveryReason.AUTHOR:
        return _idea_used(delivery.result)
    opening = [button(_("Open"), OpenResult(delivery.result.id))]
    return outgoing(
        bold(_("📥 A new result: %(number)s") % {"number": left_to_right(delivery.result.number)}),
        bold(value(delivery.result.title)),
        _supporters(delivery.result.submissions),
        rows=[opening],
    )


def _idea_used(result: Result) -> OutgoingMessage:
    groups = listing(body_name(submission.body) for submission in result.submissions)
    return outgoing(
        bold(_("💡 Your idea has become a result: %(title)s") % {"title": value(result.title)}),
        _("Group: %(groups)s") % {"groups": groups},
        _("The steering group talks about it next. Thank you!"),
    )


def _supporters(submissions: Sequence[Submission]) -> str:
    """Return a line for each group behind a result, with its priority."""
    line = _("%(group)s – priority: %(priority)s")
    return "\n".join(
        line % {"group": body_name(one.body), "priority": priority_name(one.priority)} for one in submissions
    )


@spoken
def results_of_group(body: Body, results: Sequence[Result], page: int, *, speaks: bool) -> OutgoingMessage:
    """List the results that a group stands behind; `results` has one more than a page if there is a next page."""
    rows = _choices(results, lambda result: ReadResult(result.id), lambda number: ListResults(body.id, number), page)
    if speaks:
        rows.append([button(_("📝 New result"), NewResult(body.id))])
        rows.append([button(_("🤝 Results of other groups"), ListOthersResults(body.id))])
    title = bold(_("📋 Results of: %(group)s") % {"group": body_name(body)})
    return outgoing(title, _lines(results), rows=[*rows, [button(_("Back"), ShowBody(body.id))]])


@spoken
def results_of_others(body: Body, results: Sequence[Result], page: int) -> OutgoingMessage:
    """List open results of other groups, which this one may support."""
    rows = _choices(
        results,
        lambda result: AskSupport(result.id, body.id),
        lambda number: ListOthersResults(body.id, number),
        page,
    )
    hint = _("Choose the one that your group supports: %(group)s") % {"group": body_name(body)}
    title = bold(_("🤝 Results of other groups"))
    return outgoing(title, _lines(results), hint if results else "", rows=[*rows, _back_to(body.id)])


def _lines(results: Sequence[Result]) -> str:
    line = _("%(result)s (%(state)s)")
    shown = [line % {"result": heading(result), "state": state_name(result.state)} for result in results[:PAGE]]
    return "\n".join(shown) or _("There is none yet.")


def _choices(
    results: Sequence[Result],
    choose: Callable[[Result], CallbackData],
    turn_to: Callable[[int], CallbackData],
    page: int,
) -> list[list[InlineKeyboardButton]]:
    """Return a button for each result of a page and those that turn the page."""
    choices = [button(result.number, choose(result)) for result in results[:PAGE]]
    turn = [button(_("◀ Previous"), turn_to(page - 1))] if page else []
    turn += [button(_("Next ▶"), turn_to(page + 1))] if len(results) > PAGE else []
    return [*in_rows(choices, per_row=3), turn]


@spoken
def details(
    result: Result, supporters: Sequence[Body], page: int = 0, *, talk: Talk = NO_TALK, coordinates: bool = False
) -> OutgoingMessage:
    """Show all of a result; `supporters` are groups that the reader speaks for and that do not stand behind it.

    `talk` is what the steering group asked and the groups answered. Who `coordinates` may make an event of it.
    """
    fields = listing(body_name(field) for field in result.fields)
    facts = [
        _supporters(result.submissions),
        _("Concerns: %(groups)s") % {"groups": fields} if result.fields else "",
        _("State: %(state)s") % {"state": state_name(result.state)},
    ]
    rows = [[_support_button(result, body, alone=len(supporters) == 1)] for body in on_page(supporters, page)]
    turn = turning(len(supporters), page, lambda to: ReadResult(result.id, to))
    lines = "\n".join(fact for fact in facts if fact)
    event = [button(_("🎪 Make it an event"), MakeEvent(result.id))] if coordinates else []
    answering = [button(_("✍️ Answer"), AnswerQuestion(result.id, talk.open_question))] if talk.open_question else []
    sheet = [button(_("🗒 Fact sheet"), ShowSheet(result.id))]
    rows = [answering, *rows, turn, event, sheet, _back_to(result.submissions[0].body_id)]
    said = [line for one in talk.exchanges for line in (question(one), *answers(one))]
    return outgoing(bold(heading(result)), lines, quote(result.text), *said, rows=rows)


def _support_button(result: Result, body: Body, *, alone: bool) -> InlineKeyboardButton:
    text = _("🤝 Support this result") if alone else _("🤝 Support: %(group)s") % {"group": body_label(body)}
    return button(text, AskSupport(result.id, body.id))


@spoken
def ask_support(result: Result, body: Body) -> OutgoingMessage:
    """Ask with which priority a group supports a result of another one."""
    asked = _("How important is it to %(group)s?") % {"group": body_name(body)}
    choices = [button(priority_name(one), Support(result.id, body.id, one)) for one in Priority]
    rows = [*in_rows(choices, per_row=3), [button(_("Back"), ListOthersResults(body.id))]]
    return outgoing(bold(heading(result)), _supporters(result.submissions), bold(asked), rows=rows)


@spoken
def supported(result: Result, body: Body) -> OutgoingMessage:
    """Confirm that a group stands behind a result."""
    words = {"group": body_name(body), "result": heading(result)}
    done = _("✅ %(group)s supports: %(result)s") % words
    return outgoing(bold(done), _supporters(result.submissions), rows=[_back_to(body.id)])


def _back_to(body_id: int) -> list[InlineKeyboardButton]:
    return [button(_("📋 Results of my group"), ListResults(body_id))]
