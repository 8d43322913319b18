"""Meetings as those hear of them who are invited: invitation, reminders, changes, where it is; see `cards`."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.meetings import AnswerMeeting, ShowPlace
from bot.i18n import _
from bot.messages import OutgoingMessage, button, in_rows, link, outgoing, spoken
from bot.messages.formats import body_label, body_name, bold, label, left_to_right, moment, value
from bot.services.attendances import Place
from models import Answer, Body, Delivery, Meeting

_MAP = "https://www.openstreetmap.org/search"


def name_of(meeting: Meeting) -> str:
    """Return what the meeting is called: an event's title, else whose meeting it is."""
    if meeting.title or meeting.body is None:
        return value(meeting.title)
    return meeting_of(meeting.body)


def meeting_of(body: Body) -> str:
    """Return what an ordinary meeting of a body is called."""
    return _("Meeting: %(group)s") % {"group": body_name(body)}


def describe(meeting: Meeting, timezone: ZoneInfo) -> str:
    """Return what, when and where, a line each, in the current locale."""
    return lines_of(name_of(meeting), meeting.starts_at, meeting.place, timezone)


def lines_of(name: str, starts_at: datetime, place: str, timezone: ZoneInfo) -> str:
    """Return the lines of `describe` for what is not a meeting yet; `name` is ready for a sentence."""
    when, where_to = f"📅 {moment(starts_at, timezone)}", f"📍 {left_to_right(place)}"
    return "\n".join([bold(name), when, *([where_to] if place else [])])


def answer_labels() -> dict[Answer, str]:
    """Return what the buttons say with which an invitation is answered, in the current locale."""
    return {
        Answer.YES: _("✅ I come"),
        Answer.MAYBE: _("❓ I don't know yet"),
        Answer.NO: _("❌ I can't come"),
    }


def invitation_buttons(meeting: Meeting) -> list[list[InlineKeyboardButton]]:
    """Return the rows with which an invitation is answered, in the current locale."""
    answers = [
        button(text, AnswerMeeting(meeting.id, meeting.revision, said)) for said, text in answer_labels().items()
    ]
    where = [button(_("📍 Where is it"), ShowPlace(meeting.id))] if meeting.place else []
    return in_rows([*answers, *where])


def short_label(meeting: Meeting, timezone: ZoneInfo) -> str:
    """Return a meeting for a button: `27.10. AG Bildung`."""
    name = body_label(meeting.body) if meeting.body is not None and not meeting.title else meeting.title
    return label(f"{meeting.starts_at.astimezone(timezone):%d.%m.} {name}")


def invitation(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Invite to a meeting."""
    return _announce(delivery, timezone, _("✉️ Invitation"), _("Will you come? One tap is enough."))


def reminder(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Remind of a meeting."""
    return _announce(
        delivery, timezone, _("🔔 Reminder"), _("Will you come? One tap is enough, also if something has changed.")
    )


def reminder_to_answer(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Remind those who have not answered."""
    return _announce(delivery, timezone, _("🔔 Not answered yet"), _("Will you come? One tap is enough."))


def reminder_of_place(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Remind shortly before the start: where it is comes first."""
    meeting = delivery.meeting
    assert meeting is not None
    place = f"📍 {bold(left_to_right(meeting.place))}" if meeting.place else _("The place is not fixed yet.")
    what = lines_of(name_of(meeting), meeting.starts_at, "", timezone)
    change = _("Has something changed? One tap is enough.")
    return outgoing(_("⏰ It begins soon"), place, what, change, rows=invitation_buttons(meeting))


def moved(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Tell that a meeting has another date."""
    before = moment(datetime.fromisoformat(delivery.facts["before"]), timezone)
    former = _("No longer: %(moment)s") % {"moment": before}
    return _announce(delivery, timezone, _("🔁 New date"), former, _("Please answer again: will you come?"))


def relocated(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Tell that a meeting has another place."""
    before = delivery.facts["before"]
    former = _("No longer: %(place)s") % {"place": left_to_right(before)} if before else ""
    return _announce(delivery, timezone, _("📍 Another place"), former, _("Your answer stays as it is."))


def _announce(delivery: Delivery, timezone: ZoneInfo, heading: str, *notes: str) -> OutgoingMessage:
    assert delivery.meeting is not None
    rows = invitation_buttons(delivery.meeting)
    return outgoing(heading, describe(delivery.meeting, timezone), *notes, rows=rows)


def cancelled(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Tell that a meeting does not take place."""
    assert delivery.meeting is not None
    return outgoing(bold(_("🚫 Cancelled: this meeting does not take place.")), describe(delivery.meeting, timezone))


@spoken
def where(found: Place, timezone: ZoneInfo) -> OutgoingMessage:
    """Say where a meeting is and how to get there, with a map; and when the next one is, if that is another."""
    meeting, following = found.meeting, found.following
    coming = _("Next meeting: %(moment)s") % {"moment": moment(following.starts_at, timezone)} if following else ""
    if not meeting.place:
        return outgoing(describe(meeting, timezone), _("The place is not fixed yet."), coming)
    address = f"{_MAP}?{urlencode({'query': meeting.place})}"
    rows = [[link(_("🗺 Show on the map"), address)]]
    return outgoing(describe(meeting, timezone), _directions(meeting), coming, rows=rows)


def _directions(meeting: Meeting) -> str:
    """Return how to get there, as the town's file has it: it says so of the group's usual place only."""
    usual = meeting.body is not None and meeting.place == meeting.body.place
    return f"🚌 {value(meeting.body.directions)}" if usual and meeting.body and meeting.body.directions else ""
