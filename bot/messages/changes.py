"""A planned meeting, as organisers see it: who comes, moving it, cancelling it."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.agendas import ShowAgenda
from bot.callback_data.meetings import (
    CancelMeeting,
    ChangePlace,
    CountPaper,
    LimitPlaces,
    MoveMeeting,
    PreviewReminders,
    ShowPlanned,
)
from bot.callback_data.minutes import RecordMeeting
from bot.i18n import _
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.dialogues import choice, way_out
from bot.messages.formats import bold, moment
from bot.messages.meetings import describe
from bot.messages.planning import CONFIRM, back_to_planned, date_choice, typed_date
from bot.services.attendances import Tally
from bot.services.planning import later
from bot.services.visitors import DialogueView
from models import Answer, Meeting

#: By how much a meeting is moved with one tap.
SHIFTS = {"day": timedelta(days=1), "week": timedelta(weeks=1)}


@spoken
def details(meeting: Meeting, tally: Tally, timezone: ZoneInfo) -> OutgoingMessage:
    """Show a planned meeting with who comes, to be moved or cancelled."""
    rows = [*in_rows(_ways(meeting)), back_to_planned()]
    return outgoing(describe(meeting, timezone), "\n".join(_counts(tally)), rows=rows)


def _ways(meeting: Meeting) -> list[InlineKeyboardButton]:
    """Return what an organiser can do about a meeting; an open event has neither agenda nor results of a group."""
    groups = [
        button(_("📋 Agenda"), ShowAgenda(meeting.id)),
        button(_("📝 Results"), RecordMeeting(meeting.id)),
    ]
    return [
        button(_("🔁 Move"), MoveMeeting(meeting.id)),
        button(_("📍 Other place"), ChangePlace(meeting.id)),
        button(_("👥 Places"), LimitPlaces(meeting.id)),
        button(_("📄 On paper"), CountPaper(meeting.id)),
        button(_("🔔 What goes out"), PreviewReminders(meeting.id)),
        *(groups if meeting.body_id is not None else []),
        button(_("🚫 Cancel the meeting"), CancelMeeting(meeting.id, meeting.revision, 0)),
    ]


def _counts(tally: Tally) -> list[str]:
    return [
        _("✅ Coming: %(count)d") % {"count": tally.answers[Answer.YES]},
        _("❓ Not sure: %(count)d") % {"count": tally.answers[Answer.MAYBE]},
        _("❌ Not coming: %(count)d") % {"count": tally.answers[Answer.NO]},
        _("💬 No answer yet: %(count)d") % {"count": tally.silent},
    ]


@spoken
def ask_new_date(dialogue: DialogueView, meeting: Meeting, before: datetime, timezone: ZoneInfo) -> OutgoingMessage:
    """Ask to when a meeting moves; a day or a week later is one tap away."""
    shifts = [date_choice(dialogue, what, later(before, shift, timezone), timezone) for what, shift in SHIFTS.items()]
    rows = [*in_rows(shifts, per_row=1), way_out(dialogue)]
    return outgoing(bold(_("To when does it move?")), describe(meeting, timezone), typed_date(), rows=rows)


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
    return outgoing(bold(_("✅ The meeting is moved.")), describe(meeting, timezone), told, rows=[back_to_planned()])


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
    return outgoing(
        bold(_("🚫 The meeting is cancelled.")), describe(meeting, timezone), told, rows=[back_to_planned()]
    )
