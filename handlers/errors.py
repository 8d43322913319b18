"""What goes wrong in a handler: a domain error becomes a sentence; the rest is left to the inbox, which tries again."""

from __future__ import annotations

import structlog
from telegram import Update

from bot.context import BotContext
from bot.errors import AlreadyDone, BadInput, DomainError, Outdated
from bot.messages import errors as messages
from handlers import menus

_log = structlog.get_logger()


async def on_error(update: object, context: BotContext) -> None:
    """Answer a domain error; hand everything else to the inbox, which tries again or sets the update aside."""
    error = context.error
    if not isinstance(update, Update) or error is None:
        return
    if isinstance(error, AlreadyDone):
        await menus.go_on(context)
    elif isinstance(error, DomainError):
        await _explain(context, error)
    else:
        context.equipment.failures[update.update_id] = error


async def _explain(context: BotContext, error: DomainError) -> None:
    """Say what does not fit and, where a dialogue is running, ask again; what was typed before is kept."""
    if isinstance(error, Outdated):
        await context.toast(messages.outdated(context.locale))
    else:
        await context.reply(messages.sentence_for(context.locale, error))
    if context.visitor is not None and isinstance(error, Outdated | BadInput):
        await menus.go_on(context)
