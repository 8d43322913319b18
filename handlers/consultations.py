"""A paper's way through the council: its stations, their order, dates and competences. See ``consultations.mmd``."""

from __future__ import annotations

from datetime import date

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.consultations import (
    AddStation,
    MeetAgain,
    MoveStation,
    PlanStation,
    RemoveStation,
    SetCompetence,
    ShowStation,
    ShowWay,
)
from bot.context import BotContext
from bot.dates import read_date
from bot.errors import Outdated
from bot.messages import OutgoingMessage
from bot.messages import consultations as messages
from bot.services import consultations, stations
from bot.services.visitors import DialogueView
from handlers import menus
from handlers.choices import read_number
from handlers.routing import DialogueSpec, Handler
from models import Competence


async def show_way(update: Update, context: BotContext) -> None:
    """Show the stations of a paper."""
    number = ShowWay.parse(context.pressed).paper_id
    way = await context.database.read(consultations.look, number, acting=context.acting)
    await context.show(messages.way_page(context.locale, way))


async def show_station(update: Update, context: BotContext) -> None:
    """Show one station."""
    await _show_station(context, ShowStation.parse(context.pressed).consultation_id)


async def _show_station(context: BotContext, number: int) -> None:
    way, station = await context.database.read(consultations.find_station, number, acting=context.acting)
    await context.show(messages.station_page(context.locale, way, station))


async def move(update: Update, context: BotContext) -> None:
    """Move a station one place to the front, and show the way."""
    pressed = MoveStation.parse(context.pressed)
    station = await context.database.run(
        consultations.move_up, pressed.consultation_id, pressed.position, acting=context.acting, now=context.now()
    )
    way = await context.database.read(consultations.look, station.paper_id, acting=context.acting)
    await context.show(messages.way_page(context.locale, way))


async def set_competence(update: Update, context: BotContext) -> None:
    """Say what a committee does with the paper."""
    pressed = SetCompetence.parse(context.pressed)
    if pressed.competence not in set(Competence):
        raise Outdated
    number, chosen = pressed.consultation_id, Competence(pressed.competence)
    await context.database.run(consultations.set_competence, number, chosen, acting=context.acting, now=context.now())
    await _show_station(context, number)


async def remove(update: Update, context: BotContext) -> None:
    """Take a station out, and show the way."""
    number = RemoveStation.parse(context.pressed).consultation_id
    way = await context.database.run(consultations.remove, number, acting=context.acting, now=context.now())
    await context.show(messages.removed(context.locale, way))


async def begin_add(update: Update, context: BotContext) -> None:
    """Ask for a further station."""
    if await menus.finish_first(context):
        return
    number = AddStation.parse(context.pressed).paper_id
    dialogue = await context.database.run(stations.begin_add, number, acting=context.acting, now=context.now())
    await context.reply(await ask(context, dialogue))


async def begin_plan(update: Update, context: BotContext) -> None:
    """Ask for a planned date."""
    if await menus.finish_first(context):
        return
    number = PlanStation.parse(context.pressed).consultation_id
    dialogue = await context.database.run(stations.begin_plan, number, acting=context.acting, now=context.now())
    await context.reply(await ask(context, dialogue))


async def begin_again(update: Update, context: BotContext) -> None:
    """Ask for a further date of a committee that has put the paper off."""
    if await menus.finish_first(context):
        return
    number = MeetAgain.parse(context.pressed).consultation_id
    dialogue = await context.database.run(stations.begin_again, number, acting=context.acting, now=context.now())
    await context.reply(await ask(context, dialogue))


async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask which committee, or when."""
    if dialogue.step == stations.COMMITTEE:
        return messages.ask_committee(context.locale, dialogue, dialogue.data["offered"])
    return messages.ask_planned(context.locale, dialogue)


async def take_committee(context: BotContext, dialogue: DialogueView) -> None:
    """Take a committee's name that was typed."""
    await _name(context, dialogue, context.words.text)


async def choose_committee(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Take a committee that was offered."""
    offered, number = dialogue.data["offered"], read_number(value)
    if number >= len(offered):
        raise Outdated
    await _name(context, dialogue, offered[number])


async def _name(context: BotContext, dialogue: DialogueView, name: str) -> None:
    asked = await context.database.run(
        stations.take_committee, dialogue.number, name, acting=context.acting, now=context.now()
    )
    await context.show(await ask(context, asked))


async def take_date(context: BotContext, dialogue: DialogueView) -> None:
    """Take a planned date that was typed."""
    today = context.now().astimezone(context.settings.timezone).date()
    await _plan(context, dialogue, read_date(context.words.text, today=today))


async def leave_open(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Take that the date is not known yet."""
    if value != messages.UNKNOWN:
        raise Outdated
    await _plan(context, dialogue, None)


async def _plan(context: BotContext, dialogue: DialogueView, planned_on: date | None) -> None:
    way = await context.database.run(
        stations.take_planned, dialogue.number, planned_on, acting=context.acting, now=context.now()
    )
    await context.show(messages.way_page(context.locale, way))


DIALOGUE = DialogueSpec(
    stations.KIND,
    menus.unless_gone(ask),
    messages={stations.COMMITTEE: take_committee, stations.PLANNED: take_date},
    choices={stations.COMMITTEE: choose_committee, stations.PLANNED: leave_open},
)
#: The noun's buttons.
BUTTONS: dict[type[CallbackData], Handler] = {
    ShowWay: show_way,
    AddStation: begin_add,
    ShowStation: show_station,
    MoveStation: move,
    PlanStation: begin_plan,
    SetCompetence: set_competence,
    RemoveStation: remove,
    MeetAgain: begin_again,
}
