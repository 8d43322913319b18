"""Facts at the desk: lists and pages of figures, phases, milestones, indicators; one dialogue for every field.

See ``facts.mmd``.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.facts import (
    AskWhole,
    ChooseWhole,
    EditFact,
    ListFacts,
    ReachMilestone,
    RemoveFact,
    ShowFact,
)
from bot.context import BotContext
from bot.errors import NotFound, NotPermitted, Outdated
from bot.messages import OutgoingMessage
from bot.messages import facts as messages
from bot.messages import figures as figure_messages
from bot.messages import indicators as indicator_messages
from bot.messages import milestones as milestone_messages
from bot.messages import phases as phase_messages
from bot.services import dialogues, facts, figures, indicators, milestones, phases
from bot.services.fact_fields import FIELDS, Noun
from bot.services.facts import Fact
from bot.services.visitors import DialogueView
from handlers import menus
from handlers.routing import DialogueSpec, Handler
from models import Milestone, Phase


def today(context: BotContext) -> date:
    """Return the day by the town's wall clock."""
    return context.now().astimezone(context.settings.timezone).date()


async def page(update: Update, context: BotContext) -> None:
    """Show where the process stands, and what can be opened."""
    calendar = await context.database.read(phases.get_desk_calendar, today=today(context), acting=context.acting)
    await context.show(messages.overview(context.locale, calendar))


async def list_facts(update: Update, context: BotContext) -> None:
    """Show a page of a list."""
    data = ListFacts.parse(context.pressed)
    await context.show(await _list(context, facts.as_noun(data.noun), data.page))


async def _list(context: BotContext, noun: Noun, number: int) -> OutgoingMessage:
    locale, acting, read = context.locale, context.acting, context.database.read
    match noun:
        case Noun.FIGURE:
            return figure_messages.figure_list(locale, await read(figures.list_figures, acting=acting), number)
        case Noun.PHASE:
            calendar = await read(phases.get_desk_calendar, today=today(context), acting=acting)
            return phase_messages.phase_list(locale, calendar, number)
        case Noun.MILESTONE:
            found = await read(milestones.list_milestones, acting=acting)
            return milestone_messages.milestone_list(locale, found, number)
        case Noun.INDICATOR:
            views = await read(indicators.list_indicators, acting=acting)
            return indicator_messages.indicator_list(locale, views, number)


async def show(update: Update, context: BotContext) -> None:
    """Show one."""
    data = ShowFact.parse(context.pressed)
    await context.show(await page_of(context, facts.as_noun(data.noun), data.row_id))


async def page_of(context: BotContext, noun: Noun, row_id: int) -> OutgoingMessage:
    """Return the page of a figure, phase, milestone or indicator."""
    locale, acting, read = context.locale, context.acting, context.database.read
    if noun is Noun.FIGURE:
        return figure_messages.figure_page(locale, await read(figures.get_figure, row_id, acting=acting))
    if noun is Noun.INDICATOR:
        found = await read(indicators.get_indicator, row_id, acting=acting)
        return indicator_messages.indicator_page(locale, found)
    row = (await read(facts.get, noun, row_id, acting=acting)).row
    if isinstance(row, Milestone):
        return milestone_messages.milestone_page(locale, row)
    calendar = await read(phases.get_desk_calendar, today=today(context), acting=acting)
    phase = next((phase for phase in calendar.phases if phase.id == row_id), None)
    if not isinstance(phase, Phase):
        raise NotFound
    return phase_messages.phase_page(locale, calendar, phase)


async def begin(update: Update, context: BotContext) -> None:
    """Begin to write a field down."""
    if await menus.finish_first(context):
        return
    data = EditFact.parse(context.pressed)
    begun = partial(facts.begin, acting=context.acting, now=context.now())
    dialogue = await context.database.run(begun, data.noun, data.row_id, data.field)
    await context.reply(await ask(context, dialogue))


@menus.unless_gone
async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask for the field that the dialogue stands at."""
    fact = await context.database.read(facts.check_ground, dialogue, acting=context.acting)
    return messages.ask(context.locale, dialogue, fact)


async def take(context: BotContext, dialogue: DialogueView) -> None:
    """Take what was typed; where the row is gone meanwhile the dialogue is over."""
    taking = partial(facts.take, acting=context.acting, now=context.now())
    try:
        taken = await context.database.run(taking, dialogue.number, context.words.text)
    except (NotFound, NotPermitted):
        await context.equipment.database.run(dialogues.end, acting=context.acting)
        raise
    await context.reply(await _next(context, taken))


async def take_choice(context: BotContext, dialogue: DialogueView, chosen: str) -> None:
    """Leave an optional field empty."""
    if chosen != messages.EMPTY:
        raise Outdated
    emptying = partial(facts.empty, acting=context.acting, now=context.now())
    await context.show(await _next(context, await context.database.run(emptying, dialogue.number)))


async def _next(context: BotContext, taken: Fact | DialogueView) -> OutgoingMessage:
    if isinstance(taken, DialogueView):
        return await ask(context, taken)
    return await page_of(context, taken.noun, taken.row.id)


async def remove(update: Update, context: BotContext) -> None:
    """Ask before something is taken away, then take it away."""
    data = RemoveFact.parse(context.pressed)
    if not data.sure:
        fact = await context.database.read(facts.get, data.noun, data.row_id, acting=context.acting)
        await context.show(messages.ask_removal(context.locale, fact))
        return
    removing = partial(facts.remove, acting=context.acting, now=context.now())
    fact = await context.database.run(removing, data.noun, data.row_id)
    await context.show(messages.removed(context.locale, fact))


async def reach(update: Update, context: BotContext) -> None:
    """Note that a milestone was reached today."""
    number = ReachMilestone.parse(context.pressed).milestone_id
    reaching = partial(milestones.reach_today, today=today(context), acting=context.acting, now=context.now())
    await context.database.run(reaching, number)
    await context.show(await page_of(context, Noun.MILESTONE, number))


async def ask_whole(update: Update, context: BotContext) -> None:
    """Ask of which figure this one is a part."""
    data = AskWhole.parse(context.pressed)
    view = await context.database.read(figures.get_figure, data.figure_id, acting=context.acting)
    wholes = await context.database.read(figures.list_wholes, data.figure_id, acting=context.acting)
    await context.show(figure_messages.ask_whole(context.locale, view, wholes, data.page))


async def choose_whole(update: Update, context: BotContext) -> None:
    """Say of which figure this one is a part."""
    data = ChooseWhole.parse(context.pressed)
    choosing = partial(figures.choose_whole, acting=context.acting, now=context.now())
    await context.database.run(choosing, data.figure_id, data.whole_id)
    await context.show(await page_of(context, Noun.FIGURE, data.figure_id))


_STEPS = {field for fields in FIELDS.values() for field in fields}
DIALOGUE = DialogueSpec(
    facts.KIND,
    ask,
    messages=dict.fromkeys(_STEPS, take),
    choices=dict.fromkeys(_STEPS, take_choice),
    typed=("said",),
)
BUTTONS: dict[type[CallbackData], Handler] = {
    ListFacts: list_facts,
    ShowFact: show,
    EditFact: begin,
    RemoveFact: remove,
    ReachMilestone: reach,
    AskWhole: ask_whole,
    ChooseWhole: choose_whole,
}
