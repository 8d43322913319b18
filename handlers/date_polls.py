"""Finding a date, for those who organise: propose dates (a dialogue), see the answers, ask again, fix one, give up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from functools import partial
from zoneinfo import ZoneInfo

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.date_polls import AskAgain, BeginDatePoll, CloseDatePoll, FixDate, ManageDatePoll
from bot.context import BotContext
from bot.dates import write_moment
from bot.errors import Outdated
from bot.messages import OutgoingMessage
from bot.messages import date_polls as messages
from bot.messages.planning import CONFIRM, ask_place
from bot.services import date_polls, date_proposals, dialogues
from bot.services.date_polls import FEWEST, Count
from bot.services.date_proposals import Misfit, Reading, read_proposals
from bot.services.planning import Outline
from bot.services.visitors import DialogueView
from handlers import menus, moments
from handlers.choices import read_number
from handlers.menus import unless_gone
from handlers.moments import MomentSteps
from handlers.routing import DialogueSpec, Handler
from handlers.steps import go_on, say
from handlers.venues import choose_usual_place, look_ahead, take_place

POLL = "poll"


async def begin(update: Update, context: BotContext) -> None:
    """Begin to propose dates to a body's people; where they are being asked already, show how that stands."""
    if await menus.finish_first(context):
        return
    body_id = BeginDatePoll.parse(context.pressed).body_id
    running = await context.database.read(date_polls.find_running, body_id, acting=context.acting)
    if running is not None:
        await _show(context, running.id)
        return
    await look_ahead(context, body_id)
    dialogue = await context.database.run(
        dialogues.begin, POLL, "date", {"body": body_id, "dates": []}, acting=context.acting, now=context.now()
    )
    await context.show(await ask_poll(context, dialogue))


