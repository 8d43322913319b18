"""Indicators: values by one message (a dialogue, see ``indicators.mmd``), ticks, and what the bot counts itself."""

from __future__ import annotations

from functools import partial

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.indicators import (
    AddValue,
    AskDirection,
    AskField,
    ChooseDirection,
    ChooseField,
    CountProcess,
    LinkMeasure,
    ListLinks,
    ListValues,
    RemoveValue,
    ShowOffer,
    ShowOffers,
    TickOffer,
)
from bot.context import BotContext
from bot.errors import NotFound, NotPermitted, Outdated
from bot.messages import OutgoingMessage
from bot.messages import indicators as messages
from bot.messages import process_counts as count_messages
from bot.services import dialogues, indicators, process_counts, starters
from bot.services.fact_fields import Noun
from bot.services.indicators import IndicatorView
from bot.services.visitors import DialogueView
from handlers import menus
from handlers.facts import page_of, today
from handlers.routing import DialogueSpec, Handler

#: Nobody asks about years before this.
_FIRST_YEAR = 1900


async def _get(context: BotContext, indicator_id: int) -> IndicatorView:
    return await context.database.read(indicators.get_indicator, indicator_id, acting=context.acting)


async def begin_value(update: Update, context: BotContext) -> None:
    """Ask for a value."""
    if await menus.finish_first(context):
        return
    number = AddValue.parse(context.pressed).indicator_id
    begun = await context.database.run(indicators.begin_value, number, acting=context.acting, now=context.now())
    await context.reply(await ask_value(context, begun))


@menus.unless_gone
async def ask_value(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask for a value."""
    return messages.ask_value(context.locale, dialogue, await _get(context, dialogue.data["id"]))


async def take_value(context: BotContext, dialogue: DialogueView) -> None:
    """Take the value; where the indicator is gone meanwhile the dialogue is over."""
    adding = partial(indicators.add_value, today=today(context), acting=context.acting, now=context.now())
    try:
        value = await context.database.run(adding, dialogue.number, context.words.text)
    except (NotFound, NotPermitted):
        await context.equipment.database.run(dialogues.end, acting=context.acting)
        raise
    await context.reply(await page_of(context, Noun.INDICATOR, value.indicator_id))


async def list_values(update: Update, context: BotContext) -> None:
    """Show a page of the values."""
    data = ListValues.parse(context.pressed)
    await context.show(messages.value_list(context.locale, await _get(context, data.indicator_id), data.page))


async def remove_value(update: Update, context: BotContext) -> None:
    """Take a value away."""
    number = RemoveValue.parse(context.pressed).measurement_id
    removing = partial(indicators.remove_value, acting=context.acting, now=context.now())
    indicator_id = await context.database.run(removing, number)
    await context.show(messages.value_list(context.locale, await _get(context, indicator_id), 0))


async def ask_direction(update: Update, context: BotContext) -> None:
    """Ask which way is better."""
    number = AskDirection.parse(context.pressed).indicator_id
    await context.show(messages.ask_direction(context.locale, await _get(context, number)))


async def choose_direction(update: Update, context: BotContext) -> None:
    """Say which way is better."""
    data = ChooseDirection.parse(context.pressed)
    choosing = partial(indicators.choose_direction, acting=context.acting, now=context.now())
    await context.database.run(choosing, data.indicator_id, data.direction)
    await context.show(await page_of(context, Noun.INDICATOR, data.indicator_id))


async def ask_field(update: Update, context: BotContext) -> None:
    """Ask to which group's field it belongs."""
    found = await _get(context, AskField.parse(context.pressed).indicator_id)
    groups = await context.database.read(indicators.list_fields, acting=context.acting)
    await context.show(messages.ask_field(context.locale, found, groups))


async def choose_field(update: Update, context: BotContext) -> None:
    """Say to which group's field it belongs."""
    data = ChooseField.parse(context.pressed)
    choosing = partial(indicators.choose_body, acting=context.acting, now=context.now())
    await context.database.run(choosing, data.indicator_id, data.body_id)
    await context.show(await page_of(context, Noun.INDICATOR, data.indicator_id))


async def list_links(update: Update, context: BotContext) -> None:
    """Show a page of the measures that can be linked."""
    data = ListLinks.parse(context.pressed)
    await _show_links(context, data.indicator_id, data.page)


async def link_measure(update: Update, context: BotContext) -> None:
    """Link a measure, or undo that."""
    data = LinkMeasure.parse(context.pressed)
    linking = partial(indicators.link_measure, link=bool(data.link), acting=context.acting, now=context.now())
    await context.database.run(linking, data.indicator_id, data.measure_id)
    await _show_links(context, data.indicator_id, data.page)


async def _show_links(context: BotContext, indicator_id: int, page: int) -> None:
    found = await context.database.read(indicators.list_measures, indicator_id, acting=context.acting)
    await context.show(messages.link_list(context.locale, *found, page))


async def show_offers(update: Update, context: BotContext) -> None:
    """Show the fields of which indicators are offered."""
    page = ShowOffers.parse(context.pressed).page
    found = await context.database.read(starters.list_offers, acting=context.acting)
    await context.show(count_messages.offers(context.locale, found, page))


async def show_offer(update: Update, context: BotContext) -> None:
    """Show what is offered for a field."""
    place = ShowOffer.parse(context.pressed).place
    offer = await context.database.read(starters.get_offer, place, acting=context.acting)
    await context.show(count_messages.offer_page(context.locale, offer))


async def tick_offer(update: Update, context: BotContext) -> None:
    """Take an indicator that is offered, or give it back."""
    data = TickOffer.parse(context.pressed)
    ticking = partial(starters.tick, take=bool(data.take), acting=context.acting, now=context.now())
    offer = await context.database.run(ticking, data.place, data.entry)
    await context.show(count_messages.offer_page(context.locale, offer))


async def count_process(update: Update, context: BotContext) -> None:
    """Show what the bot counted in a year."""
    year, this_year = CountProcess.parse(context.pressed).year, today(context).year
    if not _FIRST_YEAR <= year <= this_year:
        raise Outdated
    counting = partial(process_counts.count, timezone=context.settings.timezone, now=context.now())
    counts = await context.database.read(counting, year, acting=context.acting)
    await context.show(count_messages.counted(context.locale, counts, this_year))


DIALOGUE = DialogueSpec(indicators.KIND, ask_value, messages={indicators.VALUE: take_value})
BUTTONS: dict[type[CallbackData], Handler] = {
    AddValue: begin_value,
    ListValues: list_values,
    RemoveValue: remove_value,
    AskDirection: ask_direction,
    ChooseDirection: choose_direction,
    AskField: ask_field,
    ChooseField: choose_field,
    ListLinks: list_links,
    LinkMeasure: link_measure,
    ShowOffers: show_offers,
    ShowOffer: show_offer,
    TickOffer: tick_offer,
    CountProcess: count_process,
}
