"""Taking the name of somebody who is gone out of a text (a dialogue). See ``cleaning.mmd``."""

from __future__ import annotations

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.cleaning import CleanText
from bot.context import BotContext
from bot.errors import Outdated
from bot.messages import OutgoingMessage
from bot.messages import cleaning as messages
from bot.services import cleaning, dialogues
from bot.services.visitors import DialogueView
from handlers import menus
from handlers.routing import DialogueSpec, Handler


async def begin(update: Update, context: BotContext) -> None:
    """Show the text and ask for the words."""
    if await menus.finish_first(context):
        return
    pressed = CleanText.parse(context.pressed)
    about = (pressed.kind, pressed.number)
    begun = await context.database.run(cleaning.begin, *about, acting=context.acting, now=context.now())
    await context.reply(await ask(context, begun))


@menus.unless_gone
async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Show the text as it is now."""
    about = (dialogue.data["kind"], dialogue.data["number"])
    place = await context.database.read(cleaning.get, *about, acting=context.acting)
    return messages.ask(context.locale, dialogue, place)


async def take_words(context: BotContext, dialogue: DialogueView) -> None:
    """Take the words out and show what is left."""
    about = (dialogue.number, context.words.text)
    cleaned = await context.database.run(cleaning.clean, *about, acting=context.acting, now=context.now())
    await context.reply(await ask(context, cleaned))


async def take_done(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """End the dialogue."""
    if value != messages.DONE:
        raise Outdated
    await context.database.run(dialogues.end, acting=context.acting)
    await context.show(messages.done(context.locale))


BUTTONS: dict[type[CallbackData], Handler] = {CleanText: begin}

DIALOGUE = DialogueSpec(cleaning.KIND, ask, messages={cleaning.WORDS: take_words}, choices={cleaning.WORDS: take_done})
