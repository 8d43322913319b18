"""The dialogue in which a speaker writes a result: group, title, text, priority, fields with the preview."""

from __future__ import annotations

from functools import partial

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.ideas import MakeResult
from bot.callback_data.results import NewResult
from bot.context import BotContext
from bot.errors import Outdated
from bot.messages import OutgoingMessage
from bot.messages import drafts as messages
from bot.messages import results as result_messages
from bot.services import bodies, drafts, results
from bot.services.drafts import FIELDS, GROUP, PRIORITY, TEXT, TITLE, TOPICS
from bot.services.topics import Topic
from bot.services.visitors import DialogueView
from handlers import menus
from handlers.choices import read_number, turned_page
from handlers.routing import DialogueSpec, Handler
from handlers.steps import take
from models import BodyKind, Priority


async def result(update: Update, context: BotContext) -> None:
    """Begin a result of the group that the person speaks for."""
    if not await menus.finish_first(context):
        begun = await context.database.run(drafts.begin, acting=context.acting, now=context.now())
        await context.show(await ask(context, begun))


async def new_result(update: Update, context: BotContext) -> None:
    """Begin another result of the same group; what was confirmed before stays on the screen."""
    body_id = NewResult.parse(context.pressed).body_id
    if not await menus.finish_first(context):
        begun = await context.database.run(drafts.begin, body_id, acting=context.acting, now=context.now())
        await context.reply(await ask(context, begun))


async def make_result(update: Update, context: BotContext) -> None:
    """Begin a result with an idea's text."""
    idea_id = MakeResult.parse(context.pressed).idea_id
    if not await menus.finish_first(context):
        begun = await context.database.run(drafts.begin_from_idea, idea_id, acting=context.acting, now=context.now())
        await context.reply(await ask(context, begun))


async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask what the dialogue stands at."""
    match dialogue.step:
        case drafts.GROUP:
            groups = await context.database.read(results.list_submitting, acting=context.acting)
            return messages.ask_group(context.locale, dialogue, groups)
        case drafts.TITLE:
            body = await context.database.read(drafts.get_group, dialogue.data["body_id"])
            return messages.ask_title(context.locale, dialogue, body)
        case drafts.TEXT:
            return messages.ask_text(context.locale, dialogue)
        case drafts.PRIORITY:
            return messages.ask_priority(context.locale, dialogue)
        case drafts.TOPICS:
            return messages.ask_topics(context.locale, dialogue)
        case _:
            groups = await context.database.read(bodies.list_active, BodyKind.WORKING_GROUP)
            similar = await context.database.read(drafts.list_similar, dialogue, acting=context.acting)
            return messages.ask_fields(context.locale, dialogue, groups, similar)


async def take_words(context: BotContext, dialogue: DialogueView) -> None:
    """Take title, text, or more of the text; who speaks or shows it hears what to do instead."""
    message = context.event.effective_message if context.event else None
    if message is not None and (message.voice is not None or message.photo):
        await context.reply(messages.please_type(context.locale))
        await context.reply(await ask(context, dialogue))
        return
    await take(context, dialogue, drafts.take_words, dialogue.step, context.words)


async def take_group(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Take the group."""
    if await turned_page(context, dialogue, value):
        return
    await take(context, dialogue, drafts.choose_body, read_number(value))


async def take_old_answer(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Keep the title or text as it was, or throw the text away to write it anew."""
    if (dialogue.step, value) == (TEXT, messages.ANEW):
        await take(context, dialogue, drafts.clear_text)
    elif value == messages.KEEP:
        await take(context, dialogue, drafts.keep, dialogue.step)
    else:
        raise Outdated


async def take_priority(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Take the priority."""
    if value not in set(Priority):
        raise Outdated
    await take(context, dialogue, drafts.choose_priority, Priority(value))


async def take_field(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Tick or untick a field, go to the topics, look at a similar result, or hand the result in."""
    if await turned_page(context, dialogue, value):
        return
    if value == messages.SEND:
        await _hand_in(context, dialogue)
        return
    if value == messages.TAGS:
        await take(context, dialogue, drafts.open_topics)
        return
    if value.startswith(messages.LIKE):
        await _ask_support(context, dialogue, read_number(value.removeprefix(messages.LIKE)))
        return
    await take(context, dialogue, drafts.toggle_field, read_number(value))


async def _ask_support(context: BotContext, dialogue: DialogueView, result_id: int) -> None:
    """Ask how important a similar result is to the group; the draft stays above, to be handed in or cancelled."""
    find = partial(results.get_supportable, acting=context.acting)
    body, found = await context.database.read(find, result_id, dialogue.data["body_id"])
    await context.reply(result_messages.ask_support(context.locale, found, body))


async def take_topic(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Tick or untick a topic, or hand the result in."""
    if await turned_page(context, dialogue, value):
        return
    if value == messages.SEND:
        await _hand_in(context, dialogue)
        return
    topic = value.removeprefix(messages.TOPIC)
    if topic not in set(Topic):
        raise Outdated
    await take(context, dialogue, drafts.toggle_topic, Topic(topic))


async def _hand_in(context: BotContext, dialogue: DialogueView) -> None:
    hand_in = partial(drafts.hand_in, step=dialogue.step, acting=context.acting, now=context.now())
    handed_in = await context.database.run(hand_in, dialogue.number)
    context.equipment.news.set()
    await context.show(result_messages.handed_in(context.locale, handed_in, dialogue.data["body_id"]))


DIALOGUE = DialogueSpec(
    drafts.KIND,
    ask,
    messages=dict.fromkeys((GROUP, TITLE, TEXT, PRIORITY, FIELDS, TOPICS), take_words),
    choices={
        GROUP: take_group,
        TITLE: take_old_answer,
        TEXT: take_old_answer,
        PRIORITY: take_priority,
        FIELDS: take_field,
        TOPICS: take_topic,
    },
    back={TEXT: TITLE, PRIORITY: TEXT, FIELDS: PRIORITY, TOPICS: FIELDS},
    typed=("title", "text"),
)


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    MakeResult: make_result,
    NewResult: new_result,
}
