"""Opinions of the advisory board: one message each (a dialogue), for the steering group to read. See ``advice.mmd``."""

from __future__ import annotations

from telegram import Update

from bot.callback_data.advice import GiveAdvice, ListAdvice, TakeAdviceBack
from bot.callback_data.base import CallbackData
from bot.context import BotContext
from bot.errors import NotFound
from bot.messages import OutgoingMessage
from bot.messages import advice as messages
from bot.messages import releases as board_messages
from bot.services import advice, conclusions, dialogues, releases
from bot.services.visitors import DialogueView
from handlers import menus
from handlers.routing import DialogueSpec, Handler


async def begin(update: Update, context: BotContext) -> None:
    """Ask a member of the board for an opinion."""
    if await menus.finish_first(context):
        return
    number = GiveAdvice.parse(context.pressed).result_id
    dialogue = await context.database.run(advice.begin, number, acting=context.acting, now=context.now())
    await context.reply(await ask(context, dialogue))


@menus.unless_gone
async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask for the opinion, while the result is released."""
    number = dialogue.data["result_id"]
    result = await context.database.read(releases.get_released, number, acting=context.acting)
    return messages.ask(context.locale, dialogue, result)


async def take(context: BotContext, dialogue: DialogueView) -> None:
    """Take the opinion; where the release was withdrawn meanwhile the dialogue is over."""
    text = context.words.text
    try:
        result = await context.database.run(
            advice.give, dialogue.number, text, acting=context.acting, now=context.now()
        )
    except NotFound:
        await context.database.run(dialogues.end, acting=context.acting)
        raise
    context.equipment.news.set()
    await context.reply(messages.given(context.locale, result))


async def take_back(update: Update, context: BotContext) -> None:
    """Take one's own opinion back."""
    number = TakeAdviceBack.parse(context.pressed).advice_id
    await context.database.run(advice.take_back, number, acting=context.acting, now=context.now())
    await context.show(board_messages.taken_back(context.locale))


async def list_advice(update: Update, context: BotContext) -> None:
    """Show the steering group the opinions on a result."""
    pressed = ListAdvice.parse(context.pressed)
    inspection = await context.database.read(conclusions.inspect, pressed.result_id, acting=context.acting)
    await context.show(messages.opinions(context.locale, inspection, pressed.page, context.settings.timezone))


#: The noun's buttons.
BUTTONS: dict[type[CallbackData], Handler] = {GiveAdvice: begin, TakeAdviceBack: take_back, ListAdvice: list_advice}

DIALOGUE = DialogueSpec(advice.KIND, ask, messages={advice.TEXT: take})
