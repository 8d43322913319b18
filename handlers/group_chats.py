"""Group chats: the coordinator's page, and what happens in a group: added, bound, moved, sent away."""

from __future__ import annotations

import contextlib

from telegram import Chat, ChatMember, ChatMemberUpdated, Update
from telegram.error import BadRequest

from bot.callback_data.base import CallbackData
from bot.callback_data.group_chats import MakeGroupCode, ShowGroupChats, UnbindGroupChat
from bot.context import BotContext
from bot.errors import NotFound, UnknownLink
from bot.languages import LOCALES
from bot.messages import OutgoingMessage
from bot.messages import group_chats as messages
from bot.sending import patiently, send
from bot.services import bodies, group_chats
from handlers.choices import opened_page
from handlers.routing import Handler

_HERE = {ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER, ChatMember.RESTRICTED}


async def group_chat(update: Update, context: BotContext) -> None:
    """Ask whose group chat it is about."""
    listed = await context.database.read(bodies.list_for_coordination, acting=context.acting)
    await context.show(messages.bodies(context.locale, listed, opened_page(context)))


async def show_bound(update: Update, context: BotContext) -> None:
    """Show the chats of a body, with the languages ticked so far."""
    data = ShowGroupChats.parse(context.pressed)
    ticked = [locale for locale in data.locales.split(messages.DOT) if locale in LOCALES]
    body, chats = await context.database.read(group_chats.list_bound, data.body_id, acting=context.acting)
    shown = ticked[: group_chats.MOST_LOCALES]
    await context.show(messages.bound(context.locale, body, chats, shown, context.settings.timezone))


async def make_code(update: Update, context: BotContext) -> None:
    """Make a one-time code."""
    data, now = MakeGroupCode.parse(context.pressed), context.now()
    locales = data.locales.split(messages.DOT)
    code = await context.database.run(group_chats.make_code, data.body_id, locales, acting=context.acting, now=now)
    body = await context.database.read(bodies.get_active, data.body_id)
    until, timezone = now + group_chats.LIFETIME, context.settings.timezone
    await context.show(messages.code(context.locale, body, code, context.bot.username, until, timezone))


async def unbind(update: Update, context: BotContext) -> None:
    """Let a chat be no longer bound."""
    number = UnbindGroupChat.parse(context.pressed).number
    body = await context.database.run(group_chats.unbind, number, acting=context.acting, now=context.now())
    await context.show(messages.unbound(context.locale, body))


async def bind(update: Update, context: BotContext) -> None:
    """Bind the group in which the command with the code was given; without a code the person alone gets an answer."""
    code = context.args[0] if context.args else ""
    if update.effective_chat is None or update.effective_user is None:
        return
    if not code.startswith(group_chats.PREFIX):
        raise NotFound
    chat_id = update.effective_chat.id
    try:
        bound = await context.database.run(group_chats.bind, chat_id, code, now=context.now())
    except UnknownLink:
        await _say(context, chat_id, messages.not_bound(context.locale))
        return
    context.equipment.news.set()
    await _say(context, chat_id, messages.welcome(bound.locales.split()[0], bound.body))


async def move_along(update: Update, context: BotContext) -> None:
    """Follow a group that became a supergroup."""
    message = update.effective_message
    if message is not None and message.migrate_to_chat_id is not None:
        await context.database.run(group_chats.migrate, message.chat.id, message.migrate_to_chat_id)


async def membership(context: BotContext, change: ChatMemberUpdated) -> None:
    """Note that the bot was sent away from a group; in one that is not bound, say so once when it is added."""
    chat_id = change.chat.id
    if change.new_chat_member.status not in _HERE:
        await context.database.run(group_chats.forget, chat_id)
        return
    added = change.old_chat_member.status not in _HERE and change.chat.type in {Chat.GROUP, Chat.SUPERGROUP}
    if added and not await context.database.read(group_chats.is_bound, chat_id):
        await _say(context, chat_id, messages.not_bound(context.locale))


async def _say(context: BotContext, chat_id: int, outgoing: OutgoingMessage) -> None:
    """Write into a group; where the bot is mute, nobody is waiting for it."""

    async def say() -> None:
        with contextlib.suppress(BadRequest):
            await send(context.bot, chat_id, outgoing)

    await patiently(say)


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    ShowGroupChats: show_bound,
    MakeGroupCode: make_code,
    UnbindGroupChat: unbind,
}
