"""A town to test in: the bot against the simulator, over HTTP, with a clock that stands still until it is moved.

Residents act as people do: they open links, press buttons by their label, type; each act waits until the bot has
worked it off and gives back what the bot wrote to them since.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot import application as application_room
from bot.application import Assistant
from bot.clock import SteppableClock
from bot.config import Settings
from bot.jobs.ticks import tick
from bot.simulator import Message, Person, Simulator, serve
from models.database import Database

BERLIN = ZoneInfo("Europe/Berlin")
#: The day of the conference „Integration in Bayern“, in the morning.
CONFERENCE_DAY = datetime(2009, 10, 13, 10, 0, tzinfo=BERLIN)
#: The beginning of a picture of one pixel, which tells its size.
_PIXEL = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (b"\0\0\0\1" * 2)


def local(day: int, month: int, year: int, hour: int = 0, minute: int = 0) -> datetime:
    """Return the instant at which Berlin's wall clock shows this."""
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN)


@dataclass
class Resident:
    """A person of the town with a phone."""

    town: Town
    person: Person
    #: What every message of the bot said when the resident last looked.
    seen: dict[int, str] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """Telegram's number of the person."""
        return self.person.id

    async def opens(self, payload: str = "") -> list[str]:
        """Scan a poster or press START."""
        self.person.open(payload or None)
        return await self.hears()

    async def says(self, text: str) -> list[str]:
        """Type a message."""
        self.person.say(text)
        return await self.hears()

    async def presses(self, *labels: str) -> list[str]:
        """Press buttons, one after the other, by their labels."""
        heard: list[str] = []
        for label in labels:
            self.person.press(label)
            heard = await self.hears()
        return heard

    async def forges(self, data: str) -> list[str]:
        """Send button data that no button has to carry."""
        self.person.press_data(data)
        return await self.hears()

    async def speaks(self, seconds: int = 3) -> list[str]:
        """Send a voice message."""
        self.person.send_voice(b"OggS", seconds)
        return await self.hears()

    async def shows(self, caption: str | None = None) -> list[str]:
        """Send a photo."""
        self.person.send_photo(_PIXEL, caption)
        return await self.hears()

    async def hears(self) -> list[str]:
        """Wait until the bot has nothing more to do, and return what it wrote since the last time."""
        await self.town.settle()
        shown = {message.message_id: _text(message) for message in self.bot_messages}
        heard = [text for number, text in shown.items() if self.seen.get(number) != text]
        self.seen = shown
        return heard

    @property
    def bot_messages(self) -> list[Message]:
        """All messages of the bot in this chat, oldest first."""
        return [message for message in self.person.messages if message.from_bot]

    @property
    def screen(self) -> str:
        """The newest message of the bot."""
        return _text(self.bot_messages[-1])

    @property
    def file(self) -> bytes:
        """The content of the file that the newest message of the bot carries."""
        document = self.bot_messages[-1].document
        assert document is not None
        return document.content

    @property
    def buttons(self) -> list[str]:
        """The labels of the newest keyboard."""
        return [label for row in self.person.buttons() for label in row]

    async def registers(
        self, language: str = "Deutsch", agree: str = "✅ Ja, ich mache mit", payload: str = ""
    ) -> None:
        """Come in: scan, choose a language, agree."""
        await self.opens(payload)
        await self.presses(language)
        await self.presses(agree)


def _text(message: Message) -> str:
    return message.text or message.caption or ""


@dataclass
class Town:
    """The whole installation."""

    simulator: Simulator
    clock: SteppableClock
    database: Database
    settings: Settings
    server_url: str
    assistant: Assistant | None = None
    residents: dict[str, Resident] = field(default_factory=dict)

    def resident(self, name: str, language_code: str = "de", **details: Any) -> Resident:
        """Return the resident with this first name, new in town if need be."""
        if name not in self.residents:
            person = self.simulator.add_person(name, language_code=language_code, **details)
            self.residents[name] = Resident(self, person)
        return self.residents[name]

    async def settle(self) -> None:
        """Wait until every update is worked off and everything due is delivered."""
        assert self.assistant is not None
        while self.simulator.updates.pending:  # noqa: ASYNC110 - the stand-in knows no such event
            await asyncio.sleep(0.001)
        await self.assistant.settle()

    async def move_to(self, instant: datetime) -> None:
        """Move the clock to `instant` and let the bot notice."""
        assert self.assistant is not None
        self.clock.move_to(instant)
        await tick(self.assistant.application.bot_data)
        await self.settle()

    async def pass_time(self, **delta: float) -> None:
        """Let time pass: `pass_time(hours=2)`."""
        await self.move_to(self.clock.now() + timedelta(**delta))

    async def restart(self) -> None:
        """Stop the bot and start it again on the same database."""
        await self.stop()
        await self.start()

    async def start(self) -> None:
        """Start the bot."""
        self._running = application_room.running(self.settings, self.database, self.clock)
        self.assistant = await self._running.__aenter__()

    async def stop(self) -> None:
        """Stop the bot."""
        self.assistant = None
        await self._running.__aexit__(None, None, None)


@asynccontextmanager
async def open_town(database_url: str, start: datetime = CONFERENCE_DAY, **settings: Any) -> AsyncIterator[Town]:
    """Open a town on a migrated database; the bot runs, with these `settings` instead of those that suit most tests."""
    clock = SteppableClock(start)
    simulator = Simulator(now=clock.now)
    async with serve(simulator) as server:
        quick: dict[str, Any] = {"messages_per_second": 100_000, "chat_interval": 0, "tick_seconds": 3600}
        chosen = Settings(
            bot_token=SecretStr("1:DEMO"),
            bot_api_url=server.url,
            database_url=database_url,
            _env_file=None,
            **(quick | settings),
        )
        town = Town(simulator, clock, Database(database_url), chosen, server.url)
        await town.start()
        try:
            yield town
        finally:
            await town.stop()
            town.database.close()
