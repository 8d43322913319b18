"""A planned meeting for those who organise it: who comes, move it (a dialogue), cancel it."""

from __future__ import annotations

from datetime import datetime

from telegram import Update

from bot.callback_data.meetings import CancelMeeting, MoveMeeting, ShowPlanned
from bot.context import BotContext
from bot.errors import Outdated
from bot.messages import OutgoingMessage
from bot.messages import changes as messages
from bot.services import attendances, changes, dialogues, meetings, planning
from bot.services.visitors import DialogueView
from handlers import menus
from handlers.menus import unless_gone
from handlers.planning import instant_in, say, typed_moment
from handlers.routing import DialogueSpec
from models import Meeting

MOVE = "move"


async def show_planned(update: Update, context: BotContext) -> None:
    """Show a planned meeting with who comes."""
    meeting = await _planned(context, ShowPlanned.parse(context.pressed).meeting_id)
    tally = await context.database.read(attendances.count_answers, meeting)
    await context.show(messages.details(context.locale, meeting, tally, context.settings.timezone))


async def _planned(context: BotContext, meeting_id: int) -> Meeting:
    return await context.database.read(meetings.get_planned, meeting_id, acting=context.acting, now=context.now())


async def cancel(update: Update, context: BotContext) -> None:
    """Ask before cancelling a meeting, then cancel it."""
    data = CancelMeeting.parse(context.pressed)
    if not data.sure:
        meeting = await _planned(context, data.meeting_id)
        await context.show(messages.ask_cancel(context.locale, meeting, context.settings.timezone))
        return
    meeting = await context.database.run(
        changes.cancel, data.meeting_id, data.revision, acting=context.acting, now=context.now()
    )
    context.equipment.news.set()
    await context.show(messages.cancelled(context.locale, meeting, context.settings.timezone))


async def begin_move(update: Update, context: BotContext) -> None:
    """Begin to move a meeting."""
    if await menus.finish_first(context):
        return
    meeting = await _planned(context, MoveMeeting.parse(context.pressed).meeting_id)
    said = {"meeting": meeting.id, "before": meeting.starts_at.isoformat()}
    dialogue = await context.database.run(dialogues.begin, MOVE, "date", said, acting=context.acting, now=context.now())
    await context.show(await ask_move(context, dialogue))


@unless_gone
async def ask_move(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask what the step of moving asks."""
    meeting = await _planned(context, dialogue.data["meeting"])
    timezone = context.settings.timezone
    if dialogue.step == "date":
        return messages.ask_new_date(context.locale, dialogue, meeting, instant_in(dialogue, "before"), timezone)
    return messages.preview_move(context.locale, dialogue, meeting, instant_in(dialogue), timezone)


async def take_new_date(context: BotContext, dialogue: DialogueView) -> None:
    """Take the typed new date."""
    starts_at = typed_moment(context)
    asked = await say(context, dialogue, "preview", starts_at=starts_at.isoformat())
    await context.reply(await ask_move(context, asked))


async def choose_shift(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Move the meeting by a day or a week: the button showed the new date."""
    if value not in messages.SHIFTS:
        raise Outdated
    before = instant_in(dialogue, "before")
    await _move(context, dialogue, planning.later(before, messages.SHIFTS[value], context.settings.timezone))


async def confirm_move(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Move the meeting to the typed date."""
    await _move(context, dialogue, instant_in(dialogue))


async def _move(context: BotContext, dialogue: DialogueView, starts_at: datetime) -> None:
    timezone = context.settings.timezone
    meeting = await context.database.run(
        changes.move,
        dialogue.data["meeting"],
        starts_at,
        timezone=timezone,
        acting=context.acting,
        now=context.now(),
    )
    context.equipment.news.set()
    await context.show(messages.moved(context.locale, meeting, timezone))


DIALOGUE = DialogueSpec(
    MOVE,
    ask_move,
    messages={"date": take_new_date},
    choices={"date": choose_shift, "preview": confirm_move},
    back={"preview": "date"},
)
