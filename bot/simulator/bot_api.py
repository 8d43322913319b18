"""The bot's door: ``/bot<token>/<method>`` and ``/file/bot<token>/<path>``, as strict as the Bot API server."""

from __future__ import annotations

import asyncio
import inspect
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from bot.simulator.errors import ApiError, ConnectionLost, bad_request
from bot.simulator.faults import Fault
from bot.simulator.files import Upload
from bot.simulator.methods import METHODS
from bot.simulator.methods.base import Method, Raw

if TYPE_CHECKING:
    from bot.simulator.chats import Simulator

Json = dict[str, Any]


def add_bot_routes(app: web.Application, simulator: Simulator) -> None:
    """Mount the bot's door in an application."""
    door = BotDoor(simulator)
    app.on_shutdown.append(door.close)
    app.router.add_route("*", "/bot{token:[^/]*}/{method:[^/]*}", door.call)
    app.router.add_get("/file/bot{token:[^/]*}/{path:.+}", door.fetch)


class BotDoor:
    """Reads requests, lets faults happen, carries methods out and writes answers."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._closing = asyncio.Event()

    async def close(self, app: web.Application) -> None:
        """Let go of every request that is still held."""
        self._closing.set()
        self._simulator.updates.cut_poll()

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer one call of a method."""
        try:
            return await self._answer(request)
        except ConnectionLost:
            return _cut(request)
        except web.HTTPRequestEntityTooLarge:
            return _refusal(ApiError(413, "Request Entity Too Large"))
        except ApiError as error:
            self._simulator.note_refusal(request.match_info["method"], error)
            return _refusal(error)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        simulator = self._simulator
        if simulator.faults.is_down:
            raise ConnectionLost
        _check_token(simulator, request.match_info["token"])
        method = METHODS.get(request.match_info["method"].lower())
        if method is None:
            raise ApiError(404, "Not Found")
        given = await read_parameters(request)
        fault = await self._meet_fault(method, given) if simulator.faults.active else None
        result = await self._carry_out(method, given)
        if simulator.faults.is_down:
            raise ConnectionLost
        if fault is not None:
            await self._lose_answer(fault)
        return web.Response(text=f'{{"ok":true,"result":{result}}}', content_type="application/json")

    async def _meet_fault(self, method: Method, given: Json) -> Fault | None:
        """Wait and fail as planned. Returns a fault that is to happen after the deed."""
        faults, name = self._simulator.faults, method.name.lower()
        await faults.wait(name)
        fault = faults.next_fault(name, _chat_of(given))
        if fault is not None and fault.kind == "reset":
            raise ConnectionLost
        if fault is not None and fault.error is not None:
            raise fault.error
        return fault

    async def _carry_out(self, method: Method, given: Json) -> str:
        simulator = self._simulator
        read: Json = {}
        try:
            read = method.read(given)
        finally:
            simulator.log.add(simulator.now(), "call", method.name, read or given)
        result = method.carry_out(simulator, read)
        if inspect.isawaitable(result):
            result = await result
        return result.body if isinstance(result, Raw) else json.dumps(result)

    async def _lose_answer(self, fault: Fault) -> None:
        """Reset the connection at once, or keep it open in silence for as long as the server runs."""
        if fault.kind == "timeout_after":
            await self._closing.wait()
        raise ConnectionLost

    async def fetch(self, request: web.Request) -> web.StreamResponse:
        """Give out the bytes of a file."""
        if self._simulator.faults.is_down:
            return _cut(request)
        stored = self._simulator.files.at_path(request.match_info["path"])
        if request.match_info["token"] != self._simulator.token or stored is None:
            return _refusal(ApiError(404, "Not Found"))
        return web.Response(body=stored.content, content_type="application/octet-stream")


def _check_token(simulator: Simulator, token: str) -> None:
    if token == simulator.token:
        return
    number, colon, secret = token.partition(":")
    raise ApiError(401, "Unauthorized") if number.isdecimal() and colon and secret else ApiError(404, "Not Found")


async def read_parameters(request: web.Request) -> Json:
    """Return the parameters of query and body, whichever way they come; objects are still JSON text."""
    given: Json = dict(request.query) if request.query_string else {}
    kind = request.content_type
    if request.method == "GET" or not request.can_read_body:
        return given
    if kind == "multipart/form-data":
        return given | await _read_multipart(request)
    body = await request.read()
    if kind == "application/json":
        return given | _read_json(body)
    return given | dict(parse_qsl(body.decode("utf-8", "surrogateescape"), keep_blank_values=True))


def _read_json(body: bytes) -> Json:
    try:
        read = json.loads(body) if body else {}
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(read, dict):
        raise bad_request("can't parse JSON object")
    return read


async def _read_multipart(request: web.Request) -> Json:
    """Return form fields and files; ``attach://name`` in a field is replaced by the file of that name."""
    given: Json = {}
    files: dict[str, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = bytes(await part.read())
        if part.filename is None:
            given[part.name] = content.decode("utf-8", "surrogateescape")
        else:
            files[part.name] = Upload(content, part.filename, part.headers.get("Content-Type"))
    for name, value in given.items():
        if value.startswith("attach://"):
            given[name] = files.pop(value.removeprefix("attach://"), value)
    return given | files


def _chat_of(given: Json) -> int | None:
    chat_id = given.get("chat_id")
    try:
        return int(chat_id) if chat_id is not None else None
    except (TypeError, ValueError):
        return None


def _refusal(error: ApiError) -> web.Response:
    answer: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters is not None:
        answer["parameters"] = error.parameters
    return web.json_response(answer, status=error.code)


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
