"""The steering group at work: its inbox, a result, a conclusion and its reason. See ``conclusions.mmd``."""

from __future__ import annotations

from collections.abc import Callable

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.conclusions import AddReason, ChooseMerge, Conclude, Merge, ShowInbox, TakeBack
from bot.callback_data.results import OpenResult
from bot.context import BotContext
from bot.errors import NotText, Outdated, Overtaken, TooLate
from bot.messages import OutgoingMessage
from bot.messages import conclusions as messages
from bot.services import conclusions, dialogues, reasons
from bot.services.conclusions import NEEDS_REASON, Decision, Inspection, Scope
from bot.services.visitors import DialogueView
from handlers import menus
from handlers.routing import DialogueSpec, Handler
from models import ConclusionKind

#: Takes a reason: the dialogue's number and what was typed.
TakeReason = Callable[..., Inspection]


async def inbox(update: Update, context: BotContext) -> None:
    """Show the results that wait."""
    await _show_inbox(context, Scope.OPEN, 0)


async def turn_page(update: Update, context: BotContext) -> None:
    """Show another page of the inbox, or what is concluded already."""
    pressed = ShowInbox.parse(context.pressed)
    if pressed.scope not in list(Scope):
        raise Outdated
    await _show_inbox(context, Scope(pressed.scope), pressed.page)


async def _show_inbox(context: BotContext, scope: Scope, number: int) -> None:
    page = await context.database.read(conclusions.list_inbox, scope, number, acting=context.acting)
    await context.show(messages.inbox(context.locale, page, scope))


async def open_result(update: Update, context: BotContext) -> None:
    """Show one result in full."""
    pressed = OpenResult.parse(context.pressed)
    inspection = await context.database.read(conclusions.inspect_with_kin, pressed.result_id, acting=context.acting)
    await context.show(messages.result_page(context.locale, inspection, context.settings.timezone, pressed.page))


async def conclude(update: Update, context: BotContext) -> None:
    """Conclude at once, or ask for the reason first where there has to be one."""
    pressed = Conclude.parse(context.pressed)
    if pressed.kind not in set(ConclusionKind) - {ConclusionKind.MERGE}:
        raise Outdated
    decision = Decision(pressed.result_id, ConclusionKind(pressed.kind), pressed.seen)
    if decision.kind in NEEDS_REASON:
        await _begin_decision(context, decision)
    else:
        await _conclude(context, decision)


async def _begin_decision(context: BotContext, decision: Decision) -> None:
    if await menus.finish_first(context):
        return
    try:
        dialogue = await context.database.run(reasons.ask_first, decision, acting=context.acting, now=context.now())
    except Overtaken:
        await _look_again(context, decision.result_id)
        return
    await context.reply(await ask(context, dialogue))


async def _conclude(context: BotContext, decision: Decision) -> None:
    try:
        inspection = await context.database.run(
            conclusions.conclude, decision, acting=context.acting, now=context.now()
        )
    except Overtaken:
        await _look_again(context, decision.result_id)
        return
    await _go_on(context, inspection)


async def _look_again(context: BotContext, result_id: int, typed: str = "") -> None:
    """Show what somebody else concluded meanwhile, and what was `typed` in vain; the person chooses again."""
    inspection = await context.database.read(conclusions.inspect_with_kin, result_id, acting=context.acting)
    await context.show(messages.overtaken_page(context.locale, inspection, context.settings.timezone, typed))


async def _go_on(context: BotContext, inspection: Inspection) -> None:
    """Confirm, and lay the next result on the table."""
    context.equipment.news.set()
    following = await context.database.read(conclusions.find_next, acting=context.acting)
    await context.show(messages.concluded(context.locale, inspection))
    if following is None:
        await context.reply(messages.all_done(context.locale))
    else:
        await context.reply(messages.result_page(context.locale, following, context.settings.timezone))


async def choose_merge(update: Update, context: BotContext) -> None:
    """Ask which result this one is to be joined with."""
    pressed = ChooseMerge.parse(context.pressed)
    inspection = await context.database.read(conclusions.inspect, pressed.result_id, acting=context.acting)
    page = await context.database.read(
        conclusions.list_merge_targets, pressed.result_id, pressed.page, acting=context.acting
    )
    await context.show(messages.merge_choice(context.locale, inspection, page, pressed.seen))


async def merge(update: Update, context: BotContext) -> None:
    """Join a result with another."""
    pressed = Merge.parse(context.pressed)
    await _conclude(context, Decision(pressed.result_id, ConclusionKind.MERGE, pressed.seen, pressed.into_id))


async def take_back(update: Update, context: BotContext) -> None:
    """Take a conclusion back while nobody has been told."""
    number = TakeBack.parse(context.pressed).conclusion_id
    try:
        inspection = await context.database.run(conclusions.take_back, number, acting=context.acting, now=context.now())
    except TooLate:
        await context.reply(messages.too_late(context.locale))
        return
    await context.show(messages.taken_back(context.locale, inspection, context.settings.timezone))


async def add_reason(update: Update, context: BotContext) -> None:
    """Ask for the reason of a conclusion; the news waits for it."""
    if await menus.finish_first(context):
        return
    number = AddReason.parse(context.pressed).conclusion_id
    dialogue = await context.database.run(reasons.ask_later, number, acting=context.acting, now=context.now())
    await context.reply(await ask(context, dialogue))


async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask for the reason."""
    return messages.ask_reason(context.locale, dialogue)


async def take_first(context: BotContext, dialogue: DialogueView) -> None:
    """Take the reason without which there is no conclusion, and conclude."""
    inspection = await _answer(context, dialogue, reasons.conclude)
    if inspection is not None:
        await _go_on(context, inspection)


async def take_later(context: BotContext, dialogue: DialogueView) -> None:
    """Take the reason of a conclusion reached before."""
    inspection = await _answer(context, dialogue, reasons.add)
    if inspection is not None:
        context.equipment.news.set()
        await context.reply(messages.concluded(context.locale, inspection))


async def _answer(context: BotContext, dialogue: DialogueView, take: TakeReason) -> Inspection | None:
    """Let `take` have the reason; where somebody else was faster, end the dialogue and show both."""
    if not context.typed:
        raise NotText
    try:
        return await context.database.run(
            take, dialogue.number, context.typed, acting=context.acting, now=context.now()
        )
    except Outdated:
        await context.database.run(dialogues.end, acting=context.acting)
        await _look_again(context, dialogue.data["result_id"], context.typed)
        return None


async def go_without(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Leave a conclusion without a reason."""
    await context.database.run(dialogues.end, acting=context.acting)
    await context.show(messages.left_without_reason(context.locale))


#: The noun's buttons.
BUTTONS: dict[type[CallbackData], Handler] = {
    ShowInbox: turn_page,
    OpenResult: open_result,
    Conclude: conclude,
    ChooseMerge: choose_merge,
    Merge: merge,
    TakeBack: take_back,
    AddReason: add_reason,
}
DIALOGUE = DialogueSpec(
    reasons.KIND,
    ask,
    messages={reasons.FIRST: take_first, reasons.LATER: take_later},
    choices={reasons.LATER: go_without},
)
