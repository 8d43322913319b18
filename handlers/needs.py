"""What people need in order to come: one tap for each."""

from __future__ import annotations

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.needs import NeedNothing, ShowNeeds, StateNeed
from bot.context import BotContext
from bot.messages import cards
from bot.messages import needs as messages
from bot.services import attendances, needs
from bot.services.attendances import Standing
from handlers.routing import Handler


async def show(update: Update, context: BotContext) -> None:
    """Show what the person needs, below the card; where the card is no longer current, how its meeting stands."""
    data = ShowNeeds.parse(context.pressed)
    acting, now = context.acting, context.now()
    if data.meeting_id:
        asked = (data.meeting_id, data.revision)
        found = await context.database.read(attendances.check_current, *asked, acting=acting, now=now)
        if found.standing is not Standing.CURRENT:
            await context.replace(cards.card(context.locale, found, context.settings.timezone))
            return
    await context.reply(messages.ask(context.locale, await context.database.read(needs.list_own, acting=acting)))


async def state(update: Update, context: BotContext) -> None:
    """Take one need, or its end."""
    data = StateNeed.parse(context.pressed)
    own = await context.database.run(needs.state, data.kind, needed=data.needed == 1, acting=context.acting)
    await context.show(messages.ask(context.locale, own, saved=True))


async def need_nothing(update: Update, context: BotContext) -> None:
    """Take that nothing is needed."""
    NeedNothing.parse(context.pressed)
    await context.database.run(needs.need_nothing, acting=context.acting)
    await context.show(messages.nothing_needed(context.locale))


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    ShowNeeds: show,
    StateNeed: state,
    NeedNothing: need_nothing,
}
