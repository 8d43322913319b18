"""The agenda of a meeting, in the reader's language: the usual points, people's topics, the groups' results."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.agendas import ListItems, PrintAgenda, ProposeItem
from bot.callback_data.pages import Open
from bot.i18n import _, ngettext, pgettext
from bot.messages import OutgoingMessage, Row, button, in_rows, outgoing, spoken
from bot.messages.formats import body_name, bold, listing, priority_name, value
from bot.messages.meetings import describe, name_of
from bot.messages.standings import numbered, support
from bot.services.agendas import Agenda, Contribution, Point
from bot.services.standings import Standing
from models import AgendaItem, Body, MeetingState

#: The two papers of a meeting, as buttons name them.
AGENDA, SHEET = "agenda", "sheet"
#: Topics that a message shows; the paper has them all.
_SHOWN = 20


@spoken
def agenda(found: Agenda, timezone: ZoneInfo) -> OutgoingMessage:
    """Show an agenda to somebody whom the meeting concerns."""
    description = describe(found.meeting, timezone)
    if found.meeting.state is MeetingState.CANCELLED:
        return outgoing(bold(_("🚫 Cancelled: this meeting does not take place.")), description)
    lines = [
        pgettext("number, point of an agenda", "%(number)s. %(point)s") % {"number": number, "point": point}
        for number, point in enumerate(_points(found), 1)
    ]
    return outgoing(bold(_("📋 Agenda")), description, "\n".join([*lines, *_left_out(found)]), rows=_rows(found))


def _points(found: Agenda) -> Iterator[str]:
    """Return what stands on the agenda, a point each."""
    for point in found.points:
        if point is Point.TOPICS and found.items:
            yield from (topic_line(item) for item in found.items[:_SHOWN])
        elif point is Point.GROUP_RESULTS and found.contributions:
            yield from (_contribution(contribution) for contribution in found.contributions)
        elif point is Point.PROGRAMME:
            yield name_of(found.meeting)
        else:
            yield point_name(point)


def point_name(point: Point) -> str:
    """Return what a usual point of an agenda is called; a programme is called as its event."""
    return {
        Point.WELCOME: _("Welcome"),
        Point.MINUTES: _("Minutes of the last meeting"),
        Point.REPORT: _("Report from the steering group"),
        Point.GROUP_RESULTS: _("Results of the working groups"),
        Point.TOPICS: _("Your topics"),
        Point.RESULTS: _("Results and priorities"),
        Point.CLOSING: _("Other matters, next date"),
        Point.QUESTIONS: _("Questions and conversation"),
    }[point]


def topic_line(item: AgendaItem) -> str:
    """Return a topic, marked where it stands on every agenda."""
    words = value(item.text) or spoken_topic(item)
    return f"📌 {words}" if item.standing else words


def spoken_topic(item: AgendaItem) -> str:
    """Return what stands for a topic that nobody has written down."""
    return _("🎤 Voice message") if item.voice_file_id else _("🎤 A spoken topic; the recording is gone.")


def presented_by(body: str | None) -> str:
    """Return the point under which a group (its name is ready for a sentence) presents its results."""
    return _("Results of: %(group)s") % {"group": body} if body else _("Results without a group")


def _contribution(found: Contribution) -> str:
    lines = [presented_by(body_name(found.body) if found.body else None)]
    if found.speakers:
        lines.append(_("🗣 Presented by: %(names)s") % {"names": listing(value(name) for name in found.speakers)})
    return "\n".join([*lines, *(_result_line(standing, found.body) for standing in found.standings)])


def _result_line(standing: Standing, body: Body | None) -> str:
    words = {
        "result": numbered(standing.result),
        "priority": priority_name(standing.priorities.get(body) if body else None),
        "support": support(standing),
    }
    return pgettext("number and title: priority, support", "• %(result)s: %(priority)s, %(support)s") % words


def _left_out(found: Agenda) -> list[str]:
    hidden = len(found.items) - _SHOWN
    if hidden <= 0:
        return []
    more = ngettext("… and %(count)d more topic", "… and %(count)d more topics", hidden)
    return [more % {"count": hidden}]


def _rows(found: Agenda) -> list[Row]:
    number = found.meeting.id
    change = _("✏️ Change topics") if found.organises else _("✏️ My topics")
    acts: list[list[InlineKeyboardButton]] = [
        [button(_("✍️ Propose a topic"), ProposeItem(number))] if found.proposes else [],
        [button(change, ListItems(number))] if found.changes else [],
        [button(_("📥 Inbox"), Open("inbox"))] if found.contributions and found.concludes else [],
    ]
    papers = [
        button(_("📄 Agenda (Word)"), PrintAgenda(number, AGENDA)),
        button(_("🖨 Attendance sheet"), PrintAgenda(number, SHEET)),
    ]
    return [*acts, *(in_rows(papers) if found.organises else [])]
