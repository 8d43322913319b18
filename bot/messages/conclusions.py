"""The steering group's inbox, a result with what can be concluded about it, and the news that goes back."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.conclusions import AddReason, ChooseMerge, Conclude, Merge, ShowInbox, TakeBack
from bot.callback_data.pages import Open
from bot.callback_data.papers import BeginPaper
from bot.callback_data.profiles import ShowSheet
from bot.callback_data.replies import AnswerQuestion
from bot.callback_data.results import OpenResult
from bot.callback_data.tags import ListTags
from bot.i18n import _, ngettext
from bot.messages import OutgoingMessage, button, dossiers, in_rows, kinship, outgoing, spoken
from bot.messages.dialogues import choice, way_out
from bot.messages.formats import bold, quote, state_name, value
from bot.messages.pages import on_page, turning
from bot.messages.standings import (
    also,
    concerned,
    conclusion_label,
    heading,
    numbered,
    state_mark,
    submission_line,
    support,
)
from bot.messages.standings import (
    concluded as state,
)
from bot.services import reasons
from bot.services.conclusions import Inspection, Page, Scope
from bot.services.standings import Standing
from bot.services.visitors import DialogueView
from models import Conclusion, ConclusionKind, Delivery, DeliveryReason, Result, ResultState

#: The value of the button that ends the question for a reason without one.
NO_REASON = "none"


@spoken
def inbox(page: Page, scope: Scope) -> OutgoingMessage:
    """List results page by page."""
    if scope is Scope.OPEN:
        title, empty = _("📥 Results that wait for a conclusion"), _("Nothing is waiting at the moment.")
        other = button(_("✅ Concluded results"), ShowInbox(Scope.CONCLUDED, 0))
    else:
        title, empty = _("✅ Results with a conclusion"), _("Nothing has been concluded yet.")
        other = button(_("📥 Open results"), ShowInbox(Scope.OPEN, 0))
    opening = [button(standing.result.number, OpenResult(standing.result.id)) for standing in page.standings]
    turn = [button(label, ShowInbox(scope, number)) for label, number in _turns(page)]
    searching = [button(_("🔎 Search"), Open("search")), button(_("🔗 By plan"), ListTags())]
    rows = [*in_rows(opening, per_row=4), turn, [other], *in_rows(searching), [button(_("Main menu"), Open("start"))]]
    return outgoing(bold(title), *(_lines(page) or [empty]), rows=rows)


def _lines(page: Page) -> list[str]:
    lines = [_line(standing, page) for standing in page.standings]
    return lines + ([_counted(page)] if page.total else [])


def _line(standing: Standing, page: Page) -> str:
    state, number = standing.result.state, standing.result.id
    line = f"{state_mark(state)} {heading(standing.result)}\n{support(standing)} · {state_name(state)}"
    opinions = page.opinions.get(number, 0)
    beside = [dossiers.opinions(opinions) if opinions else "", kinship.hint(page.kin.get(number, ()))]
    return "\n".join([line, *(each for each in beside if each)])


def _counted(page: Page) -> str:
    return ngettext("%(count)d result in all.", "%(count)d results in all.", page.total) % {"count": page.total}


def _turns(page: Page) -> list[tuple[str, int]]:
    before = [(_("◀ Previous"), page.number - 1)] if page.number else []
    return before + ([] if page.is_last else [(_("Next ▶"), page.number + 1)])


@spoken
def result_page(inspection: Inspection, timezone: ZoneInfo, page: int = 0) -> OutgoingMessage:
    """Show a result in full, what can be concluded about it, and a page of what was joined to it."""
    return _result_page(inspection, timezone, page=page)


@spoken
def overtaken_page(inspection: Inspection, timezone: ZoneInfo, typed: str = "") -> OutgoingMessage:
    """Show what somebody else concluded meanwhile; what the person had `typed` can be copied from there."""
    notice = bold(_("Meanwhile somebody else changed what is concluded here. Please look again."))
    kept = "\n".join([_("This is what you had written:"), quote(typed)]) if typed else ""
    return _result_page(inspection, timezone, notice, kept)


@spoken
def taken_back(inspection: Inspection, timezone: ZoneInfo) -> OutgoingMessage:
    """Confirm that a conclusion is taken back, and show the result as it is now."""
    return _result_page(inspection, timezone, bold(_("Taken back. Nobody was told.")))


@spoken
def release_page(inspection: Inspection, timezone: ZoneInfo, *, overtaken: bool = False) -> OutgoingMessage:
    """Show a result after it was released or withdrawn; `overtaken` where somebody else was faster."""
    return _result_page(inspection, timezone, bold(dossiers.what_happened(inspection.dossier, overtaken=overtaken)))


def _result_page(inspection: Inspection, timezone: ZoneInfo, *notices: str, page: int = 0) -> OutgoingMessage:
    standing = inspection.standing
    return outgoing(
        *notices,
        heading(standing.result),
        quote(standing.result.text),
        *(_joined(child) for child in standing.joined),
        _behind(standing),
        concerned(standing),
        _where(inspection),
        *dossiers.earlier_questions(inspection),
        state(standing, timezone),
        *dossiers.beside(inspection, timezone),
        *kinship.suggestions(inspection.kin),
        rows=_result_rows(inspection, page),
    )


def _joined(child: Result) -> str:
    return f"{also(child)}\n{quote(child.text)}" if child.text else also(child)


def _behind(standing: Standing) -> str:
    alone = not standing.joined
    lines = [
        submission_line(member, submission, alone=alone)
        for member in standing.family
        for submission in member.submissions
    ]
    return "\n".join([support(standing), *lines])


def _where(inspection: Inspection) -> str:
    if inspection.parent is None:
        return ""
    return _("Joined to %(result)s") % {"result": heading(inspection.parent)}


def _result_rows(inspection: Inspection, page: int) -> list[list[InlineKeyboardButton]]:
    standing = inspection.standing
    number, seen = standing.result.id, standing.seen
    deciding = [
        button(
            conclusion_label(kind),
            ChooseMerge(number, seen, 0) if kind is ConclusionKind.MERGE else Conclude(number, kind, seen),
        )
        for kind in ConclusionKind
    ]
    children = [button(f"🔗 {child.number}", OpenResult(child.id)) for child in on_page(standing.joined, page)]
    turn = turning(len(standing.joined), page, lambda to: OpenResult(number, to))
    kin = kinship.suggestion_rows(standing.result, seen, inspection.kin)
    board = dossiers.board_rows(inspection)
    sheet = [button(_("🗒 Fact sheet"), ShowSheet(number))]
    if standing.result.state is ResultState.ACCEPTED:
        sheet.append(button(_("📄 Council paper"), BeginPaper(number)))
    return [*kin, *in_rows(deciding), *board, sheet, *in_rows(children, per_row=4), turn, _to_inbox()]


def _to_inbox() -> list[InlineKeyboardButton]:
    return [button(_("📥 Inbox"), Open("inbox"))]


@spoken
def merge_choice(inspection: Inspection, page: Page, seen: int) -> OutgoingMessage:
    """Ask which result this one is to be joined with; `seen` is what the person saw when they began."""
    number = inspection.result.id
    joining = [button(standing.result.number, Merge(number, standing.result.id, seen)) for standing in page.standings]
    turn = [button(label, ChooseMerge(number, seen, to)) for label, to in _turns(page)]
    question = _("Which result shall %(result)s be joined to?") % {"result": numbered(inspection.result)}
    lines = _lines(page) or [_("There is no other result.")]
    back = [button(_("Back"), OpenResult(number))]
    return outgoing(bold(question), *lines, rows=[*in_rows(joining, per_row=4), turn, back])


@spoken
def concluded(inspection: Inspection) -> OutgoingMessage:
    """Confirm a conclusion; a reason can be added and it can be taken back while nobody has been told."""
    latest = inspection.standing.latest
    assert latest is not None
    note = _("The groups and authors will be told in a few minutes.")
    reason = [] if latest.reason else [button(_("✏️ Add a reason"), AddReason(latest.id))]
    rows = [[*reason, button(_("↩ Undo"), TakeBack(latest.id))], _to_inbox()]
    return outgoing(_what(inspection), quote(latest.reason), note, rows=rows)


def _what(inspection: Inspection) -> str:
    state = inspection.result.state
    line = f"{state_mark(state)} {heading(inspection.result)}\n{bold(state_name(state))}"
    return f"{line} · {numbered(inspection.parent)}" if inspection.parent else line


@spoken
def all_done() -> OutgoingMessage:
    """Say that nothing waits any more."""
    return outgoing(_("Every result has a conclusion. Thank you!"), rows=[[button(_("📊 Summary"), Open("summary"))]])


@spoken
def too_late() -> OutgoingMessage:
    """Say that a conclusion cannot be taken back any more."""
    return outgoing(_("The groups have already been told. You can still reach a new conclusion."), rows=[_to_inbox()])


@spoken
def ask_reason(dialogue: DialogueView) -> OutgoingMessage:
    """Ask for a reason that has to be given, or one that may be given."""
    title = bold(value(dialogue.data["title"]))
    asks = dialogue.data.get("kind") == ConclusionKind.QUERY
    question = _("What would you like to ask?") if asks else _("Why? Please write one or two sentences.")
    note = _("The groups and authors read it word for word, so German is best.")
    later = dialogue.step == reasons.LATER
    way = [choice(dialogue, _("Without a reason"), NO_REASON)] if later else way_out(dialogue)
    return outgoing(title, question, note, rows=[way])


@spoken
def left_without_reason() -> OutgoingMessage:
    """Confirm that a conclusion stays without a reason."""
    return outgoing(_("All right: the conclusion stands without a reason."), rows=[_to_inbox()])


def news(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Tell an author or a group what became of a result and what happens next, with the reason as it was written."""
    result = delivery.result
    assert result is not None
    conclusion = _find(result.conclusions, delivery.facts["conclusion"])
    label = _("The question:") if conclusion.kind is ConclusionKind.QUERY else _("The reason:")
    why = "\n".join([label, quote(conclusion.reason)]) if conclusion.reason else ""
    answering = button(_("✍️ Answer"), AnswerQuestion(result.id, conclusion.id))
    return outgoing(
        f"{state_mark(result.state)} {heading(result)}",
        _sentence(conclusion, delivery),
        why,
        because(delivery.reason),
        rows=[[answering]] if delivery.facts.get("answers") else [],
    )


