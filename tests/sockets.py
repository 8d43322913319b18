"""Servers on real sockets, a bot that talks to them, and ports that nobody listens on."""

import asyncio
import socket
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import TelegramError

from bot.transport import AiohttpRequest

TOKEN = "4711:AAsecretOfTheTownOfCoburg"
MESSAGE = {"message_id": 1, "date": 1255435200, "chat": {"id": 7, "type": "private"}, "text": "Grüß Gott"}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
RawHandler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def serving(handler: Handler) -> AsyncIterator[str]:
    application = web.Application(client_max_size=10_000_000)
    application.router.add_route("*", "/{path:.*}", handler)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def serving_raw(handler: RawHandler) -> AsyncIterator[str]:
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        served.append(asyncio.current_task())
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(int(head.split(b"Content-Length: ")[1].split()[0]))
        await handler(reader, writer)
        writer.close()
        await writer.wait_closed()

    served: list[asyncio.Task[None] | None] = []
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        await asyncio.gather(*(task for task in served if task), return_exceptions=True)


@asynccontextmanager
async def bot_at(address: str, request: AiohttpRequest | None = None) -> AsyncIterator[Bot]:
    transport = request or AiohttpRequest()
    await transport.initialize()
    try:
        yield Bot(TOKEN, base_url=f"{address}/bot", base_file_url=f"{address}/file/bot", request=transport)
    finally:
        await transport.shutdown()


def answering(status: int, body: dict[str, object]) -> Handler:
    async def handler(_: web.Request) -> web.Response:
        return web.json_response(body, status=status)

    return handler


def refusing(status: int, description: str, **parameters: int) -> Handler:
    body: dict[str, object] = {"ok": False, "error_code": status, "description": description}
    return answering(status, {**body, "parameters": parameters} if parameters else body)


async def failure_of(awaitable: Awaitable[object]) -> TelegramError:
    """The error that this raises, after a look for the token in all that a log could print of it."""
    with pytest.raises(TelegramError) as caught:
        await awaitable
    error: BaseException | None = caught.value
    assert TOKEN not in "".join(traceback.format_exception(caught.value))
    while error is not None:
        assert TOKEN not in f"{error!r} {error.__dict__}"
        error = error.__cause__ or error.__context__
    return caught.value


async def failure_against(handler: RawHandler, request: AiohttpRequest | None = None) -> TelegramError:
    async with serving_raw(handler) as address, bot_at(address, request) as bot:
        return await failure_of(bot.send_message(7, "Grüß Gott"))
