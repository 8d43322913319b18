"""What goes wrong in a handler: a domain error becomes a sentence; the rest is left to the inbox, which tries again."""

from __future__ import annotations

import structlog
from telegram import Update

from bot.context import BotContext
from bot.errors import AlreadyDone, BadInput, DomainError, Outdated
from bot.messages import errors as messages
from handlers import menus
from handlers.arrival import greet

_log = structlog.get_logger()


async def on_error(update: object, context: BotContext) -> None:
    """Answer a domain error; hand everything else to the inbox, which tries again or sets the update aside."""
    if not isinstance(update, Update) or context.error is None:
        return
    error = context.error
    if isinstance(error, DomainError):
        try:
            # PTB makes a new context for errors: it does not know yet who is there.
            await context.refresh_data()
            await _explain(context, error)
        except Exception as failure:  # noqa: BLE001 - PTB would only log it, and the update would count as done
            error = failure
        else:
            return
    context.equipment.failures[update.update_id] = error


async def _explain(context: BotContext, error: DomainError) -> None:
    """Say what does not fit and, where a dialogue is running, ask again; what was typed before is kept."""
    if context.visitor is None:
        await greet(context, target="")
        return
    if isinstance(error, Outdated):
        await context.toast(messages.outdated(context.locale))
    elif not isinstance(error, AlreadyDone):
        await context.reply(messages.sentence_for(context.locale, error))
    if isinstance(error, Outdated | BadInput | AlreadyDone):
        await menus.go_on(context)
