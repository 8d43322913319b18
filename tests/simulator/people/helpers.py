"""A town for the page, and short words for asking the people's door."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp

from bot.simulator import Person
from bot.simulator.messages import Content
from bot.simulator.town import Poster

BERLIN = ZoneInfo("Europe/Berlin")
Json = dict[str, Any]


class Coburg:
    """A town whose next reminder is on the day before the AG's meeting."""

    title = "Coburg"
    timezone = "Europe/Berlin"

    def __init__(self) -> None:
        self.time = datetime(2009, 10, 13, 17, 42, tzinfo=BERLIN)

    def now(self) -> datetime:
        return self.time

    async def advance(self, delta: timedelta) -> None:
        self.time = (self.time.astimezone(UTC) + delta).astimezone(BERLIN)

    async def move_to(self, when: datetime) -> None:
        if when < self.time:
            raise ValueError("The clock goes forwards only.")
        self.time = when.astimezone(BERLIN)

    async def move_to_next(self) -> None:
        self.time = datetime(2009, 10, 26, 18, tzinfo=BERLIN)

    def posters(self) -> list[Poster]:
        return [Poster("AG Sprache", "Scannen", "ag-1-de", "<svg xmlns='http://www.w3.org/2000/svg'/>")]


async def get(door: aiohttp.ClientSession, path: str) -> Any:
    async with door.get(path) as response:
        assert response.status == 200
        return await response.json()


async def post(door: aiohttp.ClientSession, path: str, **values: Any) -> tuple[int, Any]:
    async with door.post(path, json=values) as response:
        return response.status, await response.json()


def bot_says(person: Person, text: str, markup: Json | None = None) -> int:
    simulator = person.simulator
    return simulator.post(person.chat, simulator.bot, Content(text=text), reply_markup=markup).message_id
