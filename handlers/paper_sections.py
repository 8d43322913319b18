"""Sections of Beschlussvorlagen: read, written anew (a dialogue), filled again, brought back. See ``papers.mmd``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.papers import (
    FillAgain,
    ListVersions,
    RestoreVersion,
    ShowSection,
    ShowVersion,
    WriteMore,
    WriteSection,
)
from bot.context import BotContext
from bot.errors import Outdated, Overtaken
from bot.messages import OutgoingMessage, paper_drafts
from bot.messages import paper_sections as messages
from bot.messages.paper_sections import Notice
from bot.services import dialogues, papers
from bot.services import paper_drafts as drafts
from bot.services import paper_texts as texts
from bot.services.paper_drafts import Phrase
from bot.services.visitors import DialogueView
from handlers import menus
from handlers.menus import unless_gone
from handlers.routing import DialogueSpec, Handler
from models import PaperSection

#: Lets what was typed count: the dialogue's number and who acts; returns the dialogue where it is not over.
Keep = Callable[..., DialogueView | None]


def phrase(context: BotContext) -> Phrase:
    """Return what makes the sections' German texts."""
    return partial(paper_drafts.german, context.town, context.settings.timezone)


def _section(name: str) -> PaperSection:
    if name not in set(PaperSection):
        raise Outdated
    return PaperSection(name)


async def read(update: Update, context: BotContext) -> None:
    """Show a section."""
    pressed = ShowSection.parse(context.pressed)
    await _show(context, pressed.paper_id, _section(pressed.section))


async def _show(context: BotContext, paper_id: int, section: PaperSection, notice: Notice | None = None) -> None:
    view = await context.database.read(texts.look, paper_id, section, acting=context.acting)
    await context.show(messages.section_page(context.locale, view, context.settings.timezone, notice))


async def list_versions(update: Update, context: BotContext) -> None:
    """Show a page of a section's versions."""
    pressed = ListVersions.parse(context.pressed)
    find = partial(papers.list_versions, acting=context.acting)
    versions = await context.database.read(find, pressed.paper_id, _section(pressed.section))
    if not versions:
        raise Outdated
    paper = await context.database.read(papers.get_paper, pressed.paper_id, acting=context.acting)
    timezone = context.settings.timezone
    await context.show(messages.versions_page(context.locale, paper, versions, pressed.page, timezone))


async def read_version(update: Update, context: BotContext) -> None:
    """Show one version of a section."""
    number = ShowVersion.parse(context.pressed).text_id
    version = await context.database.read(texts.get_version, number, acting=context.acting)
    about = version.paper_id, version.section
    view = await context.database.read(texts.look, *about, acting=context.acting)
    await context.show(messages.version_page(context.locale, view, version, context.settings.timezone))


async def restore(update: Update, context: BotContext) -> None:
    """Let an earlier version count again."""
    number = RestoreVersion.parse(context.pressed).text_id
    version = await context.database.run(texts.restore, number, acting=context.acting, now=context.now())
    await _show(context, version.paper_id, version.section, Notice.RESTORED)


async def fill_again(update: Update, context: BotContext) -> None:
    """Fill a section with what is known now."""
    pressed = FillAgain.parse(context.pressed)
    section = _section(pressed.section)
    fill = partial(drafts.fill_again, seen=pressed.seen, acting=context.acting, now=context.now())
    try:
        await context.database.run(fill, pressed.paper_id, section, phrase(context))
    except Overtaken:
        await _show(context, pressed.paper_id, section, Notice.OVERTAKEN)
        return
    await _show(context, pressed.paper_id, section, Notice.FILLED)


async def begin(update: Update, context: BotContext) -> None:
    """Ask for the whole text of a section."""
    pressed = WriteSection.parse(context.pressed)
    await _begin(context, pressed.paper_id, pressed.section, pressed.seen)


async def begin_more(update: Update, context: BotContext) -> None:
    """Ask for what is to stand below a section's text."""
    pressed = WriteMore.parse(context.pressed)
    await _begin(context, pressed.paper_id, pressed.section, None)


