"""Planning by tapping, odd dates, other places, drafts, and the event that a result asks for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Body, MeetingState, Result
from tests.factories import create_meeting
from tests.tour import Tour
from tests.towns import local

PLACE = "Haus der Begegnung, Ketschendorfer Straße 86"


async def plan_by_tapping(tour: Tour) -> None:
    """Sabine looks through the calendar, taps what is no day, is asked about odd dates, and plans on a feast day."""
    sabine = tour["Sabine"]
    await sabine.says("/plan")
    await tour.press_with("Sabine", "➕")
    await sabine.says("27.10.2019 19:00")
    await sabine.says("31.10.2010 02:30")
    await tour.press("Sabine", "Back", "📅 Calendar")
    for value in ("none", "over"):
        await sabine.forges(f"{_packed(sabine.bot_messages[-1].reply_markup)}:{value}")
    await tour.press("Sabine", "Next ▶", "◀ Previous", "Next ▶")
    await sabine.presses("27")
    await sabine.says("18:30")
    await tour.press("Sabine", "📍 Usual place", "✅ Invite", "🗓 Planned meetings")


def _packed(markup: dict[str, list[list[dict[str, str]]]] | None) -> str:
    assert markup is not None
    return markup["inline_keyboard"][0][0]["callback_data"].rsplit(":", 1)[0]


async def change_the_place(tour: Tour) -> None:
    """The meeting moves to another house; who is invited reads of it."""
    sabine = tour["Sabine"]
    await sabine.says("/plan")
    await tour.press_with("Sabine", "✏️ 27.11.")
    await tour.press("Sabine", "📍 Other place")
    await sabine.says(PLACE)
    await tour.press("Sabine", "✅ Change the place")
    await tour["Viktor"].hears()


async def change_a_draft(tour: Tour) -> None:
    """There is a meeting that nobody knows of yet: Sabine thinks of cancelling it, moves it and invites to it."""
    sabine = tour["Sabine"]
    tour.town.database.transact(_draft)
    day = "02.12."
    for way in (["🚫 Cancel the meeting", "Keep it"], ["🔁 Move"], ["✉️ Invite now"]):
        await sabine.says("/plan")
        await tour.press_with("Sabine", f"✏️ {day}")
        await tour.press("Sabine", *way)
        if way == ["🔁 Move"]:
            await sabine.presses(tour.say("Take %(date)s", date="03.12.2009 19:00"))
            day = "03.12."


def _draft(session: Session) -> None:
    body = session.scalars(select(Body.id).where(Body.code == "BIL")).one()
    create_meeting(session, body, local(2, 12, 2009, 19), state=MeetingState.DRAFTED)


async def make_an_event_of_a_result(tour: Tour) -> None:
    """Weber reads a result and announces the event that it asks for."""
    weber = tour["Weber"]
    await weber.forges(f"resread:{tour.town.database.look(_any_result)}:0")
    await tour.press("Weber", "🎪 Make it an event")
    await weber.says(f"{_in_weeks(tour):%d.%m.%Y} 18:00")
    await tour.press_with("Weber", "📍")
    await tour.press("Weber", "💬 Discussion circle", "📣 Send now")


def _any_result(session: Session) -> int:
    return session.scalars(select(Result.id).order_by(Result.id)).first() or 0


def _in_weeks(tour: Tour) -> datetime:
    return tour.town.clock.now().replace(month=12, day=1)