def _find(conclusions: Sequence[Conclusion], number: int) -> Conclusion:
    return next(conclusion for conclusion in conclusions if conclusion.id == number)


def _sentence(conclusion: Conclusion, delivery: Delivery) -> str:
    match conclusion.kind:
        case ConclusionKind.ACCEPT:
            return _("The steering group has accepted this result. Next it works on a proposal for the city council.")
        case ConclusionKind.MERGE:
            return _(
                "The steering group joins this result to a similar one: %(result)s. Both texts and both groups stay"
                " visible. Next it deals with them together."
            ) % {"result": value(delivery.facts["into"])}
        case ConclusionKind.QUERY:
            return _("The steering group has a question. Next, please talk about it at the next meeting of the group.")
        case ConclusionKind.DEFER:
            return _("The steering group puts this result off. It stays on the list and comes up again later.")
        case ConclusionKind.REJECT:
            return _("The steering group has not accepted this result. It stays in the summary, with the reason.")


def because(reason: DeliveryReason) -> str:
    """Return why somebody is told what became of a result."""
    if reason is DeliveryReason.AUTHOR:
        return _("You get this because it came from you.")
    if reason is DeliveryReason.SPEAKER:
        return _("You get this because you speak for a group that handed it in.")
    return _("You get this because you are in a group that handed it in.")
