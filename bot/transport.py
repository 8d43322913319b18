"""HTTP to Telegram: the one room that opens connections for `telegram.Bot`.

Belongs here: a `telegram.request.BaseRequest` on aiohttp, and the answer to the question the outbox must ask after a
failure, "may this request have arrived?". Does not belong here: retrying, pacing, anything about one method.
Why not the client that python-telegram-bot brings: docs/decisions/0003-http-transport-on-aiohttp.md.

A bot's token is part of every address. Therefore nothing raised here carries an address, or an exception that does.
"""

import errno
import os
import re
import urllib.request
from datetime import timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode, urlsplit

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

# PTB's own switch: `RetryAfter.retry_after` becomes a timedelta, and creating one no longer warns.
os.environ.setdefault("PTB_TIMEDELTA", "1")

KEEP_ALIVE_SECONDS = 30.0

_TOKEN = re.compile(r"/bot([^/]+)/")
_METHOD = re.compile(r"/bot[^/]+/([A-Za-z]+)\Z")
_HEADERS = {"User-Agent": BaseRequest.USER_AGENT}
_FORM_HEADERS = {**_HEADERS, "Content-Type": "application/x-www-form-urlencoded"}
# aiohttp raises a bare ValueError or TypeError only while it prepares a request.
_BEFORE_SENDING = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
    aiohttp.NonHttpUrlClientError,
    ValueError,
    TypeError,
)


class NotSent(NetworkError):
    """The request certainly did not leave this machine: sending it again cannot double anything."""


class Unanswered(TimedOut):
    """The request left, or may have left, and no complete answer came: it may have had its effect."""


def pause_after(error: RetryAfter) -> float:
    """Return the seconds that a 429 asks to wait (Bot API, ResponseParameters.retry_after)."""
    pause = error.retry_after
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)


class AiohttpRequest(BaseRequest):
    """What `telegram.Bot` sends its requests with; one per bot, shareable between sending and polling.

    Timeouts are in seconds, None is "wait for ever". `pool_timeout` bounds the wait for one of `connections`,
    `media_write_timeout` takes the place of `write_timeout` where files are uploaded. `proxy` is the address of an
    HTTP proxy; without one, HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment count where `trust_env` is true.
    """

    def __init__(
        self,
        *,
        connections: int = 256,
        read_timeout: float | None = 20.0,
        write_timeout: float | None = 10.0,
        media_write_timeout: float | None = 60.0,
        connect_timeout: float | None = 10.0,
        pool_timeout: float | None = 10.0,
        proxy: str | None = None,
        trust_env: bool = True,
    ) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._write_timeout = write_timeout
        self._media_write_timeout = media_write_timeout
        self._connect_timeout = connect_timeout
        self._pool_timeout = pool_timeout
        self._proxy = proxy
        self._trust_env = trust_env
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer where a request names no other time."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the pool of connections; once more changes nothing."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=KEEP_ALIVE_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Close every connection; once more changes nothing."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request (Bot API, "Making requests"): the HTTP status and the body of a complete answer.

        Raises NotSent or Unanswered. Status codes are no failure here; BaseRequest turns them into its errors.
        """
        uploading = request_data is not None and request_data.contains_files
        if self._session is None:
            raise NotSent("the transport is not open")
        limits = _limits(
            read=_either(read_timeout, self._read_timeout),
            write=_either(write_timeout, self._media_write_timeout if uploading else self._write_timeout),
            connect=_either(connect_timeout, self._connect_timeout),
            pool=_either(pool_timeout, self._pool_timeout),
            downloading=method == "GET",
        )
        try:
            return await self._exchange(self._session, url, method, request_data, limits)
        except Exception as error:  # noqa: BLE001 - whatever it is, it may carry the address
            failure = _failure(error, url)
        # Raised out here, because `raise ... from None` inside would still keep the original as __context__.
        raise failure

    async def _exchange(
        self,
        session: aiohttp.ClientSession,
        url: str,
        method: str,
        request_data: RequestData | None,
        limits: aiohttp.ClientTimeout,
    ) -> tuple[int, bytes]:
        async with session.request(
            method,
            URL(url, encoded=True),
            timeout=limits,
            allow_redirects=False,
            proxy=self._proxy or (_proxy_of_environment(url) if self._trust_env else None),
            **_content(request_data),
        ) as response:
            payload = await response.read()
            return response.status, _without_token(url, method, response.status, payload)


def _either(given: ODVInput[float], default: float | None) -> float | None:
    return default if isinstance(given, DefaultValue) else given


@lru_cache(maxsize=64)
def _limits(
    *, read: float | None, write: float | None, connect: float | None, pool: float | None, downloading: bool
) -> aiohttp.ClientTimeout:
    """PTB's four timeouts as aiohttp's. Only the whole can be bounded for writing; a download may take its time."""
    waiting = None if connect is None or pool is None else connect + pool
    total = None if downloading or read is None or write is None or waiting is None else waiting + write + read
    return aiohttp.ClientTimeout(total=total, connect=waiting, sock_connect=connect, sock_read=read)


def _content(request_data: RequestData | None) -> dict[str, Any]:
    if request_data is None:
        return {"headers": _HEADERS}
    if request_data.contains_files:
        return {"headers": _HEADERS, "data": _multipart(request_data)}
    return {"headers": _FORM_HEADERS, "data": urlencode(request_data.json_parameters).encode()}


def _multipart(request_data: RequestData) -> aiohttp.FormData:
    # Telegram does not undo the percent-encoding of file names that quoting would apply.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime_type) in request_data.multipart_data.items():
        # Read here, because aiohttp closes a file that it is handed.
        data = content if isinstance(content, bytes) else content.read()
        form.add_field(name, data, filename=filename, content_type=mime_type)
    return form


def _proxy_of_environment(url: str) -> str | None:
    parts = urlsplit(url)
    return _proxy_for(parts.scheme, parts.hostname or "")


@lru_cache(maxsize=16)
def _proxy_for(scheme: str, host: str) -> str | None:
    # aiohttp's own trust_env asks a thread for this, and a netrc file for a password, before every single request.
    return None if urllib.request.proxy_bypass(host) else urllib.request.getproxies().get(scheme)


def _without_token(url: str, method: str, status: int, payload: bytes) -> bytes:
    """The body, without the token where a proxy's page of complaint repeats the address: PTB logs and raises such."""
    if status < 300 and (method == "GET" or payload.startswith(b"{")):
        return payload
    token = _TOKEN.search(url)
    return payload.replace(token[1].encode(), b"<token>") if token else payload


def _failure(error: Exception, url: str) -> NetworkError:
    """Our error for aiohttp's, saying the Bot API method and the kind of failure and nothing else."""
    found = _METHOD.search(url)
    code = errno.errorcode.get(error.errno or 0, "") if isinstance(error, OSError) else ""
    text = f"{found[1] if found else 'request'}: {type(error).__name__} {code}".rstrip()
    return NotSent(text) if isinstance(error, _BEFORE_SENDING) else Unanswered(text)
