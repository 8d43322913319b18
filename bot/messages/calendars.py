"""Meetings for people's own calendars: the words in a file, the messages that carry one, the private address."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from telegram import CopyTextButton, InlineKeyboardButton

from bot.callback_data.calendars import EndFeed, MakeFeed
from bot.callback_data.pages import Open
from bot.documents import calendar
from bot.documents.calendar import Event, Origin
from bot.i18n import _
from bot.messages import OutgoingFile, OutgoingMessage, button, outgoing, spoken
from bot.messages.formats import bold, day, plain_body_name
from bot.messages.meetings import describe
from bot.services.calendars import FeedContent
from models import CalendarFeed, Delivery, Meeting, MeetingState, Town


def event_of(meeting: Meeting) -> Event:
    """Return a meeting with its words in the current locale."""
    guests = plain_body_name(meeting.body) if meeting.body is not None else ""
    name = meeting.title or _("Meeting: %(group)s") % {"group": guests}
    is_cancelled = meeting.state is MeetingState.CANCELLED
    note = _("If anything changes, you read it in the chat with the bot.")
    gone = _("This meeting does not take place.")
    return Event(
        number=meeting.id,
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        summary=_("Cancelled: %(meeting)s") % {"meeting": name} if is_cancelled else name,
        description=gone if is_cancelled else note,
        place=meeting.place,
        guests=guests or name,
        is_cancelled=is_cancelled,
    )


def _file_of(meeting: Meeting, origin: Origin) -> OutgoingFile:
    local = meeting.starts_at.astimezone(origin.timezone)
    return OutgoingFile(calendar.write_invitation(event_of(meeting), origin), f"mitwirken-{local:%Y-%m-%d}.ics")


def origin_of(town: Town, timezone: ZoneInfo, now: datetime) -> Origin:
    """Return where a calendar file of this town comes from."""
    return Origin(town.name, town.process, timezone, now)


@spoken
def file(meeting: Meeting, town: Town, timezone: ZoneInfo, now: datetime) -> OutgoingMessage:
    """Hand a meeting over for the person's calendar."""
    if meeting.state is MeetingState.CANCELLED:
        use = _("This meeting does not take place. Open the file: then it disappears from your calendar.")
    else:
        use = _("📆 Tap the file and choose your calendar. If the meeting changes, you get a new file.")
    return outgoing(describe(meeting, timezone), use, file=_file_of(meeting, origin_of(town, timezone, now)))


def followed(maker: Callable[[Delivery, ZoneInfo], OutgoingMessage]) -> Callable[[Delivery, ZoneInfo], OutgoingMessage]:
    """Let news of a change bring the new file along for those who took one: `services.calendars.queue_change`."""

    def make(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
        message, origin = maker(delivery, timezone), delivery.facts.get("calendar")
        if origin is None or delivery.meeting is None:
            return message
        now = datetime.fromisoformat(origin["now"])
        attached = _file_of(delivery.meeting, Origin(origin["town"], origin["process"], timezone, now))
        hint = outgoing(_("📆 Open the file: then your calendar changes, too."))
        return replace(message, text=f"{message.text}\n\n{hint.text}", file=attached)

    return make


@spoken
def feed(content: FeedContent, town: Town, timezone: ZoneInfo, now: datetime) -> bytes:
    """Return what a person's calendar reads at their private address."""
    events = [event_of(meeting) for meeting in content.meetings]
    return calendar.write_feed(events, origin_of(town, timezone, now), name=town.process)


@spoken
def page(existing: CalendarFeed | None, timezone: ZoneInfo, *, possible: bool) -> OutgoingMessage:
    """Explain how meetings get into the person's own calendar; `possible`: the town offers private addresses."""
    heading = bold(_("📆 Meetings in your own calendar"))
    one = _("One meeting: answer “I come”, then press “📆 Calendar file”. If the meeting changes, you get a new file.")
    if not possible:
        return outgoing(heading, one, rows=[_meetings()])
    if existing is None:
        offer = _("All meetings: a private address that your calendar looks at by itself.")
        return outgoing(heading, one, offer, rows=[[button(_("🔗 Make my address"), MakeFeed())], _meetings()])
    since = existing.created_at.astimezone(timezone).date()
    yours = _("All meetings: you have had a private address since %(day)s. It was shown only once.") % {
        "day": day(since)
    }
    return outgoing(heading, one, yours, rows=[_renewing(), _meetings()])


def _meetings() -> list[InlineKeyboardButton]:
    return [button(_("📅 Meetings"), Open("meetings"))]


def _renewing() -> list[InlineKeyboardButton]:
    return [button(_("♻️ New address"), MakeFeed()), button(_("🗑 Switch off"), EndFeed())]


@spoken
def made(address: str) -> OutgoingMessage:
    """Show the private address, this once; a tap copies it, so that no direction code may stand in it."""
    copying = InlineKeyboardButton(_("📋 Copy the address"), copy_text=CopyTextButton(address))
    return outgoing(
        bold(_("🔗 Your private calendar address")),
        f"🔗 <code>{html.escape(address)}</code>",
        _("Add it in your calendar app as a “calendar from URL” or “calendar subscription”."),
        _("Do not pass it on: who knows it sees your meetings. A new address makes this one useless."),
        rows=[[copying], _renewing()],
    )


@spoken
def ended() -> OutgoingMessage:
    """Confirm that the private address leads nowhere."""
    return outgoing(_("🗑 Your private address is switched off. Your calendar gets nothing from it any more."))
