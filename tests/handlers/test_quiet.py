"""Quiet: one's own night, peace for a while, reminders on and off, by one tap; what leaves, and what still comes."""

from __future__ import annotations

import pytest

from models import Role
from tests.factories import create_body
from tests.handlers.settling import settle
from tests.handlers.test_broadcasts import READ, compose
from tests.towns import Resident, Town, local

PAGE = (
    "🔕 When do you want quiet?\n\n🌙 Quiet at night: {night}\n{reminders}{peace}\n\n"
    "Changes of meetings and cancellations still come."
)
ON, OFF = "🔔 Reminders: on", "🔕 Reminders: off"


def page(night: str = "21:00 – 8:00", reminders: str = ON, peace: str = "") -> str:
    """Return what the page says."""
    return PAGE.format(night=night, reminders=reminders, peace=f"\n🤫 In peace until: {peace}" if peace else "")


async def _send_by_night(olga: Resident) -> None:
    await compose(olga)
    await olga.presses("🌅 Send at 08:00")


async def test_the_page_is_one_tap_from_the_menu(town: Town) -> None:
    amal = settle(town, "Amal")
    await amal.says("/start")

    shown = await amal.presses("🔕 Quiet")

    assert shown == [page()]
    assert amal.buttons == [
        *("✅ 21:00 – 8:00", "🌙 20:00 – 9:00", "🌙 22:00 – 7:00", "🌙 19:00 – 10:00"),
        "🔕 No reminders",
        *("🤫 Until tomorrow", "🤫 One week", "🤫 One month", "🤫 Until a day"),
        "Main menu",
    ]


async def test_a_stranger_has_no_such_page(town: Town) -> None:
    heard = await town.resident("Sepp", "en").says("/quiet")

    assert [text.startswith("Welcome!") for text in heard] == [True]


@pytest.mark.parametrize("data", ["night:3:4", "peace:2", "reminders:x", "night:21"])
async def test_a_forged_button_changes_nothing(town: Town, data: str) -> None:
    amal = settle(town, "Amal")
    await amal.says("/start")

    await amal.forges(data)

    assert await amal.says("/quiet") == [page()]


async def test_ones_own_night_ends_later(town: Town) -> None:
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")
    await mehmet.says("/quiet")
    chosen = await mehmet.presses("🌙 19:00 – 10:00")
    await town.move_to(local(13, 10, 2009, 23))
    await _send_by_night(olga)

    await town.move_to(local(14, 10, 2009, 9, 59))
    before = await mehmet.hears()
    await town.move_to(local(14, 10, 2009, 10))

    assert (chosen, before) == ([page("19:00 – 10:00")], [])
    assert await mehmet.hears() == [READ]


@pytest.mark.parametrize(
    ("tap", "until"),
    [
        ("🤫 Until tomorrow", "Wednesday, 14.10.2009, 08:00"),
        ("🤫 One week", "Tuesday, 20.10.2009, 08:00"),
        ("🤫 One month", "Thursday, 12.11.2009, 08:00"),
    ],
)
async def test_peace_is_one_tap_and_ends_with_one(town: Town, tap: str, until: str) -> None:
    amal = settle(town, "Amal")
    await amal.says("/quiet")

    shown = await amal.presses(tap)
    again = await amal.presses("🔔 Back to normal")

    assert (shown, again) == ([page(peace=until)], [page()])


@pytest.mark.parametrize("typed", ["27.10.2009", "27.10.", "Dienstag, 27.10.2009", "27.10.2009 08:00"])
async def test_peace_until_a_typed_day(town: Town, typed: str) -> None:
    amal = settle(town, "Amal")
    await amal.says("/quiet")
    asked = await amal.presses("🤫 Until a day")

    shown = await amal.says(typed)

    assert asked == ["Until which day do you want quiet?\n\nWrite the day like this: 27.10.2009"]
    assert shown == [page(peace="Tuesday, 27.10.2009, 08:00")]


async def test_a_day_that_does_not_fit_is_asked_for_again(town: Town) -> None:
    amal = settle(town, "Amal")
    await amal.says("/quiet")
    await amal.presses("🤫 Until a day")

    heard = [len(await amal.says(typed)) for typed in ("soon", "31.02.2010", "12.10.2009")]
    shown = await amal.says("01.11.2009")

    assert heard == [2, 2, 2]
    assert shown == [page(peace="Sunday, 01.11.2009, 08:00")]


async def test_peace_holds_an_invitation_back_and_lets_a_cancellation_through(town: Town) -> None:
    body = town.database.transact(create_body)
    olga, amal = settle(town, "Olga", bodies=[body], role=Role.COORDINATOR), settle(town, "Amal", bodies=[body])
    await amal.says("/quiet")
    await amal.presses("🤫 One week")
    await _plan(olga)
    invited = await amal.hears()

    await olga.says("/plan")
    await olga.presses("✏️ 27.10. AG Bildung")
    await olga.presses("🚫 Cancel the meeting", "🚫 Yes, cancel it")

    assert invited == []
    assert [text.split("\n")[0] for text in await amal.hears()] == ["🚫 Cancelled: this meeting does not take place."]


async def test_what_was_held_back_comes_with_back_to_normal(town: Town) -> None:
    body = town.database.transact(create_body)
    olga, amal = settle(town, "Olga", bodies=[body], role=Role.COORDINATOR), settle(town, "Amal", bodies=[body])
    await amal.says("/quiet")
    await amal.presses("🤫 One week")
    await _plan(olga)

    heard = await amal.presses("🔔 Back to normal")

    assert [text.split("\n")[0] for text in heard] == [page().split("\n")[0], "✉️ Invitation"]


async def test_without_reminders_invitations_still_come(town: Town) -> None:
    body = town.database.transact(create_body)
    olga, amal = settle(town, "Olga", bodies=[body], role=Role.COORDINATOR), settle(town, "Amal", bodies=[body])
    await amal.says("/quiet")
    shown = await amal.presses("🔕 No reminders")
    await _plan(olga)

    invited = await amal.hears()
    await town.move_to(local(20, 10, 2009, 18))

    assert shown == [page(reminders=OFF)]
    assert [text.split("\n")[0] for text in invited] == ["✉️ Invitation"]
    assert await amal.hears() == []


async def test_the_choices_are_among_ones_own_data(town: Town) -> None:
    amal = settle(town, "Amal")
    await amal.says("/quiet")
    await amal.presses("🌙 22:00 – 7:00", "🔕 No reminders")
    await amal.says("/mydata")

    await amal.presses("As JSON")

    assert '"quiet_at_night": "22:00-7:00"' in amal.file.decode()
    assert '"reminders": false' in amal.file.decode()


async def _plan(olga: Resident) -> None:
    await olga.says("/plan")
    await olga.presses("➕ AG Bildung")
    await olga.says("27.10.2009 19:00")
    await olga.says("Rathaus")
    await olga.presses("✅ Invite")
