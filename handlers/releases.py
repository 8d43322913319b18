"""Releases: the steering group lets the advisory board read a result; the board reads what is released."""

from __future__ import annotations

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.releases import ReadReleased, ReleaseResult, WithdrawRelease
from bot.context import BotContext
from bot.errors import Overtaken
from bot.messages import conclusions as steering_messages
from bot.messages import releases as messages
from bot.services import advice, conclusions, releases
from handlers.choices import opened_page
from handlers.routing import Handler


async def release(update: Update, context: BotContext) -> None:
    """Release a result; whoever is second sees that it is released already."""
    pressed = ReleaseResult.parse(context.pressed)
    overtaken = False
    try:
        await context.database.run(
            releases.release, pressed.result_id, pressed.seen, acting=context.acting, now=context.now()
        )
    except Overtaken:
        overtaken = True
    await _show(context, pressed.result_id, overtaken=overtaken)


async def withdraw(update: Update, context: BotContext) -> None:
    """Withdraw a release."""
    number = WithdrawRelease.parse(context.pressed).release_id
    result_id = await context.database.read(releases.get_result_of, number, acting=context.acting)
    overtaken = False
    try:
        await context.database.run(releases.withdraw, number, acting=context.acting, now=context.now())
    except Overtaken:
        overtaken = True
    await _show(context, result_id, overtaken=overtaken)


async def _show(context: BotContext, result_id: int, *, overtaken: bool) -> None:
    inspection = await context.database.read(conclusions.inspect, result_id, acting=context.acting)
    timezone = context.settings.timezone
    await context.show(steering_messages.release_page(context.locale, inspection, timezone, overtaken=overtaken))


async def board(update: Update, context: BotContext) -> None:
    """List what is released."""
    page = await context.database.read(releases.list_released, opened_page(context), acting=context.acting)
    await context.show(messages.board(context.locale, page))


async def read(update: Update, context: BotContext) -> None:
    """Show a released result; the digest that it was chosen from stays."""
    number = ReadReleased.parse(context.pressed).result_id
    found = await context.database.read(releases.get_released, number, acting=context.acting)
    own = await context.database.read(advice.list_own, number, acting=context.acting)
    await context.reply(messages.released(context.locale, found, own, context.settings.timezone))


#: The noun's buttons.
BUTTONS: dict[type[CallbackData], Handler] = {
    ReleaseResult: release,
    WithdrawRelease: withdraw,
    ReadReleased: read,
}
