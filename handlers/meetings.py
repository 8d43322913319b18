"""Meetings for those who are invited: what is next, answering with one tap, where it is."""

from __future__ import annotations

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.meetings import AnswerMeeting, ShowMeeting, ShowPlace
from bot.callback_data.needs import BringGuests
from bot.context import BotContext
from bot.messages import cards
from bot.messages import meetings as messages
from bot.messages import needs as need_messages
from bot.services import attendances, date_votes, minutes, needs
from bot.services.attendances import Invitation
from handlers.routing import Handler

#: How many meetings the list shows.
LISTED = 6


async def meetings(update: Update, context: BotContext) -> None:
    """List the person's next meetings."""
    now = context.now()
    found = await context.database.read(attendances.list_invitations, limit=LISTED, acting=context.acting, now=now)
    polls = await context.database.read(date_votes.list_open, acting=context.acting, now=now)
    recorded = await context.database.read(minutes.list_last, acting=context.acting)
    timezone = context.settings.timezone
    await context.show(cards.listing(context.locale, found, timezone, finds_date=bool(polls), recorded=recorded))


async def answer(update: Update, context: BotContext) -> None:
    """Take an answer; the message shows it from then on, or what has changed since the button was sent."""
    data = AnswerMeeting.parse(context.pressed)
    asked = (data.meeting_id, data.revision, data.answer)
    found = await context.database.run(attendances.answer, *asked, acting=context.acting, now=context.now())
    await _show_answer(context, found)


async def bring_guests(update: Update, context: BotContext) -> None:
    """Take how many others the person brings; else as with an answer."""
    data = BringGuests.parse(context.pressed)
    asked = (data.meeting_id, data.revision, data.guests)
    found = await context.database.run(attendances.bring_guests, *asked, acting=context.acting, now=context.now())
    await _show_answer(context, found)


async def _show_answer(context: BotContext, found: Invitation) -> None:
    """Show the card; whoever comes for the first time is asked below it what they need. Others may have moved up."""
    context.equipment.news.set()
    await context.replace(cards.card(context.locale, found, context.settings.timezone))
    if found.asks_needs:
        own = await context.database.read(needs.list_own, acting=context.acting)
        await context.reply(need_messages.ask(context.locale, own))


async def show_meeting(update: Update, context: BotContext) -> None:
    """Show one meeting, to be answered."""
    number = ShowMeeting.parse(context.pressed).meeting_id
    found = await context.database.read(attendances.get_invitation, number, acting=context.acting, now=context.now())
    await context.show(cards.card(context.locale, found, context.settings.timezone))


async def show_place(update: Update, context: BotContext) -> None:
    """Say where a meeting is, below the invitation, which stays."""
    number = ShowPlace.parse(context.pressed).meeting_id
    found = await context.database.read(attendances.get_place, number, acting=context.acting, now=context.now())
    await context.reply(messages.where(context.locale, found, context.settings.timezone))


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    AnswerMeeting: answer,
    ShowMeeting: show_meeting,
    ShowPlace: show_place,
    BringGuests: bring_guests,
}
