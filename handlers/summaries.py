"""The summary on request: in the chat, and as a Word file."""

from __future__ import annotations

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

from telegram import Update

from bot.context import BotContext
from bot.messages import OutgoingMessage
from bot.messages import summaries as messages
from bot.services import summaries
from bot.services.summaries import Summary
from models import Town


async def summary(update: Update, context: BotContext) -> None:
    """Show the summary, part by part."""
    found = await _summarize(context)
    parts = await asyncio.to_thread(
        messages.summary_parts, context.locale, found, context.town, context.settings.timezone
    )
    for part in parts:
        await context.reply(part)


async def word_file(update: Update, context: BotContext) -> None:
    """Hand over the summary as a Word file, built beside the event loop."""
    found = await _summarize(context)
    outgoing = await asyncio.to_thread(
        _write_word_file, context.locale, found, context.town, context.now(), context.settings.timezone
    )
    await context.reply(outgoing)


def _write_word_file(locale: str, summary: Summary, town: Town, now: datetime, timezone: ZoneInfo) -> OutgoingMessage:
    # Reading and writing Word costs 7 MB and a tenth of a second, which a start need not pay.
    from bot.messages import reports  # noqa: PLC0415

    return reports.word_file(locale, summary, town, now, timezone)


async def _summarize(context: BotContext) -> Summary:
    today = context.now().astimezone(context.settings.timezone).date()
    return await context.database.read(summaries.summarize, acting=context.acting, now=context.now(), today=today)
