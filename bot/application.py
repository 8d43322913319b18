"""Builds the application: Telegram's library on our transport, inbox, outbox, jobs; starts and stops it in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

import structlog
from telegram.ext import ApplicationBuilder, Defaults

import handlers
from bot import i18n, jobs
from bot.clock import Clock
from bot.config import Settings
from bot.context import CONTEXT_TYPES, BotApplication, Equipment
from bot.feeds import FeedDoor
from bot.inbox import Inbox
from bot.jobs.deliveries import Outbox
from bot.jobs.group_cards import Noticeboard
from bot.log import describe
from bot.polling import Poller
from bot.sending import patiently
from bot.services import indexing
from bot.services.towns import get_town
from bot.transport import AiohttpRequest
from bot.web import WebhookDoor, listening
from handlers.profile import present_bot
from handlers.resume import resume_chat
from models.database import Database

_log = structlog.get_logger()


@dataclass
class Assistant:
    """The running bot: its parts, for the process, the demo and the tests."""

    application: BotApplication
    inbox: Inbox
    outbox: Outbox
    noticeboard: Noticeboard
    #: Receives updates for as long as the bot runs: by polling or through a webhook.
    intake: asyncio.Task[None]

    async def serve_until(self, stop: asyncio.Event) -> None:
        """Return when `stop` is set.

        Raises:
            InvalidToken: Telegram does not know the token any more.
            TelegramError, OSError: the webhook could not be set up.
        """
        waiting = asyncio.get_running_loop().create_task(stop.wait())
        await asyncio.wait({waiting, self.intake}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self.intake.done():
            self.intake.result()

    async def settle(self) -> None:
        """Return when everything received is worked off and everything due is delivered."""
        await self.inbox.wait_until_idle()
        await self.outbox.drain()
        await self.noticeboard.post_due()


def build_application(
    settings: Settings, database: Database, clock: Clock, requests: tuple[AiohttpRequest, AiohttpRequest]
) -> BotApplication:
    """Return the application with every handler registered; nothing is connected yet.

    `requests` are the ways to Telegram: one for answering, one for receiving.
    """
    assert settings.bot_token is not None
    server = settings.bot_api_url.rstrip("/")
    builder = ApplicationBuilder().token(settings.bot_token.get_secret_value()).context_types(CONTEXT_TYPES)
    builder = builder.base_url(f"{server}/bot").base_file_url(f"{server}/file/bot")
    answering, receiving = requests
    builder = builder.request(answering).get_updates_request(receiving).updater(None)
    built: Any = builder.defaults(Defaults(tzinfo=settings.timezone)).build()
    application: BotApplication = built
    database.transact(indexing.index_new)
    application.bot_data = Equipment(database, clock, settings, database.look(get_town))
    handlers.register(application)
    return application


@asynccontextmanager
async def running(settings: Settings, database: Database, clock: Clock) -> AsyncIterator[Assistant]:
    """Run the bot for as long as the block lasts: what an earlier process left is taken up first.

    Raises:
        InvalidToken: Telegram does not know the token.
    """
    i18n.load_catalogs()
    requests = AiohttpRequest(), AiohttpRequest(connections=2)
    try:
        application = build_application(settings, database, clock, requests)
        async with _started(application), _working(application) as assistant:
            yield assistant
    finally:
        # An application that could not begin leaves its connections open.
        for request in requests:
            await request.shutdown()


@asynccontextmanager
async def _started(application: BotApplication) -> AsyncIterator[None]:
    """Start Telegram's library and stop it at the end, whatever happens in between."""
    async with application:
        await application.start()
        try:
            yield
        finally:
            await application.stop()


@asynccontextmanager
async def _working(application: BotApplication) -> AsyncIterator[Assistant]:
    """Let inbox, outbox and jobs work for as long as the block lasts."""
    equipment = application.bot_data
    outbox = Outbox(application.bot, equipment.database, equipment.clock, equipment.settings, equipment.news)
    noticeboard = Noticeboard(application.bot, equipment.database, equipment.clock, equipment.settings)
    equipment.on_answer = outbox.pace.answered
    inbox = Inbox(application)
    await outbox.start()
    await noticeboard.start()
    unanswered = await inbox.resume()
    jobs.register(application)
    work = [
        _receive(application, inbox),
        outbox.run(),
        noticeboard.run(),
        _answer_again(application, inbox, unanswered),
    ]
    tasks = [asyncio.get_running_loop().create_task(part) for part in [*work, present_bot(application)]]
    try:
        yield Assistant(application, inbox, outbox, noticeboard, tasks[0])
    finally:
        await noticeboard.close()
        await _stop(inbox, outbox, tasks)


async def _receive(application: BotApplication, inbox: Inbox) -> None:
    """Receive updates until cancelled, through the webhook if one is set, else by polling; serve calendars too."""
    equipment, bot = application.bot_data, application.bot
    database, settings = equipment.database, equipment.settings
    feeds = FeedDoor(database, equipment.clock, settings, equipment.town).routes()
    if settings.webhook_url:
        await WebhookDoor(bot, inbox, database, settings, feeds).run()
        return
    async with listening(settings, database, feeds) if feeds else nullcontext():
        # Telegram hands nothing out to who asks while a webhook is set.
        while await patiently(bot.delete_webhook) is None:  # noqa: ASYNC110 - only Telegram knows whether it is gone
            await asyncio.sleep(1)
        await Poller(bot.request, bot.base_url, inbox, timeout=settings.poll_timeout).run()


async def _answer_again(application: BotApplication, inbox: Inbox, unanswered: dict[int, list[int]]) -> None:
    """Ask those again whose answer may have been lost with the last process."""
    for chat_id, update_ids in unanswered.items():
        try:
            await resume_chat(application, chat_id)
        except Exception as error:  # noqa: BLE001 - one person's trouble must not keep the others waiting
            _log.error("answer.not_repeated", error=describe(error), hint="tried again at the next start")
        else:
            inbox.finish(update_ids)


async def _stop(inbox: Inbox, outbox: Outbox, tasks: Sequence[asyncio.Task[None]]) -> None:
    """Take nothing in any more, finish what is being worked on and sent, then end the rest."""
    tasks[0].cancel()
    await asyncio.wait(tasks[:1])
    await inbox.close()
    await outbox.close()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
