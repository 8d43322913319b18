"""Quiet: each person's night, a time of peace, reminders on and off."""

from __future__ import annotations

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.quiet import ChooseNight, DatePeace, KeepPeace, WantReminders
from bot.context import BotContext
from bot.dates import read_day
from bot.messages import OutgoingMessage
from bot.messages import quiet as messages
from bot.services import dialogues, quiet
from bot.services.quiet import Quiet
from bot.services.visitors import DialogueView
from handlers import menus
from handlers.routing import DialogueSpec, Handler

PEACE = "peace"


async def page(update: Update, context: BotContext) -> None:
    """Show what the person has chosen."""
    await _show(context, await context.database.read(quiet.find, acting=context.acting, now=context.now()))


async def _show(context: BotContext, found: Quiet) -> None:
    # What was held back may leave now.
    context.equipment.news.set()
    await context.show(messages.page(context.locale, found, context.settings.timezone))


async def choose_night(update: Update, context: BotContext) -> None:
    """Choose the hours of the night."""
    data = ChooseNight.parse(context.pressed)
    asked = (data.begins, data.ends)
    await _show(
        context, await context.database.run(quiet.choose_night, *asked, acting=context.acting, now=context.now())
    )


async def keep_peace(update: Update, context: BotContext) -> None:
    """Leave the person in peace for some days, or no longer."""
    days, timezone = KeepPeace.parse(context.pressed).days, context.settings.timezone
    found: Quiet = await context.database.run(
        quiet.keep_peace, days, timezone=timezone, acting=context.acting, now=context.now()
    )
    await _show(context, found)


async def want_reminders(update: Update, context: BotContext) -> None:
    """Turn reminders on or off."""
    wanted = bool(WantReminders.parse(context.pressed).wanted)
    found: Quiet = await context.database.run(
        quiet.want_reminders, wanted=wanted, acting=context.acting, now=context.now()
    )
    await _show(context, found)


async def begin_peace(update: Update, context: BotContext) -> None:
    """Ask until which day the person wants to be left in peace."""
    if await menus.finish_first(context):
        return
    dialogue = await context.database.run(dialogues.begin, PEACE, "day", acting=context.acting, now=context.now())
    await context.show(await ask_day(context, dialogue))


async def ask_day(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask for the day."""
    return messages.ask_day(context.locale, dialogue)


async def take_day(context: BotContext, dialogue: DialogueView) -> None:
    """Take the typed day."""
    now = context.now()
    until = read_day(context.words.text, now=now, timezone=context.settings.timezone)
    await _show(context, await context.database.run(quiet.keep_peace_until, until, acting=context.acting, now=now))


DIALOGUE = DialogueSpec(PEACE, ask_day, messages={"day": take_day})


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    ChooseNight: choose_night,
    KeepPeace: keep_peace,
    DatePeace: begin_peace,
    WantReminders: want_reminders,
}
