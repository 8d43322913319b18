"""After a restart: people whose answer may have been lost with the process are asked again where they were."""

from __future__ import annotations

from bot.context import BotApplication, BotContext
from bot.sending import answer
from bot.services.visitors import find_visitor
from handlers import menus


async def resume_chat(application: BotApplication, chat_id: int) -> None:
    """Show a person what their dialogue stands at, or the menu; who has deleted their data is left in peace."""
    context = BotContext(application, chat_id, chat_id)
    context.visitor = await context.equipment.database.read(find_visitor, chat_id)
    if context.visitor is None:
        return
    outgoing = await menus.where_they_are(context)
    await answer(application.bot, chat_id, outgoing)
