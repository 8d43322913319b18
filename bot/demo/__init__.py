"""The demo: Coburg on 13.10.2009 in a browser, with the stand-in in Telegram's place. Nothing of it is kept."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.application import Assistant, running
from bot.clock import SteppableClock
from bot.config import Settings
from bot.demo.people import CHARACTERS, plan_first_meeting, register
from bot.demo.town import DemoTown, draw_posters
from bot.log import set_up_logging
from bot.process import stop_signal
from bot.services.imports import import_town
from bot.simulator import Person, Simulator, serve
from bot.towns import COBURG, read_town
from models.database import Database
from models.schema import upgrade

BERLIN = ZoneInfo("Europe/Berlin")
#: The day of the conference „Integration in Bayern“, in the morning.
START = datetime(2009, 10, 13, 10, 0, tzinfo=BERLIN)
GUIDE = """\
Coburg is open, and it is Tuesday, 13.10.2009, 10:00:

    {address}

  1  Amal has just moved here: choose her and scan a poster. Three taps, and she takes part, in Arabic.
  2  Move the town clock to the next reminder: each person is written to in their own language.
  3  Sabine speaks for AG Bildung: hand in a result as her. Anyone may simply write an idea.
  4  Jonas and Hatice are the Steuergruppe: open the inbox, conclude, read the summary.
  5  Herr Weber coordinates: write to everyone at once, and stop it again.

Everything happens on this computer and is forgotten at the end. Stop with Ctrl-C.
"""


@dataclass(frozen=True)
class Demo:
    """The open town: the page's address, the messenger's people by name, the town with its clock, the bot."""

    address: str
    people: dict[str, Person]
    town: DemoTown
    assistant: Assistant


async def demonstrate(port: int, *, browser: bool) -> None:
    """Open the town, say where, and keep it open until the process is asked to stop.

    Raises:
        OSError: the port is taken.
    """
    stop = stop_signal()
    set_up_logging(level="WARNING", as_json=False)
    async with open_demo(port) as demo:
        print(GUIDE.format(address=demo.address), flush=True)
        if browser and _has_display():
            webbrowser.open(demo.address)
        await stop.wait()


@asynccontextmanager
async def open_demo(port: int = 0) -> AsyncIterator[Demo]:
    """Open the town while the block lasts; port 0 takes a free one. Raises OSError for a port in use."""
    clock = SteppableClock(START, running=True)
    simulator = Simulator(now=clock.now)
    with tempfile.TemporaryDirectory(prefix="mitwirken-", ignore_cleanup_errors=True) as folder:
        async with serve(simulator, port=port) as server:
            settings = _settings(server.url, Path(folder))
            database = Database(settings.effective_database_url)
            people = _settle(database, simulator, clock)
            try:
                async with running(settings, database, clock) as assistant:
                    town = await _begin(simulator, assistant, clock, people)
                    yield Demo(f"{server.url}/people/", people, town, assistant)
            finally:
                database.close()


async def _begin(
    simulator: Simulator, assistant: Assistant, clock: SteppableClock, people: dict[str, Person]
) -> DemoTown:
    """Wait until everyone has been answered, let Sabine invite, and return the town."""
    while simulator.updates.pending:  # noqa: ASYNC110 - the stand-in knows no such event
        await asyncio.sleep(0.005)
    await assistant.settle()
    equipment = assistant.application.bot_data
    await equipment.database.run(
        plan_first_meeting, people["Sabine"].id, timezone=equipment.settings.timezone, now=clock.now()
    )
    equipment.news.set()
    posters = await equipment.database.read(draw_posters, simulator.bot.username or "")
    simulator.town = town = DemoTown(assistant, clock, posters)
    return town


def _settings(server: str, folder: Path) -> Settings:
    """Return settings that no variable of the environment changes: the demo is the same everywhere."""
    return Settings.model_construct(
        bot_token=SecretStr("1:DEMO"),
        bot_api_url=server,
        data_folder=folder,
        TIMEZONE=BERLIN.key,
        messages_per_second=1000,
        chat_interval=0,
        tick_seconds=1,
    )


def _settle(database: Database, simulator: Simulator, clock: SteppableClock) -> dict[str, Person]:
    """Import Coburg, let its people move in, and register those who take part already; return them by name."""
    upgrade(database.engine)
    database.transact(import_town, read_town(COBURG), timezone=BERLIN, now=clock.now())
    people: dict[str, Person] = {}
    for character in CHARACTERS:
        # A name of two words is no first and last name here; the page would otherwise call people "Herr".
        name = character.name.replace(" ", "\N{NO-BREAK SPACE}")
        person = simulator.add_person(name, language_code=character.language_code, about=character.about)
        people[character.name] = person
        if character.locale:
            database.transact(register, person.id, character, now=clock.now())
            # Their first word of that day; the bot answers with the menu in their language.
            person.open()
    return people


def _has_display() -> bool:
    """Tell whether a browser would open where somebody sees it."""
    if os.environ.get("CI"):
        return False
    graphical = sys.platform in {"darwin", "win32"}
    return graphical or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
