"""The card of a meeting for somebody who is invited: what they answered, what they can do next; the list of cards."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.agendas import ShowAgenda
from bot.callback_data.calendars import TakeCalendarFile
from bot.callback_data.date_polls import ListDatePolls
from bot.callback_data.meetings import ShowMeeting
from bot.callback_data.minutes import ReadMinutes
from bot.callback_data.pages import Open
from bot.i18n import _
from bot.messages import OutgoingMessage, Row, button, in_rows, outgoing, spoken
from bot.messages.formats import bold, moment
from bot.messages.meetings import answer_labels, describe, invitation_buttons, name_of, short_label
from bot.services.attendances import Invitation, Standing
from bot.services.minutes import is_recorded
from models import Answer, Meeting


def card_buttons(found: Invitation) -> list[list[InlineKeyboardButton]]:
    """Return the rows below a meeting that is as it was shown: answers, and what follows from the person's own."""
    meeting = found.meeting
    agenda = button(_("📋 Agenda"), ShowAgenda(meeting.id))
    rows = invitation_buttons(meeting)
    match found.answer:
        case Answer.YES:
            return [*rows, *in_rows([button(_("📆 Calendar file"), TakeCalendarFile(meeting.id)), agenda])]
        case Answer.MAYBE:
            return [*rows, [agenda]]
        case _other:
            return rows


@spoken
def card(found: Invitation, timezone: ZoneInfo) -> OutgoingMessage:
    """Show a meeting with the person's answer; where their button was overtaken by a change, that comes first."""
    meeting, said = found.meeting, _said(found.answer)
    description = describe(meeting, timezone)
    match found.standing:
        case Standing.CANCELLED:
            return outgoing(bold(_("🚫 Cancelled: this meeting does not take place.")), description)
        case Standing.OVER:
            minutes = [[_minutes(meeting, timezone)]] if is_recorded(meeting) else []
            return outgoing(description, said, _("The meeting has begun. Answers are closed."), rows=minutes)
        case Standing.MOVED:
            again = said or _("Please answer again: will you come?")
            return outgoing(_("🔁 New date"), description, again, rows=card_buttons(found))
        case _current:
            question = said or _("Will you come? One tap is enough.")
            return outgoing(description, question, rows=card_buttons(found))


def _said(answer: Answer | None) -> str:
    return _("Your answer: %(answer)s") % {"answer": bold(answer_labels()[answer])} if answer is not None else ""


@spoken
def listing(
    found: Sequence[Invitation], timezone: ZoneInfo, *, finds_date: bool = False, recorded: Sequence[Meeting] = ()
) -> OutgoingMessage:
    """List the person's next meetings; the very next one can be answered at once.

    `finds_date`: a group of theirs looks for a date. `recorded`: the last meetings of their groups that have minutes.
    """
    home = [*([button(_("🗳 Find a date"), ListDatePolls())] if finds_date else []), *_home()]
    last = [[_minutes(meeting, timezone)] for meeting in recorded]
    if not found:
        hint = _("As soon as a meeting is planned, you get an invitation.")
        return outgoing(_("There are no meetings ahead."), hint, rows=[*last, *in_rows(home)])
    first, *others = found
    question = _said(first.answer) or _("Will you come? One tap is enough.")
    lines = "\n".join(_line(other, timezone) for other in others)
    further = [button(short_label(other.meeting, timezone), ShowMeeting(other.meeting.id)) for other in others]
    rows: list[Row] = [*card_buttons(first), *in_rows(further, per_row=1), *last, *in_rows(home)]
    heading = bold(_("Your next meeting:"))
    more = bold(_("After that:")) + "\n" + lines if others else ""
    return outgoing(heading, describe(first.meeting, timezone), question, more, rows=rows)


def _line(found: Invitation, timezone: ZoneInfo) -> str:
    line = f"📅 {moment(found.meeting.starts_at, timezone)}\n{name_of(found.meeting)}"
    return f"{line}\n{_said(found.answer)}" if found.answer is not None else line


def _minutes(meeting: Meeting, timezone: ZoneInfo) -> InlineKeyboardButton:
    label = _("📝 Minutes: %(meeting)s") % {"meeting": short_label(meeting, timezone)}
    return button(label, ReadMinutes(meeting.id))


def _home() -> list[InlineKeyboardButton]:
    return [button(_("Main menu"), Open("start"))]
