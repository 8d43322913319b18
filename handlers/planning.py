"""Meetings for those who organise them: what is planned, and planning the next one (a dialogue)."""

from __future__ import annotations

from datetime import datetime

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.meetings import PlanMeeting
from bot.context import BotContext
from bot.errors import Outdated
from bot.messages import OutgoingMessage
from bot.messages import planning as messages
from bot.services import concerns, date_polls, dialogues, meetings, minutes, planning, series
from bot.services.planning import Proposal
from bot.services.visitors import DialogueView
from handlers import menus, moments
from handlers.choices import opened_page
from handlers.menus import unless_gone
from handlers.moments import MomentSteps
from handlers.routing import DialogueSpec, Handler
from handlers.steps import go_on, instant_in
from handlers.venues import choose_usual_place, look_ahead, take_place, usual_time

PLAN = "plan"


async def plan(update: Update, context: BotContext) -> None:
    """List what is planned and what can be planned."""
    page = opened_page(context)
    bodies = await context.database.read(meetings.list_plannable, acting=context.acting)
    planned = await context.database.read(meetings.list_planned, acting=context.acting, now=context.now())
    polls = await context.database.read(date_polls.list_running, acting=context.acting)
    waiting = await context.database.read(minutes.list_waiting, acting=context.acting)
    running = await context.database.read(series.list_running, acting=context.acting)
    timezone = context.settings.timezone
    listed = messages.listing(context.locale, bodies, planned, timezone, page, polls, waiting, series=bool(running))
    await context.show(listed)


async def begin_plan(update: Update, context: BotContext) -> None:
    """Begin to plan a meeting of a body."""
    if await menus.finish_first(context):
        return
    body_id = PlanMeeting.parse(context.pressed).body_id
    outline = await look_ahead(context, body_id)
    dialogue = await context.database.run(
        dialogues.begin, PLAN, "date", {"body": body_id}, acting=context.acting, now=context.now()
    )
    await context.show(messages.ask_date(context.locale, dialogue, outline, context.settings.timezone))


@unless_gone
async def ask_plan(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask what the step of planning asks."""
    outline = await look_ahead(context, dialogue.data["body"])
    if dialogue.step in moments.STEPS:
        return await moments.ask(context, dialogue, usual_time(outline.proposal, context.settings.timezone))
    match dialogue.step:
        case "date":
            return messages.ask_date(context.locale, dialogue, outline, context.settings.timezone)
        case "place":
            return messages.ask_place(context.locale, dialogue, outline)
        case _preview:
            draft, timezone = _draft(dialogue), context.settings.timezone
            asked = (outline.body, draft.starts_at)
            found = await context.database.read(concerns.find, *asked, timezone=timezone, now=context.now())
            return messages.preview(context.locale, dialogue, draft, outline, found, timezone)


def _draft(dialogue: DialogueView) -> Proposal:
    return Proposal(instant_in(dialogue), dialogue.data["place"], 0)


async def take_date(context: BotContext, dialogue: DialogueView, starts_at: datetime) -> None:
    """Take the date that was typed or tapped."""
    await go_on(context, dialogue, "place", starts_at=starts_at.isoformat())


async def choose_proposal(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Take date and place from the last meeting."""
    outline = await look_ahead(context, dialogue.data["body"])
    if outline.proposal is None or value != messages.AGAIN:
        raise Outdated
    said = {"starts_at": outline.proposal.starts_at.isoformat(), "place": outline.proposal.place}
    await go_on(context, dialogue, "preview", **said)


async def confirm_plan(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Plan the meeting and invite."""
    draft = _draft(dialogue)
    timezone = context.settings.timezone
    meeting = await context.database.run(
        planning.plan,
        dialogue.data["body"],
        draft.starts_at,
        draft.place,
        timezone=timezone,
        acting=context.acting,
        now=context.now(),
    )
    context.equipment.news.set()
    await context.show(messages.planned(context.locale, meeting, timezone))


MOMENT = MomentSteps(take_date, choose_proposal)
DIALOGUE = DialogueSpec(
    PLAN,
    ask_plan,
    messages={**MOMENT.messages, "place": take_place},
    choices={**MOMENT.choices, "place": choose_usual_place, "preview": confirm_plan},
    back={**MOMENT.back, "place": "date", "preview": "date"},
    typed=("place",),
)


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    PlanMeeting: begin_plan,
}
