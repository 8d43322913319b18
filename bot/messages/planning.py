"""Meetings as their organisers see them: what is planned, planning, moving and cancelling."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.meetings import CancelMeeting, MoveMeeting, PlanMeeting, ShowPlanned
from bot.callback_data.pages import Open
from bot.i18n import _, ngettext
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.dialogues import choice, way_out
from bot.messages.formats import body_label, body_name, bold, left_to_right, moment
from bot.messages.meetings import describe, lines_of, meeting_of, name_of, short_label
from bot.messages.pages import on_page, turning
from bot.services.attendances import Tally
from bot.services.meetings import Outline, Proposal, later
from bot.services.visitors import DialogueView
from models import Answer, Body, Meeting

#: What the buttons of the dialogues say.
AGAIN, USUAL, CONFIRM = "again", "usual", "yes"
#: By how much a meeting is moved with one tap.
SHIFTS = {"day": timedelta(days=1), "week": timedelta(weeks=1)}


@spoken
def listing(bodies: Sequence[Body], meetings: Sequence[Meeting], timezone: ZoneInfo, page: int = 0) -> OutgoingMessage:
    """List what is planned, to be opened, and the bodies for which more can be planned.

    Both turn at once; the shorter of the two stays at its last page.
    """
    shown = on_page(meetings, page)
    planned = "\n".join(f"📅 {moment(meeting.starts_at, timezone)}\n{name_of(meeting)}" for meeting in shown)
    change = [button("✏️ " + short_label(meeting, timezone), ShowPlanned(meeting.id)) for meeting in shown]
    turn = turning(max(len(meetings), len(bodies)), page, lambda to: Open(f"plan.{to}"))
    new = [button("➕ " + body_label(body), PlanMeeting(body.id)) for body in on_page(bodies, page)]
    return outgoing(
        bold(_("Planned meetings")),
        planned or _("Nothing is planned yet."),
        _("✏️ changes a meeting, ➕ plans a new one."),
        rows=[*in_rows(change, per_row=1), *in_rows(new), turn, [button(_("Main menu"), Open("start"))]],
    )


@spoken
def ask_date(dialogue: DialogueView, outline: Outline, timezone: ZoneInfo) -> OutgoingMessage:
    """Ask when the body meets; the date that follows from the last meeting is one tap away."""
    proposal, suggestion, rows = outline.proposal, "", [way_out(dialogue)]
    if proposal is not None:
        suggestion = ngettext(
            "As last time, %(count)d week later: %(moment)s",
            "As last time, %(count)d weeks later: %(moment)s",
            proposal.weeks,
        ) % {"count": proposal.weeks, "moment": moment(proposal.starts_at, timezone)}
        rows.insert(0, [_date_choice(dialogue, AGAIN, proposal.starts_at, timezone)])
    return outgoing(
        bold(_("When will this group meet? %(group)s") % {"group": body_name(outline.body)}),
        suggestion,
        _typed(),
        rows=rows,
    )


def _typed() -> str:
    return _("Write day and time like this: %(example)s") % {"example": left_to_right("27.10.2009 19:00")}


def _date_choice(dialogue: DialogueView, what: str, starts_at: datetime, timezone: ZoneInfo) -> InlineKeyboardButton:
    shown = f"{starts_at.astimezone(timezone):%d.%m.%Y %H:%M}"
    return choice(dialogue, _("Take %(date)s") % {"date": shown}, what)


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
    dialogue: DialogueView, draft: Proposal, outline: Outline, timezone: ZoneInfo, now: datetime
) -> OutgoingMessage:
    """Show a meeting before people are invited to it; short notice is mentioned, not forbidden."""
    audience = ngettext("%(count)d person will be invited.", "%(count)d people will be invited.", outline.invited) % {
        "count": outline.invited
    }
    rows = [[choice(dialogue, _("✅ Invite"), CONFIRM)], way_out(dialogue, back=True)]
    description = lines_of(meeting_of(outline.body), draft.starts_at, draft.place, timezone)
    days = outline.notice_days
    short = ngettext(
        "Short notice: people are usually invited %(count)d day before.",
        "Short notice: people are usually invited %(count)d days before.",
        days,
    ) % {"count": days}
    late = short if draft.starts_at - now < timedelta(days=days) else ""
    return outgoing(_("Is this right?"), description, audience, late, rows=rows)


@spoken
def planned(meeting: Meeting, timezone: ZoneInfo) -> OutgoingMessage:
    """Confirm that a meeting is planned."""
    told = _("Invitations are on their way. Reminders follow by themselves.")
    return outgoing(bold(_("✅ The meeting is planned.")), describe(meeting, timezone), told, rows=[_back()])


@spoken
def details(meeting: Meeting, tally: Tally, timezone: ZoneInfo) -> OutgoingMessage:
    """Show a planned meeting with who comes, to be moved or cancelled."""
    rows = [
        [button(_("🔁 Move"), MoveMeeting(meeting.id))],
        [button(_("🚫 Cancel the meeting"), CancelMeeting(meeting.id, meeting.revision, 0))],
        _back(),
    ]
    return outgoing(describe(meeting, timezone), "\n".join(_counts(tally)), rows=rows)


def _counts(tally: Tally) -> list[str]:
    return [
        _("✅ Coming: %(count)d") % {"count": tally.answers[Answer.YES]},
        _("❓ Not sure: %(count)d") % {"count": tally.answers[Answer.MAYBE]},
        _("❌ Not coming: %(count)d") % {"count": tally.answers[Answer.NO]},
        _("💬 No answer yet: %(count)d") % {"count": tally.silent},
    ]


def _back() -> list[InlineKeyboardButton]:
    return [button(_("🗓 Planned meetings"), Open("plan"))]


@spoken
def ask_new_date(dialogue: DialogueView, meeting: Meeting, before: datetime, timezone: ZoneInfo) -> OutgoingMessage:
    """Ask to when a meeting moves; a day or a week later is one tap away."""
    shifts = [_date_choice(dialogue, what, later(before, shift, timezone), timezone) for what, shift in SHIFTS.items()]
    rows = [*in_rows(shifts, per_row=1), way_out(dialogue)]
    return outgoing(bold(_("To when does it move?")), describe(meeting, timezone), _typed(), rows=rows)


@spoken
def preview_move(dialogue: DialogueView, meeting: Meeting, starts_at: datetime, timezone: ZoneInfo) -> OutgoingMessage:
    """Show the new date before people are told of it."""
    new = _("New date: %(moment)s") % {"moment": bold(moment(starts_at, timezone))}
    rows = [[choice(dialogue, _("✅ Move"), CONFIRM)], way_out(dialogue, back=True)]
    return outgoing(_("Is this right?"), describe(meeting, timezone), new, rows=rows)


@spoken
def moved(meeting: Meeting, timezone: ZoneInfo) -> OutgoingMessage:
    """Confirm that a meeting is moved."""
    told = _("Everyone who is invited learns of it and can answer again.")
    return outgoing(bold(_("✅ The meeting is moved.")), describe(meeting, timezone), told, rows=[_back()])


@spoken
def ask_cancel(meeting: Meeting, timezone: ZoneInfo) -> OutgoingMessage:
    """Ask before a meeting is cancelled."""
    rows = [
        [button(_("🚫 Yes, cancel it"), CancelMeeting(meeting.id, meeting.revision, 1))],
        [button(_("Keep it"), ShowPlanned(meeting.id))],
    ]
    question = bold(_("Cancel this meeting? Everyone who is invited will be told."))
    return outgoing(question, describe(meeting, timezone), rows=rows)


@spoken
def cancelled(meeting: Meeting, timezone: ZoneInfo) -> OutgoingMessage:
    """Confirm that a meeting is cancelled."""
    told = _("Everyone who is invited learns of it.")
    return outgoing(bold(_("🚫 The meeting is cancelled.")), describe(meeting, timezone), told, rows=[_back()])
