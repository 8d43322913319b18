"""Measures: the list and its filters, one measure, what is set, ticked and answered by a tap."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import partial
from typing import TypeVar

from telegram import Update

from bot.callback_data import measures as data
from bot.callback_data.base import CallbackData
from bot.context import BotContext
from bot.errors import Outdated, Overtaken
from bot.messages import measure_changes as change_messages
from bot.messages import measure_notes
from bot.messages import measures as messages
from bot.services import (
    measure_edits,
    measure_lists,
    measure_news,
    measure_people,
    measure_states,
    measure_views,
    tags,
)
from bot.services.measure_lists import Filter, Group, Kind
from handlers.routing import Handler
from models import Measure, MeasureState, Progress

Member = TypeVar("Member", bound=StrEnum)


def read_member(members: type[Member], said: str) -> Member:
    """Return the member that a button carries.

    Raises:
        Outdated: there is none such.
    """
    if said not in list(members):
        raise Outdated
    return members(said)


def today(context: BotContext) -> date:
    """Return the day that the town's wall clock shows."""
    return context.now().astimezone(context.settings.timezone).date()


async def measures(update: Update, context: BotContext) -> None:
    """Show the list."""
    await _show_list(context, Filter(), 0)


async def list_measures(update: Update, context: BotContext) -> None:
    """Show a page of the list, filtered."""
    pressed = data.ListMeasures.parse(context.pressed)
    await _show_list(context, Filter(read_member(Group, pressed.group), pressed.by), pressed.page)


async def _show_list(context: BotContext, chosen: Filter, number: int) -> None:
    listing = partial(measure_lists.list_measures, today=today(context), acting=context.acting)
    page = await context.database.read(listing, chosen, number)
    await context.show(messages.measure_list(context.locale, page, today(context)))


async def choose_filter(update: Update, context: BotContext) -> None:
    """Ask what to filter by."""
    pressed = data.FilterMeasures.parse(context.pressed)
    kind, group = read_member(Kind, pressed.kind), read_member(Group, pressed.group)
    choices = await context.database.read(measure_lists.list_choices, kind, group, acting=context.acting)
    await context.show(messages.filter_choice(context.locale, kind, group, choices, pressed.page))


async def open_measure(update: Update, context: BotContext) -> None:
    """Show a measure."""
    await show_measure(context, data.OpenMeasure.parse(context.pressed).measure_id)


async def show_measure(context: BotContext, measure_id: int, notice: str = "") -> None:
    """Show a measure as it is now, below a notice."""
    view = await context.database.read(measure_views.open_measure, measure_id, acting=context.acting)
    timezone = context.settings.timezone
    await context.show(messages.measure_page(context.locale, view, timezone, today(context), notice))


async def look_again(context: BotContext, measure_id: int, typed: str = "") -> None:
    """Show what somebody else changed meanwhile."""
    await show_measure(context, measure_id, change_messages.overtaken(context.locale, typed))


async def show_history(update: Update, context: BotContext) -> None:
    """Show what was noted about a measure."""
    pressed = data.MeasureHistory.parse(context.pressed)
    measure = await _get(context, pressed.measure_id)
    await context.show(measure_notes.history(context.locale, measure, context.settings.timezone, pressed.page))


async def _get(context: BotContext, measure_id: int) -> Measure:
    return await context.database.read(measure_states.get_measure, measure_id, acting=context.acting)


async def choose_state(update: Update, context: BotContext) -> None:
    """Ask for a measure's next state."""
    number = data.ChooseState.parse(context.pressed).measure_id
    await _get(context, number)
    view = await context.database.read(measure_views.open_measure, number, acting=context.acting)
    await context.show(change_messages.state_choice(context.locale, view))


async def set_state(context: BotContext, measure_id: int, state: MeasureState, seen: int) -> None:
    """Set a state that needs no reason."""
    setting = partial(measure_states.set_state, acting=context.acting, now=context.now())
    try:
        await context.database.run(setting, measure_id, state, seen)
    except Overtaken:
        await look_again(context, measure_id)
        return
    context.equipment.news.set()
    await show_measure(context, measure_id)


async def choose_field(update: Update, context: BotContext) -> None:
    """Ask which field is to be changed."""
    measure = await _get(context, data.ChooseField.parse(context.pressed).measure_id)
    await context.show(change_messages.field_choice(context.locale, measure))


async def show_steps(update: Update, context: BotContext) -> None:
    """Show a measure's steps."""
    pressed = data.ShowSteps.parse(context.pressed)
    await _show_steps(context, pressed.measure_id, pressed.page)


async def _show_steps(context: BotContext, measure_id: int, page: int) -> None:
    await _get(context, measure_id)
    view = await context.database.read(measure_views.open_measure, measure_id, acting=context.acting)
    await context.show(change_messages.steps_page(context.locale, view, page))


