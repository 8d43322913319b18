"""Minutes for those who read them: the page, the Word file, "that is right" and "something is missing" (a dialogue)."""

from __future__ import annotations

from functools import partial

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.minutes import MinutesFile, ReadMinutes, ReviewMinutes
from bot.context import BotContext
from bot.messages import OutgoingMessage, protocols
from bot.messages import minutes as messages
from bot.services import dialogues, minutes, permissions, reviews
from bot.services.reviews import Standing
from bot.services.visitors import DialogueView
from handlers import menus
from handlers.menus import unless_gone
from handlers.printouts import hand_over
from handlers.routing import DialogueSpec, Handler


async def read(update: Update, context: BotContext) -> None:
    """Show the minutes of a meeting."""
    await show_minutes(context, ReadMinutes.parse(context.pressed).meeting_id)


async def show_minutes(context: BotContext, meeting_id: int) -> None:
    """Show the minutes of a meeting; raises NotFound."""
    found = await context.database.read(minutes.get_readable, meeting_id, acting=context.acting)
    organises = await context.database.read(permissions.may_organise, found.meeting.body_id, context.acting)
    await context.show(messages.page(context.locale, found, context.settings.timezone, organises=organises))


async def word_file(update: Update, context: BotContext) -> None:
    """Hand over minutes as a Word file."""
    number = MinutesFile.parse(context.pressed).meeting_id
    found = await context.database.read(minutes.get_readable, number, acting=context.acting)
    await hand_over(context, protocols.word_file, found)


async def review(update: Update, context: BotContext) -> None:
    """Note that somebody finds minutes right, or ask what is missing."""
    data = ReviewMinutes.parse(context.pressed)
    if not data.agrees:
        await _begin_objection(context, data)
        return
    agree = partial(reviews.agree, acting=context.acting, now=context.now())
    found, standing = await context.database.run(agree, data.minutes_id, data.revision)
    await context.replace(messages.reviewed(context.locale, found, standing, context.settings.timezone))


async def _begin_objection(context: BotContext, data: ReviewMinutes) -> None:
    if await menus.finish_first(context):
        return
    found = await context.database.read(reviews.get_sent, data.minutes_id, acting=context.acting)
    standing = reviews.standing_of(found, data.revision, now=context.now())
    if standing is not Standing.CURRENT:
        await context.replace(messages.reviewed(context.locale, found, standing, context.settings.timezone))
        return
    said = {"minutes": found.id, "revision": found.revision}
    begin = partial(dialogues.begin, acting=context.acting, now=context.now())
    dialogue = await context.database.run(begin, reviews.KIND, reviews.TEXT, said)
    await context.reply(await ask(context, dialogue))


@unless_gone
async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask what is missing."""
    found = await context.database.read(reviews.get_sent, dialogue.data["minutes"], acting=context.acting)
    return messages.ask_objection(context.locale, dialogue, found, context.settings.timezone)


async def take_objection(context: BotContext, dialogue: DialogueView) -> None:
    """Hand on what is missing."""
    hand_on = partial(reviews.object_to, acting=context.acting, now=context.now())
    found, standing = await context.database.run(hand_on, dialogue.number, context.words.text)
    context.equipment.news.set()
    await context.reply(messages.objected(context.locale, found, standing, context.settings.timezone))


DIALOGUE = DialogueSpec(reviews.KIND, ask, messages={reviews.TEXT: take_objection})


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    ReadMinutes: read,
    MinutesFile: word_file,
    ReviewMinutes: review,
}
