"""/start and deep links: posters, one-time links, or just the door."""

from __future__ import annotations

from telegram import Update

from bot.context import BotContext
from bot.errors import UnknownLink
from bot.languages import negotiate
from bot.messages import bodies as messages
from bot.messages import commands as command_messages
from bot.messages import registration as registration_messages
from bot.services import arrivals
from bot.services.links import PREFIX
from bot.services.registration import Agreement
from handlers import menus

#: A deep link carries at most 64 characters (Bot API, deep linking); ours are shorter, to fit into buttons.
_LONGEST_TARGET = 30


def target_of(payload: str) -> str:
    """Return where the payload of a deep link leads, if it can be one of ours; buttons carry it further."""
    usable = (
        len(payload) <= _LONGEST_TARGET and payload.isascii() and payload.replace("-", "").replace("_", "").isalnum()
    )
    return payload if usable else ""


def locale_of(target: str) -> str | None:
    """Return the shipped language that a poster's payload names: `BIL-ar`."""
    if target.startswith(PREFIX):
        return None
    return negotiate(target.partition("-")[2])


async def start(update: Update, context: BotContext) -> None:
    """Welcome strangers; take registered people where the link leads, else to the menu."""
    payload = context.args[0] if context.args else ""
    target = target_of(payload)
    if context.visitor is None:
        await greet(context, target=target)
    elif payload and not target:
        raise UnknownLink
    elif target:
        await arrive(update, context, target)
    else:
        await show_menu(update, context)
        await menus.update_commands(context)


async def show_menu(update: Update, context: BotContext) -> None:
    """Show the main menu."""
    await context.show(command_messages.menu(context.locale, context.person))


async def greet(context: BotContext, *, target: str) -> None:
    """Ask a stranger for their language; a poster's language, else the app's, comes first."""
    user = context.event.effective_user if context.event else None
    guess = locale_of(target) or negotiate(user.language_code if user else None)
    await context.show(registration_messages.welcome(guess, context.town, target))


async def arrive(update: Update, context: BotContext, target: str, agreement: Agreement | None = None) -> None:
    """Take a person to `target`, registering them first where they have just agreed."""
    now = context.now()
    if agreement is not None:
        arrival = await context.database.run(arrivals.register_and_arrive, context.chat_id, agreement, target, now=now)
    else:
        arrival = await context.database.run(arrivals.arrive, target, acting=context.acting, now=now)
    await context.refresh_data()
    await context.show(messages.arrived(context.locale, arrival, context.person, context.settings.timezone))
    await menus.update_commands(context)
