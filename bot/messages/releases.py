"""What the advisory board reads: the digest, the list of what is released, and a released result. No names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.advice import GiveAdvice, TakeAdviceBack
from bot.callback_data.pages import Open
from bot.callback_data.releases import ReadReleased
from bot.i18n import _, ngettext
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.formats import bold, left_to_right, quote, value
from bot.messages.pages import turning
from bot.messages.standings import concluded, heading, submission_line
from bot.messages.ways import council_day, way_line
from bot.services.releases import PAGE, ReleasedPage
from bot.services.standings import Standing
from models import Advice, Consultation, Delivery, Result


def digest(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Tell a member of the board what was released: a line and a button each, of many the first ones."""
    results = delivery.facts["results"]
    count = len(results)
    title = ngettext("📬 %(count)d point for your information", "📬 %(count)d points for your information", count)
    lines = "\n".join(_announced(*result[1:]) for result in results[:PAGE])
    opening = [button(number, ReadReleased(result_id)) for result_id, number, *_name in results[:PAGE]]
    rest = [button(_("📬 Show all"), Open("board"))] if count > PAGE else []
    note = _("From the steering group. You can give an opinion on each; it is advice and changes nothing by itself.")
    return outgoing(bold(title % {"count": count}), lines, note, rows=[*in_rows(opening, per_row=4), rest])


def _announced(number: str, name: str, committee: str = "", planned_on: str = "") -> str:
    """Return a result's line, and below it the day on which the council is to decide, if that is known."""
    line = f"{left_to_right(number)} · {value(name)}"
    return f"{line}\n{council_day(committee, date.fromisoformat(planned_on))}" if planned_on else line


@spoken
def board(page: ReleasedPage) -> OutgoingMessage:
    """List what is released, the newest first."""
    headings = (line for result in page.results for line in (heading(result), way_line(page.ways.get(result.id, ()))))
    lines = "\n".join(line for line in headings if line) or _("Nothing is released at the moment.")
    opening = [button(result.number, ReadReleased(result.id)) for result in page.results]
    turn = turning(page.total, page.number, lambda to: Open(f"board.{to}"))
    rows = [*in_rows(opening, per_row=4), turn, [button(_("Main menu"), Open("start"))]]
    return outgoing(bold(_("📬 Results for your information")), lines, rows=rows)


@spoken
def released(
    result: Result, own: Sequence[Advice], timezone: ZoneInfo, way: Sequence[Consultation] = ()
) -> OutgoingMessage:
    """Show a released result with what the reader said about it."""
    behind = "\n".join(submission_line(result, one, alone=True) for one in result.submissions)
    return outgoing(
        heading(result),
        quote(result.text),
        behind,
        concluded(Standing(result), timezone),
        way_line(way),
        *([_("Your opinion:")] if own else []),
        *(quote(one.text) for one in own),
        rows=_rows(result, own),
    )


def _rows(result: Result, own: Sequence[Advice]) -> list[list[InlineKeyboardButton]]:
    back = [button(_("↩ Take my opinion back"), TakeAdviceBack(own[-1].id))] if own else []
    return [[button(_("✍️ Give an opinion"), GiveAdvice(result.id))], back, _to_list()]


def _to_list() -> list[InlineKeyboardButton]:
    return [button(_("📬 Show all"), Open("board"))]


@spoken
def taken_back() -> OutgoingMessage:
    """Confirm that an opinion is gone."""
    return outgoing(_("Your opinion is taken back."), rows=[_to_list()])
