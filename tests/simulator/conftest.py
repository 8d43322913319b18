"""A running stand-in, people with names, and two clients: python-telegram-bot's Bot and a bare one for refusals."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from telegram import Bot

from bot.simulator import Person, Server, Simulator, serve
from tests.simulator.client import Client, SteppableTime


@pytest.fixture
def time() -> SteppableTime:
    return SteppableTime()


@pytest.fixture
def simulator(time: SteppableTime) -> Simulator:
    return Simulator(time.now)


@pytest.fixture
def amira(simulator: Simulator) -> Person:
    """A newcomer who has met the bot; the inbox is empty, nothing waits for the bot."""
    person = simulator.add_person("Amira", language_code="ar")
    person.open()
    simulator.updates.pending.clear()
    return person


@pytest.fixture
def boris(simulator: Simulator) -> Person:
    """A repatriate who has never met the bot."""
    return simulator.add_person("Boris", last_name="Weber", language_code="ru")


@pytest.fixture
async def server(simulator: Simulator) -> AsyncIterator[Server]:
    async with serve(simulator) as running:
        yield running


@pytest.fixture
async def client(simulator: Simulator, server: Server) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as session:
        yield Client(session, server.bot_url + simulator.token)


@pytest.fixture
async def bot(simulator: Simulator, server: Server) -> AsyncIterator[Bot]:
    async with Bot(simulator.token, base_url=server.bot_url, base_file_url=server.file_url) as running:
        yield running
