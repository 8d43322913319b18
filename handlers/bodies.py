"""Working groups and the open circle: look, join, leave."""

from __future__ import annotations

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.bodies import JoinBody, LeaveBody, ShowBody
from bot.context import BotContext
from bot.messages import bodies as messages
from bot.services import arrivals, bodies, minutes
from bot.services.arrivals import Arrival
from handlers.choices import opened_page
from handlers.routing import Handler


async def groups(update: Update, context: BotContext) -> None:
    """List the bodies that anyone may join."""
    page = opened_page(context)
    listed = await context.database.read(bodies.list_open)
    joined = {hat.body_id for hat in context.person.hats}
    await context.show(messages.listing(context.locale, listed, joined, page))


async def show_body(update: Update, context: BotContext) -> None:
    """Show one body."""
    body = await context.database.read(bodies.get_open, ShowBody.parse(context.pressed).body_id)
    joined = body.id in {hat.body_id for hat in context.person.hats}
    reads = joined or context.person.is_in_steering_group or context.person.is_coordinator
    recorded = await context.database.read(minutes.find_last, body.id)
    await context.show(messages.details(context.locale, body, joined=joined, reads=reads, recorded=recorded))


async def join(update: Update, context: BotContext) -> None:
    """Join a body."""
    body_id = JoinBody.parse(context.pressed).body_id
    arrival: Arrival = await context.database.run(arrivals.join, body_id, acting=context.acting, now=context.now())
    await context.refresh_data()
    await context.show(messages.arrived(context.locale, arrival, context.person, context.settings.timezone))


async def leave(update: Update, context: BotContext) -> None:
    """Leave a body."""
    body_id = LeaveBody.parse(context.pressed).body_id
    body = await context.database.run(bodies.leave, body_id, acting=context.acting, now=context.now())
    await context.show(messages.left(context.locale, body))


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    ShowBody: show_body,
    JoinBody: join,
    LeaveBody: leave,
}
