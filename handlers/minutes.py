"""Writing down what came out of a meeting: the dialogue of whoever organised it."""

from __future__ import annotations

from functools import partial

from telegram import Update

from bot import text
from bot.callback_data.base import CallbackData
from bot.callback_data.minutes import CountHeads, RecordMeeting
from bot.context import BotContext
from bot.errors import Outdated, Overtaken
from bot.messages import OutgoingMessage
from bot.messages import minutes as messages
from bot.services import minutes, records
from bot.services.records import COUNT, PREVIEW, TEXT
from bot.services.visitors import DialogueView
from handlers import menus
from handlers.choices import read_number
from handlers.menus import unless_gone
from handlers.reviews import show_minutes
from handlers.routing import DialogueSpec, Handler
from handlers.steps import take


async def record(update: Update, context: BotContext) -> None:
    """Begin to write down what came out of a meeting."""
    await _begin(context, RecordMeeting.parse(context.pressed).meeting_id, None)


async def count_heads(update: Update, context: BotContext) -> None:
    """Begin with the heads counted; of circles and events that is all."""
    data = CountHeads.parse(context.pressed)
    await _begin(context, data.meeting_id, data.count)


async def _begin(context: BotContext, meeting_id: int, count: int | None) -> None:
    if await menus.finish_first(context):
        return
    timezone = context.settings.timezone
    begin = partial(records.begin, timezone=timezone, acting=context.acting, now=context.now())
    try:
        begun = await context.database.run(begin, meeting_id, count)
    except Overtaken:
        await show_minutes(context, meeting_id)
        return
    if begun.dialogue is not None:
        await context.show(await ask(context, begun.dialogue))
    elif begun.recorded:
        await context.show(messages.counted(context.locale, begun.meeting, timezone))
    else:
        await context.show(messages.too_early(context.locale, begun.meeting, timezone))


@unless_gone
async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask what the dialogue stands at."""
    timezone = context.settings.timezone
    look = partial(minutes.outline, timezone=timezone, acting=context.acting, now=context.now())
    known = await context.database.read(look, dialogue.data["meeting"])
    match dialogue.step:
        case records.COUNT:
            return messages.ask_count(context.locale, dialogue, known, timezone)
        case records.TEXT:
            return messages.ask_text(context.locale, dialogue, known)
        case _preview:
            draft = records.draft(dialogue.data, known)
            return messages.preview(context.locale, dialogue, draft, known, timezone)


async def take_count(context: BotContext, dialogue: DialogueView) -> None:
    """Take the typed number of heads."""
    await context.reply(await _count(context, dialogue, text.read_number(context.words.text)))


async def choose_count(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Take the number of heads from a button."""
    await context.show(await _count(context, dialogue, read_number(value)))


async def _count(context: BotContext, dialogue: DialogueView, count: int) -> OutgoingMessage:
    acting, now = context.acting, context.now()
    taken = await context.database.run(records.take_count, dialogue.number, count, acting=acting, now=now)
    if isinstance(taken, DialogueView):
        return await ask(context, taken)
    return messages.counted(context.locale, taken, context.settings.timezone)


async def take_words(context: BotContext, dialogue: DialogueView) -> None:
    """Take what was talked about, or more of it."""
    await take(context, dialogue, records.take_words, dialogue.step, context.words)


async def take_old_text(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Keep the text as it was, or throw it away to write it anew."""
    changes = {messages.KEEP: records.keep_text, messages.ANEW: records.clear_text}
    if value not in changes:
        raise Outdated
    await take(context, dialogue, changes[value])


async def take_preview(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Send the minutes, or tick what goes with them."""
    if value == messages.SEND:
        await _send(context, dialogue)
        return
    await take(context, dialogue, records.toggle, value)


async def _send(context: BotContext, dialogue: DialogueView) -> None:
    send = partial(records.send, timezone=context.settings.timezone, acting=context.acting, now=context.now())
    try:
        _, sent = await context.database.run(send, dialogue.number)
    except Overtaken:
        await show_minutes(context, dialogue.data["meeting"])
        return
    context.equipment.news.set()
    await context.show(messages.sent(context.locale, sent))


DIALOGUE = DialogueSpec(
    records.KIND,
    ask,
    messages={COUNT: take_count, TEXT: take_words, PREVIEW: take_words},
    choices={COUNT: choose_count, TEXT: take_old_text, PREVIEW: take_preview},
    back={TEXT: COUNT, PREVIEW: TEXT},
    typed=("text",),
)


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    RecordMeeting: record,
    CountHeads: count_heads,
}
