"""Broadcasts: compose, preview, send, stop, report."""

from __future__ import annotations

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.broadcasts import ShowReport, StopBroadcast
from bot.clock import is_quiet
from bot.context import BotContext
from bot.errors import Outdated
from bot.messages import OutgoingMessage
from bot.messages import broadcasts as messages
from bot.services import bodies, broadcasts, dialogues
from bot.services.audiences import AudienceKind
from bot.services.broadcasts import Draft
from bot.services.visitors import DialogueView
from handlers import menus
from handlers.choices import read_number, turned_page
from handlers.routing import DialogueSpec, Handler
from handlers.steps import take


async def broadcast(update: Update, context: BotContext) -> None:
    """Begin a broadcast; the latest ones can be looked at and stopped."""
    if await menus.finish_first(context):
        return
    dialogue = await context.database.run(broadcasts.begin, acting=context.acting, now=context.now())
    await context.show(await ask(context, dialogue))


async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask what the dialogue stands at."""
    match dialogue.step:
        case "audience":
            recent = await context.database.read(broadcasts.list_recent, acting=context.acting)
            return messages.ask_audience(context.locale, dialogue, recent)
        case "body":
            listed = await context.database.read(bodies.list_for_coordination, acting=context.acting)
            return messages.ask_body(context.locale, dialogue, listed)
        case "text":
            return messages.ask_text(context.locale, dialogue, (await _draft(context, dialogue)).audience)
        case _preview:
            night = is_quiet(context.now(), context.settings.timezone)
            return messages.ask_to_send(context.locale, dialogue, await _draft(context, dialogue), night=night)


async def _draft(context: BotContext, dialogue: DialogueView) -> Draft:
    return await context.database.read(broadcasts.preview, dialogue.data, acting=context.acting)


async def take_audience(context: BotContext, dialogue: DialogueView, chosen: str) -> None:
    """Take whom it is for, or show more of the latest broadcasts."""
    if not await turned_page(context, dialogue, chosen):
        await _choose(context, dialogue, chosen)


async def take_body(context: BotContext, dialogue: DialogueView, chosen: str) -> None:
    """Take the group that it is for, or show more of them."""
    if not await turned_page(context, dialogue, chosen):
        await _choose(context, dialogue, f"{AudienceKind.BODY}.{read_number(chosen)}")


async def _choose(context: BotContext, dialogue: DialogueView, chosen: str) -> None:
    await take(context, dialogue, broadcasts.choose_audience, chosen)


async def take_text(context: BotContext, dialogue: DialogueView) -> None:
    """Take the text, or what belongs to it; show it as people will read it."""
    later = await context.database.run(
        broadcasts.write, dialogue.number, context.words, acting=context.acting, now=context.now()
    )
    await _show_text(context, later)
    await context.reply(await ask(context, later))


async def _show_text(context: BotContext, dialogue: DialogueView) -> None:
    draft = await _draft(context, dialogue)
    if draft.fits:
        await context.reply(messages.as_received(context.locale, draft.text, context.town.process))


async def take_decision(context: BotContext, dialogue: DialogueView, chosen: str) -> None:
    """Send now or in the morning, test, or write anew."""
    match chosen:
        case messages.SEND | messages.WAIT:
            await _send(context, dialogue, quiet=chosen == messages.WAIT)
        case messages.TEST:
            await _show_text(context, dialogue)
            await context.reply(await ask(context, dialogue))
        case messages.REWRITE:
            await take(context, dialogue, dialogues.go_to, "text")
        case _unknown:
            raise Outdated


async def _send(context: BotContext, dialogue: DialogueView, *, quiet: bool) -> None:
    report = await context.database.run(
        broadcasts.send, dialogue.number, quiet=quiet, acting=context.acting, now=context.now()
    )
    context.equipment.news.set()
    await context.show(messages.progress(context.locale, report))


async def stop(update: Update, context: BotContext) -> None:
    """Stop a broadcast."""
    number = StopBroadcast.parse(context.pressed).broadcast_id
    report = await context.database.run(broadcasts.stop, number, acting=context.acting, now=context.now())
    context.equipment.news.set()
    await context.show(messages.progress(context.locale, report))


async def show_report(update: Update, context: BotContext) -> None:
    """Show how far a broadcast has come."""
    number = ShowReport.parse(context.pressed).broadcast_id
    report = await context.database.read(broadcasts.report, number, acting=context.acting)
    await context.show(messages.progress(context.locale, report))


DIALOGUE = DialogueSpec(
    broadcasts.KIND,
    ask,
    messages={"text": take_text, "preview": take_text},
    choices={"audience": take_audience, "body": take_body, "preview": take_decision},
    back={"body": "audience", "text": "audience"},
    typed=("text",),
)


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    StopBroadcast: stop,
    ShowReport: show_report,
}
