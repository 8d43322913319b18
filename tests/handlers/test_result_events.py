"""S49: a result becomes an event, with few taps and one message."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import BodyKind, Meeting, Priority, Role
from tests.factories import create_body, create_meeting, create_result
from tests.handlers.settling import settle
from tests.towns import Resident, Town, local

TOWN_HALL = "Rathaus, Markt 1, 96450 Coburg"
NOT_HERE = "That is not available here. /help shows what is possible."
WHEN = "When does it begin?\n\nTag der Begegnung\n\nWrite day and time like this: 27.10.2009 19:00"


async def _reads_a_result(town: Town, role: Role | None = Role.COORDINATOR) -> tuple[Resident, int]:
    """Return Weber, who reads a result of AG Bildung, and the result's number."""
    body = town.database.transact(create_body, place="Pestalozzischule")
    town.database.transact(create_meeting, body, local(6, 10, 2009, 19), place=TOWN_HALL)
    result = town.database.transact(create_result, "BIL-01", "Tag der Begegnung", {body: Priority.HIGH}, text="Fest")
    weber = settle(town, "Weber", role=role, bodies=[] if role else [body])
    await weber.says("/start")
    await weber.forges(f"resread:{result}:0")
    return weber, result


def _events(session: Session) -> list[tuple[str, str, str]]:
    found = session.scalars(select(Meeting).where(Meeting.title != ""))
    return [(one.title, one.starts_at.isoformat(" ", "minutes"), one.place) for one in found]


async def test_a_result_becomes_an_event_with_four_taps_and_one_message(town: Town) -> None:
    circle = town.database.transact(create_body, "GSP", "Gesprächskreis", BodyKind.CIRCLE)
    dimitra = settle(town, "Dimitra", bodies=[circle])
    weber, _ = await _reads_a_result(town)
    taps = ("🎪 Make it an event", f"📍 {TOWN_HALL}", "💬 Discussion circle", "📣 Send now")

    asked = await weber.presses(taps[0])
    await weber.says("27.10.2009 19:00")
    await weber.presses(*taps[1:])
    heard = await dimitra.hears()

    card = f"Tag der Begegnung\n📅 Tuesday, 27.10.2009, 19:00\n📍 {TOWN_HALL}"
    assert asked == [WHEN]
    assert heard == [f"🎪 Invitation to an event\n\n{card}\n\nWill you come? One tap is enough."]
    assert town.database.look(_events) == [("Tag der Begegnung", "2009-10-27 18:00+00:00", TOWN_HALL)]
    assert len(taps) == 4


async def test_the_calendar_serves_events_too(town: Town) -> None:
    weber, _ = await _reads_a_result(town)

    await weber.presses("🎪 Make it an event", "📅 Calendar", "27", "18:00")
    places = weber.person.buttons()
    await weber.presses("📍 Pestalozzischule", "🌍 Everyone", "📣 Send now")

    assert places == [[f"📍 {TOWN_HALL}"], ["📍 Pestalozzischule"], ["Back", "Cancel"]]
    assert town.database.look(_events) == [("Tag der Begegnung", "2009-10-27 17:00+00:00", "Pestalozzischule")]


@pytest.mark.parametrize("value", ["nowhere", "0123456789ab"])
async def test_a_place_that_is_not_offered_is_refused(town: Town, value: str) -> None:
    weber, _ = await _reads_a_result(town)
    await weber.presses("🎪 Make it an event")
    await weber.says("27.10.2009 19:00")
    number = weber.bot_messages[-1].reply_markup or {}
    packed = number["inline_keyboard"][0][0]["callback_data"].rsplit(":", 1)[0]

    await weber.forges(f"{packed}:{value}")

    assert weber.screen == "Where is it?\n\nPlease write the address, in German."


async def test_who_does_not_coordinate_is_neither_offered_it_nor_allowed_to(town: Town) -> None:
    amal, result = await _reads_a_result(town, role=None)

    offered = amal.buttons
    heard = await amal.forges(f"resevent:{result}")

    assert "🎪 Make it an event" not in offered
    assert heard == [NOT_HERE]
