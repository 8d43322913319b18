"""A planned meeting for those who organise it: who comes, move it (a dialogue), cancel it, invite to a draft."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.meetings import CancelMeeting, InviteNow, MoveMeeting, ShowPlanned
from bot.context import BotContext
from bot.errors import Outdated, Overtaken
from bot.messages import OutgoingMessage
from bot.messages import changes as messages
from bot.services import attendances, changes, concerns, dialogues, meetings, planning, series
from bot.services.concerns import Concerns
from bot.services.visitors import DialogueView
from handlers import menus, moments
from handlers.menus import unless_gone
from handlers.moments import MomentSteps
from handlers.routing import SPECS, DialogueSpec, Handler
from handlers.steps import go_on, instant_in
from models import Meeting

MOVE = "move"
#: Says in a locale what has been done to a meeting.
Confirm = Callable[[str, Meeting, ZoneInfo], OutgoingMessage]


async def show_planned(update: Update, context: BotContext) -> None:
    """Show a planned meeting with who comes, or that it has been cancelled."""
    meeting = await _find_planned(context, ShowPlanned.parse(context.pressed).meeting_id)
    if meeting is None:
        return
    tally = await context.database.read(attendances.count_answers, meeting)
    origin = await context.database.read(series.find_of, meeting.id)
    await context.show(messages.details(context.locale, meeting, tally, context.settings.timezone, origin))


async def _find_planned(context: BotContext, meeting_id: int) -> Meeting | None:
    """Return a meeting that the person may change; one that was cancelled is shown, and None returned.

    Raises:
        NotFound, NotPermitted: see `meetings.get_planned`.
    """
    try:
        return await context.database.read(meetings.get_planned, meeting_id, acting=context.acting, now=context.now())
    except Overtaken:
        await context.show(await look_again(context, meeting_id))
        return None


async def change(context: BotContext, service: Callable[..., Meeting], *what: Any, confirm: Confirm) -> None:
    """Let a service change the meeting whose number `what` begins with; who was overtaken sees what it has become."""
    try:
        meeting = await context.database.run(service, *what, acting=context.acting, now=context.now())
    except Overtaken:
        await context.show(await look_again(context, what[0]))
        return
    context.equipment.news.set()
    await context.show(confirm(context.locale, meeting, context.settings.timezone))


async def look_again(context: BotContext, meeting_id: int) -> OutgoingMessage:
    """Show what somebody else has made of a meeting; the dialogue about it ends."""
    meeting = await context.equipment.database.run(changes.look_again, meeting_id, acting=context.acting)
    return messages.overtaken(context.locale, meeting, context.settings.timezone)


async def cancel(update: Update, context: BotContext) -> None:
    """Ask before cancelling a meeting, then cancel it."""
    data = CancelMeeting.parse(context.pressed)
    if data.sure:
        await change(context, changes.cancel, data.meeting_id, data.sequence, confirm=messages.cancelled)
        return
    meeting = await _find_planned(context, data.meeting_id)
    if meeting is not None:
        await context.show(messages.ask_cancel(context.locale, meeting, context.settings.timezone))


async def invite_now(update: Update, context: BotContext) -> None:
    """Invite to a draft."""
    data = InviteNow.parse(context.pressed)
    service = partial(planning.invite_now, timezone=context.settings.timezone)
    await change(context, service, data.meeting_id, data.sequence, confirm=messages.invited)


async def begin_move(update: Update, context: BotContext) -> None:
    """Begin to move a meeting."""
    await begin(context, MOVE, "date", MoveMeeting.parse(context.pressed).meeting_id)


async def begin(context: BotContext, kind: str, step: str, meeting_id: int) -> None:
    """Begin a dialogue about a change of a meeting, as the person sees it now."""
    if await menus.finish_first(context):
        return
    meeting = await _find_planned(context, meeting_id)
    if meeting is None:
        return
    said = {"meeting": meeting.id, "sequence": meeting.sequence}
    dialogue = await context.database.run(dialogues.begin, kind, step, said, acting=context.acting, now=context.now())
    await context.show(await SPECS[kind].ask(context, dialogue))


@unless_gone
async def ask_move(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask what the step of moving asks."""
    try:
        meeting = await as_seen(context, dialogue)
    except Overtaken:
        return await look_again(context, dialogue.data["meeting"])
    timezone = context.settings.timezone
    if dialogue.step in moments.STEPS:
        return await moments.ask(context, dialogue, meeting.starts_at.astimezone(timezone).time())
    if dialogue.step == "date":
        return messages.ask_new_date(context.locale, dialogue, meeting, timezone)
    starts_at = instant_in(dialogue)
    found = await _concerns(context, meeting, starts_at)
    return messages.preview_move(context.locale, dialogue, meeting, starts_at, found, timezone)


async def as_seen(context: BotContext, dialogue: DialogueView) -> Meeting:
    """Return the meeting that a dialogue is about.

    Raises:
        NotFound, NotPermitted, Overtaken: see `planning.get_as_seen`.
    """
    number, sequence = dialogue.data["meeting"], dialogue.data["sequence"]
    return await context.database.read(
        planning.get_as_seen, number, sequence, acting=context.acting, now=context.now(), lock=False
    )


async def _concerns(context: BotContext, meeting: Meeting, starts_at: datetime) -> Concerns:
    find = partial(concerns.find, timezone=context.settings.timezone, now=context.now(), besides=meeting.id)
    return await context.database.read(find, meeting.body, starts_at)


async def take_new_date(context: BotContext, dialogue: DialogueView, starts_at: datetime) -> None:
    """Take the new date that was typed or tapped."""
    await go_on(context, dialogue, "preview", starts_at=starts_at.isoformat())


async def choose_shift(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Move the meeting by a day or a week: the button showed the new date; if something speaks against it, ask."""
    if value not in messages.SHIFTS:
        raise Outdated
    meeting = await as_seen(context, dialogue)
    starts_at = planning.later(meeting.starts_at, messages.SHIFTS[value], context.settings.timezone)
    if (await _concerns(context, meeting, starts_at)).about_the_day:
        await take_new_date(context, dialogue, starts_at)
    else:
        await _move(context, dialogue, starts_at)


async def confirm_move(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Move the meeting to the date that the preview showed."""
    await _move(context, dialogue, instant_in(dialogue))


async def _move(context: BotContext, dialogue: DialogueView, starts_at: datetime) -> None:
    service = partial(changes.move, timezone=context.settings.timezone)
    what = (dialogue.data["meeting"], dialogue.data["sequence"], starts_at)
    await change(context, service, *what, confirm=messages.moved)


MOMENT = MomentSteps(take_new_date, choose_shift)
DIALOGUE = DialogueSpec(
    MOVE,
    ask_move,
    messages=MOMENT.messages,
    choices={**MOMENT.choices, "preview": confirm_move},
    back={**MOMENT.back, "preview": "date"},
)


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    ShowPlanned: show_planned,
    MoveMeeting: begin_move,
    CancelMeeting: cancel,
    InviteNow: invite_now,
}
