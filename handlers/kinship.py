"""What may belong together: two results beside one another, and that they do not."""

from __future__ import annotations

from functools import partial

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.kinship import Compare, SetApart, SuggestAgain
from bot.context import BotContext
from bot.messages import conclusions as conclusion_messages
from bot.messages import kinship as messages
from bot.services import conclusions, kinship
from handlers.routing import Handler


async def compare(update: Update, context: BotContext) -> None:
    """Show both; the page that it was asked on stays."""
    data = Compare.parse(context.pressed)
    explain = partial(kinship.explain, acting=context.acting)
    one, other, likeness = await context.database.read(explain, data.result_id, data.other_id)
    seen = one.conclusions[-1].id if one.conclusions else 0
    await context.reply(messages.comparison(context.locale, one, other, likeness, seen))


async def set_apart(update: Update, context: BotContext) -> None:
    """Note that two results do not belong together."""
    data = SetApart.parse(context.pressed)
    act = partial(kinship.set_apart, acting=context.acting, now=context.now())
    one, other = await context.database.run(act, data.result_id, data.other_id)
    await context.show(messages.set_apart(context.locale, one, other))


async def suggest_again(update: Update, context: BotContext) -> None:
    """Take that back, and show the result."""
    data = SuggestAgain.parse(context.pressed)
    act = partial(kinship.take_back, acting=context.acting, now=context.now())
    await context.database.run(act, data.result_id, data.other_id)
    inspection = await context.database.read(conclusions.inspect_with_kin, data.result_id, acting=context.acting)
    await context.show(conclusion_messages.result_page(context.locale, inspection, context.settings.timezone))


#: The noun's buttons.
BUTTONS: dict[type[CallbackData], Handler] = {Compare: compare, SetApart: set_apart, SuggestAgain: suggest_again}
