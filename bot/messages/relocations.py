"""Another place for a planned meeting, as organisers choose it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.i18n import _
from bot.messages import OutgoingMessage, outgoing, spoken
from bot.messages.changes import done
from bot.messages.dialogues import choice, way_out
from bot.messages.formats import bold, left_to_right
from bot.messages.meetings import describe
from bot.messages.planning import CONFIRM, USUAL
from bot.services.visitors import DialogueView
from models import Meeting


@spoken
def ask_place(dialogue: DialogueView, meeting: Meeting, timezone: ZoneInfo) -> OutgoingMessage:
    """Ask where a meeting is to be instead; the body's usual place is one tap away."""
    usual = meeting.body.place if meeting.body is not None else ""
    offered = bool(usual) and usual != meeting.place
    known = _("Usual place: %(place)s") % {"place": left_to_right(usual)} if offered else ""
    rows = [[choice(dialogue, _("📍 Usual place"), USUAL)]] if offered else []
    question, hint = bold(_("Where is it instead?")), _("Please write the address, in German.")
    return outgoing(question, describe(meeting, timezone), known, hint, rows=[*rows, way_out(dialogue)])


@spoken
def preview(dialogue: DialogueView, meeting: Meeting, place: str, timezone: ZoneInfo) -> OutgoingMessage:
    """Show the new place before people are told of it."""
    new = _("New place: %(place)s") % {"place": bold(left_to_right(place))}
    rows = [[choice(dialogue, _("✅ Change the place"), CONFIRM)], way_out(dialogue, back=True)]
    return outgoing(_("Is this right?"), describe(meeting, timezone), new, rows=rows)


@spoken
def relocated(meeting: Meeting, timezone: ZoneInfo) -> OutgoingMessage:
    """Confirm that a meeting has another place."""
    told = _("Everyone who is invited learns of it. Their answers stay.")
    return done(bold(_("✅ The place is changed.")), meeting, told, timezone)
