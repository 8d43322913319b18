"""Spoken and photographed ideas become cards: a speaker writes a sentence, the author answers. See ``cards.mmd``."""

from __future__ import annotations

from functools import partial

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.cards import ConfirmCard, RejectCard, WriteCard
from bot.context import BotContext
from bot.errors import Outdated, Overtaken
from bot.messages import OutgoingMessage
from bot.messages import idea_cards as messages
from bot.services import cards, dialogues
from bot.services.cards import SENTENCE, WHY
from bot.services.visitors import DialogueView
from handlers import menus
from handlers.routing import DialogueSpec, Handler


async def begin(update: Update, context: BotContext) -> None:
    """Ask a speaker for the sentence."""
    if await menus.finish_first(context):
        return
    number = WriteCard.parse(context.pressed).idea_id
    begun = await context.database.run(cards.begin, number, acting=context.acting, now=context.now())
    await context.reply(await ask(context, begun))


@menus.unless_gone
async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask for the sentence or for what is wrong with it, as long as that is open."""
    try:
        idea = await context.database.read(cards.check_ground, dialogue, acting=context.acting)
    except Outdated:
        await context.equipment.database.run(dialogues.end, acting=context.acting)
        return messages.over(context.locale)
    if dialogue.step == SENTENCE:
        return messages.ask_sentence(context.locale, dialogue, idea)
    return messages.ask_why(context.locale, dialogue, idea)


async def take_sentence(context: BotContext, dialogue: DialogueView) -> None:
    """Take the sentence; who was overtaken sees both and decides."""
    text = context.words.text
    about = (dialogue.number, text)
    try:
        idea = await context.database.run(cards.write, *about, acting=context.acting, now=context.now())
    except Overtaken:
        seen = await context.database.run(cards.see_newer, *about, acting=context.acting, now=context.now())
        await context.reply(await ask(context, seen))
        return
    context.equipment.news.set()
    await context.reply(messages.written(context.locale, idea))


async def confirm(update: Update, context: BotContext) -> None:
    """Take an author's yes."""
    pressed = ConfirmCard.parse(context.pressed)
    confirming = partial(cards.confirm, acting=context.acting, now=context.now())
    idea = await context.database.run(confirming, pressed.idea_id, pressed.version)
    context.equipment.news.set()
    await context.show(messages.confirmed(context.locale, idea))


async def reject(update: Update, context: BotContext) -> None:
    """Take an author's no and ask what is wrong."""
    if await menus.finish_first(context):
        return
    pressed = RejectCard.parse(context.pressed)
    rejecting = partial(cards.reject, acting=context.acting, now=context.now())
    dialogue = await context.database.run(rejecting, pressed.idea_id, pressed.version)
    context.equipment.news.set()
    await context.reply(await ask(context, dialogue))


async def take_why(context: BotContext, dialogue: DialogueView) -> None:
    """Take what is wrong."""
    text = context.words.text
    await context.database.run(cards.explain, dialogue.number, text, acting=context.acting, now=context.now())
    context.equipment.news.set()
    await context.reply(messages.rejected(context.locale))


async def take_nothing(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """End the question for what is wrong without an answer."""
    if value != messages.SKIP:
        raise Outdated
    await context.database.run(dialogues.end, acting=context.acting)
    await context.show(messages.rejected(context.locale))


BUTTONS: dict[type[CallbackData], Handler] = {WriteCard: begin, ConfirmCard: confirm, RejectCard: reject}

DIALOGUE = DialogueSpec(
    cards.KIND,
    ask,
    messages={SENTENCE: take_sentence, WHY: take_why},
    choices={WHY: take_nothing},
    typed=("text",),
)
