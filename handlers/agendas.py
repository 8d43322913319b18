"""Agendas: read one, propose a topic for it (a dialogue), change topics, take the papers along."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from telegram import Update

from bot.callback_data.agendas import (
    KeepItem,
    ListenToItem,
    ListItems,
    PrintAgenda,
    ProposeItem,
    RemoveItem,
    ShowAgenda,
    ShowItem,
    WriteItem,
)
from bot.callback_data.base import CallbackData
from bot.context import BotContext
from bot.errors import NotFound, NotPermitted, Outdated, TooLong
from bot.messages import OutgoingMessage, agenda_papers
from bot.messages import agenda_items as item_messages
from bot.messages import agendas as messages
from bot.services import agenda_items, agendas, dialogues
from bot.services.agenda_items import ANEW, WORDS, Topic
from bot.services.visitors import DialogueView
from bot.text import beginning, clean
from handlers import menus
from handlers.ideas import said
from handlers.menus import unless_gone
from handlers.printouts import hand_over
from handlers.routing import DialogueSpec, Handler

#: Graphemes that are kept of a topic that was too long, to be shortened.
_KEPT = 1000


async def show(update: Update, context: BotContext) -> None:
    """Show an agenda, below the invitation, which stays."""
    number = ShowAgenda.parse(context.pressed).meeting_id
    found = await context.database.read(agendas.get, number, acting=context.acting, now=context.now())
    await context.reply(messages.agenda(context.locale, found, context.settings.timezone))


async def begin(update: Update, context: BotContext) -> None:
    """Begin to propose a topic."""
    if await menus.finish_first(context):
        return
    number = ProposeItem.parse(context.pressed).meeting_id
    begun = await context.database.run(agenda_items.begin, number, acting=context.acting, now=context.now())
    await context.reply(await ask(context, begun))


async def begin_anew(update: Update, context: BotContext) -> None:
    """Begin to write a topic down, or anew."""
    if await menus.finish_first(context):
        return
    number = WriteItem.parse(context.pressed).item_id
    begun = await context.database.run(agenda_items.begin_anew, number, acting=context.acting, now=context.now())
    await context.reply(await ask(context, begun))


@unless_gone
async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask what the dialogue stands at."""
    item = await context.database.read(agenda_items.check_ground, dialogue, acting=context.acting)
    if item is not None:
        return item_messages.ask_anew(context.locale, dialogue, item)
    return item_messages.ask_topic(context.locale, dialogue)


async def take_topic(context: BotContext, dialogue: DialogueView) -> None:
    """Put what was typed or spoken on the agenda."""
    propose = partial(agenda_items.propose, acting=context.acting, now=context.now())
    topic = await _take(context, dialogue, partial(propose, said=said(context)))
    context.equipment.news.set()
    await context.reply(item_messages.proposed(context.locale, topic, context.settings.timezone))


async def take_text(context: BotContext, dialogue: DialogueView) -> None:
    """Give a topic the text that was typed."""
    write = partial(agenda_items.write_anew, acting=context.acting, now=context.now())
    topic = await _take(context, dialogue, partial(write, words=context.words))
    await context.reply(item_messages.details(context.locale, topic, context.settings.timezone))


async def _take(context: BotContext, dialogue: DialogueView, take: Callable[..., Topic]) -> Topic:
    """Let the dialogue take what was said: what is too long is kept, to be shortened; without ground it ends."""
    try:
        return await context.database.run(take, dialogue.number)
    except TooLong:
        kept = {"text": beginning(clean(context.typed), _KEPT)}
        keep_typed = partial(dialogues.say, acting=context.acting, now=context.now())
        await context.database.run(keep_typed, dialogue.number, dialogue.step, kept)
        raise
    except (NotFound, NotPermitted):
        await context.equipment.database.run(dialogues.end, acting=context.acting)
        raise


async def list_items(update: Update, context: BotContext) -> None:
    """List the topics that the person may change."""
    data = ListItems.parse(context.pressed)
    find = partial(agenda_items.list_changeable, acting=context.acting, now=context.now())
    meeting, items = await context.database.read(find, data.meeting_id)
    timezone = context.settings.timezone
    await context.show(item_messages.item_list(context.locale, meeting, items, data.page, timezone))


async def show_item(update: Update, context: BotContext) -> None:
    """Show one topic."""
    number = ShowItem.parse(context.pressed).item_id
    topic = await context.database.read(agenda_items.get, number, acting=context.acting, now=context.now())
    await context.show(item_messages.details(context.locale, topic, context.settings.timezone))


async def listen(update: Update, context: BotContext) -> None:
    """Play a spoken topic; who spoke it is not said."""
    number = ListenToItem.parse(context.pressed).item_id
    topic = await context.database.read(agenda_items.get, number, acting=context.acting, now=context.now())
    if topic.item.voice_file_id is None:
        raise Outdated
    await context.reply(item_messages.recording(context.locale, topic))


async def keep(update: Update, context: BotContext) -> None:
    """Put a topic on every agenda, or on the next one only."""
    data = KeepItem.parse(context.pressed)
    keeping = partial(agenda_items.keep, standing=bool(data.standing), acting=context.acting, now=context.now())
    topic = await context.database.run(keeping, data.item_id)
    await context.show(item_messages.details(context.locale, topic, context.settings.timezone))


async def remove(update: Update, context: BotContext) -> None:
    """Take a topic off the agenda."""
    number = RemoveItem.parse(context.pressed).item_id
    topic = await context.database.run(agenda_items.remove, number, acting=context.acting, now=context.now())
    await context.show(item_messages.removed(context.locale, topic))


async def print_paper(update: Update, context: BotContext) -> None:
    """Hand over the agenda or the attendance sheet as a Word file."""
    data = PrintAgenda.parse(context.pressed)
    if data.what not in {messages.AGENDA, messages.SHEET}:
        raise Outdated
    find = partial(agendas.get_for_paper, acting=context.acting, now=context.now())
    found, lines = await context.database.read(find, data.meeting_id)
    if data.what == messages.SHEET:
        await hand_over(context, agenda_papers.sheet_file, found.meeting, lines)
    else:
        await hand_over(context, agenda_papers.agenda_file, found)


#: The noun's buttons.
BUTTONS: dict[type[CallbackData], Handler] = {
    ShowAgenda: show,
    ProposeItem: begin,
    ListItems: list_items,
    ShowItem: show_item,
    ListenToItem: listen,
    WriteItem: begin_anew,
    KeepItem: keep,
    RemoveItem: remove,
    PrintAgenda: print_paper,
}

DIALOGUE = DialogueSpec(
    agenda_items.KIND,
    ask,
    messages={WORDS: take_topic, ANEW: take_text},
    typed=("text",),
)
