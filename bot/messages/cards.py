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
from bot.callback_data.needs import BringGuests
from bot.callback_data.pages import Open
from bot.i18n import _, current_locale, is_right_to_left, ngettext
from bot.messages import OutgoingMessage, Row, button, in_rows, outgoing, spoken
from bot.messages.formats import bold, moment
from bot.messages.meetings import answer_labels, describe, invitation_buttons, name_of, short_label
from bot.messages.needs import needs_button
from bot.services.attendances import MOST_GUESTS, Invitation, Standing
from bot.services.minutes import is_recorded
from models import Answer, Delivery, Meeting

#: How many numbers of guests are offered at once; every number can be reached by these.
_OFFERED = 3


def card_buttons(found: Invitation) -> list[list[InlineKeyboardButton]]:
    """Return the rows below a meeting that is as it was shown: answers, and what follows from the person's own."""
    meeting = found.meeting
    # An open event has no group that could propose topics.
    agenda = [button(_("📋 Agenda"), ShowAgenda(meeting.id))] if meeting.body_id is not None else []
    rows = invitation_buttons(meeting)
    match found.answer:
        case Answer.YES:
            further = [needs_button(meeting.id, meeting.revision), *_calendar(meeting), *agenda]
            return [*rows, _guest_buttons(found), *in_rows(further)]
        case Answer.MAYBE:
            return [*rows, agenda]
        case _other:
            return rows


def _calendar(meeting: Meeting) -> list[InlineKeyboardButton]:
    return [button(_("📆 Calendar file"), TakeCalendarFile(meeting.id))]


def _guest_buttons(found: Invitation) -> list[InlineKeyboardButton]:
    """Return the nearest other numbers of guests, and none, in the direction in which people read."""
    others = sorted(set(range(1, MOST_GUESTS + 1)) - {found.guests}, key=lambda count: abs(count - found.guests))
    meeting = found.meeting
    buttons = [
        button(f"👥 +{count}", BringGuests(meeting.id, meeting.revision, count)) for count in sorted(others[:_OFFERED])
    ]
    if found.guests:
        buttons.insert(0, button(_("Just me"), BringGuests(meeting.id, meeting.revision, 0)))
    return buttons[::-1] if is_right_to_left(current_locale()) else buttons


@spoken
def card(found: Invitation, timezone: ZoneInfo) -> OutgoingMessage:
    """Show a meeting with the person's answer; where their button was overtaken by a change, that comes first."""
    meeting, said = found.meeting, _said(found)
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


def _said(found: Invitation) -> str:
    """Return the person's answer, and where they stand if there was no room for it; nothing where there is none."""
    if found.answer is None:
        return ""
    answer = {"answer": bold(answer_labels()[found.answer])}
    alone = _("Your answer: %(answer)s") % answer
    with_guests = ngettext(
        "Your answer: %(answer)s, with %(count)d guest", "Your answer: %(answer)s, with %(count)d guests", found.guests
    )
    return "\n".join([with_guests % (answer | {"count": found.guests}) if found.guests else alone, *_room(found)])


def _room(found: Invitation) -> list[str]:
    if found.position is not None:
        waits = _("⏳ There is no place free at present. Number on the waiting list: %(number)d")
        return [waits % {"number": found.position}, _("You get a message as soon as there is a place.")]
    if found.more_fit is not None:
        more = ngettext(
            "There is room for %(count)d more person.", "There is room for %(count)d more people.", found.more_fit
        )
        return [more % {"count": found.more_fit} if found.more_fit else _("There is no room for more people.")]
    return []


def place_free(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Tell somebody who waited that they have a place now."""
    assert delivery.meeting is not None
    rows = card_buttons(Invitation(delivery.meeting, Answer.YES))
    hint = _("If you can't come any more, please say so: others wait for a place, too.")
    return outgoing(bold(_("🎉 There is a place for you now.")), describe(delivery.meeting, timezone), hint, rows=rows)


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
    question = _said(first) or _("Will you come? One tap is enough.")
    lines = "\n".join(_line(other, timezone) for other in others)
    further = [button(short_label(other.meeting, timezone), ShowMeeting(other.meeting.id)) for other in others]
    rows: list[Row] = [*card_buttons(first), *in_rows(further, per_row=1), *last, *in_rows(home)]
    heading = bold(_("Your next meeting:"))
    more = bold(_("After that:")) + "\n" + lines if others else ""
    return outgoing(heading, describe(first.meeting, timezone), question, more, rows=rows)


def _line(found: Invitation, timezone: ZoneInfo) -> str:
    line = f"📅 {moment(found.meeting.starts_at, timezone)}\n{name_of(found.meeting)}"
    return f"{line}\n{_said(found)}" if found.answer is not None else line


def _minutes(meeting: Meeting, timezone: ZoneInfo) -> InlineKeyboardButton:
    label = _("📝 Minutes: %(meeting)s") % {"meeting": short_label(meeting, timezone)}
    return button(label, ReadMinutes(meeting.id))


def _home() -> list[InlineKeyboardButton]:
    return [button(_("Main menu"), Open("start"))]
