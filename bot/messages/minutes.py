"""Minutes: asked for, written, sent, read."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.minutes import CountHeads, MinutesFile, ReadMinutes, RecordMeeting, ReviewMinutes
from bot.callback_data.pages import Open
from bot.callback_data.ratings import ShowOpinions
from bot.callback_data.results import NewResult
from bot.dates import write_moment
from bot.i18n import _, ngettext
from bot.messages import OutgoingMessage, Row, button, in_rows, outgoing, spoken
from bot.messages.dialogues import choice, way_out
from bot.messages.formats import bold, left_to_right, moment, priority_name, quote, value
from bot.messages.meetings import describe, name_of
from bot.messages.planning import back_to_planned
from bot.services.minutes import Outline, Record, record_of
from bot.services.records import CHAIR, NEXT
from bot.services.reviews import Standing
from bot.services.visitors import DialogueView
from models import BodyKind, Delivery, Meeting, Minutes, MinutesState, Priority, ReminderKind

#: What the buttons of the dialogue say.
SEND, ANEW, KEEP = "send", "anew", "keep"
#: For how many days the question has been open.
_DAYS = {ReminderKind.RESULTS_3: 3, ReminderKind.RESULTS_7: 7, ReminderKind.RESULTS_28: 28}
#: So many numbers of heads are one tap away, around the expected one.
_AROUND = 2


def _guesses(expected: int) -> range:
    return range(max(0, expected - _AROUND), max(0, expected - _AROUND) + 2 * _AROUND + 1)


def results_due(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Ask whoever organised a meeting what came out of it; the heads are counted with the first tap."""
    meeting = delivery.meeting
    assert meeting is not None
    asked = ReminderKind(delivery.facts["moment"])
    days = _DAYS.get(asked)
    heading = bold(_("📝 What came out of it?"))
    since = ngettext("🔔 Open for %(count)d day", "🔔 Open for %(count)d days", days or 0)
    open_for = since % {"count": days} if days else ""
    counts = [button(str(count), CountHeads(meeting.id, count)) for count in _guesses(int(delivery.facts["expected"]))]
    rows: list[Row] = [counts, [button(_("✏️ Another number"), RecordMeeting(meeting.id))], *_hand_in(meeting)]
    return outgoing(open_for, heading, describe(meeting, timezone), _("How many people were there?"), rows=rows)


def _hand_in(meeting: Meeting) -> list[list[InlineKeyboardButton]]:
    if meeting.body is None or meeting.title or meeting.body.kind is not BodyKind.WORKING_GROUP:
        return []
    return [[button(_("📝 Hand in a result"), NewResult(meeting.body.id))]]


@spoken
def too_early(meeting: Meeting, timezone: ZoneInfo) -> OutgoingMessage:
    """Say that there is nothing to write down yet."""
    hint = _("The meeting has not begun yet. After it you are asked what came out of it.")
    return outgoing(describe(meeting, timezone), hint, rows=[back_to_planned()])


@spoken
def ask_count(dialogue: DialogueView, known: Outline, timezone: ZoneInfo) -> OutgoingMessage:
    """Ask how many people were there."""
    counts = [choice(dialogue, str(count), count) for count in _guesses(known.expected)]
    question = bold(_("How many people were there?"))
    expected = _("Expected: %(count)d. Choose, or write the number.") % {"count": known.expected}
    return outgoing(question, describe(known.meeting, timezone), expected, rows=[counts, way_out(dialogue)])


@spoken
def ask_text(dialogue: DialogueView, known: Outline) -> OutgoingMessage:
    """Ask what was talked about; what is there already can be kept, gone on with or written anew."""
    written, rows = dialogue.data["text"], [way_out(dialogue, back=True)]
    if written:
        rows.insert(0, [choice(dialogue, _("Keep this text"), KEEP), choice(dialogue, _("Write it anew"), ANEW)])
    question = bold(_("What did you talk about, and what was agreed?"))
    hint = _("One message is enough. Please write no names of people who do not want that.")
    return outgoing(question, name_of(known.meeting), quote(written), hint, rows=rows)


@spoken
def preview(dialogue: DialogueView, record: Record, known: Outline, timezone: ZoneInfo) -> OutgoingMessage:
    """Show minutes before they are sent; the next meeting and the name of who chaired are ticked here."""
    ticked = dialogue.data["ticked"]
    rows: list[Row] = [[choice(dialogue, _("✅ Send the minutes"), SEND)]]
    if known.proposal is not None and known.next_at is None:
        date = write_moment(known.proposal.starts_at, timezone)
        rows.append([choice(dialogue, _tick(NEXT in ticked) + _("Next meeting: %(date)s") % {"date": date}, NEXT)])
    if known.name:
        rows.append([choice(dialogue, _tick(CHAIR in ticked) + _("My name as chair"), CHAIR)])
    invites = _("The next meeting is planned too, and everyone is invited.") if NEXT in ticked else ""
    told = _("Those who were there get this and can say what is missing.")
    rows.append(way_out(dialogue, back=True))
    return outgoing(_("Is this right?"), *paragraphs(record, timezone), invites, told, rows=rows)


def _tick(ticked: bool) -> str:
    return "✅ " if ticked else "▫️ "


def paragraphs(record: Record, timezone: ZoneInfo) -> list[str]:
    """Return the minutes, in the current locale; what people wrote stays as they wrote it."""
    facts = [
        _("Chair: %(name)s") % {"name": value(record.chair)} if record.chair else "",
        _("Present: %(count)d") % {"count": record.head_count} if record.head_count is not None else "",
    ]
    following = _("Next meeting: %(moment)s") % {"moment": moment(record.next_at, timezone)} if record.next_at else ""
    return [
        bold(_("📝 Minutes")),
        describe(record.meeting, timezone),
        "\n".join(fact for fact in facts if fact),
        _list(_("Agenda:"), [value(subject) for subject in record.subjects]),
        quote(record.text),
        _list(_("Results:"), [_result(*result) for result in record.results]),
        following,
    ]


