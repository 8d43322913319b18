"""The one place where typed words, recordings and dialogue buttons find the step that they answer."""

from __future__ import annotations

from functools import partial

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.dialogues import DialogueStep
from bot.context import BotContext
from bot.errors import BadInput, Outdated
from bot.messages import dialogues as messages
from bot.services import dialogues
from bot.services.visitors import DialogueView
from handlers import ideas, paper_files
from handlers.arrival import greet
from handlers.routing import SPECS, DialogueSpec, Handler, TakeMessage


async def take_message(update: Update, context: BotContext) -> None:
    """Take what the person typed or sent; without a dialogue it may be an idea."""
    if context.visitor is None:
        await greet(context, target="")
        return
    dialogue = context.visitor.dialogue
    if dialogue is None or dialogue.kind not in SPECS:
        if paper_files.brings_paper(context):
            await paper_files.offer(context)
            return
        await ideas.offer(update, context)
        return
    taker = SPECS[dialogue.kind].messages.get(dialogue.step)
    if taker is None:
        await context.reply(messages.use_buttons(context.locale))
        await context.reply(await SPECS[dialogue.kind].ask(context, dialogue))
        return
    await _let_take(taker, context, dialogue)


async def _let_take(taker: TakeMessage, context: BotContext, dialogue: DialogueView) -> None:
    """Hand over what was typed or sent; the rest of a long text that did not fit and that a client cut is no answer."""
    words = context.words if context.typed else None
    refuse = partial(dialogues.refuse, acting=context.acting, now=context.now())
    if words is not None and dialogues.is_rest_of_refused(dialogue, words):
        await context.database.run(refuse, dialogue, words)
        return
    try:
        await taker(context, dialogue)
    except BadInput:
        if words is not None:
            await context.database.run(refuse, dialogue, words)
        raise


async def take_choice(update: Update, context: BotContext) -> None:
    """Take a button of a dialogue, if that dialogue is still at that step."""
    pressed = DialogueStep.parse(context.pressed)
    dialogue = context.person.dialogue
    if dialogue is None or (dialogue.number, dialogue.step) != (pressed.number, pressed.step):
        raise Outdated
    if pressed.value == messages.CANCEL:
        await cancel(update, context)
        return
    spec = SPECS[dialogue.kind]
    if pressed.value == messages.BACK and dialogue.step in spec.back:
        await go_back(context, dialogue, spec)
        return
    if dialogue.step not in spec.choices:
        raise Outdated
    await spec.choices[dialogue.step](context, dialogue, pressed.value)


async def cancel(update: Update, context: BotContext) -> None:
    """End the dialogue."""
    running = context.person.dialogue
    await context.database.run(dialogues.end, acting=context.acting)
    await context.show(messages.cancelled(context.locale) if running else messages.nothing_to_cancel(context.locale))


async def go_back(context: BotContext, dialogue: DialogueView, spec: DialogueSpec) -> None:
    """Return to the step before."""
    earlier = await context.database.run(
        dialogues.go_to, dialogue.number, spec.back[dialogue.step], acting=context.acting, now=context.now()
    )
    await context.show(await spec.ask(context, earlier))


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    DialogueStep: take_choice,
}
