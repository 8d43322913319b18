"""Meetings in people's own calendars: the file of one, the private address for all."""

from __future__ import annotations

import asyncio

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.calendars import EndFeed, MakeFeed, TakeCalendarFile
from bot.context import BotContext
from bot.feeds import address_of
from bot.messages import calendars as messages
from bot.services import calendars
from handlers.routing import Handler


async def calendar(update: Update, context: BotContext) -> None:
    """Explain the ways into the person's calendar."""
    existing = await context.database.read(calendars.find_feed, acting=context.acting)
    timezone, possible = context.settings.timezone, bool(context.settings.public_url)
    await context.show(messages.page(context.locale, existing, timezone, possible=possible))


async def take_file(update: Update, context: BotContext) -> None:
    """Hand over the file of a meeting, made beside the event loop: reading the library takes 20 ms."""
    number, now = TakeCalendarFile.parse(context.pressed).meeting_id, context.now()
    meeting = await context.database.run(calendars.take_file, number, acting=context.acting, now=now)
    outgoing = await asyncio.to_thread(
        messages.file, context.locale, meeting, context.town, context.settings.timezone, now
    )
    await context.reply(outgoing)


async def make_feed(update: Update, context: BotContext) -> None:
    """Make a private address, in place of the one that there was, and show it once."""
    if not context.settings.public_url:
        await calendar(update, context)
        return
    secret = await context.database.run(calendars.make_feed, acting=context.acting, now=context.now())
    await context.reply(messages.made(context.locale, address_of(context.settings, secret)))


async def end_feed(update: Update, context: BotContext) -> None:
    """Switch the private address off."""
    await context.database.run(calendars.end_feed, acting=context.acting)
    await context.show(messages.ended(context.locale))


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    TakeCalendarFile: take_file,
    MakeFeed: make_feed,
    EndFeed: end_feed,
}
