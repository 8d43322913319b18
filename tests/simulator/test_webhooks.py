"""Webhooks: delivery with the secret, repetition, order, and the refusals around them."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot

from bot.simulator import Person, Simulator
from tests.simulator.client import Client

SECRET = "X-Telegram-Bot-Api-Secret-Token"


class Receiver:
    """A webhook that notes what arrives and answers with the statuses it is given, then with 200."""

    def __init__(self) -> None:
        self.url = ""
        self.statuses: list[int] = []
        self.received: list[tuple[str | None, Any]] = []
        self._arrived = asyncio.Event()

    async def take(self, request: web.Request) -> web.Response:
        self.received.append((request.headers.get(SECRET), await request.json()))
        self._arrived.set()
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    async def wait_for(self, count: int) -> list[Any]:
        while len(self.received) < count:
            self._arrived.clear()
            await asyncio.wait_for(self._arrived.wait(), 5)
        return [update for _, update in self.received]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_updates_arrive_with_the_secret(bot: Bot, receiver: Receiver, amira: Person) -> None:
    amira.say("before")
    await bot.set_webhook(receiver.url, secret_token="Coburg_2009")
    amira.say("after")

    updates = await receiver.wait_for(2)

    assert [update["message"]["text"] for update in updates] == ["before", "after"]
    assert {secret for secret, _ in receiver.received} == {"Coburg_2009"}


async def test_a_failed_delivery_is_repeated_before_the_next(bot: Bot, receiver: Receiver, amira: Person) -> None:
    receiver.statuses = [500, 302]
    await bot.set_webhook(receiver.url)
    amira.say("1")
    amira.say("2")

    updates = await receiver.wait_for(4)

    assert [update["message"]["text"] for update in updates] == ["1", "1", "1", "2"]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 302 Found"


async def test_a_chat_in_trouble_holds_nobody_up(bot: Bot, receiver: Receiver, amira: Person, boris: Person) -> None:
    receiver.statuses = [500]
    await bot.set_webhook(receiver.url)
    amira.say("1")
    boris.say("2")

    updates = await receiver.wait_for(3)

    assert [update["message"]["text"] for update in updates] == ["1", "2", "1"]


async def test_polling_and_webhook_exclude_each_other(client: Client, receiver: Receiver, amira: Person) -> None:
    poll = asyncio.ensure_future(client.refusal("getUpdates", timeout=10))
    await asyncio.sleep(0.05)

    await client.ask("setWebhook", url=receiver.url)

    assert await poll == (409, "Conflict: terminated by setWebhook request")
    assert await client.refusal("getUpdates") == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )

    await client.ask("deleteWebhook")
    amira.say("polled")

    assert len(await client.ask("getUpdates")) == 1


async def test_waiting_updates_can_be_dropped(client: Client, receiver: Receiver, amira: Person) -> None:
    amira.say("lost")
    await client.ask("setWebhook", url=receiver.url, drop_pending_updates=True, allowed_updates=["message"])

    assert await client.ask("getWebhookInfo") == {
        "url": receiver.url,
        "has_custom_certificate": False,
        "pending_update_count": 0,
        "max_connections": 40,
        "allowed_updates": ["message"],
    }


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"url": "http://coburg.de"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://coburg.de", "secret_token": "ä"}, "secret token contains unallowed characters"),
        ({"url": "https://coburg.de", "secret_token": "x" * 257}, "secret token is too long"),
    ],
)
async def test_a_webhook_is_refused(
    client: Client, simulator: Simulator, parameters: dict[str, str], words: str
) -> None:
    assert await client.refusal("setWebhook", **parameters) == (400, f"Bad Request: {words}")
    assert simulator.webhook is None


async def test_an_empty_url_ends_the_webhook(client: Client, simulator: Simulator, receiver: Receiver) -> None:
    await client.ask("setWebhook", url=receiver.url)

    await client.ask("setWebhook", url="")

    assert simulator.webhook is None
