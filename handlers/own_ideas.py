"""What became of one's own ideas."""

from __future__ import annotations

from functools import partial

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.ideas import ShowOwnIdea
from bot.context import BotContext
from bot.messages import own_ideas as messages
from bot.services import own_ideas
from handlers.choices import opened_page
from handlers.routing import Handler


async def page(update: Update, context: BotContext) -> None:
    """List the person's ideas, each with its state."""
    number = opened_page(context)
    find = partial(own_ideas.list_own, page=number, size=messages.PAGE, acting=context.acting)
    await context.show(messages.listing(context.locale, await context.database.read(find), number))


async def show(update: Update, context: BotContext) -> None:
    """Show one of them."""
    pressed = ShowOwnIdea.parse(context.pressed)
    found = await context.database.read(own_ideas.get_own, pressed.idea_id, acting=context.acting)
    await context.show(messages.details(context.locale, found, pressed.page, context.settings.timezone))


BUTTONS: dict[type[CallbackData], Handler] = {ShowOwnIdea: show}
