"""What came out of a committee: recorded by the desk, taken back, corrected. See ``decisions.mmd``."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import date
from typing import TypeVar

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.consultations import CorrectOutcome, RecordOutcome, TakeOutcomeBack
from bot.context import BotContext
from bot.dates import read_date
from bot.errors import Outdated, Overtaken, TooLate
from bot.messages import OutgoingMessage
from bot.messages import consultations as station_messages
from bot.messages import decisions as messages
from bot.services import consultations, decisions, dialogues, recording
from bot.services.consultations import Way
from bot.services.visitors import DialogueView
from handlers import menus
from handlers.routing import DialogueSpec, Handler
from models import Consultation, Outcome

T = TypeVar("T")


async def begin(update: Update, context: BotContext) -> None:
    """Ask what has to be known of a result, or show what somebody else has recorded meanwhile."""
    pressed = RecordOutcome.parse(context.pressed)
    if pressed.outcome not in set(Outcome):
        raise Outdated
    if await menus.finish_first(context):
        return
    number, outcome = pressed.consultation_id, Outcome(pressed.outcome)
    try:
        dialogue = await context.database.run(
            recording.begin, number, outcome, pressed.seen, acting=context.acting, now=context.now()
        )
    except Overtaken:
        await _look_again(context, number)
        return
    await context.show(await ask(context, dialogue))


async def _look_again(context: BotContext, number: int, typed: str = "") -> None:
    """Show what somebody else recorded, and what was `typed` in vain."""
    way, station = await context.database.read(consultations.find_station, number, acting=context.acting)
    await context.show(station_messages.overtaken_page(context.locale, way, station, typed))


async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask for the votes, the changes, the day, or why it is corrected."""
    match dialogue.step:
        case recording.VOTES:
            return messages.ask_votes(context.locale, dialogue)
        case recording.CHANGE:
            return messages.ask_change(context.locale, dialogue)
        case recording.WHY:
            return messages.ask_why(context.locale, dialogue)
        case _held:
            return messages.ask_held(context.locale, dialogue, _today(context))


def _today(context: BotContext) -> date:
    return context.now().astimezone(context.settings.timezone).date()


async def take_votes(context: BotContext, dialogue: DialogueView) -> None:
    """Take the votes that were typed."""
    await _go_on(context, dialogue, recording.VOTES, context.words.text)


async def take_change(context: BotContext, dialogue: DialogueView) -> None:
    """Take what was changed."""
    await _go_on(context, dialogue, recording.CHANGE, context.words.text)


async def skip(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Go on without the votes, or without the changes."""
    if value != messages.SKIP:
        raise Outdated
    await _go_on(context, dialogue, dialogue.step, None)


async def _go_on(context: BotContext, dialogue: DialogueView, step: str, words: str | None) -> None:
    take = recording.take_votes if step == recording.VOTES else recording.take_change
    asked = await context.database.run(take, dialogue.number, words, acting=context.acting, now=context.now())
    await context.show(await ask(context, asked))


async def take_day(context: BotContext, dialogue: DialogueView) -> None:
    """Take the day that was typed."""
    await _hold(context, dialogue, read_date(context.words.text, today=_today(context), over=True))


async def choose_day(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Take today, or the day that was planned."""
    days = {messages.TODAY: _today(context).isoformat(), messages.PLANNED: dialogue.data["planned"]}
    if not days.get(value):
        raise Outdated
    await _hold(context, dialogue, date.fromisoformat(days[value]))


async def _hold(context: BotContext, dialogue: DialogueView, held_on: date) -> None:
    timezone = context.settings.timezone
    taking = context.database.run(
        recording.take_held, dialogue.number, held_on, timezone=timezone, acting=context.acting, now=context.now()
    )
    done = await _unless_overtaken(context, dialogue, taking)
    if isinstance(done, DialogueView):
        await context.show(await ask(context, done))
    elif done is not None:
        await _confirm(context, *done)


async def take_why(context: BotContext, dialogue: DialogueView) -> None:
    """Take why a record is corrected, and correct it."""
    timezone, words = context.settings.timezone, context.words.text
    taking = context.database.run(
        recording.take_why, dialogue.number, words, timezone=timezone, acting=context.acting, now=context.now()
    )
    done = await _unless_overtaken(context, dialogue, taking, words)
    if done is not None:
        await _confirm(context, *done)


async def _unless_overtaken(
    context: BotContext, dialogue: DialogueView, taking: Awaitable[T], typed: str = ""
) -> T | None:
    """Return what was taken; where somebody else was faster, end the dialogue and show what they recorded."""
    try:
        return await taking
    except Overtaken:
        await context.database.run(dialogues.end, acting=context.acting)
        await _look_again(context, dialogue.data["consultation_id"], typed or dialogue.data["note"])
        return None


async def _confirm(context: BotContext, way: Way, station: Consultation) -> None:
    context.equipment.news.set()
    await context.show(messages.recorded(context.locale, way, station))


async def take_back(update: Update, context: BotContext) -> None:
    """Take a record back while nobody has been told."""
    pressed = TakeOutcomeBack.parse(context.pressed)
    number, act = pressed.consultation_id, decisions.take_back
    try:
        await context.database.run(act, number, pressed.seen, acting=context.acting, now=context.now())
    except Overtaken:
        await _look_again(context, number)
        return
    except TooLate:
        await context.reply(messages.too_late(context.locale, number))
        return
    context.equipment.news.set()
    way, station = await context.database.read(consultations.find_station, number, acting=context.acting)
    await context.show(messages.taken_back(context.locale, way, station))


async def correct(update: Update, context: BotContext) -> None:
    """Ask what is right instead of what is recorded."""
    number = CorrectOutcome.parse(context.pressed).consultation_id
    way, station = await context.database.read(consultations.find_station, number, acting=context.acting)
    if station.outcome is None or not decisions.may_record(way.paper, station):
        raise Outdated
    await context.show(station_messages.correction_page(context.locale, way, station))


DIALOGUE = DialogueSpec(
    recording.KIND,
    menus.unless_gone(ask),
    messages={
        recording.VOTES: take_votes,
        recording.CHANGE: take_change,
        recording.HELD: take_day,
        recording.WHY: take_why,
    },
    choices={recording.VOTES: skip, recording.CHANGE: skip, recording.HELD: choose_day},
    typed=("note",),
)
#: The noun's buttons.
BUTTONS: dict[type[CallbackData], Handler] = {
    RecordOutcome: begin,
    TakeOutcomeBack: take_back,
    CorrectOutcome: correct,
}
