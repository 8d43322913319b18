"""Series of meetings for those who organise them: beginning one (a dialogue), looking at it, ending it."""

from __future__ import annotations

from datetime import datetime

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.series import BeginSeries, EndSeries, ListSeries, ShowSeries
from bot.context import BotContext
from bot.errors import Outdated
from bot.messages import OutgoingMessage
from bot.messages import planning as planning_messages
from bot.messages import series as messages
from bot.services import dialogues, series
from bot.services.series import Course, Preview
from bot.services.visitors import DialogueView
from handlers import menus, moments
from handlers.menus import unless_gone
from handlers.moments import MomentSteps
from handlers.routing import DialogueSpec, Handler
from handlers.steps import go_on, instant_in
from handlers.venues import choose_usual_place, look_ahead, take_place, usual_time

SERIES = "series"


async def begin(update: Update, context: BotContext) -> None:
    """Begin to plan a series for a body."""
    if await menus.finish_first(context):
        return
    body_id = BeginSeries.parse(context.pressed).body_id
    outline = await look_ahead(context, body_id)
    dialogue = await context.database.run(
        dialogues.begin, SERIES, "date", {"body": body_id}, acting=context.acting, now=context.now()
    )
    await context.show(messages.ask_first(context.locale, dialogue, outline, context.settings.timezone))


@unless_gone
async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask what the step of beginning a series asks."""
    outline = await look_ahead(context, dialogue.data["body"])
    timezone = context.settings.timezone
    if dialogue.step in moments.STEPS:
        return await moments.ask(context, dialogue, usual_time(outline.proposal, timezone))
    match dialogue.step:
        case "date":
            return messages.ask_first(context.locale, dialogue, outline, timezone)
        case "rhythm":
            return messages.ask_rhythm(context.locale, dialogue, instant_in(dialogue), timezone)
        case "place":
            return planning_messages.ask_place(context.locale, dialogue, outline)
        case _preview:
            rule, place = dialogue.data["rule"], dialogue.data["place"]
            return messages.preview(
                context.locale, dialogue, rule, place, await _preview_of(context, dialogue), timezone
            )


async def _preview_of(context: BotContext, dialogue: DialogueView) -> Preview:
    said = (dialogue.data["body"], dialogue.data["rule"], instant_in(dialogue))
    return await context.database.read(series.preview, *said, timezone=context.settings.timezone, acting=context.acting)


async def take_first(context: BotContext, dialogue: DialogueView, starts_at: datetime) -> None:
    """Take the first date, typed or tapped."""
    await go_on(context, dialogue, "rhythm", starts_at=starts_at.isoformat())


async def choose_proposal(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Take the date that follows from the last meeting."""
    proposal = (await look_ahead(context, dialogue.data["body"])).proposal
    if value != messages.AGAIN or proposal is None:
        raise Outdated
    await take_first(context, dialogue, proposal.starts_at)


async def choose_rhythm(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Take how often people meet: the button carries the rule."""
    series.check_rule(value, instant_in(dialogue), context.settings.timezone)
    await go_on(context, dialogue, "place", rule=value)


async def confirm(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Begin the series."""
    data, timezone = dialogue.data, context.settings.timezone
    said = (data["body"], data["rule"], instant_in(dialogue), data["place"])
    course = await context.database.run(
        series.start, *said, timezone=timezone, acting=context.acting, now=context.now()
    )
    context.equipment.news.set()
    await context.show(messages.started(context.locale, course, timezone))


async def list_series(update: Update, context: BotContext) -> None:
    """List the running series."""
    found = await context.database.read(series.list_running, acting=context.acting)
    await context.show(messages.listing(context.locale, found))


async def show(update: Update, context: BotContext) -> None:
    """Show a series with its coming meetings."""
    course = await _running(context, ShowSeries.parse(context.pressed).series_id)
    await context.show(messages.page(context.locale, course, context.settings.timezone))


async def _running(context: BotContext, series_id: int) -> Course:
    return await context.database.read(series.get_running, series_id, acting=context.acting, now=context.now())


async def end(update: Update, context: BotContext) -> None:
    """Ask before a series ends, then end it."""
    data = EndSeries.parse(context.pressed)
    if not data.sure:
        await context.show(messages.ask_end(context.locale, await _running(context, data.series_id)))
        return
    course = await context.database.run(series.end, data.series_id, acting=context.acting, now=context.now())
    await context.show(messages.ended(context.locale, course))


MOMENT = MomentSteps(take_first, choose_proposal)
DIALOGUE = DialogueSpec(
    SERIES,
    ask,
    messages={**MOMENT.messages, "place": take_place},
    choices={**MOMENT.choices, "rhythm": choose_rhythm, "place": choose_usual_place, "preview": confirm},
    back={**MOMENT.back, "rhythm": "date", "place": "rhythm", "preview": "place"},
)
#: The noun's buttons.
BUTTONS: dict[type[CallbackData], Handler] = {
    BeginSeries: begin,
    ListSeries: list_series,
    ShowSeries: show,
    EndSeries: end,
}
