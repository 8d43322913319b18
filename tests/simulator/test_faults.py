"""Trouble made on purpose, as a client sees it."""

import asyncio
import time as real_time

import aiohttp
import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.simulator import Limits, Person, Simulator
from tests.simulator.client import Client


async def test_a_server_error_does_nothing_and_passes(client: Client, simulator: Simulator, amira: Person) -> None:
    simulator.faults.fail(2, method="sendMessage")

    answers = [await client.call("sendMessage", chat_id=amira.id, text=text) for text in "123"]

    assert [answer.get("description") for answer in answers] == ["Bad Gateway", "Bad Gateway", None]
    assert [message.text for message in amira.inbox()] == ["3"]
    assert len(simulator.calls("sendMessage")) == 1


async def test_a_flood_wait_concerns_one_chat(
    bot: Bot, simulator: Simulator, amira: Person, boris: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    boris.open()
    simulator.faults.flood(retry_after=7, chat_id=amira.id)

    await bot.send_message(boris.id, "x")
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(amira.id, "x")

    assert refused.value.message == "Flood control exceeded. Retry in 0:00:07"
    await bot.send_message(amira.id, "x")


async def test_the_answer_to_a_flood_says_how_long(client: Client, simulator: Simulator, amira: Person) -> None:
    simulator.faults.flood()

    assert await client.call("sendMessage", chat_id=amira.id, text="x") == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 2",
        "parameters": {"retry_after": 2},
    }


async def test_a_reset_before_does_nothing_and_one_after_does(
    client: Client, simulator: Simulator, amira: Person
) -> None:
    simulator.faults.reset(1)
    simulator.faults.reset_after(1)

    for text in ("before", "after"):
        with pytest.raises(aiohttp.ClientError):
            await client.call("sendMessage", chat_id=amira.id, text=text)

    assert [message.text for message in amira.inbox()] == ["after"]


async def test_a_call_can_be_done_and_never_answered(client: Client, simulator: Simulator, amira: Person) -> None:
    simulator.faults.timeout_after(1, "sendMessage")

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(client.call("sendMessage", chat_id=amira.id, text="done"), 0.3)

    assert [message.text for message in amira.inbox()] == ["done"]


async def test_down_resets_all_connections_also_a_waiting_poll(
    client: Client, simulator: Simulator, amira: Person
) -> None:
    poll = asyncio.ensure_future(client.call("getUpdates", timeout=10))
    await asyncio.sleep(0.05)

    simulator.faults.down()

    with pytest.raises(aiohttp.ClientError):
        await asyncio.wait_for(poll, 2)
    with pytest.raises(aiohttp.ClientError):
        await client.call("getMe")

    simulator.faults.down(False)

    assert (await client.ask("getMe"))["first_name"] == "Mitwirken"


async def test_delays_are_per_method_or_for_all(client: Client, simulator: Simulator) -> None:
    simulator.faults.delay(lambda: 0.2, method="getMe")
    begin = real_time.monotonic()
    await client.ask("getWebhookInfo")
    quick = real_time.monotonic() - begin
    await client.ask("getMe")
    slow = real_time.monotonic() - begin - quick

    assert quick < 0.2 <= slow

    simulator.faults.clear()
    begin = real_time.monotonic()
    await client.ask("getMe")

    assert real_time.monotonic() - begin < 0.2


async def test_ptb_sees_network_trouble(bot: Bot, simulator: Simulator, amira: Person) -> None:
    simulator.faults.fail(1)
    simulator.faults.reset(1)

    for _ in range(2):
        with pytest.raises(NetworkError) as trouble:
            await bot.send_message(amira.id, "x")
        assert not isinstance(trouble.value, BadRequest)


@pytest.mark.parametrize(("sliding", "refused"), [(True, [1, 1, 0]), (False, [1, 0, 0])])
async def test_the_pace_per_chat(
    client: Client, simulator: Simulator, amira: Person, sliding: bool, refused: list[int]
) -> None:
    now = [100.6]
    simulator.limits = Limits(sliding=sliding, clock=lambda: now[0])
    await client.ask("sendMessage", chat_id=amira.id, text="0")

    waits = []
    for moment in (100.7, 101.1, 102.2):
        now[0] = moment
        answer = await client.call("sendMessage", chat_id=amira.id, text="x")
        waits.append(answer.get("parameters", {}).get("retry_after", 0))

    assert waits == refused


async def test_the_pace_over_all_and_per_group(client: Client, simulator: Simulator, amira: Person) -> None:
    now = [100.0]
    people = [simulator.add_person(f"Person {number}") for number in range(31)]
    for person in people:
        person.open()
    group = simulator.add_group("AG", members=[amira])
    simulator.limits = Limits(clock=lambda: now[0])

    answers = [(await client.call("sendMessage", chat_id=person.id, text="x"))["ok"] for person in people]

    assert answers == [True] * 30 + [False]

    for _ in range(20):
        now[0] += 1
        await client.ask("sendMessage", chat_id=group.id, text="x")
    now[0] += 1
    answer = await client.call("sendMessage", chat_id=group.id, text="x")

    assert answer["parameters"] == {"retry_after": 40}
    assert simulator.limits.refused == 2
