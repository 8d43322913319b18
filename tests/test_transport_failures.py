"""What the HTTP transport calls a failure: certainly not sent, or sent perhaps; and that the token stays at home."""

import asyncio
import socket
import struct

import pytest
from aiohttp import web

from bot.transport import AiohttpRequest, NotSent, Unanswered
from tests.sockets import MESSAGE, answering, bot_at, failure_against, failure_of, serving

TRUNCATED_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"


async def test_no_answer_in_time_is_unanswered() -> None:
    async def handler(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.read()

    error = await failure_against(handler, AiohttpRequest(read_timeout=0.1))

    assert (type(error), str(error)) == (Unanswered, "sendMessage: SocketTimeoutError")


async def test_an_answer_that_trickles_is_unanswered_at_the_end_of_its_time() -> None:
    async def handler(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(TRUNCATED_ANSWER)
        while not writer.is_closing():
            writer.write(b" ")
            await asyncio.sleep(0.02)

    impatient = AiohttpRequest(read_timeout=0.1, write_timeout=0.1, connect_timeout=0.1, pool_timeout=0.1)
    error = await failure_against(handler, impatient)

    assert (type(error), str(error)) == (Unanswered, "sendMessage: TimeoutError")


async def test_a_connection_that_is_closed_instead_of_an_answer_is_unanswered() -> None:
    async def handler(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    error = await failure_against(handler)

    assert (type(error), str(error)) == (Unanswered, "sendMessage: ServerDisconnectedError")


async def test_a_connection_that_is_reset_instead_of_an_answer_is_unanswered() -> None:
    async def handler(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        linger = struct.pack("ii", 1, 0)
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)

    error = await failure_against(handler)

    assert (type(error), str(error)) == (Unanswered, "sendMessage: ClientOSError ECONNRESET")


async def test_half_an_answer_is_unanswered() -> None:
    async def handler(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(TRUNCATED_ANSWER)

    error = await failure_against(handler)

    assert (type(error), str(error)) == (Unanswered, "sendMessage: ClientPayloadError")


async def test_an_answer_that_is_no_http_is_unanswered() -> None:
    async def handler(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"SSH-2.0-OpenSSH\r\n\r\n")

    error = await failure_against(handler)

    assert (type(error), str(error)) == (Unanswered, "sendMessage: ClientResponseError")


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("http://127.0.0.1:1", "sendMessage: ClientConnectorError ECONNREFUSED"),
        ("http://telegram.invalid", "sendMessage: ClientConnectorDNSError"),
        ("ftp://127.0.0.1", "sendMessage: NonHttpUrlClientError"),
    ],
)
async def test_what_never_left_is_not_sent(address: str, text: str) -> None:
    async with bot_at(address) as bot:
        error = await failure_of(bot.send_message(7, "Grüß Gott"))

    assert (type(error), str(error)) == (NotSent, text)


async def test_a_failed_tls_handshake_is_not_sent() -> None:
    async with serving(answering(200, {"ok": True})) as address, bot_at(address.replace("http", "https")) as bot:
        error = await failure_of(bot.send_message(7, "Grüß Gott"))

    assert (type(error), str(error)) == (NotSent, "sendMessage: ClientConnectorSSLError EPERM")


async def test_waiting_in_vain_for_a_free_connection_is_not_sent() -> None:
    released = asyncio.Event()

    async def handler(_: web.Request) -> web.Response:
        await released.wait()
        return web.json_response({"ok": True, "result": MESSAGE})

    transport = AiohttpRequest(connections=1, connect_timeout=0.1, pool_timeout=0.1)
    async with serving(handler) as address, bot_at(address, transport) as bot, asyncio.TaskGroup() as tasks:
        first = tasks.create_task(bot.send_message(7, "Grüß Gott"))
        await asyncio.sleep(0.05)
        error = await failure_of(bot.send_message(8, "Grüß Gott"))
        released.set()

    assert (type(error), str(error)) == (NotSent, "sendMessage: ConnectionTimeoutError")
    assert first.result().message_id == 1


async def test_closed_it_sends_nothing_and_opens_again() -> None:
    async with serving(answering(200, {"ok": True, "result": MESSAGE})) as address:
        transport = AiohttpRequest()
        async with bot_at(address, transport) as bot:
            await transport.shutdown()
            await transport.shutdown()
            closed = await failure_of(bot.send_message(7, "Grüß Gott"))
            await transport.initialize()
            await transport.initialize()
            message = await bot.send_message(7, "Grüß Gott")

    assert (type(closed), message.message_id) == (NotSent, 1)
