"""Ideas: anyone's, typed or spoken."""

from __future__ import annotations

from telegram import Update

from bot.context import BotContext
from handlers.routing import DialogueSpec


async def offer(update: Update, context: BotContext) -> None:
    """Take what somebody wrote unasked for a possible idea."""


SPEC: DialogueSpec | None = None