async def _begin(context: BotContext, paper_id: int, name: str, seen: int | None) -> None:
    section = _section(name)
    if not await menus.finish_first(context):
        start = partial(texts.begin, seen=seen, acting=context.acting, now=context.now())
        await context.reply(await ask(context, await context.database.run(start, paper_id, section)))


@unless_gone
async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask for the text, or which of two counts."""
    if dialogue.step == texts.CONFLICT:
        theirs, mine = await context.database.read(texts.list_both, dialogue, acting=context.acting)
        return messages.ask_which(context.locale, dialogue, theirs, mine, context.settings.timezone)
    paper = await context.database.read(papers.get_paper, dialogue.data["paper_id"], acting=context.acting)
    limit = await context.database.read(papers.limit_of, paper.id, PaperSection(dialogue.data["section"]))
    return messages.ask_text(context.locale, dialogue, paper, limit)


async def take_text(context: BotContext, dialogue: DialogueView) -> None:
    """Take what was typed."""
    words = context.words
    take = partial(texts.take_words, acting=context.acting, now=context.now())
    try:
        waiting = await context.database.run(take, dialogue.number, words)
    except Outdated:
        await _give_back(context, dialogue, words.text)
        return
    await _go_on(context, dialogue, waiting)


async def _give_back(context: BotContext, dialogue: DialogueView, typed: str) -> None:
    """Where the paper is no draft any more: end the dialogue, show what stands there and what was written in vain."""
    await context.database.run(dialogues.end, acting=context.acting)
    whole = "\n".join(part for part in (dialogue.data["text"], typed) if part)
    await _answer(context, dialogue, Notice.LOCKED, whole)


async def _go_on(context: BotContext, dialogue: DialogueView, waiting: DialogueView | None) -> None:
    """Confirm what is kept; ask on where more may come, or where somebody else was faster."""
    if waiting is not None:
        await context.reply(await ask(context, waiting))
        return
    await _answer(context, dialogue, Notice.SAVED)


async def _answer(context: BotContext, dialogue: DialogueView, notice: Notice, typed: str = "") -> None:
    """Show the section below what was said: the texts that were compared stay in the chat."""
    about = dialogue.data["paper_id"], PaperSection(dialogue.data["section"])
    view = await context.database.read(texts.look, *about, acting=context.acting)
    await context.reply(messages.section_page(context.locale, view, context.settings.timezone, notice, typed))


async def take_end(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Keep a text that came in several messages."""
    if value != messages.KEEP:
        raise Outdated
    await _keep(context, dialogue, texts.keep)


async def _keep(context: BotContext, dialogue: DialogueView, keep: Keep) -> None:
    try:
        waiting = await context.database.run(keep, dialogue.number, acting=context.acting, now=context.now())
    except Outdated:
        await _give_back(context, dialogue, "")
        return
    await _go_on(context, dialogue, waiting)


async def take_side(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Let one of two texts count, or ask for a third."""
    if value == messages.THEIRS:
        await context.database.run(texts.give_way, dialogue.number, acting=context.acting)
        await _answer(context, dialogue, Notice.THEIRS)
    elif value == messages.MINE:
        await _keep(context, dialogue, texts.insist)
    elif value == messages.ANEW:
        write = partial(texts.write_anew, acting=context.acting, now=context.now())
        await context.reply(await ask(context, await context.database.run(write, dialogue.number)))
    else:
        raise Outdated


#: The sections' buttons.
BUTTONS: dict[type[CallbackData], Handler] = {
    ShowSection: read,
    ListVersions: list_versions,
    ShowVersion: read_version,
    RestoreVersion: restore,
    FillAgain: fill_again,
    WriteSection: begin,
    WriteMore: begin_more,
}
DIALOGUE = DialogueSpec(
    texts.KIND,
    ask,
    messages={texts.WRITE: take_text},
    choices={texts.WRITE: take_end, texts.CONFLICT: take_side},
    typed=("text",),
)
