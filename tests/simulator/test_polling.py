"""Long polling: offsets, limits, kinds, conflicts, and updates that no Telegram would send."""

import asyncio
import time as real_time

import pytest
from telegram import Bot
from telegram.error import Conflict

from bot.simulator import Person, Simulator
from tests.simulator.client import Client


async def texts(client: Client, **parameters: object) -> list[str]:
    return [update["message"]["text"] for update in await client.ask("getUpdates", **parameters)]


async def test_updates_stay_until_an_offset_confirms_them(client: Client, amira: Person) -> None:
    for text in ("1", "2", "3"):
        amira.say(text)
    first = (await client.ask("getUpdates"))[0]["update_id"]

    assert await texts(client) == ["1", "2", "3"]
    assert await texts(client, offset=first + 1, limit=1) == ["2"]
    assert await texts(client) == ["2", "3"]
    assert await texts(client, offset=first + 3) == []


async def test_a_negative_offset_keeps_the_newest(client: Client, amira: Person) -> None:
    for text in ("1", "2", "3"):
        amira.say(text)

    assert await texts(client, offset=-1) == ["3"]
    assert await texts(client) == ["3"]


async def test_a_poll_waits_for_the_first_update(client: Client, amira: Person) -> None:
    poll = asyncio.ensure_future(texts(client, timeout=10))
    await asyncio.sleep(0.05)

    amira.say("da")

    assert await asyncio.wait_for(poll, 2) == ["da"]


async def test_a_poll_ends_empty_after_its_timeout(client: Client) -> None:
    begin = real_time.monotonic()

    assert await texts(client, timeout=1) == []
    assert 0.9 < real_time.monotonic() - begin < 2


async def test_a_second_poll_ends_the_first(bot: Bot, client: Client) -> None:
    first = asyncio.ensure_future(bot.get_updates(timeout=10))
    await asyncio.sleep(0.05)

    await client.ask("getUpdates")

    with pytest.raises(Conflict) as refused:
        await first
    assert refused.value.message == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


async def test_the_choice_of_kinds_is_remembered(client: Client, amira: Person) -> None:
    await client.ask("getUpdates", allowed_updates=["callback_query"])
    amira.say("unheard")

    assert await client.ask("getUpdates") == []

    await client.ask("getUpdates", allowed_updates=[])
    amira.say("heard")

    assert await texts(client) == ["heard"]


async def test_malformed_updates_are_handed_on(client: Client, simulator: Simulator, amira: Person) -> None:
    update_id = simulator.push({"message": {"no": "fields"}})

    assert await client.ask("getUpdates") == [{"update_id": update_id, "message": {"no": "fields"}}]


async def test_a_confirmed_update_can_come_again(client: Client, simulator: Simulator, amira: Person) -> None:
    amira.say("twice")
    (update,) = await client.ask("getUpdates")
    offset = update["update_id"] + 1
    assert await client.ask("getUpdates", offset=offset) == []

    simulator.push_raw(update)

    assert await client.ask("getUpdates", offset=offset) == [update]
    assert await client.ask("getUpdates", offset=offset) == []


async def test_a_transcript_can_be_switched_off() -> None:
    simulator = Simulator(transcript_limit=0)
    simulator.add_person("Amira").open()

    assert simulator.transcript == []
