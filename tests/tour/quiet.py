"""Quiet and reminders: what somebody chooses, what an organiser sees, and the question to those who are silent."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.services import bodies, planning, reminders
from models import Participant, ReminderKind
from tests.tour import Tour
from tests.towns import BERLIN


async def choose_quiet(tour: Tour) -> None:
    """Viktor tries each choice, a day that does not exist and one that does, and is back to normal."""
    viktor = tour["Viktor"]
    await viktor.says("/quiet")
    await viktor.presses("🌙 20:00 – 9:00")
    await tour.press("Viktor", "🤫 One week", "🔔 Back to normal", "🤫 Until a day")
    for text in ("31.02.2010", "25.12.2009"):
        await viktor.says(text)
    await tour.press("Viktor", "🔔 Back to normal", "🔕 No reminders")


async def see_what_goes_out(tour: Tour) -> None:
    """Sabine looks at what goes out about the meeting of AG Bildung; Viktor wants reminders again."""
    await tour["Sabine"].says("/plan")
    await tour.press_with("Sabine", "✏️")
    await tour.press("Sabine", "🔔 What goes out", "Back")
    await tour.press("Viktor", "🔔 Remind me again")


async def ask_who_is_silent(tour: Tour) -> None:
    """AG Bildung meets once more; nobody answers, so all are asked a week before."""
    town = tour.town
    starts_at = planning.later(town.clock.now(), timedelta(days=20), BERLIN)
    town.database.transact(_plan, tour["Sabine"].id, starts_at, town.clock.now())
    await town.move_to(reminders.moments(starts_at, BERLIN)[ReminderKind.WEEK_BEFORE])


def _plan(session: Session, telegram_id: int, starts_at: datetime, now: datetime) -> None:
    speaker = session.scalars(select(Participant.id).where(Participant.telegram_id == telegram_id)).one()
    body = bodies.find_by_code(session, "BIL")
    assert body is not None
    planning.plan(session, body.id, starts_at, body.place, timezone=BERLIN, acting=speaker, now=now)
