"""Broadcasts in trouble: blocked, slowed down, restarted, interrupted; nothing is lost and nothing comes twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from models import Role
from tests.handlers.settling import settle, settle_many
from tests.handlers.test_broadcast_control import press, received, until
from tests.handlers.test_broadcasts import READ, TEXT, compose
from tests.towns import Town, open_town


@pytest.fixture
async def slow_town(database_url: str) -> AsyncIterator[Town]:
    """A town in which news leaves at ten messages per second."""
    async with open_town(database_url, messages_per_second=10) as opened:
        yield opened


async def test_who_blocks_the_bot_is_counted_apart_and_reads_again_after_letting_it_in(town: Town) -> None:
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")
    mehmet.person.chat.blocked = True
    await compose(olga)
    await olga.presses("📣 Send now")
    await town.pass_time(seconds=10)
    first = olga.screen

    mehmet.person.unblock()
    await mehmet.hears()
    preview = await compose(olga, text="Zweiter Versuch")
    await olga.presses("📣 Send now")

    assert first == f"📊 Report on your message\n\n{TEXT}\n\nEnglish\n✅ Delivered: 1\n🚫 Not reachable: 1"
    assert preview[1].splitlines()[2] == "2 people will get it:"
    assert await mehmet.hears() == [READ.replace(TEXT, "Zweiter Versuch")]


async def test_a_restart_in_the_middle_loses_and_doubles_nothing(slow_town: Town) -> None:
    people = settle_many(slow_town, 20)
    olga = settle(slow_town, "Olga", role=Role.COORDINATOR)
    await compose(olga)
    await press(slow_town, olga, "📣 Send now")
    await until(people, 5)

    await slow_town.restart()
    between = received(people)
    await slow_town.settle()
    await slow_town.pass_time(seconds=10)

    assert between < 20
    assert [len(person.bot_messages) for person in people] == [1] * 20
    assert olga.screen == f"📊 Report on your message\n\n{TEXT}\n\nEnglish\n✅ Delivered: 21"


async def test_a_stop_after_a_restart_still_holds(slow_town: Town) -> None:
    people = settle_many(slow_town, 20)
    olga = settle(slow_town, "Olga", role=Role.COORDINATOR)
    await compose(olga)
    await press(slow_town, olga, "📣 Send now")
    await until(people, 3)

    await slow_town.restart()
    await press(slow_town, olga, "⏹ Stop")
    await asyncio.sleep(0.5)
    arrived = received(people)
    await slow_town.settle()

    assert received(people) == arrived < 20


async def test_composing_goes_on_after_a_restart_and_in_another_language(town: Town) -> None:
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")
    await compose(olga)

    await town.restart()
    await olga.says("/language")
    await olga.presses("English")
    await olga.presses("📣 Send now")

    assert await mehmet.hears() == [READ]


async def test_a_deleted_recipient_is_in_no_report(town: Town) -> None:
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet", "tr")
    await compose(olga)
    town.simulator.faults.fail(chat_id=mehmet.id, method="sendMessage")
    await olga.presses("📣 Send now")

    await mehmet.says("/start")
    await mehmet.forges("erase:everything")
    await town.pass_time(seconds=10)

    assert olga.screen == f"📊 Report on your message\n\n{TEXT}\n\nEnglish\n✅ Delivered: 1"


async def test_a_broadcast_outlives_its_author(town: Town) -> None:
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")
    await compose(olga)
    town.simulator.faults.fail(chat_id=mehmet.id, method="sendMessage")
    await olga.presses("📣 Send now")

    await olga.forges("erase:everything")
    await town.pass_time(seconds=10)
    await town.pass_time(seconds=10)

    assert await mehmet.hears() == [READ]
