"""The bot behind a webhook: the same dialogue as by polling, the door's refusals, and what is repeated."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session
from telegram.error import BadRequest

from bot.simulator.webhooks import Webhook
from bot.web import HEADER, WebhookDoor
from models import InboxUpdate
from models.database import Database
from tests.factories import create_body
from tests.sockets import free_port
from tests.towns import Town, open_town

SECRET = "Coburg_2009"
START = {
    "update_id": 9001,
    "message": {
        "message_id": 1,
        "date": 1255420800,
        "chat": {"id": 4711, "type": "private", "first_name": "Amal"},
        "from": {"id": 4711, "is_bot": False, "first_name": "Amal", "language_code": "en"},
        "text": "/start",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
    },
}


def behind_webhook(port: int, secret: str = SECRET) -> dict[str, Any]:
    """The settings of a bot whose webhook is on this machine."""
    address = f"127.0.0.1:{port}"
    return {"webhook_url": f"http://{address}/telegram", "webhook_listen": address, "webhook_secret": SecretStr(secret)}


@pytest.fixture
async def webhook_town(database_url: str) -> AsyncIterator[Town]:
    async with open_town(database_url, **behind_webhook(free_port())) as town:
        while town.simulator.webhook is None:  # noqa: ASYNC110 - the stand-in knows no such event
            await asyncio.sleep(0.005)
        yield town


async def post(town: Town, body: bytes, secret: str | None = SECRET) -> int:
    headers = {} if secret is None else {HEADER: secret}
    async with aiohttp.ClientSession() as session:
        response = await session.post(town.settings.webhook_url or "", data=io.BytesIO(body), headers=headers)
        return response.status


def stored(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(InboxUpdate)) or 0


async def test_the_dialogue_is_the_same_as_by_polling(webhook_town: Town) -> None:
    webhook_town.database.transact(create_body, "BIL", "Bildung", english="Education")
    amal = webhook_town.resident("Amal", "en")

    await amal.registers("English", "✅ Yes, I take part", payload="BIL-en")

    assert amal.screen.split("\n")[0] == "✅ You take part in: AG Bildung (Education)"
    assert webhook_town.simulator.calls("getUpdates") == []
    assert webhook_town.simulator.calls("setWebhook") == [
        {
            "url": webhook_town.settings.webhook_url,
            "secret_token": SECRET,
            "max_connections": 100,
            "allowed_updates": ["message", "callback_query", "my_chat_member"],
        }
    ]


@pytest.mark.parametrize("secret", [None, "", "Coburg_2010", "Gemäß"])
async def test_who_does_not_know_the_secret_is_turned_away(webhook_town: Town, secret: str | None) -> None:
    assert await post(webhook_town, b'{"update_id": 1}', secret) == 403
    assert webhook_town.database.look(stored) == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"update", 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b'"%s"' % (b"x" * 1024 * 1024), 413),
        (b"[]", 200),
    ],
    ids=["empty", "no JSON", "no text", "too deep", "too large", "no update"],
)
async def test_what_is_no_update_is_not_stored(webhook_town: Town, body: bytes, status: int) -> None:
    assert await post(webhook_town, body) == status
    assert webhook_town.database.look(stored) == 0


async def test_an_update_that_comes_twice_acts_once(webhook_town: Town) -> None:
    amal = webhook_town.resident("Amal", "en", user_id=4711)
    amal.person.chat.started = True

    statuses = [await post(webhook_town, json.dumps(START).encode()) for _ in range(2)]
    heard = await amal.hears()

    assert statuses == [200, 200]
    assert [words.split("\n")[0] for words in heard] == ["Welcome! This is the bot of the Mitwirken."]


async def test_what_the_database_does_not_take_telegram_keeps(webhook_town: Town) -> None:
    amal = webhook_town.resident("Amal", "en")
    rename = "ALTER TABLE {} RENAME TO {}"
    webhook_town.database.transact(lambda session: session.execute(text(rename.format("inbox_updates", "gone"))))

    amal.person.open()
    status = await post(webhook_town, b'{"update_id": 1}')
    webhook_town.database.transact(lambda session: session.execute(text(rename.format("gone", "inbox_updates"))))
    heard = await amal.hears()

    assert status == 503
    assert [words.split("\n")[0] for words in heard] == ["Welcome! This is the bot of the Mitwirken."]


async def test_health_is_the_databases(webhook_town: Town) -> None:
    assert webhook_town.assistant is not None
    port, gone = free_port(), Database("postgresql+psycopg://127.0.0.1:1/coburg")
    settings = webhook_town.settings.model_copy(update=behind_webhook(port))
    application, inbox = webhook_town.assistant.application, webhook_town.assistant.inbox
    ill = asyncio.get_running_loop().create_task(WebhookDoor(application.bot, inbox, gone, settings).run())
    while webhook_town.simulator.calls("setWebhook")[-1]["url"] != settings.webhook_url:  # noqa: ASYNC110
        await asyncio.sleep(0.005)

    statuses = []
    async with aiohttp.ClientSession() as session:
        for address in (webhook_town.settings.webhook_listen, settings.webhook_listen):
            response = await session.get(f"http://{address}/healthz")
            statuses.append((response.status, await response.text()))
    ill.cancel()
    await asyncio.wait([ill])
    gone.close()

    assert statuses == [(200, "ok\n"), (503, "503: Service Unavailable")]


async def test_a_webhook_that_telegram_refuses_ends_the_intake(database_url: str) -> None:
    settings = behind_webhook(free_port()) | {"webhook_url": "https://coburg.example:81/telegram"}
    async with open_town(database_url, **settings) as town:
        assert town.assistant is not None
        with pytest.raises(BadRequest, match=r"(?i)bad webhook"):
            await asyncio.wait_for(town.assistant.serve_until(asyncio.Event()), 5)


async def test_polling_takes_the_place_of_a_webhook_that_was_set(database_url: str) -> None:
    async with open_town(database_url) as town:
        await town.stop()
        town.simulator.set_webhook(Webhook("http://127.0.0.1:1/", "", 40))
        await town.start()

        heard = await town.resident("Amal", "en").opens()

    assert [words.split("\n")[0] for words in heard] == ["Welcome! This is the bot of the Mitwirken."]
