"""The HTTP transport against a real server: what arrives, and what Telegram's own refusals become."""

import asyncio
import io
from pathlib import Path

import pytest
from aiohttp import web
from telegram import InputFile
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.transport import AiohttpRequest
from tests.sockets import MESSAGE, TOKEN, Handler, bot_at, failure_of, refusing, serving


async def test_a_message_arrives_as_form_and_its_answer_comes_back() -> None:
    received: list[tuple[str, str, dict[str, object]]] = []

    async def handler(request: web.Request) -> web.Response:
        received.append((request.path, request.content_type, dict(await request.post())))
        return web.json_response({"ok": True, "result": MESSAGE})

    async with serving(handler) as address, bot_at(address) as bot:
        message = await bot.send_message(7, "Grüß & Gott", disable_notification=True)

    fields = {"chat_id": "7", "text": "Grüß & Gott", "disable_notification": "true"}
    assert received == [(f"/bot{TOKEN}/sendMessage", "application/x-www-form-urlencoded", fields)]
    assert message.text == "Grüß Gott"


@pytest.mark.parametrize("as_handle", [False, True])
async def test_a_document_is_uploaded_with_its_name(as_handle: bool) -> None:
    received: list[tuple[object, ...]] = []

    async def handler(request: web.Request) -> web.Response:
        form = await request.post()
        part = form["document"]
        assert isinstance(part, web.FileField)
        received.append((form["chat_id"], form["caption"], part.filename, part.content_type, part.file.read()))
        return web.json_response({"ok": True, "result": MESSAGE})

    with io.BytesIO(b"PK" + bytes(1_000_000)) as file:
        async with serving(handler) as address, bot_at(address) as bot:
            document = InputFile(file, 'Übersicht "AG".pdf', read_file_handle=not as_handle)
            await bot.send_document(7, document, caption="für Olga")
        still_open = not file.closed

    content = b"PK" + bytes(1_000_000)
    assert received == [("7", "für Olga", 'Übersicht "AG".pdf', "application/pdf", content)]
    assert still_open


async def test_a_file_is_downloaded(tmp_path: Path) -> None:
    async def handler(request: web.Request) -> web.Response:
        if request.path.endswith("/getFile"):
            result = {"file_id": "f", "file_unique_id": "u", "file_path": "voice/a b.oga"}
            return web.json_response({"ok": True, "result": result})
        return web.Response(body=request.path.encode())

    async with serving(handler) as address, bot_at(address) as bot:
        file = await bot.get_file("f")
        await file.download_to_drive(tmp_path / "voice.oga")

    assert (tmp_path / "voice.oga").read_text() == f"/file/bot{TOKEN}/voice/a b.oga"


@pytest.mark.parametrize(
    ("handler", "kind", "text"),
    [
        (refusing(403, "Forbidden: bot was blocked by the user"), Forbidden, "Forbidden: bot was blocked by the user"),
        (refusing(400, "Bad Request: chat not found"), BadRequest, "Chat not found"),
        (refusing(401, "Unauthorized"), InvalidToken, "Unauthorized"),
        (refusing(429, "Too Many Requests", retry_after=5), RetryAfter, "Flood control exceeded. Retry in 0:00:05"),
        (
            refusing(400, "Upgraded", migrate_to_chat_id=-9),
            ChatMigrated,
            "Group migrated to supergroup. New chat id: -9",
        ),
        (refusing(502, "Bad Gateway"), NetworkError, "Bad Gateway"),
    ],
)
async def test_telegrams_refusals_become_ptbs_errors(
    handler: Handler, kind: type[TelegramError], text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")

    async with serving(handler) as address, bot_at(address) as bot:
        error = await failure_of(bot.send_message(7, "Grüß Gott"))

    assert (type(error), str(error)) == (kind, text)


async def test_a_page_that_repeats_the_address_does_not_bring_the_token_into_the_error() -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(status=504, text=f"<h1>No answer for {request.path}</h1>")

    async with serving(handler) as address, bot_at(address) as bot:
        error = await failure_of(bot.send_message(7, "Grüß Gott"))

    page = b"<h1>No answer for /bot<token>/sendMessage</h1>"
    assert error.message == f"Gateway Timeout (504). Parsing the server response {page!r} failed"


async def test_a_redirect_is_not_followed() -> None:
    asked: list[str] = []

    async def handler(request: web.Request) -> web.Response:
        asked.append(request.method)
        raise web.HTTPFound("/elsewhere")

    async with serving(handler) as address, bot_at(address) as bot:
        await failure_of(bot.send_message(7, "Grüß Gott"))

    assert asked == ["POST"]


async def test_many_requests_at_once_share_the_connections() -> None:
    connections: set[object] = set()
    texts: set[object] = set()

    async def handler(request: web.Request) -> web.Response:
        connections.add(request.transport)
        texts.add((await request.post())["text"])
        await asyncio.sleep(0.01)
        return web.json_response({"ok": True, "result": MESSAGE})

    async with serving(handler) as address, bot_at(address, AiohttpRequest(connections=20)) as bot:
        await asyncio.gather(*(bot.send_message(n, str(n)) for n in range(400)))

    assert (len(connections), texts) == (20, {str(n) for n in range(400)})


async def test_a_proxy_named_by_setting_or_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    async def handler(request: web.Request) -> web.Response:
        asked.append(request.headers["Host"])
        return web.json_response({"ok": True, "result": MESSAGE})

    async with serving(handler) as proxy:
        async with bot_at("http://by-setting.invalid", AiohttpRequest(proxy=proxy)) as bot:
            await bot.send_message(7, "Grüß Gott")
        monkeypatch.setenv("http_proxy", proxy)
        async with bot_at("http://by-environment.invalid") as bot:
            await bot.send_message(7, "Grüß Gott")

    assert asked == ["by-setting.invalid", "by-environment.invalid"]
