"""The page's live stream."""

import asyncio
import json
from typing import Any

import aiohttp
from aiohttp import web

from bot.simulator import Person, Simulator
from bot.simulator.people_api import add_people_routes
from tests.simulator.people.helpers import bot_says


async def test_events_tell_of_changes(door: aiohttp.ClientSession, amal: Person) -> None:
    async with door.get("events") as stream:
        assert await stream.content.readline() == b"retry: 1000\n"
        number = bot_says(amal, "neu")
        line = await asyncio.wait_for(_next_event(stream), 5)

    assert stream.content_type == "text/event-stream"
    assert line == {"kind": "message", "chat_id": 101, "message_id": number}


async def _next_event(stream: aiohttp.ClientResponse) -> Any:
    while not (line := await stream.content.readline()).startswith(b"data: "):
        pass
    return json.loads(line[6:])


async def test_open_streams_do_not_hold_the_server_up(simulator: Simulator, amal: Person) -> None:
    app = web.Application()
    add_people_routes(app, simulator)
    runner = web.AppRunner(app, shutdown_timeout=60)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0]
    async with aiohttp.ClientSession() as session, session.get(f"http://{host}:{port}/people/events") as stream:
        await stream.content.readline()
        await asyncio.wait_for(runner.cleanup(), 5)

        assert await stream.content.read() == b"\n"
    bot_says(amal, "after the end nobody is listening, and nothing breaks")
