"""Results that were handed in: a group's own, those of others, standing behind one more."""

from __future__ import annotations

from functools import partial

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.results import AskSupport, ListOthersResults, ListResults, ReadResult, Support
from bot.context import BotContext
from bot.errors import Outdated
from bot.messages import results as messages
from bot.services import replies, results, ways
from handlers.routing import Handler
from models import Priority


async def list_results(update: Update, context: BotContext) -> None:
    """List the results that a group stands behind."""
    data = ListResults.parse(context.pressed)
    find = partial(results.list_of_body, page=data.page, size=messages.PAGE, acting=context.acting)
    body, found = await context.database.read(find, data.body_id)
    own = {group.id for group in await context.database.read(results.list_submitting, acting=context.acting)}
    await context.show(messages.results_of_group(context.locale, body, found, data.page, speaks=body.id in own))


async def list_others_results(update: Update, context: BotContext) -> None:
    """List open results of other groups."""
    data = ListOthersResults.parse(context.pressed)
    find = partial(results.list_of_others, page=data.page, size=messages.PAGE, acting=context.acting)
    body, found = await context.database.read(find, data.body_id)
    await context.show(messages.results_of_others(context.locale, body, found, data.page))


async def read(update: Update, context: BotContext) -> None:
    """Show all of a result, however long it is; the list that it was chosen from stays."""
    data = ReadResult.parse(context.pressed)
    found = await context.database.read(results.get_readable, data.result_id, acting=context.acting)
    supporters = await context.database.read(results.list_possible_supporters, found, acting=context.acting)
    talk = await context.database.read(replies.listen, found, acting=context.acting)
    way = (await context.database.read(ways.way_of, [found.id])).get(found.id, ())
    coordinates = context.person.is_coordinator
    shown = messages.details(context.locale, found, supporters, data.page, talk=talk, way=way, coordinates=coordinates)
    await (context.show(shown) if data.page else context.reply(shown))


async def ask_support(update: Update, context: BotContext) -> None:
    """Ask with which priority a group supports a result."""
    data = AskSupport.parse(context.pressed)
    find = partial(results.get_supportable, acting=context.acting)
    body, found = await context.database.read(find, data.result_id, data.body_id)
    await context.show(messages.ask_support(context.locale, found, body))


async def support(update: Update, context: BotContext) -> None:
    """Put a group behind a result."""
    data = Support.parse(context.pressed)
    if data.priority not in set(Priority):
        raise Outdated
    act = partial(results.support, acting=context.acting, now=context.now())
    body, found = await context.database.run(act, data.result_id, data.body_id, Priority(data.priority))
    await context.show(messages.supported(context.locale, found, body))


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    ReadResult: read,
    ListResults: list_results,
    ListOthersResults: list_others_results,
    AskSupport: ask_support,
    Support: support,
}
