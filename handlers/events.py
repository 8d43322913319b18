"""Events: title, date, place, audience, preview, announcement."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.results import MakeEvent
from bot.clock import end_of_quiet, is_quiet
from bot.context import BotContext
from bot.errors import Outdated
from bot.messages import OutgoingMessage
from bot.messages import broadcasts as broadcast_messages
from bot.messages import events as messages
from bot.services import concerns, events
from bot.services.visitors import DialogueView
from handlers import menus, moments
from handlers.moments import MomentSteps
from handlers.routing import DialogueSpec, Handler
from handlers.steps import take


async def event(update: Update, context: BotContext) -> None:
    """Begin to prepare an event."""
    if await menus.finish_first(context):
        return
    dialogue = await context.database.run(events.begin, acting=context.acting, now=context.now())
    await context.show(await ask(context, dialogue))


async def make_event(update: Update, context: BotContext) -> None:
    """Begin to prepare the event that a result asks for."""
    if await menus.finish_first(context):
        return
    number = MakeEvent.parse(context.pressed).result_id
    dialogue = await context.database.run(events.begin_from_result, number, acting=context.acting, now=context.now())
    await context.reply(await ask(context, dialogue))


async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask what the dialogue stands at."""
    if dialogue.step in moments.STEPS:
        return await moments.ask(context, dialogue)
    match dialogue.step:
        case "title":
            return messages.ask_title(context.locale, dialogue)
        case "date":
            return messages.ask_date(context.locale, dialogue)
        case "place":
            places = await context.database.read(events.list_places, acting=context.acting)
            return messages.ask_place(context.locale, dialogue, places)
        case "audience":
            return messages.ask_audience(context.locale, dialogue)
        case _preview:
            return await _preview_of(context, dialogue)


async def _preview_of(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    draft = await context.database.read(events.preview, dialogue.data, acting=context.acting)
    now, timezone = context.now(), context.settings.timezone
    found = await context.database.read(concerns.find, None, draft.starts_at, timezone=timezone, now=now)
    night = is_quiet(now, timezone) and end_of_quiet(now, timezone) < draft.starts_at
    return messages.preview(context.locale, dialogue, draft, found, timezone, night=night)


async def take_title(context: BotContext, dialogue: DialogueView) -> None:
    """Take what it is called."""
    await take(context, dialogue, events.name, context.words.text)


async def take_date(context: BotContext, dialogue: DialogueView, starts_at: datetime) -> None:
    """Take when it begins."""
    await take(context, dialogue, events.set_date, starts_at)


async def take_place(context: BotContext, dialogue: DialogueView) -> None:
    """Take where it is."""
    await take(context, dialogue, events.set_place, context.words.text)


async def choose_place(context: BotContext, dialogue: DialogueView, chosen: str) -> None:
    """Take one of the places that are known."""
    await take(context, dialogue, events.choose_place, chosen)


async def take_audience(context: BotContext, dialogue: DialogueView, chosen: str) -> None:
    """Take whom it is for."""
    await take(context, dialogue, events.choose_audience, chosen)


async def take_decision(context: BotContext, dialogue: DialogueView, chosen: str) -> None:
    """Announce it, now or in the morning."""
    if chosen not in {broadcast_messages.SEND, broadcast_messages.WAIT}:
        raise Outdated
    announce = partial(events.announce, quiet=chosen == broadcast_messages.WAIT, timezone=context.settings.timezone)
    report = await context.database.run(announce, dialogue.number, acting=context.acting, now=context.now())
    context.equipment.news.set()
    await context.show(broadcast_messages.progress(context.locale, report))


MOMENT = MomentSteps(take_date)
DIALOGUE = DialogueSpec(
    events.KIND,
    ask,
    messages={**MOMENT.messages, "title": take_title, "place": take_place},
    choices={**MOMENT.choices, "place": choose_place, "audience": take_audience, "preview": take_decision},
    back={**MOMENT.back, "date": "title", "place": "date", "audience": "place", "preview": "audience"},
    typed=("title",),
)


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    MakeEvent: make_event,
}
