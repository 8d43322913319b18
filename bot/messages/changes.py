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
    InviteNow,
    LimitPlaces,
    MoveMeeting,
    PreviewReminders,
    ShowPlanned,
)
from bot.callback_data.minutes import RecordMeeting
from bot.callback_data.series import ShowSeries
from bot.i18n import _
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.concerns import lines as concern_lines
from bot.messages.dialogues import choice, way_out
from bot.messages.formats import bold, moment
from bot.messages.meetings import describe
from bot.messages.month import calendar_button
from bot.messages.places import count_lines
from bot.messages.planning import CONFIRM, back_to_planned, date_choice, not_invited_yet, typed_date
from bot.messages.series import rhythm
from bot.services.attendances import Tally
from bot.services.concerns import Concerns
from bot.services.meetings import PLANNED
from bot.services.planning import later
from bot.services.visitors import DialogueView
from models import Meeting, MeetingState, Series

#: By how much a meeting is moved with one tap.
SHIFTS = {"day": timedelta(days=1), "week": timedelta(weeks=1)}


@spoken
def details(meeting: Meeting, tally: Tally, timezone: ZoneInfo, origin: Series | None = None) -> OutgoingMessage:
    """Show a planned meeting with who comes and all that can be done about it; of a draft, that nobody knows of it.

    `origin` is the running series that it came of.
    """
    drafted = meeting.state is MeetingState.DRAFTED
    ways = _ways_of_draft(meeting) if drafted else _ways(meeting)
    who = not_invited_yet() if drafted else "\n".join(count_lines(tally))
    since = f"🔁 {rhythm(origin.rule)}" if origin is not None else ""
    whole = [button(_("🔁 Series"), ShowSeries(origin.id))] if origin is not None else []
    return outgoing(describe(meeting, timezone), since, who, rows=[*in_rows(ways), whole, back_to_planned()])


def _ways(meeting: Meeting) -> list[InlineKeyboardButton]:
    """Return what an organiser can do about a meeting; an open event has neither agenda nor results of a group."""
    groups = [
        button(_("📋 Agenda"), ShowAgenda(meeting.id)),
        button(_("📝 Results"), RecordMeeting(meeting.id)),
    ]
    return [
        *_changes_of(meeting),
        button(_("👥 Places"), LimitPlaces(meeting.id)),
        button(_("📄 On paper"), CountPaper(meeting.id)),
        button(_("🔔 What goes out"), PreviewReminders(meeting.id)),
        *(groups if meeting.body_id is not None else []),
        _calling_off(meeting),
    ]


def _ways_of_draft(meeting: Meeting) -> list[InlineKeyboardButton]:
    return [
        button(_("✉️ Invite now"), InviteNow(meeting.id, meeting.sequence)),
        *_changes_of(meeting),
        button(_("📋 Agenda"), ShowAgenda(meeting.id)),
        _calling_off(meeting),
    ]


def _changes_of(meeting: Meeting) -> list[InlineKeyboardButton]:
    return [
        button(_("🔁 Move"), MoveMeeting(meeting.id)),
        button(_("📍 Other place"), ChangePlace(meeting.id)),
    ]


def _calling_off(meeting: Meeting) -> InlineKeyboardButton:
    return button(_("🚫 Cancel the meeting"), CancelMeeting(meeting.id, meeting.sequence, 0))


@spoken
def ask_new_date(dialogue: DialogueView, meeting: Meeting, timezone: ZoneInfo) -> OutgoingMessage:
    """Ask to when a meeting moves; a day or a week later is one tap away."""
    shifts = [
        date_choice(dialogue, what, later(meeting.starts_at, shift, timezone), timezone)
        for what, shift in SHIFTS.items()
    ]
    rows = [*in_rows(shifts, per_row=1), [calendar_button(dialogue)], way_out(dialogue)]
    return outgoing(bold(_("To when does it move?")), describe(meeting, timezone), typed_date(), rows=rows)


@spoken
def preview_move(
    dialogue: DialogueView, meeting: Meeting, starts_at: datetime, concerns: Concerns, timezone: ZoneInfo
) -> OutgoingMessage:
    """Show the new date, with what speaks against it, before people are told of it."""
    new = _("New date: %(moment)s") % {"moment": bold(moment(starts_at, timezone))}
    rows = [[choice(dialogue, _("✅ Move"), CONFIRM)], way_out(dialogue, back=True)]
    against = concern_lines(concerns, timezone)
    return outgoing(_("Is this right?"), describe(meeting, timezone), new, against, rows=rows)


@spoken
def moved(meeting: Meeting, timezone: ZoneInfo) -> OutgoingMessage:
    """Confirm that a meeting is moved."""
    told = _("Everyone who is invited learns of it and can answer again.")
    return done(bold(_("✅ The meeting is moved.")), meeting, told, timezone)


def done(what: str, meeting: Meeting, told: str, timezone: ZoneInfo) -> OutgoingMessage:
    """Confirm a change, in the current locale; `told` says who learns of it, unless it is a draft."""
    who = not_invited_yet() if meeting.state is MeetingState.DRAFTED else told
    return outgoing(what, describe(meeting, timezone), who, rows=[back_to_planned()])


@spoken
def invited(meeting: Meeting, timezone: ZoneInfo) -> OutgoingMessage:
    """Confirm that people are invited to what was a draft."""
    told = _("Invitations are on their way. Reminders follow by themselves.")
    return done(bold(_("✅ People are being invited.")), meeting, told, timezone)


@spoken
def ask_cancel(meeting: Meeting, timezone: ZoneInfo) -> OutgoingMessage:
    """Ask before a meeting is cancelled."""
    rows = [
        [button(_("🚫 Yes, cancel it"), CancelMeeting(meeting.id, meeting.sequence, 1))],
        [button(_("Keep it"), ShowPlanned(meeting.id))],
    ]
    told = _("Cancel this meeting? Everyone who is invited will be told.")
    question = _("Cancel this meeting?") if meeting.state is MeetingState.DRAFTED else told
    return outgoing(bold(question), describe(meeting, timezone), rows=rows)


@spoken
def cancelled(meeting: Meeting, timezone: ZoneInfo) -> OutgoingMessage:
    """Confirm that a meeting is cancelled."""
    told = _("Everyone who is invited learns of it.")
    return done(bold(_("🚫 The meeting is cancelled.")), meeting, told, timezone)


@spoken
def overtaken(meeting: Meeting, timezone: ZoneInfo) -> OutgoingMessage:
    """Say that somebody else was first, and show what the meeting has become; nothing of theirs is overwritten."""
    planned = meeting.state in PLANNED
    now = "" if planned else _("🚫 Cancelled: this meeting does not take place.")
    look = [button(_("✏️ Change this meeting"), ShowPlanned(meeting.id))] if planned else []
    return outgoing(
        bold(_("Somebody else has changed this meeting meanwhile. It stays as they left it:")),
        now,
        describe(meeting, timezone),
        rows=[look, back_to_planned()],
    )
