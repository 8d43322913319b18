"""What nothing else took: unknown commands, commands in groups, outdated buttons, blocks."""

from __future__ import annotations

from telegram import ChatMember, Update

from bot.context import BotContext
from bot.errors import NotFound, Outdated
from bot.services import registration
from handlers import group_chats
from handlers.arrival import greet


async def unknown_command(update: Update, context: BotContext) -> None:
    """Answer a command that does not exist; strangers are welcomed."""
    if context.visitor is None:
        await greet(context, target="")
    else:
        raise NotFound


async def wrong_chat(update: Update, context: BotContext) -> None:
    """Answer a command that was given in a group: to the person alone, for there others read along."""
    if update.effective_user is not None:
        raise NotFound


async def outdated_button(update: Update, context: BotContext) -> None:
    """Answer a button that no handler knows (any more)."""
    raise Outdated


async def membership(update: Update, context: BotContext) -> None:
    """Note that a person blocked the bot, or let it in again; or that it was added to a group, or sent away."""
    change = update.my_chat_member
    if change is None:
        return
    if change.chat.type != change.chat.PRIVATE:
        await group_chats.membership(context, change)
        return
    reachable = change.new_chat_member.status not in {ChatMember.BANNED, ChatMember.LEFT}
    await context.database.run(registration.mark_reachable, change.chat.id, reachable=reachable)
