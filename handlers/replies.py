"""Answers to questions of the steering group: one message each (a dialogue). See ``replies.mmd``."""

from __future__ import annotations

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.replies import AnswerQuestion
from bot.context import BotContext
from bot.errors import NotFound, Overtaken
from bot.messages import OutgoingMessage
from bot.messages import replies as messages
from bot.services import dialogues, replies
from bot.services.visitors import DialogueView
from handlers import menus
from handlers.routing import DialogueSpec, Handler


async def begin(update: Update, context: BotContext) -> None:
    """Ask for the answer, unless the question is over."""
    if await menus.finish_first(context):
        return
    pressed = AnswerQuestion.parse(context.pressed)
    about = (pressed.result_id, pressed.conclusion_id)
    try:
        dialogue = await context.database.run(replies.begin, *about, acting=context.acting, now=context.now())
    except Overtaken:
        await context.reply(messages.question_over(context.locale))
        return
    await context.reply(await ask(context, dialogue))


@menus.unless_gone
async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask for the answer, while the question is open."""
    about = (dialogue.data["result_id"], dialogue.data["conclusion_id"])
    try:
        question = await context.database.read(replies.get_question, *about, acting=context.acting)
    except Overtaken:
        await context.equipment.database.run(dialogues.end, acting=context.acting)
        return messages.question_over(context.locale)
    return messages.ask(context.locale, dialogue, question)


async def take(context: BotContext, dialogue: DialogueView) -> None:
    """Take the answer; where the question is over meanwhile the dialogue is too."""
    text = context.words.text
    try:
        result = await context.database.run(
            replies.give, dialogue.number, text, acting=context.acting, now=context.now()
        )
    except Overtaken:
        await context.database.run(dialogues.end, acting=context.acting)
        await context.reply(messages.question_over(context.locale, text))
        return
    except NotFound:
        await context.database.run(dialogues.end, acting=context.acting)
        raise
    context.equipment.news.set()
    await context.reply(messages.given(context.locale, result))


DIALOGUE = DialogueSpec(replies.KIND, ask, messages={replies.TEXT: take})


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    AnswerQuestion: begin,
}
