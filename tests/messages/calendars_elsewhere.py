"""What is said of calendars where the tour does not go: its town has no public address; calendars read the files."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.i18n import use_locale
from bot.messages import OutgoingMessage, calendars
from models import CalendarFeed, Meeting, MeetingState

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2009, 10, 13, 8, 0, tzinfo=UTC)
ADDRESS = f"https://mitwirken.example.org/calendar/{'x' * 32}.ics"


def calendars_said(locale: str) -> list[OutgoingMessage]:
    """Return what is said of private addresses."""
    return [
        calendars.page(locale, None, BERLIN, possible=True),
        calendars.page(locale, CalendarFeed(created_at=NOW), BERLIN, possible=True),
        calendars.made(locale, ADDRESS),
        calendars.ended(locale),
    ]


def _meeting(state: MeetingState) -> Meeting:
    return Meeting(id=1, sequence=1, state=state, starts_at=NOW, title="Begegnungsfest", place="", body=None)


def words_in_files(locale: str) -> list[str]:
    """Return what stands in calendar files."""
    with use_locale(locale):
        events = [calendars.event_of(_meeting(state)) for state in (MeetingState.INVITED, MeetingState.CANCELLED)]
    return [words for event in events for words in (event.summary, event.description)]
