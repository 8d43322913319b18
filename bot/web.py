"""The bot's own web application: the door through which Telegram brings updates, a word on health, others' routes."""

from __future__ import annotations

import asyncio
import hmac
import json
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from telegram import Bot

from bot.config import Settings
from bot.inbox import Inbox
from bot.log import describe
from bot.polling import ALLOWED_UPDATES
from bot.sending import patiently
from models.database import Database

#: What Telegram sends along with each update (Bot API, setWebhook, secret_token).
HEADER = "X-Telegram-Bot-Api-Secret-Token"
#: An update is a few kilobytes; files come by a separate way.
LARGEST_UPDATE = 1024 * 1024
#: How many deliveries Telegram may make at the same time (Bot API, setWebhook: 1 to 100).
CONNECTIONS = 100
#: Seconds until the webhook is set once more where nobody knows whether it is.
_AGAIN = 1.0
_log = structlog.get_logger()


@asynccontextmanager
async def listening(settings: Settings, database: Database, routes: Sequence[web.RouteDef]) -> AsyncIterator[None]:
    """Serve these routes and a word on health for as long as the block lasts.

    Raises:
        OSError: the port is taken.
    """
    application = web.Application(client_max_size=LARGEST_UPDATE)
    application.router.add_routes([*routes, web.get("/healthz", _Health(database).report)])
    host, _, port = settings.webhook_listen.rpartition(":")
    # What is asked for is not written down: addresses carry secrets.
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, int(port)).start()
        yield
    finally:
        await runner.cleanup()


class _Health:
    """Whether the bot can work, for whoever watches over it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def report(self, _request: web.Request) -> web.Response:
        """Answer 200 where the database answers, else 503."""
        try:
            await self._database.read(_look)
        except SQLAlchemyError as error:
            _log.error("health.database", error=describe(error))
            raise web.HTTPServiceUnavailable from None
        return web.Response(text="ok\n")


class WebhookDoor:
    """Receives updates over HTTP; what it answers with 200 is in the database."""

    def __init__(
        self, bot: Bot, inbox: Inbox, database: Database, settings: Settings, others: Sequence[web.RouteDef] = ()
    ) -> None:
        """Set up nothing yet, see `run`; `others` are served beside the door."""
        self._bot, self._inbox, self._database, self._settings, self._others = bot, inbox, database, settings, others
        self._url = settings.webhook_url or ""
        given = settings.webhook_secret
        self._secret = given.get_secret_value() if given else secrets.token_urlsafe(32)

    async def run(self) -> None:
        """Listen, tell Telegram where, and receive until cancelled; the webhook stays, so that updates wait there.

        Raises:
            OSError: the port is taken.
            BadRequest: Telegram refuses the webhook.
        """
        door = web.post(urlsplit(self._url).path or "/", self._receive)
        async with listening(self._settings, self._database, [*self._others, door]):
            setting = partial(self._bot.set_webhook, self._url, allowed_updates=ALLOWED_UPDATES)
            setting = partial(setting, secret_token=self._secret, max_connections=CONNECTIONS)
            while await patiently(setting) is None:  # noqa: ASYNC110 - only Telegram knows whether it is set
                await asyncio.sleep(_AGAIN)
            await asyncio.Event().wait()

    async def _receive(self, request: web.Request) -> web.Response:
        """Take one update in; Telegram repeats it until it is answered with 200."""
        if not hmac.compare_digest(request.headers.get(HEADER, "").encode(errors="replace"), self._secret.encode()):
            raise web.HTTPForbidden
        try:
            update = json.loads(await request.read())
        except (ValueError, RecursionError):
            raise web.HTTPBadRequest from None
        if self._inbox.is_full:
            raise web.HTTPServiceUnavailable
        try:
            await self._inbox.receive([update])
        except SQLAlchemyError as error:
            _log.error("update.not_stored", error=describe(error))
            raise web.HTTPServiceUnavailable from None
        return web.Response()


def _look(session: Session) -> None:
    session.execute(select(1))
