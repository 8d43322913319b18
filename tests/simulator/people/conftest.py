"""A simulator with a town, Amal who has just come to it, and a client before the people's door."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.simulator import Person, Simulator, serve
from tests.simulator.people.helpers import Coburg


@pytest.fixture
def simulator() -> Simulator:
    town = Coburg()
    simulator = Simulator(now=town.now)
    simulator.town = town
    return simulator


@pytest.fixture
def amal(simulator: Simulator) -> Person:
    return simulator.add_person("Amal", last_name="Haddad", language_code="ar", about="neu in Coburg", user_id=101)


@pytest.fixture
async def door(simulator: Simulator) -> AsyncIterator[aiohttp.ClientSession]:
    async with serve(simulator) as server, aiohttp.ClientSession(f"{server.url}/people/") as session:
        yield session
