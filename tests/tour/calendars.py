"""Meetings in people's own calendars: the page, the file, the file that follows a change, the one that takes it out."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.callback_data.calendars import TakeCalendarFile
from models import Meeting, MeetingState
from tests.tour import Tour


async def take_a_file(tour: Tour) -> None:
    """Nour reads how it works and takes the file of the meeting that she comes to; its changes bring new ones."""
    await tour["Nour"].says("/calendar")
    await tour.press("Nour", "📅 Meetings", "📆 Calendar file")


def _last_cancelled(session: Session) -> int:
    return session.scalar(select(func.max(Meeting.id)).where(Meeting.state == MeetingState.CANCELLED)) or 0


async def take_out_what_was_cancelled(tour: Tour) -> None:
    """Viktor presses an old button of the meeting that was cancelled."""
    number = tour.town.database.look(_last_cancelled)
    await tour["Viktor"].forges(TakeCalendarFile(number).pack())
