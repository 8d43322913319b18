"""Planning, as organisers see it: what is planned, and the questions before a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.date_polls import BeginDatePoll, ManageDatePoll
from bot.callback_data.meetings import PlanMeeting, ShowPlanned
from bot.callback_data.minutes import RecordMeeting
from bot.callback_data.pages import Open
from bot.callback_data.series import BeginSeries, ListSeries
from bot.dates import write_moment
from bot.i18n import _, ngettext
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.concerns import lines as concern_lines
from bot.messages.dialogues import choice, way_out
from bot.messages.formats import body_label, body_name, bold, left_to_right, moment
from bot.messages.meetings import describe, lines_of, meeting_of, name_of, short_label
from bot.messages.month import calendar_button
from bot.messages.pages import on_page, turning
from bot.services.concerns import Concerns
from bot.services.planning import Outline, Proposal
from bot.services.visitors import DialogueView
from models import Body, DatePoll, Meeting, MeetingState

#: What the buttons of the dialogues say.
AGAIN, USUAL, CONFIRM = "again", "usual", "yes"


@spoken
def listing(
    bodies: Sequence[Body],
    meetings: Sequence[Meeting],
    timezone: ZoneInfo,
    page: int = 0,
    polls: Sequence[DatePoll] = (),
    waiting: Sequence[Meeting] = (),
    *,
    series: bool = False,
) -> OutgoingMessage:
    """List what is planned, to be opened, and the bodies for which more can be planned, or whose date is being found.

    Both turn at once; the shorter of the two stays at its last page.
    """
    shown = on_page(meetings, page)
    planned = "\n".join(_planned_line(meeting, timezone) for meeting in shown)
    change = [button("✏️ " + short_label(meeting, timezone), ShowPlanned(meeting.id)) for meeting in shown]
    record = [
        button("📝 " + short_label(meeting, timezone), RecordMeeting(meeting.id)) for meeting in on_page(waiting, page)
    ]
    turn = turning(max(len(meetings), len(bodies), len(waiting)), page, lambda to: Open(f"plan.{to}"))
    new = [button("➕ " + body_label(body), PlanMeeting(body.id)) for body in on_page(bodies, page)]
    running = [button("🗳 " + body_label(poll.body), ManageDatePoll(poll.id)) for poll in on_page(polls, page)]
    return outgoing(
        bold(_("Planned meetings")),
        planned or _("Nothing is planned yet."),
        bold(_("📝 Waiting for results: what came out of it?")) if waiting else "",
        _("✏️ changes a meeting, ➕ plans a new one."),
        rows=[
            *in_rows(record, per_row=1),
            *in_rows(change, per_row=1),
            *in_rows(running),
            *in_rows(new),
            turn,
            [button(_("🔁 Series"), ListSeries())] if series else [],
            [button(_("Main menu"), Open("start"))],
        ],
    )


def _planned_line(meeting: Meeting, timezone: ZoneInfo) -> str:
    line = f"📅 {moment(meeting.starts_at, timezone)}\n{name_of(meeting)}"
    return f"{line}\n{not_invited_yet()}" if meeting.state is MeetingState.DRAFTED else line


def not_invited_yet() -> str:
    """Return the line that marks a draft."""
    return _("📝 Draft: nobody has been invited yet.")


@spoken
def ask_date(dialogue: DialogueView, outline: Outline, timezone: ZoneInfo) -> OutgoingMessage:
    """Ask when the body meets; the date that follows from the last meeting is one tap away."""
    other_ways = [
        button(_("🗳 Let people choose"), BeginDatePoll(outline.body.id)),
        button(_("🔁 Series"), BeginSeries(outline.body.id)),
    ]
    rows = [[calendar_button(dialogue)], *in_rows(other_ways), way_out(dialogue)]
    proposal, suggestion = outline.proposal, ""
    if proposal is not None:
        suggestion = ngettext(
            "As last time, %(count)d week later: %(moment)s",
            "As last time, %(count)d weeks later: %(moment)s",
            proposal.weeks,
        ) % {"count": proposal.weeks, "moment": moment(proposal.starts_at, timezone)}
        rows.insert(0, [date_choice(dialogue, AGAIN, proposal.starts_at, timezone)])
    return outgoing(
        bold(_("When will this group meet? %(group)s") % {"group": body_name(outline.body)}),
        suggestion,
        typed_date(),
        rows=rows,
    )


def typed_date() -> str:
    """Return how a date is typed."""
    return _("Write day and time like this: %(example)s") % {"example": left_to_right("27.10.2009 19:00")}


def date_choice(dialogue: DialogueView, what: str, starts_at: datetime, timezone: ZoneInfo) -> InlineKeyboardButton:
    """Return a button that takes this date; `what` is its value."""
    return choice(dialogue, _("Take %(date)s") % {"date": write_moment(starts_at, timezone)}, what)


@spoken
def ask_place(dialogue: DialogueView, outline: Outline) -> OutgoingMessage:
    """Ask where; the body's usual place is one tap away."""
    usual = outline.body.place
    known = _("Usual place: %(place)s") % {"place": left_to_right(usual)} if usual else ""
    rows = [[choice(dialogue, _("📍 Usual place"), USUAL)]] if usual else []
    question = bold(_("Where will you meet?"))
    return outgoing(question, known, _("Or write another address."), rows=[*rows, way_out(dialogue, back=True)])


@spoken
def preview(
    dialogue: DialogueView, draft: Proposal, outline: Outline, concerns: Concerns, timezone: ZoneInfo
) -> OutgoingMessage:
    """Show a meeting before people are invited to it; what speaks against the date is mentioned, not forbidden."""
    audience = ngettext("%(count)d person will be invited.", "%(count)d people will be invited.", outline.invited) % {
        "count": outline.invited
    }
    rows = [[choice(dialogue, _("✅ Invite"), CONFIRM)], way_out(dialogue, back=True)]
    description = lines_of(meeting_of(outline.body), draft.starts_at, draft.place, timezone)
    return outgoing(_("Is this right?"), description, audience, concern_lines(concerns, timezone), rows=rows)


@spoken
def planned(meeting: Meeting, timezone: ZoneInfo) -> OutgoingMessage:
    """Confirm that a meeting is planned."""
    told = _("Invitations are on their way. Reminders follow by themselves.")
    return outgoing(bold(_("✅ The meeting is planned.")), describe(meeting, timezone), told, rows=[back_to_planned()])


def back_to_planned() -> list[InlineKeyboardButton]:
    """Return the row that leads back to what is planned."""
    return [button(_("🗓 Planned meetings"), Open("plan"))]
