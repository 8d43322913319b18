"""Long polling: fetches raw updates and confirms them only once they are in the database."""

from __future__ import annotations

import asyncio
import time

import structlog
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.inbox import Inbox, read_update
from bot.log import describe
from bot.transport import pause_after

ALLOWED_UPDATES = ["message", "callback_query", "my_chat_member"]
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
#: A request that lasted so many seconds had reached somebody.
_HELD_OPEN = 5.0
_log = structlog.get_logger()


class Poller:
    """Asks Telegram for updates until it is stopped. Exactly one may run per token."""

    def __init__(self, request: BaseRequest, base_url: str, inbox: Inbox, *, timeout: int) -> None:
        """`base_url` ends with the token; `timeout` is how many seconds a request is held open."""
        self._request = request
        self._url = f"{base_url}/getUpdates"
        self._inbox = inbox
        self._timeout = timeout
        self._offset: int | None = None

    async def run(self) -> None:
        """Fetch, store, confirm, for ever.

        Raises:
            InvalidToken: Telegram does not know the token (any more).
        """
        pause = _FIRST_PAUSE
        while True:
            asked_at = time.monotonic()
            try:
                await self._fetch()
                pause = _FIRST_PAUSE
            except InvalidToken:
                raise
            except RetryAfter as error:
                await asyncio.sleep(pause_after(error))
            except Exception as error:  # noqa: BLE001 - an hour without Telegram or database must not end the bot
                # What was held open for a while and then cut (a proxy, a slow night) speaks of no outage.
                pause = _FIRST_PAUSE if time.monotonic() - asked_at > _HELD_OPEN else pause
                _complain(error, pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)

    async def _fetch(self) -> None:
        while self._inbox.is_full:  # noqa: ASYNC110 - rare, and a twentieth of a second hurts nobody
            await asyncio.sleep(0.05)
        updates = await self._request.post(self._url, self._parameters(), read_timeout=self._timeout + 10)
        if not isinstance(updates, list):
            raise TelegramError("getUpdates answered with something else than a list")
        await self._inbox.receive(updates)
        numbers = [received.update_id for raw in updates if (received := read_update(raw)) is not None]
        if numbers:
            self._offset = max(numbers) + 1

    def _parameters(self) -> RequestData:
        values = {"timeout": self._timeout, "allowed_updates": ALLOWED_UPDATES, "offset": self._offset, "limit": 100}
        present = {name: value for name, value in values.items() if value is not None}
        return RequestData([RequestParameter.from_input(name, value) for name, value in present.items()])


def _complain(error: Exception, pause: float) -> None:
    if isinstance(error, Conflict):
        _log.error("polling.conflict", hint="another process polls with the same token", next_try_in=pause)
    elif isinstance(error, NetworkError):
        _log.warning("telegram.unreachable", error=type(error).__name__, next_try_in=pause)
    else:
        _log.error("polling.failed", error=describe(error), next_try_in=pause)