@unless_gone
async def ask_poll(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask what the step of finding a date asks."""
    return await _ask(context, dialogue, reading=Reading(_dates(dialogue)))


async def _ask(context: BotContext, dialogue: DialogueView, *, reading: Reading) -> OutgoingMessage:
    outline, timezone = await look_ahead(context, dialogue.data["body"]), context.settings.timezone
    if dialogue.step in moments.STEPS:
        return await moments.ask(context, dialogue, _usual_time(outline, reading.dates, timezone))
    match dialogue.step:
        case "date":
            return messages.ask_dates(context.locale, dialogue, outline, reading.dates, timezone, reading.misfits)
        case "place":
            return ask_place(context.locale, dialogue, outline)
        case _preview:
            place = dialogue.data["place"]
            return messages.preview(context.locale, dialogue, outline, reading.dates, place, timezone)


def _usual_time(outline: Outline, dates: Sequence[datetime], timezone: ZoneInfo) -> time | None:
    """Return the time of the latest date that is proposed already, else that of the body's last meeting."""
    known = [*dates[-1:], *([outline.proposal.starts_at] if outline.proposal is not None else [])]
    return known[0].astimezone(timezone).time() if known else None


def _dates(dialogue: DialogueView) -> list[datetime]:
    return [datetime.fromisoformat(one) for one in dialogue.data["dates"]]


async def _keep(context: BotContext, dialogue: DialogueView, reading: Reading) -> OutgoingMessage:
    """Keep the dates in the dialogue and return the question for more, with what did not fit."""
    asked = await say(context, dialogue, "date", dates=[one.isoformat() for one in reading.dates])
    return await unless_gone(partial(_ask, reading=reading))(context, asked)


async def take_dates(context: BotContext, dialogue: DialogueView) -> None:
    """Take the typed dates that fit, one in each line; about a single one that is odd it is asked what was meant."""
    timezone, text, now = context.settings.timezone, context.words.text, context.now()
    if date_proposals.is_odd(text, now=now, timezone=timezone):
        await MOMENT.messages["date"](context, dialogue)
        return
    reading = read_proposals(text, _dates(dialogue), now=now, timezone=timezone)
    await context.reply(await _keep(context, dialogue, reading))


async def add_date(context: BotContext, dialogue: DialogueView, starts_at: datetime) -> None:
    """Take a date that was tapped in the calendar or confirmed."""
    reading = date_proposals.add(starts_at, _dates(dialogue), timezone=context.settings.timezone)
    await context.show(await _keep(context, dialogue, reading))


async def choose_dates(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Take a date out again, or go on when there are enough."""
    dates = _dates(dialogue)
    if value == messages.GO_ON and len(dates) >= FEWEST:
        await go_on(context, dialogue, "place")
    elif value.startswith(messages.DROP):
        dropped = read_number(value.removeprefix(messages.DROP))
        kept = [one for one in dates if int(one.timestamp()) != dropped]
        await context.show(await _keep(context, dialogue, Reading(kept)))
    else:
        raise Outdated


async def confirm(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Ask the body's people, unless a date has passed meanwhile."""
    dates = _dates(dialogue)
    if value != CONFIRM:
        raise Outdated
    coming = date_proposals.drop_past(dates, now=context.now())
    if coming != dates:
        passed = [write_moment(one, context.settings.timezone) for one in dates if one not in coming]
        await context.show(await _keep(context, dialogue, Reading(coming, {Misfit.PAST: passed})))
        return
    asked = (dialogue.data["body"], dates, dialogue.data["place"])
    count = await context.database.run(date_polls.start, *asked, acting=context.acting, now=context.now())
    await _show_count(context, count)


async def _show(context: BotContext, poll_id: int) -> None:
    count = await context.database.read(date_polls.get_count, poll_id, acting=context.acting)
    await context.show(messages.standing(context.locale, count, context.settings.timezone, context.now()))


async def _show_count(context: BotContext, count: Count) -> None:
    """Show how the poll stands after something was done about it, of which others may hear."""
    context.equipment.news.set()
    await context.show(messages.standing(context.locale, count, context.settings.timezone, context.now()))


async def manage(update: Update, context: BotContext) -> None:
    """Show an organiser how a poll stands."""
    await _show(context, ManageDatePoll.parse(context.pressed).poll_id)


async def ask_again(update: Update, context: BotContext) -> None:
    """Ask those who have not answered."""
    number = AskAgain.parse(context.pressed).poll_id
    count = await context.database.run(date_polls.ask_again, number, acting=context.acting, now=context.now())
    await _show_count(context, count)


async def fix(update: Update, context: BotContext) -> None:
    """Make a meeting of a date; a dialogue that has typed words in it comes first."""
    if await menus.finish_first(context):
        return
    timezone, number = context.settings.timezone, FixDate.parse(context.pressed).proposal_id
    count = await context.database.run(
        date_polls.fix, number, timezone=timezone, acting=context.acting, now=context.now()
    )
    await _show_count(context, count)


async def close(update: Update, context: BotContext) -> None:
    """Ask before a poll is given up, then give it up."""
    data = CloseDatePoll.parse(context.pressed)
    if data.sure:
        count = await context.database.run(date_polls.close, data.poll_id, acting=context.acting, now=context.now())
        await _show_count(context, count)
        return
    count = await context.database.read(date_polls.get_count, data.poll_id, acting=context.acting)
    await context.show(messages.ask_close(context.locale, count))


MOMENT = MomentSteps(take=add_date, otherwise=choose_dates)
DIALOGUE = DialogueSpec(
    POLL,
    ask_poll,
    messages={**MOMENT.messages, "date": take_dates, "day": take_dates, "place": take_place},
    choices={**MOMENT.choices, "place": choose_usual_place, "preview": confirm},
    back={**MOMENT.back, "place": "date", "preview": "place"},
    typed=("dates", "place"),
)


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    BeginDatePoll: begin,
    ManageDatePoll: manage,
    AskAgain: ask_again,
    FixDate: fix,
    CloseDatePoll: close,
}
