"""The real process against the stand-in, and its sudden death: for tests that kill it."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.simulator import Simulator, serve

ROOT = Path(__file__).parent.parent


@dataclass
class Machine:
    """A machine on which the bot can be started and killed as often as one likes."""

    simulator: Simulator
    environment: dict[str, str]
    process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start `python -m bot run`."""
        command = [sys.executable, "-m", "bot", "run"]
        quiet = asyncio.subprocess.DEVNULL
        self.process = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, env=self.environment, stdout=quiet, stderr=quiet
        )

    async def kill(self) -> None:
        """Kill it with SIGKILL: nothing is tidied up."""
        assert self.process is not None
        assert self.process.returncode is None, f"the bot had ended by itself: {self.process.returncode}"
        self.process.kill()
        await self.process.wait()

    async def run_until(self, condition: Callable[[], bool], *, seconds: float = 60) -> None:
        """Let the world go on until the condition holds."""
        async with asyncio.timeout(seconds):
            while not condition():  # noqa: ASYNC110 - the condition looks at the world outside
                await asyncio.sleep(0.005)


@asynccontextmanager
async def machine(database_url: str, **settings: str) -> AsyncIterator[Machine]:
    """Give a machine with a stand-in for Telegram; a bot that still runs at the end is killed."""
    simulator = Simulator()
    async with serve(simulator) as server:
        own = {"BOT_TOKEN": "1:DEMO", "BOT_API_URL": server.url, "DATABASE_URL": database_url, **settings}
        given = Machine(simulator, {**os.environ, **own})
        try:
            yield given
        finally:
            if given.process is not None and given.process.returncode is None:
                await given.kill()
