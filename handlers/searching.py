"""Searching results: a question, words, what was found. See ``searching.mmd``."""

from __future__ import annotations

from telegram import Update

from bot.context import BotContext
from bot.messages import OutgoingMessage
from bot.messages import searching as messages
from bot.services import searching
from bot.services.visitors import DialogueView
from handlers import menus
from handlers.routing import DialogueSpec


async def search(update: Update, context: BotContext) -> None:
    """Ask what is sought."""
    if not await menus.finish_first(context):
        dialogue = await context.database.run(searching.begin, acting=context.acting, now=context.now())
        await context.reply(await ask(context, dialogue))


async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask for words."""
    at_desk = context.person.is_in_steering_group or context.person.is_coordinator
    return messages.ask_words(context.locale, dialogue, at_desk=at_desk)


async def take_words(context: BotContext, dialogue: DialogueView) -> None:
    """Show what fits."""
    typed = context.words.text
    found = await context.database.run(searching.search, dialogue.number, typed, acting=context.acting)
    await context.reply(messages.found(context.locale, found))


DIALOGUE = DialogueSpec(searching.KIND, ask, messages={searching.WORDS: take_words})
