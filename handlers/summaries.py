"""The summary on request: in the chat, and as a Word file."""

from __future__ import annotations

import asyncio

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.summaries import WordFile
from bot.context import BotContext
from bot.messages import reports
from bot.messages import summaries as messages
from bot.services import summaries
from bot.services.summaries import Summary
from handlers.printouts import hand_over
from handlers.routing import Handler


async def summary(update: Update, context: BotContext) -> None:
    """Show the summary, part by part."""
    found = await _summarize(context)
    parts = await asyncio.to_thread(
        messages.summary_parts, context.locale, found, context.town, context.settings.timezone
    )
    for part in parts:
        await context.reply(part)


async def word_file(update: Update, context: BotContext) -> None:
    """Hand over the summary as a Word file."""
    found = await _summarize(context)
    await hand_over(context, reports.word_file, found)


async def _summarize(context: BotContext) -> Summary:
    today = context.now().astimezone(context.settings.timezone).date()
    return await context.database.read(summaries.summarize, acting=context.acting, now=context.now(), today=today)


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    WordFile: word_file,
}
