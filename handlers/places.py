"""How many come, for those who organise: two dialogues, how much room there is and who comes on paper."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session
from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.meetings import CountPaper, LimitPlaces
from bot.context import BotContext
from bot.errors import Outdated
from bot.messages import OutgoingMessage
from bot.messages import places as messages
from bot.services import attendances, capacity, dialogues, meetings
from bot.services.attendances import Tally
from bot.services.visitors import DialogueView
from bot.text import read_number
from handlers import menus
from handlers.menus import unless_gone
from handlers.routing import DialogueSpec, Handler
from handlers.steps import go_on
from models import Meeting

LIMIT, PAPER = "limit", "paper"
NUMBER = "number"


async def begin_limit(update: Update, context: BotContext) -> None:
    """Begin to say how many people there is room for."""
    await _begin(context, LIMIT, LimitPlaces.parse(context.pressed).meeting_id)


async def begin_paper(update: Update, context: BotContext) -> None:
    """Begin to note how many said on paper that they come."""
    await _begin(context, PAPER, CountPaper.parse(context.pressed).meeting_id)


async def _begin(context: BotContext, kind: str, meeting_id: int) -> None:
    if await menus.finish_first(context):
        return
    meeting, _tally = await _planned(context, meeting_id)
    said, now = {"meeting": meeting_id, "revision": meeting.revision}, context.now()
    dialogue = await context.database.run(dialogues.begin, kind, NUMBER, said, acting=context.acting, now=now)
    await context.show(await ask(context, dialogue))


async def _planned(context: BotContext, meeting_id: int) -> tuple[Meeting, Tally]:
    return await context.database.read(_look, meeting_id, context)


def _look(session: Session, meeting_id: int, context: BotContext) -> tuple[Meeting, Tally]:
    meeting = meetings.get_planned(session, meeting_id, acting=context.acting, now=context.now())
    return meeting, attendances.count_answers(session, meeting)


@unless_gone
async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask for the number."""
    meeting, tally = await _planned(context, dialogue.data["meeting"])
    asked = messages.ask_limit if dialogue.kind == LIMIT else messages.ask_paper
    return asked(context.locale, dialogue, meeting, tally, context.settings.timezone)


async def take_limit(context: BotContext, dialogue: DialogueView) -> None:
    """Take the typed number of places."""
    await context.reply(await _save(context, dialogue, capacity.limit_places, read_number(context.words.text)))


async def take_limit_away(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Let as many come as want to."""
    if value != messages.NO_LIMIT:
        raise Outdated
    await context.show(await _save(context, dialogue, capacity.limit_places, None))


async def take_paper(context: BotContext, dialogue: DialogueView) -> None:
    """Take the typed number of people; where the meeting was moved meanwhile, ask how many come to the new date."""
    meeting, _tally = await _planned(context, dialogue.data["meeting"])
    if meeting.revision != dialogue.data["revision"]:
        await go_on(context, dialogue, NUMBER, revision=meeting.revision)
        return
    await context.reply(await _save(context, dialogue, capacity.count_paper, read_number(context.words.text)))


async def _save(
    context: BotContext, dialogue: DialogueView, service: Callable[..., Meeting], number: int | None
) -> OutgoingMessage:
    meeting_id = dialogue.data["meeting"]
    meeting = await context.database.run(service, meeting_id, number, acting=context.acting, now=context.now())
    context.equipment.news.set()
    tally = await context.database.read(attendances.count_answers, meeting)
    return messages.saved(context.locale, meeting, tally, context.settings.timezone)


LIMIT_DIALOGUE = DialogueSpec(LIMIT, ask, messages={NUMBER: take_limit}, choices={NUMBER: take_limit_away})
PAPER_DIALOGUE = DialogueSpec(PAPER, ask, messages={NUMBER: take_paper})


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    LimitPlaces: begin_limit,
    CountPaper: begin_paper,
}
