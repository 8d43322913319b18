"""Meetings for those who organise them: plan (a dialogue), see who comes, move (a dialogue), cancel."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from telegram import Update

from bot.callback_data.meetings import CancelMeeting, MoveMeeting, PlanMeeting, ShowPlanned
from bot.context import BotContext
from bot.dates import read_moment
from bot.errors import NotFound, NotPermitted, Outdated
from bot.messages import OutgoingMessage
from bot.messages import errors as error_messages
from bot.messages import planning as messages
from bot.services import attendances, dialogues, meetings
from bot.services.meetings import Outline, Proposal
from bot.services.visitors import DialogueView
from bot.text import check_line
from handlers import menus
from handlers.choices import opened_page
from handlers.routing import DialogueSpec
from models import Meeting

PLAN, MOVE = "plan", "move"
Ask = Callable[[BotContext, DialogueView], Awaitable[OutgoingMessage]]


async def plan(update: Update, context: BotContext) -> None:
    """List what is planned and what can be planned."""
    page = opened_page(context)
    bodies = await context.database.read(meetings.list_plannable, acting=context.acting)
    planned = await context.database.read(meetings.list_planned, acting=context.acting, now=context.now())
    await context.show(messages.listing(context.locale, bodies, planned, context.settings.timezone, page))


async def begin_plan(update: Update, context: BotContext) -> None:
    """Begin to plan a meeting of a body."""
    if await menus.finish_first(context):
        return
    body_id = PlanMeeting.parse(context.pressed).body_id
    outline = await _outline(context, body_id)
    dialogue = await context.database.run(
        dialogues.begin, PLAN, "date", {"body": body_id}, acting=context.acting, now=context.now()
    )
    await context.show(messages.ask_date(context.locale, dialogue, outline, context.settings.timezone))


async def _outline(context: BotContext, body_id: int) -> Outline:
    timezone = context.settings.timezone
    return await context.database.read(
        meetings.outline, body_id, timezone=timezone, acting=context.acting, now=context.now()
    )


def _unless_gone(ask: Ask) -> Ask:
    """Let `ask` end the dialogue, in a sentence, where what it is about is gone or no longer the person's to decide."""

    async def asked(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
        try:
            return await ask(context, dialogue)
        except (NotFound, NotPermitted) as error:
            await context.equipment.database.run(dialogues.end, acting=context.acting)
            return error_messages.sentence_for(context.locale, error)

    return asked


@_unless_gone
async def ask_plan(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask what the step of planning asks."""
    outline = await _outline(context, dialogue.data["body"])
    match dialogue.step:
        case "date":
            return messages.ask_date(context.locale, dialogue, outline, context.settings.timezone)
        case "place":
            return messages.ask_place(context.locale, dialogue, outline)
        case _preview:
            draft, timezone = _draft(dialogue), context.settings.timezone
            return messages.preview(context.locale, dialogue, draft, outline, timezone, context.now())


def _draft(dialogue: DialogueView) -> Proposal:
    return Proposal(_instant(dialogue), dialogue.data["place"], 0)


def _instant(dialogue: DialogueView, name: str = "starts_at") -> datetime:
    return datetime.fromisoformat(dialogue.data[name])


async def _say(context: BotContext, dialogue: DialogueView, step: str, **said: str) -> DialogueView:
    return await context.database.run(
        dialogues.say, dialogue.number, step, said, acting=context.acting, now=context.now()
    )


def _typed_moment(context: BotContext) -> datetime:
    return read_moment(context.words.text, now=context.now(), timezone=context.settings.timezone)


async def take_date(context: BotContext, dialogue: DialogueView) -> None:
    """Take the typed date."""
    starts_at = _typed_moment(context)
    asked = await _say(context, dialogue, "place", starts_at=starts_at.isoformat())
    await context.reply(await ask_plan(context, asked))


async def choose_proposal(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Take date and place from the last meeting."""
    outline = await _outline(context, dialogue.data["body"])
    if outline.proposal is None:
        raise Outdated
    said = {"starts_at": outline.proposal.starts_at.isoformat(), "place": outline.proposal.place}
    asked = await _say(context, dialogue, "preview", **said)
    await context.show(await ask_plan(context, asked))


async def take_place(context: BotContext, dialogue: DialogueView) -> None:
    """Take the typed place."""
    place = check_line(context.words.text, limit=meetings.PLACE_LIMIT)
    await context.reply(await ask_plan(context, await _say(context, dialogue, "preview", place=place)))


async def choose_usual_place(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Take the body's usual place."""
    outline = await _outline(context, dialogue.data["body"])
    asked = await _say(context, dialogue, "preview", place=outline.body.place)
    await context.show(await ask_plan(context, asked))


async def confirm_plan(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Plan the meeting and invite."""
    draft = _draft(dialogue)
    timezone = context.settings.timezone
    meeting = await context.database.run(
        meetings.plan,
        dialogue.data["body"],
        draft.starts_at,
        draft.place,
        timezone=timezone,
        acting=context.acting,
        now=context.now(),
    )
    context.equipment.news.set()
    await context.show(messages.planned(context.locale, meeting, timezone))


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
        meetings.cancel, data.meeting_id, data.revision, acting=context.acting, now=context.now()
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


@_unless_gone
async def ask_move(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask what the step of moving asks."""
    meeting = await _planned(context, dialogue.data["meeting"])
    timezone = context.settings.timezone
    if dialogue.step == "date":
        return messages.ask_new_date(context.locale, dialogue, meeting, _instant(dialogue, "before"), timezone)
    return messages.preview_move(context.locale, dialogue, meeting, _instant(dialogue), timezone)


async def take_new_date(context: BotContext, dialogue: DialogueView) -> None:
    """Take the typed new date."""
    starts_at = _typed_moment(context)
    asked = await _say(context, dialogue, "preview", starts_at=starts_at.isoformat())
    await context.reply(await ask_move(context, asked))


async def choose_shift(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Move the meeting by a day or a week: the button showed the new date."""
    if value not in messages.SHIFTS:
        raise Outdated
    before = _instant(dialogue, "before")
    await _move(context, dialogue, meetings.later(before, messages.SHIFTS[value], context.settings.timezone))


async def confirm_move(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Move the meeting to the typed date."""
    await _move(context, dialogue, _instant(dialogue))


async def _move(context: BotContext, dialogue: DialogueView, starts_at: datetime) -> None:
    timezone = context.settings.timezone
    meeting = await context.database.run(
        meetings.move,
        dialogue.data["meeting"],
        starts_at,
        timezone=timezone,
        acting=context.acting,
        now=context.now(),
    )
    context.equipment.news.set()
    await context.show(messages.moved(context.locale, meeting, timezone))


DIALOGUES = (
    DialogueSpec(
        PLAN,
        ask_plan,
        messages={"date": take_date, "place": take_place},
        choices={"date": choose_proposal, "place": choose_usual_place, "preview": confirm_plan},
        back={"place": "date", "preview": "date"},
        typed=("place",),
    ),
    DialogueSpec(
        MOVE,
        ask_move,
        messages={"date": take_new_date},
        choices={"date": choose_shift, "preview": confirm_move},
        back={"preview": "date"},
    ),
)
