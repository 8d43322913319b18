"""Rhythms of a series that nobody on the tour chooses."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.messages import OutgoingMessage, series
from bot.recurrence import offer
from bot.services.series import Course, Preview
from bot.services.visitors import DialogueView
from models import Body, BodyKind, Meeting, MeetingState, Series

BERLIN = ZoneInfo("Europe/Berlin")
HOSTILE = '<b>&" مرحبا'
#: The first, second, third, fourth, fifth and last Friday of a month.
_FRIDAYS = [date(2009, 10, day) for day in (2, 9, 16, 23, 30)]


def series_said(locale: str) -> list[OutgoingMessage]:
    """Say every rhythm, and what is asked where nobody or several meetings are concerned."""
    body = Body(id=1, kind=BodyKind.WORKING_GROUP, code="BIL", name=HOSTILE, short_name=HOSTILE, emoji="🎓", place="")
    rules = [rule for day in _FRIDAYS for rule in offer(day)]
    dialogue, fridays = DialogueView(1, "series", "preview", {}), Preview(body, _moments(), 2, 14)
    begun = Series(id=1, body=body, rule=rules[0], place="")
    return [
        *(series.preview(locale, dialogue, rule, HOSTILE, fridays, BERLIN) for rule in rules),
        *(series.ask_end(locale, Course(begun, _invited(body, count))) for count in (0, 1, 2)),
        series.listing(locale, []),
    ]


def _moments() -> list[datetime]:
    """Return four instants, one of them at Epiphany."""
    return [datetime(2010, 1, day, 18, tzinfo=UTC) for day in (6, 13, 20, 27)]


def _invited(body: Body, count: int) -> list[Meeting]:
    moments = _moments()[:count]
    return [Meeting(id=1, body=body, starts_at=one, title="", state=MeetingState.INVITED) for one in moments]
