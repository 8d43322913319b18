"""Delivery of updates to a webhook: with the secret, per chat in order, repeated until it is taken."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import aiohttp

from bot.simulator.errors import bad_request

if TYPE_CHECKING:
    from bot.simulator.chats import Simulator
    from bot.simulator.updates import PendingUpdate

SECRET = re.compile(r"[A-Za-z0-9_-]*")
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 5.0


@dataclass(slots=True)
class Webhook:
    """Where updates go. Pauses between attempts are shorter than Telegram's, so that nobody waits."""

    url: str
    secret_token: str
    max_connections: int
    last_error: str | None = None
    last_error_date: int = 0


#: Where Telegram delivers to (Bot API, setWebhook, notes).
PORTS = (80, 88, 443, 8443)


def check_url(url: str) -> None:
    """Refuse what is not HTTPS on a port of Telegram's choice; HTTP is taken on this machine, as by an own server."""
    parts = urlsplit(url)
    if parts.scheme != "https" and (parts.scheme, parts.hostname) not in (("http", "127.0.0.1"), ("http", "localhost")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.scheme == "https" and (parts.port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def check_secret(secret: str) -> None:
    """Refuse a secret token that no header may carry."""
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")


class Deliverer:
    """Sends waiting updates to the webhook for as long as it runs."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._wake = asyncio.Event()
        self._busy: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Deliver until cancelled."""
        self._simulator.updates.on_arrival = self._wake.set
        self._simulator.on_webhook_change = self._wake.set
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session:
            try:
                while True:
                    self._wake.clear()
                    self._start_deliveries(session)
                    await self._wake.wait()
            finally:
                await self._stop()

    async def _stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start_deliveries(self, session: aiohttp.ClientSession) -> None:
        webhook = self._simulator.webhook
        if webhook is None:
            return
        for update in tuple(self._simulator.updates.pending):
            if len(self._tasks) >= webhook.max_connections:
                return
            if update.chat_key not in self._busy:
                self._busy.add(update.chat_key)
                task = asyncio.get_running_loop().create_task(self._deliver(session, webhook, update))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def _deliver(self, session: aiohttp.ClientSession, webhook: Webhook, update: PendingUpdate) -> None:
        try:
            pause = FIRST_PAUSE
            while self._simulator.webhook is webhook and not await self._post(session, webhook, update):
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            if self._simulator.webhook is webhook:
                self._simulator.updates.discard(update)
        finally:
            self._busy.discard(update.chat_key)
            asyncio.get_running_loop().call_soon(self._wake.set)

    async def _post(self, session: aiohttp.ClientSession, webhook: Webhook, update: PendingUpdate) -> bool:
        headers = {"Content-Type": "application/json"}
        if webhook.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = webhook.secret_token
        try:
            async with session.post(webhook.url, data=update.body.encode(), headers=headers) as response:
                if 200 <= response.status < 300:
                    return True
                error = f"Wrong response from the webhook: {response.status} {response.reason}"
        except (aiohttp.ClientError, TimeoutError) as trouble:
            error = f"Connection failed: {type(trouble).__name__}"
        webhook.last_error = error
        webhook.last_error_date = int(self._simulator.now().timestamp())
        return False
