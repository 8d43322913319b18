"""Builds the application: Telegram's library on our transport, inbox, outbox, jobs; starts and stops it in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import structlog
from telegram.ext import ApplicationBuilder, Defaults

import handlers
from bot import i18n, jobs
from bot.clock import Clock
from bot.config import Settings
from bot.context import CONTEXT_TYPES, BotApplication, Equipment
from bot.inbox import Inbox
from bot.jobs.deliveries import Outbox
from bot.polling import Poller
from bot.services.towns import get_town
from bot.transport import AiohttpRequest
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
    poller: Poller

    async def settle(self) -> None:
        """Return when everything received is worked off and everything due is delivered."""
        await self.inbox.wait_until_idle()
        await self.outbox.drain()


def build_application(settings: Settings, database: Database, clock: Clock) -> BotApplication:
    """Return the application with every handler registered; nothing is connected yet."""
    assert settings.bot_token is not None
    server = settings.bot_api_url.rstrip("/")
    builder = ApplicationBuilder().token(settings.bot_token.get_secret_value()).context_types(CONTEXT_TYPES)
    builder = builder.base_url(f"{server}/bot").base_file_url(f"{server}/file/bot")
    builder = builder.request(AiohttpRequest()).get_updates_request(AiohttpRequest(connections=2)).updater(None)
    built: Any = builder.defaults(Defaults(tzinfo=settings.timezone)).build()
    application: BotApplication = built
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
    application = build_application(settings, database, clock)
    equipment = application.bot_data
    outbox = Outbox(application.bot, database, clock, settings, equipment.news)
    equipment.on_answer = outbox.pace.answered
    inbox = Inbox(application)
    async with application:
        await application.start()
        await outbox.start()
        poller = Poller(application.bot.request, application.bot.base_url, inbox, timeout=settings.poll_timeout)
        assistant = Assistant(application, inbox, outbox, poller)
        tasks = await _start_work(assistant)
        try:
            yield assistant
        finally:
            await _stop_work(assistant, tasks)
            await application.stop()


async def _start_work(assistant: Assistant) -> list[asyncio.Task[None]]:
    application = assistant.application
    unanswered = await assistant.inbox.resume()
    jobs.register(application)
    loop = asyncio.get_running_loop()
    work = [
        assistant.poller.run(),
        assistant.outbox.run(),
        _answer_again(assistant, unanswered),
        present_bot(application),
    ]
    return [loop.create_task(part) for part in work]


async def _answer_again(assistant: Assistant, unanswered: dict[int, list[int]]) -> None:
    """Ask those again whose answer may have been lost with the last process."""
    for chat_id, update_ids in unanswered.items():
        await resume_chat(assistant.application, chat_id)
        assistant.inbox.finish(update_ids)


async def _stop_work(assistant: Assistant, tasks: list[asyncio.Task[None]]) -> None:
    tasks[0].cancel()
    await assistant.inbox.close()
    await assistant.outbox.close()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
