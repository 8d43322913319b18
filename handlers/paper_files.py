"""A Beschlussvorlage as a Word file, out and back in (a dialogue). See ``paper_files.mmd``."""

from __future__ import annotations

import asyncio
from functools import partial

from telegram import Update
from telegram.error import BadRequest

from bot.callback_data.base import CallbackData
from bot.callback_data.paper_files import SendPaperFile, TakePaperFile
from bot.context import BotContext
from bot.errors import BadFile, FileProblem, Outdated, Overtaken
from bot.messages import OutgoingMessage
from bot.messages import dialogues as dialogue_messages
from bot.messages import paper_files as messages
from bot.services import dialogues, paper_files, paper_returns
from bot.services.paper_files import ReadFile
from bot.services.paper_returns import CHOOSE, FILE, KIND, REVIEW, Review
from bot.services.visitors import DialogueView
from handlers import menus
from handlers.choices import read_number
from handlers.printouts import hand_over
from handlers.routing import DialogueSpec, Handler
from models import PaperSection


async def word_file(update: Update, context: BotContext) -> None:
    """Hand over the paper."""
    number = TakePaperFile.parse(context.pressed).paper_id
    contents = await context.database.read(paper_files.collect, number, acting=context.acting)
    await hand_over(context, messages.word_file, contents, context.settings.paper_template)


async def begin(update: Update, context: BotContext) -> None:
    """Ask for the edited file."""
    number = SendPaperFile.parse(context.pressed).paper_id
    if not await menus.finish_first(context):
        beginning = partial(paper_returns.begin, acting=context.acting, now=context.now())
        await context.reply(await ask(context, await context.database.run(beginning, number)))


def brings_paper(context: BotContext) -> bool:
    """Tell whether somebody of the steering group sent a file: it may be a paper that comes back."""
    message = context.event.effective_message if context.event else None
    return message is not None and message.document is not None and context.person.is_in_steering_group


@menus.unless_gone
async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask what the dialogue stands at."""
    if dialogue.step == FILE:
        finding = partial(paper_returns.get_asked, acting=context.acting)
        return messages.ask_file(
            context.locale, dialogue, await context.database.read(finding, dialogue.data["paper_id"])
        )
    review = await context.database.read(paper_returns.look, dialogue, acting=context.acting)
    return _show(context, review, dialogue)


def _show(
    context: BotContext, review: Review, dialogue: DialogueView | None, *, overtaken: bool = False
) -> OutgoingMessage:
    """Return what is to be decided next, or what was done where nothing is left."""
    if dialogue is None or not review.changes:
        return messages.finished(context.locale, review)
    if dialogue.step == REVIEW:
        return messages.review_page(context.locale, dialogue, review)
    return messages.choice_page(context.locale, dialogue, review, overtaken=overtaken)


async def offer(context: BotContext) -> None:
    """Take a file that came unasked."""
    await _take(context, None)


async def take_file(context: BotContext, dialogue: DialogueView) -> None:
    """Take the file that was asked for, or another one in its place."""
    message = context.event.effective_message if context.event else None
    if message is None or message.document is None:
        if dialogue.step == FILE:
            raise BadFile(FileProblem.NO_WORD)
        await context.reply(dialogue_messages.use_buttons(context.locale))
        await context.reply(await ask(context, dialogue))
        return
    await _take(context, dialogue.data["paper_id"] if dialogue.step == FILE else None)


async def _take(context: BotContext, asked: int | None) -> None:
    read = await _read_file(context)
    taking = partial(paper_returns.take, acting=context.acting, now=context.now())
    review, dialogue = await context.database.run(taking, read, asked)
    if dialogue is None:
        await context.reply(messages.unchanged(context.locale, review))
    else:
        await context.reply(messages.review_page(context.locale, dialogue, review))


async def _read_file(context: BotContext) -> ReadFile:
    """Fetch the document and read it beside the event loop; what is too large is not fetched."""
    message = context.event.effective_message if context.event else None
    assert message is not None
    assert message.document is not None
    if (message.document.file_size or 0) > paper_files.FILE_LIMIT:
        raise BadFile(FileProblem.TOO_BIG)
    try:
        file = await message.document.get_file()
    except BadRequest:
        # Larger than any bot may fetch, though the message did not say so.
        raise BadFile(FileProblem.TOO_BIG) from None
    content = bytes(await file.download_as_bytearray())
    if len(content) > paper_files.FILE_LIMIT:
        raise BadFile(FileProblem.TOO_BIG)
    return await asyncio.to_thread(_parse, content)


def _parse(content: bytes) -> ReadFile:
    # Reading Word is loaded when the first file comes, as writing is.
    from bot.documents.paper_reading import read_paper  # noqa: PLC0415

    return read_paper(content)


async def take_decision(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Take everything, go through it one by one, or leave it."""
    acting, now = context.acting, context.now()
    if value == messages.ALL:
        review, left = await context.database.run(paper_returns.take_all, dialogue.number, acting=acting, now=now)
        await context.show(_show(context, review, left))
    elif value == messages.SINGLY:
        going_on = await context.database.run(dialogues.go_to, dialogue.number, CHOOSE, acting=acting, now=now)
        await context.show(await ask(context, going_on))
    else:
        await _leave(context, dialogue, value)


async def take_choice(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Take one section from the file, or keep what stands; where it has changed meanwhile, ask anew."""
    what, _, rest = value.partition("-")
    section, _, seen = rest.partition("-")
    if what not in {messages.TAKE, messages.KEEP} or section not in set(PaperSection):
        await _leave(context, dialogue, value)
        return
    choosing = partial(paper_returns.choose, takes=what == messages.TAKE, acting=context.acting, now=context.now())
    try:
        review, left = await context.database.run(choosing, dialogue.number, PaperSection(section), read_number(seen))
    except Overtaken:
        review = await context.database.read(paper_returns.look, dialogue, acting=context.acting)
        await context.show(_show(context, review, dialogue, overtaken=True))
        return
    await context.show(_show(context, review, left))


async def _leave(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Let the rest of the file be."""
    if value != messages.LEAVE:
        raise Outdated
    review = await context.database.read(paper_returns.look, dialogue, acting=context.acting)
    await context.database.run(dialogues.end, acting=context.acting)
    await context.show(messages.finished(context.locale, review))


#: The noun's buttons.
BUTTONS: dict[type[CallbackData], Handler] = {TakePaperFile: word_file, SendPaperFile: begin}

DIALOGUE = DialogueSpec(
    KIND,
    ask,
    messages={FILE: take_file, REVIEW: take_file, CHOOSE: take_file},
    choices={REVIEW: take_decision, CHOOSE: take_choice},
)
