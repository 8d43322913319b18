"""What will go out about a meeting, for those who organise it."""

from __future__ import annotations

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.meetings import PreviewReminders
from bot.context import BotContext
from bot.messages import previews as messages
from bot.services import reminding
from handlers.routing import Handler


async def preview(update: Update, context: BotContext) -> None:
    """Show which reminders go out when, to how many people in which languages."""
    number, timezone = PreviewReminders.parse(context.pressed).meeting_id, context.settings.timezone
    found = await context.database.read(
        reminding.preview, number, timezone=timezone, acting=context.acting, now=context.now()
    )
    await context.show(messages.outlook(context.locale, found, timezone))


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    PreviewReminders: preview,
}
