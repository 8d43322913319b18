"""Finding a date, for those who are asked: see the dates, tick them; what became of it."""

from __future__ import annotations

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.date_polls import ListDatePolls, NoDate, ShowDatePoll, TickDate
from bot.context import BotContext
from bot.messages import OutgoingMessage
from bot.messages import date_votes as messages
from bot.services import attendances, date_votes
from bot.services.date_votes import Ballot
from handlers.routing import Handler
from models import DatePollState


async def list_polls(update: Update, context: BotContext) -> None:
    """Show the dates to be ticked; where several groups look for one, the groups."""
    polls = await context.database.read(date_votes.list_open, acting=context.acting, now=context.now())
    if len(polls) == 1:
        await _show(context, polls[0].id)
    else:
        await context.show(messages.listing(context.locale, polls))


async def show_poll(update: Update, context: BotContext) -> None:
    """Show the dates of a poll, to be ticked."""
    await _show(context, ShowDatePoll.parse(context.pressed).poll_id)


async def _show(context: BotContext, poll_id: int) -> None:
    found = await context.database.read(date_votes.get_ballot, poll_id, acting=context.acting)
    await context.show(await _page(context, found))


async def tick(update: Update, context: BotContext) -> None:
    """Take a tick, or take it away; the message shows it from then on."""
    data = TickDate.parse(context.pressed)
    ticked = bool(data.ticked)
    found = await context.database.run(
        date_votes.tick, data.proposal_id, ticked=ticked, acting=context.acting, now=context.now()
    )
    context.equipment.news.set()
    await context.replace(await _page(context, found))


async def decline(update: Update, context: BotContext) -> None:
    """Note that none of the dates suits."""
    poll_id = NoDate.parse(context.pressed).poll_id
    found = await context.database.run(date_votes.decline, poll_id, acting=context.acting, now=context.now())
    context.equipment.news.set()
    await context.replace(await _page(context, found))


async def _page(context: BotContext, found: Ballot) -> OutgoingMessage:
    """Return the dates to be ticked, or the meeting that came of them."""
    timezone, now, poll = context.settings.timezone, context.now(), found.poll
    if poll.state is not DatePollState.FIXED or poll.meeting_id is None:
        return messages.ballot(context.locale, found, timezone, now)
    meeting = await context.database.read(
        attendances.get_invitation, poll.meeting_id, acting=context.acting, now=context.now()
    )
    return messages.chosen(context.locale, meeting, timezone)


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    ListDatePolls: list_polls,
    ShowDatePoll: show_poll,
    TickDate: tick,
    NoDate: decline,
}
