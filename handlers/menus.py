"""The main menu, the command menu of Telegram's app, and going on where a person was."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog
from telegram import BotCommandScopeChat
from telegram.error import TelegramError

from bot.context import BotContext
from bot.errors import DomainError, NotFound, NotPermitted
from bot.languages import negotiate
from bot.messages import OutgoingMessage
from bot.messages import commands as messages
from bot.messages import dialogues as dialogue_messages
from bot.messages import errors as error_messages
from bot.services import dialogues
from bot.services.visitors import DialogueView
from handlers.routing import SPECS

_log = structlog.get_logger()


async def go_on(context: BotContext) -> None:
    """Ask what the running dialogue stands at, or show the main menu."""
    await context.reply(await where_they_are(context))


async def where_they_are(context: BotContext) -> OutgoingMessage:
    """Return the question that the running dialogue stands at, or the main menu.

    A dialogue that has lost its ground (the group is closed, the role is gone) is ended.
    """
    dialogue = context.person.dialogue
    if dialogue is not None and dialogue.kind in SPECS:
        try:
            return await SPECS[dialogue.kind].ask(context, dialogue)
        except DomainError:
            # Not as the update's effect: that may be there already.
            await context.equipment.database.run(dialogues.end, acting=context.acting)
    return messages.menu(context.locale, context.person)


Ask = Callable[[BotContext, DialogueView], Awaitable[OutgoingMessage]]


def unless_gone(ask: Ask) -> Ask:
    """Let `ask` end the dialogue, in a sentence, where what it is about is gone or no longer the person's to decide."""

    async def asked(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
        try:
            return await ask(context, dialogue)
        except (NotFound, NotPermitted) as error:
            await context.equipment.database.run(dialogues.end, acting=context.acting)
            return error_messages.sentence_for(context.locale, error)

    return asked


async def finish_first(context: BotContext) -> bool:
    """Where typed words wait in a dialogue, say so and ask for them instead of beginning another; return whether."""
    dialogue = context.person.dialogue
    if dialogue is None or dialogue.kind not in SPECS:
        return False
    if not any(dialogue.data.get(name) for name in SPECS[dialogue.kind].typed):
        return False
    await context.reply(dialogue_messages.unfinished(context.locale))
    await go_on(context)
    return True


async def update_commands(context: BotContext) -> None:
    """Let Telegram's command menu show what this person may do, in their language, where the general one does not."""
    user = context.event.effective_user if context.event else None
    general = messages.audiences(context.visitor) <= {messages.Audience.EVERYONE, messages.Audience.REGISTERED}
    if general and user is not None and negotiate(user.language_code) == context.locale:
        return
    await set_commands(context)


async def set_commands(context: BotContext) -> None:
    """Let Telegram's command menu show what this person may do, in their language."""
    commands = messages.menu_commands(context.locale, messages.visible(context.visitor))
    await _try(context.bot.set_my_commands(commands, BotCommandScopeChat(context.chat_id)))


async def forget_commands(context: BotContext) -> None:
    """Let Telegram's command menu be the general one again."""
    await _try(context.bot.delete_my_commands(BotCommandScopeChat(context.chat_id)))


async def _try(request: Awaitable[bool]) -> None:
    """Make a request without which everything works: nobody waits out a long 429 for it, the next /start makes it."""
    try:
        await request
    except TelegramError as error:
        _log.warning("command_menu.not_set", reason=type(error).__name__)
