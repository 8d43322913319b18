"""The demo as a visitor finds it: open, look around, join by a poster, move the clock on."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.demo import Demo, open_demo
from bot.demo.people import CHARACTERS, plan_first_meeting
from bot.services.visitors import Visitor, find_visitor
from bot.simulator import Person
from tests.towns import BERLIN, local

ROOT = Path(__file__).parent.parent


@pytest.fixture
async def demo() -> AsyncIterator[Demo]:
    async with open_demo() as opened:
        await opened.assistant.settle()
        yield opened


async def ask(address: str, **values: Any) -> Any:
    """Return the page's JSON at `address`; with values, send them there."""
    async with aiohttp.ClientSession() as session:
        response = await (session.post(address, json=values) if values else session.get(address))
        return await response.json()


async def presses_first(person: Person) -> str:
    """Press the newest message's first button, whatever language it is in, and return what then stands there."""
    before = person.messages[-1].text
    person.press(person.buttons()[0][0])
    while person.messages[-1].text == before:  # noqa: ASYNC110 - the stand-in knows no such event
        await asyncio.sleep(0.005)
    return person.messages[-1].text or ""


def heard_at(person: Person) -> list[datetime]:
    """Return when the bot has written to a person since the last look, to the minute, by the wall clock."""
    moments = [message.date.astimezone(BERLIN) for message in person.inbox()]
    return [moment.replace(second=0, microsecond=0) for moment in moments]


def visitor(demo: Demo, name: str) -> Visitor:
    found = demo.assistant.application.bot_data.database.look(find_visitor, demo.people[name].id)
    assert found is not None
    return found


async def test_the_page_shows_the_town_and_its_people(demo: Demo) -> None:
    state = await ask(f"{demo.address}state")

    assert [person["name"].replace("\N{NO-BREAK SPACE}", " ") for person in state["people"]] == [
        character.name for character in CHARACTERS
    ]
    assert state["town"]["title"] == "Coburg"
    assert state["town"]["now"].startswith("2009-10-13T10:00")
    assert [poster["payload"] for poster in state["town"]["posters"]] == [
        "BIL-ar", "BIL-de", "BER-ru", "BEG-tr", "BEG-uk", "OEF-en", "GSP-de-simple", "GSP-en",
    ]  # fmt: skip


async def test_all_but_the_newcomer_are_registered_and_stand_at_their_menu(demo: Demo) -> None:
    menus = {name: person.chat.messages and len(person.buttons()) > 1 for name, person in demo.people.items()}

    assert [name for name, shown in menus.items() if not shown] == ["Amal"]
    assert [one.name for one in CHARACTERS if one.locale and visitor(demo, one.name).locale != one.locale] == []


async def test_the_roles_are_given(demo: Demo) -> None:
    registered = [character.name for character in CHARACTERS if character.locale]
    people = {name: visitor(demo, name) for name in registered}

    assert [name for name, one in people.items() if one.is_coordinator] == ["Herr Weber", "Frau Krüger"]
    assert [name for name, one in people.items() if one.is_in_steering_group] == ["Jonas", "Hatice"]
    assert [name for name, one in people.items() if one.is_speaker] == ["Sabine", "Ayşe"]


async def test_a_newcomer_joins_by_poster_and_is_reminded_when_the_clock_moves(demo: Demo) -> None:
    amal = demo.people["Amal"]
    poster = demo.town.posters()[0]

    amal.open(poster.payload)
    while not amal.messages[-1].from_bot:  # noqa: ASYNC110 - the stand-in knows no such event
        await asyncio.sleep(0.005)
    languages = amal.buttons()[0][0]
    await presses_first(amal)
    joined = await presses_first(amal)
    heard_at(amal)
    await ask(f"{demo.address}clock", to_next=True)

    assert languages == "العربية"
    assert "AG Bildung (التعليم)" in joined
    assert heard_at(amal) == [local(20, 10, 2009, 18)]
    assert demo.town.now().strftime("%d.%m.%Y %H:%M") == "20.10.2009 18:00"


async def test_moving_on_the_town_lives_through_everything_on_the_way(demo: Demo) -> None:
    viktor = demo.people["Viktor"]
    await presses_first(viktor)
    await demo.assistant.settle()
    heard_at(viktor)

    await demo.town.move_to(local(27, 10, 2009, 19))
    reminded = heard_at(viktor)
    await demo.town.move_to(local(1, 12, 2009, 10))

    assert reminded == [local(26, 10, 2009, 18), local(27, 10, 2009, 17)]
    with pytest.raises(ValueError, match="Es ist keine Erinnerung geplant"):
        await demo.town.move_to_next()


async def test_the_clock_goes_forwards_only(demo: Demo) -> None:
    answer = await ask(f"{demo.address}clock", to="2009-10-13T09:00")

    assert answer == {"error": "Die Stadtuhr geht nur vorwärts."}


async def test_what_waits_for_the_night_to_end_is_said_in_the_morning(demo: Demo) -> None:
    viktor, equipment = demo.people["Viktor"], demo.assistant.application.bot_data
    await demo.town.advance(timedelta(hours=12))
    heard_at(viktor)
    await equipment.database.run(
        plan_first_meeting, demo.people["Sabine"].id, timezone=BERLIN, now=equipment.clock.now()
    )

    await demo.town.move_to_next()

    assert heard_at(viktor) == [local(14, 10, 2009, 8)]
    assert demo.town.now().strftime("%d.%m.%Y %H:%M") == "14.10.2009 08:00"


async def test_the_command_says_in_one_screenful_where_and_stops_quietly() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--no-browser",
        env={**os.environ, "PYTHONPATH": str(ROOT), "BOT_TOKEN": "2:OTHER", "LOG_LEVEL": "LOUD"},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    screen = (await process.stdout.readuntil(b"Ctrl-C.\n")).decode()
    address = re.search(r"http://127\.0\.0\.1:\d+/people/", screen)
    assert address is not None
    state = await ask(f"{address[0]}state")
    process.send_signal(signal.SIGINT)
    rest, complaints = await process.communicate()

    assert len(screen.splitlines()) <= 24
    assert state["bot"]["username"] == "mitwirken_bot"
    assert (process.returncode, rest.strip(), complaints) == (0, b"", b"")
