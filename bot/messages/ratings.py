"""How a meeting was: asked, thanked for, shown in numbers."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.pages import Open
from bot.callback_data.ratings import RateMeeting, ShowOpinions
from bot.i18n import _
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.dialogues import choice
from bot.messages.formats import bold, quote
from bot.messages.meetings import describe
from bot.services.ratings import Opinions, Standing
from bot.services.visitors import DialogueView
from models import Delivery, Face, Meeting

NO_WORD = "none"


def _faces() -> dict[Face, str]:
    return {Face.GOOD: _("🙂 Good"), Face.MIDDLING: _("😐 So-so"), Face.BAD: _("🙁 Not good")}


def rating_news(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Ask somebody who was there how it was."""
    meeting = delivery.meeting
    assert meeting is not None
    faces = [button(text, RateMeeting(meeting.id, face)) for face, text in _faces().items()]
    hint = _("One tap is enough. Nobody learns who said what.")
    return outgoing(bold(_("How was it?")), describe(meeting, timezone), hint, rows=in_rows(faces, per_row=3))


@spoken
def ask_word(dialogue: DialogueView) -> OutgoingMessage:
    """Thank for a face and ask for one word."""
    rows = [[choice(dialogue, _("No word"), NO_WORD)]]
    return outgoing(
        bold(_("Thank you! It is counted, without your name.")), _("One word about it, if you like:"), rows=rows
    )


@spoken
def thanks(meeting_id: int) -> OutgoingMessage:
    """Thank for an opinion."""
    return outgoing(bold(_("Thank you! It is counted, without your name.")), rows=_ways(meeting_id))


def _ways(meeting_id: int) -> list[list[InlineKeyboardButton]]:
    return [[button(_("🙂 How it was"), ShowOpinions(meeting_id))], [button(_("Main menu"), Open("start"))]]


@spoken
def not_counted(meeting: Meeting, standing: Standing, timezone: ZoneInfo) -> OutgoingMessage:
    """Say why an opinion does not count: there is one already, or it is too late."""
    before = _("There is an opinion of yours already; it is counted once.")
    closed = _("Opinions on this meeting are closed.")
    reason = before if standing is Standing.BEFORE else closed
    return outgoing(describe(meeting, timezone), reason, rows=_ways(meeting.id))


@spoken
def opinions(found: Opinions, timezone: ZoneInfo) -> OutgoingMessage:
    """Show how people found a meeting, if enough of them said so."""
    description, home = describe(found.meeting, timezone), [[button(_("Main menu"), Open("start"))]]
    heading = bold(_("🙂 How it was"))
    if found.faces is None:
        hint = _("From five opinions on they are shown here, so that nobody can be recognized.")
        return outgoing(heading, description, hint, rows=home)
    line = _("%(face)s: %(count)d")
    counts = [line % {"face": text, "count": found.faces[face]} for face, text in _faces().items()]
    return outgoing(heading, description, "\n".join(counts), quote("\n".join(found.words)), rows=home)
