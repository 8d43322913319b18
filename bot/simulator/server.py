"""Both doors over HTTP in one aiohttp application: the bot's and the people's."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from bot.simulator.bot_api import add_bot_routes
from bot.simulator.chats import Simulator
from bot.simulator.people_api import add_people_routes
from bot.simulator.webhooks import Deliverer

LARGEST_REQUEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs; ``url`` is "http://host:port" without a slash at the end."""

    url: str

    @property
    def bot_url(self) -> str:
        """The ``base_url`` for python-telegram-bot."""
        return f"{self.url}/bot"

    @property
    def file_url(self) -> str:
        """The ``base_file_url`` for python-telegram-bot."""
        return f"{self.url}/file/bot"


def build_app(simulator: Simulator) -> web.Application:
    """Return the web application with both doors."""
    app = web.Application(client_max_size=LARGEST_REQUEST)
    add_bot_routes(app, simulator)
    add_people_routes(app, simulator)
    return app


@asynccontextmanager
async def serve(simulator: Simulator, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[Server]:
    """Serve both doors while the context lasts; port 0 takes a free one. Raises OSError for a port in use."""
    runner = web.AppRunner(build_app(simulator), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    deliverer: asyncio.Task[None] | None = None
    try:
        site = web.TCPSite(runner, host, port, backlog=1024)
        await site.start()
        deliverer = asyncio.get_running_loop().create_task(Deliverer(simulator).run())
        yield Server(f"http://{host}:{runner.addresses[0][1]}")
    finally:
        if deliverer is not None:
            deliverer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await deliverer
        await runner.cleanup()