def _list(heading: str, lines: Sequence[str]) -> str:
    return "\n".join([bold(heading), *(f"• {line}" for line in lines)]) if lines else ""


def _result(number: str, title: str, priority: str) -> str:
    words = {"number": left_to_right(number), "title": value(title)}
    words["priority"] = priority_name(Priority(priority) if priority else None)
    return _("%(number)s · %(title)s (priority: %(priority)s)") % words


@spoken
def sent(record: Record) -> OutgoingMessage:
    """Confirm that minutes are on their way, and offer to hand in a result."""
    told = _("They become final by themselves, unless you correct them before.")
    rows = [*_hand_in(record.meeting), [button(_("📝 Minutes"), ReadMinutes(record.meeting.id))], back_to_planned()]
    return outgoing(bold(_("✅ The minutes are on their way.")), told, rows=rows)


@spoken
def counted(meeting: Meeting, timezone: ZoneInfo) -> OutgoingMessage:
    """Confirm how many people were there."""
    noted = _("✅ Noted. Present: %(count)d") % {"count": meeting.head_count or 0}
    ways = [
        button(_("✏️ Another number"), RecordMeeting(meeting.id)),
        button(_("🙂 How it was"), ShowOpinions(meeting.id)),
    ]
    rows = [*in_rows(ways), back_to_planned()]
    return outgoing(bold(noted), describe(meeting, timezone), rows=rows)


def minutes_news(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Send minutes to somebody who was there, to be found right or not."""
    assert delivery.meeting is not None
    assert delivery.meeting.minutes is not None
    return _to_review(delivery.meeting.minutes, delivery.meeting, timezone)


def _to_review(minutes: Minutes, meeting: Meeting, timezone: ZoneInfo) -> OutgoingMessage:
    corrected = _("✏️ These minutes were corrected.") if minutes.revision else ""
    until = _("Please look at them until: %(moment)s") % {"moment": moment(minutes.final_at, timezone)}
    rows = in_rows(
        [
            button(_("✅ That is right"), ReviewMinutes(minutes.id, minutes.revision, 1)),
            button(_("✏️ Something is missing"), ReviewMinutes(minutes.id, minutes.revision, 0)),
        ],
        per_row=1,
    )
    return outgoing(corrected, *paragraphs(record_of(minutes, meeting), timezone), until, rows=rows)


@spoken
def reviewed(minutes: Minutes, standing: Standing, timezone: ZoneInfo) -> OutgoingMessage:
    """Answer a button below minutes: noted, or they are others by now."""
    match standing:
        case Standing.CORRECTED:
            return _to_review(minutes, minutes.meeting, timezone)
        case Standing.FINAL:
            return final(minutes, timezone)
        case _current:
            noted = bold(_("✅ Noted: that is right. Thank you!"))
            return outgoing(noted, describe(minutes.meeting, timezone), rows=[_read(minutes)])


def final(minutes: Minutes, timezone: ZoneInfo) -> OutgoingMessage:
    """Say that nothing changes any more, in the current locale."""
    hint = _("The minutes are final. What is missing can be talked about at the next meeting.")
    return outgoing(bold(hint), describe(minutes.meeting, timezone), rows=[_read(minutes)])


def _read(minutes: Minutes) -> list[InlineKeyboardButton]:
    return [button(_("📝 Minutes"), ReadMinutes(minutes.meeting_id))]


@spoken
def ask_objection(dialogue: DialogueView, minutes: Minutes, timezone: ZoneInfo) -> OutgoingMessage:
    """Ask what is missing in minutes."""
    hint = _("Write it in one message. It goes to those who lead the group, without your name.")
    return outgoing(bold(_("What is missing?")), describe(minutes.meeting, timezone), hint, rows=[way_out(dialogue)])


@spoken
def objected(minutes: Minutes, standing: Standing, timezone: ZoneInfo) -> OutgoingMessage:
    """Confirm that what is missing is on its way, unless it came too late."""
    if standing is Standing.FINAL:
        return final(minutes, timezone)
    done = bold(_("✅ Passed on. Thank you!"))
    return outgoing(done, _("If the minutes are corrected, you get them again."), rows=[_read(minutes)])


def objection_news(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Hand on what somebody misses in minutes."""
    meeting = delivery.meeting
    assert meeting is not None
    rows = [[button(_("✏️ Correct the minutes"), RecordMeeting(meeting.id))]]
    heading = bold(_("✏️ Somebody who was there misses something in the minutes:"))
    return outgoing(heading, describe(meeting, timezone), quote(delivery.facts["text"]), rows=rows)


@spoken
def page(minutes: Minutes, timezone: ZoneInfo, *, organises: bool) -> OutgoingMessage:
    """Show minutes to somebody who may read them; whoever organises can correct them until they are final."""
    meeting, is_final = minutes.meeting, minutes.state is MinutesState.FINAL
    standing = _("The minutes are final.") if is_final else _("The minutes are not final yet.")
    ways = [button(_("📄 Word file"), MinutesFile(meeting.id)), button(_("🙂 How it was"), ShowOpinions(meeting.id))]
    correct = [[button(_("✏️ Correct the minutes"), RecordMeeting(meeting.id))]] if organises and not is_final else []
    rows: list[Row] = [*in_rows(ways), *correct, [button(_("Main menu"), Open("start"))]]
    return outgoing(*paragraphs(record_of(minutes, meeting), timezone), standing, rows=rows)
