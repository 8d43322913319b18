"""Plans and networks that results are linked to: ticked, listed, added by one message. See ``tags.mmd``."""

from __future__ import annotations

from functools import partial

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.tags import (
    AddTag,
    AddUsualTags,
    ChangeTag,
    LinkTag,
    ListTags,
    ShowLinks,
    ShowTag,
    TellContact,
)
from bot.context import BotContext
from bot.messages import OutgoingMessage
from bot.messages import tags as messages
from bot.services import fact_sheets, tags
from bot.services.visitors import DialogueView
from handlers import menus
from handlers.routing import DialogueSpec, Handler


async def list_tags(update: Update, context: BotContext) -> None:
    """List the plans."""
    await _list(context, ListTags.parse(context.pressed).page)


async def _list(context: BotContext, page: int = 0) -> None:
    found = await context.database.read(tags.list_all, acting=context.acting)
    await context.show(messages.all_tags(context.locale, found, page))


async def show_tag(update: Update, context: BotContext) -> None:
    """Show a plan with what is linked to it."""
    pressed = ShowTag.parse(context.pressed)
    linked = await context.database.read(tags.open_tag, pressed.tag_id, acting=context.acting)
    await context.show(messages.tag_page(context.locale, linked, pressed.page))


async def show_links(update: Update, context: BotContext) -> None:
    """Show the plans that a result may be linked to."""
    pressed = ShowLinks.parse(context.pressed)
    await _show_links(context, pressed.result_id, pressed.page)


async def _show_links(context: BotContext, result_id: int, page: int = 0) -> None:
    found = await context.database.read(tags.list_all, acting=context.acting)
    sheet = await context.database.read(fact_sheets.open_sheet, result_id, acting=context.acting)
    await context.show(messages.links(context.locale, sheet, found, page))


async def link(update: Update, context: BotContext) -> None:
    """Tick or untick a plan."""
    pressed = LinkTag.parse(context.pressed)
    act = partial(tags.link, linked=bool(pressed.linked), acting=context.acting, now=context.now())
    await context.database.run(act, pressed.result_id, pressed.tag_id)
    await _show_links(context, pressed.result_id, pressed.page)


async def add_usual(update: Update, context: BotContext) -> None:
    """Take the usual plans over."""
    result_id = AddUsualTags.parse(context.pressed).result_id
    await context.database.run(tags.add_usual, acting=context.acting, now=context.now())
    await (_show_links(context, result_id) if result_id else _list(context))


async def tell_contact(update: Update, context: BotContext) -> None:
    """Show whom to tell; the page stays."""
    pressed = TellContact.parse(context.pressed)
    tag = await context.database.read(tags.get, pressed.tag_id, acting=context.acting)
    sheet = await context.database.read(fact_sheets.open_sheet, pressed.result_id, acting=context.acting)
    await context.reply(messages.tell_contact(context.locale, sheet, tag))


async def add(update: Update, context: BotContext) -> None:
    """Ask for a new plan."""
    await _begin(context, 0, AddTag.parse(context.pressed).result_id)


async def change(update: Update, context: BotContext) -> None:
    """Ask for name and contact anew."""
    await _begin(context, ChangeTag.parse(context.pressed).tag_id, 0)


async def _begin(context: BotContext, tag_id: int, result_id: int) -> None:
    if await menus.finish_first(context):
        return
    begin = partial(tags.begin, acting=context.acting, now=context.now())
    await context.reply(await ask(context, await context.database.run(begin, tag_id, result_id)))


@menus.unless_gone
async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask for name and contact."""
    number = dialogue.data["tag_id"]
    tag = await context.database.read(tags.get, number, acting=context.acting) if number else None
    return messages.ask_text(context.locale, dialogue, tag)


async def take(context: BotContext, dialogue: DialogueView) -> None:
    """Keep the plan, and show it, or the result that it was added for."""
    keep = partial(tags.keep, acting=context.acting, now=context.now())
    tag = await context.database.run(keep, dialogue.number, context.words.text)
    if dialogue.data["result_id"]:
        await _show_links(context, dialogue.data["result_id"])
        return
    linked = await context.database.read(tags.open_tag, tag.id, acting=context.acting)
    await context.reply(messages.tag_page(context.locale, linked, 0, kept=True))


DIALOGUE = DialogueSpec(tags.KIND, ask, messages={tags.TEXT: take})

#: The noun's buttons.
BUTTONS: dict[type[CallbackData], Handler] = {
    ListTags: list_tags,
    ShowTag: show_tag,
    ShowLinks: show_links,
    LinkTag: link,
    AddTag: add,
    ChangeTag: change,
    AddUsualTags: add_usual,
    TellContact: tell_contact,
}
