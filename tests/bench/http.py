"""Just enough HTTP/1.1 for a Bot API server that is faster than any bot: requests with a length, kept connections."""

import asyncio
import json
import re
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import parse_qsl

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_TYPE = re.compile(rb"\r\ncontent-type: *([a-z/-]+)", re.IGNORECASE)
_PART = re.compile(rb'form-data; name="([^"]+)"\r\n(?:[^\r]+\r\n)*\r\n(.*?)\r\n--', re.DOTALL)
_HEAD = b"HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"

Call = Callable[["Connection", str, dict[str, Any]], None]


class Connection(asyncio.Protocol):
    """One kept connection; hands each request to `call` as method name and parameters."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._received = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The way back."""
        # uvloop's transports are no subclasses of asyncio's.
        self._transport = cast(asyncio.WriteTransport, transport)

    def data_received(self, data: bytes) -> None:
        """A request, part of one, or several."""
        self._received += data
        while self._next_request():
            pass

    def _next_request(self) -> bool:
        end = self._received.find(b"\r\n\r\n")
        if end < 0:
            return False
        head = self._received[:end]
        length = _LENGTH.search(head)
        size = end + 4 + (int(length[1]) if length else 0)
        if len(self._received) < size:
            return False
        body, self._received = self._received[end + 4 : size], self._received[size:]
        self._call(self, head.split(b" ", 2)[1].rsplit(b"/", 1)[-1].decode(), _parameters(head, body))
        return True

    def answer(self, status: int, payload: bytes) -> None:
        """Send this back, unless the bot is gone."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(_HEAD % (status, len(payload)) + payload)

    def drop(self) -> None:
        """Close without an answer."""
        if self._transport is not None:
            self._transport.abort()


def _parameters(head: bytes, body: bytes) -> dict[str, Any]:
    found = _TYPE.search(head)
    kind = found[1] if found else b""
    if kind == b"application/json":
        parameters: dict[str, Any] = json.loads(body or b"{}")
        return parameters
    if kind == b"multipart/form-data":
        return {name.decode(): value.decode(errors="replace") for name, value in _PART.findall(body)}
    return dict(parse_qsl(body.decode(), keep_blank_values=True))