async def mark_step(update: Update, context: BotContext) -> None:
    """Say that a step is done, or not after all; its page stays open."""
    pressed = data.MarkStep.parse(context.pressed)
    if pressed.done not in (0, 1):
        raise Outdated
    marking = partial(measure_edits.mark_step, today=today(context), acting=context.acting, now=context.now())
    measure = await context.database.run(marking, pressed.step_id, done=bool(pressed.done))
    place = next(place for place, step in enumerate(measure.steps) if step.id == pressed.step_id)
    await _show_steps(context, measure.id, place // measure_lists.PAGE)


async def show_touched(update: Update, context: BotContext) -> None:
    """Show the fields or plans to be ticked."""
    pressed = data.ShowTouched.parse(context.pressed)
    await _show_touched(context, pressed.measure_id, pressed.kind, pressed.page)


async def _show_touched(context: BotContext, measure_id: int, kind: str, page: int) -> None:
    measure = await _get(context, measure_id)
    if kind == Kind.FIELD:
        bodies = await context.database.read(measure_edits.list_fields, measure)
        await context.show(change_messages.field_ticks(context.locale, measure, bodies, page))
    elif kind == Kind.TAG:
        known = await context.database.read(tags.list_all, acting=context.acting)
        await context.show(change_messages.tag_ticks(context.locale, measure, known, page))
    else:
        raise Outdated


async def touch(update: Update, context: BotContext) -> None:
    """Tick or untick a field or plan."""
    pressed = data.Touch.parse(context.pressed)
    linking = {Kind.FIELD.value: measure_edits.link_field, Kind.TAG.value: measure_edits.link_tag}.get(pressed.kind)
    if linking is None or pressed.linked not in (0, 1):
        raise Outdated
    act = partial(linking, linked=bool(pressed.linked), acting=context.acting, now=context.now())
    await context.database.run(act, pressed.measure_id, pressed.number)
    await _show_touched(context, pressed.measure_id, pressed.kind, pressed.page)


async def choose_responsible(update: Update, context: BotContext) -> None:
    """Ask who is to be asked."""
    pressed = data.ChooseResponsible.parse(context.pressed)
    opening = partial(measure_views.open_candidates, acting=context.acting)
    view, people = await context.database.read(opening, pressed.measure_id)
    await context.show(change_messages.candidates(context.locale, view, people, pressed.page))


async def name_responsible(update: Update, context: BotContext) -> None:
    """Name who is asked, or nobody."""
    pressed = data.NameResponsible.parse(context.pressed)
    naming = partial(measure_people.name_responsible, acting=context.acting, now=context.now())
    await context.database.run(naming, pressed.measure_id, pressed.person_id or None)
    context.equipment.news.set()
    await show_measure(context, pressed.measure_id)


async def decline(update: Update, context: BotContext) -> None:
    """Let somebody say that they are not the one to ask."""
    number = data.DeclineMeasure.parse(context.pressed).measure_id
    measure = await context.database.run(measure_people.decline, number, acting=context.acting, now=context.now())
    await context.show(change_messages.declined(context.locale, measure))


async def say_progress(update: Update, context: BotContext) -> None:
    """Note how a measure goes."""
    pressed = data.SayProgress.parse(context.pressed)
    progress = read_member(Progress, pressed.progress)
    saying = partial(measure_news.say_progress, acting=context.acting, now=context.now())
    try:
        await context.database.run(saying, pressed.measure_id, progress, pressed.seen)
    except Overtaken:
        await look_again(context, pressed.measure_id)
        return
    context.equipment.news.set()
    await show_measure(context, pressed.measure_id, change_messages.thanks(context.locale))


async def evaluate(update: Update, context: BotContext) -> None:
    """Ask whether a measure reached its goal."""
    number = data.EvaluateMeasure.parse(context.pressed).measure_id
    measure = await context.database.read(measure_news.get_evaluable, number, acting=context.acting)
    await context.show(change_messages.outcome_choice(context.locale, measure))


#: The noun's buttons; those that begin a dialogue stand in `handlers.measure_dialogues`.
BUTTONS: dict[type[CallbackData], Handler] = {
    data.ListMeasures: list_measures,
    data.FilterMeasures: choose_filter,
    data.OpenMeasure: open_measure,
    data.MeasureHistory: show_history,
    data.ChooseState: choose_state,
    data.ChooseField: choose_field,
    data.ShowSteps: show_steps,
    data.MarkStep: mark_step,
    data.ShowTouched: show_touched,
    data.Touch: touch,
    data.ChooseResponsible: choose_responsible,
    data.NameResponsible: name_responsible,
    data.DeclineMeasure: decline,
    data.SayProgress: say_progress,
    data.EvaluateMeasure: evaluate,
}
