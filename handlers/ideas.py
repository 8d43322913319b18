"""Ideas: anyone's, typed, spoken or photographed, asked for or not; for a group's speakers to read, hear and use."""

from __future__ import annotations

from functools import partial

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.ideas import ListenToIdea, ListIdeas, ReadIdea
from bot.context import BotContext
from bot.errors import Outdated
from bot.messages import OutgoingMessage
from bot.messages import ideas as messages
from bot.services import bodies, dialogues, ideas
from bot.services.ideas import GROUP, OFFER, WORDS, Photo, Recording, Said
from bot.services.visitors import DialogueView
from bot.text import Words
from handlers import menus
from handlers.choices import read_number, turned_page
from handlers.routing import DialogueSpec, Handler
from handlers.steps import go_on
from models import MembershipRole


def said(context: BotContext) -> Words | Recording:
    """Return what the person typed or spoke.

    Raises:
        NotText: they sent something else.
    """
    message = context.event.effective_message if context.event else None
    if message is not None and message.voice is not None:
        duration = message.voice.duration
        seconds = duration if isinstance(duration, int) else round(duration.total_seconds())
        return Recording(message.voice.file_id, seconds)
    return context.words


def said_or_shown(context: BotContext) -> Said:
    """Return what the person typed, spoke, or sent as a picture; raises like `said`."""
    message = context.event.effective_message if context.event else None
    if message is None:
        return said(context)
    file = message.document
    as_file = file is not None and (file.mime_type or "").startswith("image/")
    # The last size is the biggest one (Bot API, Message.photo).
    picture = file if as_file else (message.photo or (None,))[-1]
    if picture is None:
        return said(context)
    return Photo(picture.file_id, as_file, message.caption or "", message.media_group_id)


async def idea(update: Update, context: BotContext) -> None:
    """Ask for an idea."""
    if await menus.finish_first(context):
        return
    if not await context.database.read(ideas.list_groups, acting=context.acting):
        await context.show(messages.no_groups(context.locale))
        return
    dialogue = await context.database.run(dialogues.begin, ideas.KIND, WORDS, acting=context.acting, now=context.now())
    await context.show(await ask(context, dialogue))


async def offer(update: Update, context: BotContext) -> None:
    """Take what somebody wrote unasked for a possible idea; what was meant for the menu leads there."""
    words = said_or_shown(context)
    if isinstance(words, Words) and messages.is_for_the_menu(context.locale, words.text, context.person):
        await menus.go_on(context)
        return
    dialogue = await context.database.run(ideas.offer, words, acting=context.acting, now=context.now())
    await context.reply(await ask(context, dialogue))


async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask what the dialogue stands at."""
    match dialogue.step:
        case ideas.OFFER:
            named = await context.database.read(bodies.search, dialogue.data.get("text", ""))
            return messages.ask_whether_idea(context.locale, dialogue, named)
        case ideas.GROUP:
            groups = await context.database.read(ideas.list_groups, acting=context.acting)
            return messages.ask_group(context.locale, dialogue, groups)
        case _:
            return messages.ask_idea(context.locale, dialogue)


async def take_message(context: BotContext, dialogue: DialogueView) -> None:
    """Add what was typed, spoken or shown to the idea; further photos of an album are no reason to ask again."""
    words = said_or_shown(context)
    number, step = dialogue.number, dialogue.step
    taken = await context.database.run(ideas.take, number, step, words, acting=context.acting, now=context.now())
    if not (isinstance(words, Photo) and words.album and words.album == dialogue.data.get("album")):
        await context.reply(await ask(context, taken))


async def take_answer_or_more(context: BotContext, dialogue: DialogueView) -> None:
    """Take a typed yes or no; whatever else is said belongs to what was said before."""
    answer = messages.typed_answer(context.locale, context.typed)
    await (take_message(context, dialogue) if answer is None else take_answer(context, dialogue, answer))


async def take_answer(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Go on with what turned out to be an idea, or forget it; or show more of the groups that it may have named."""
    if await turned_page(context, dialogue, value):
        return
    if value not in {messages.YES, messages.NO}:
        raise Outdated
    if value == messages.NO:
        await context.database.run(dialogues.end, acting=context.acting)
        await context.show(messages.no_idea(context.locale))
        return
    await go_on(context, dialogue, GROUP, page=0)


async def take_group(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Hand the idea in to the chosen group."""
    if await turned_page(context, dialogue, value):
        return
    number, body_id = dialogue.number, read_number(value)
    body = await context.database.run(ideas.hand_in, number, body_id, acting=context.acting, now=context.now())
    context.equipment.news.set()
    await context.show(messages.thanks(context.locale, body))


def _speaks_for(context: BotContext, body_id: int) -> bool:
    spoken_for = {hat.body_id for hat in context.person.hats if hat.role is MembershipRole.SPEAKER}
    return context.person.is_coordinator or body_id in spoken_for


async def listen(update: Update, context: BotContext) -> None:
    """Play a spoken idea, or show the photo of one; whose it is is not said."""
    number = ListenToIdea.parse(context.pressed).idea_id
    found = await context.database.read(ideas.get_readable, number, acting=context.acting)
    if found.voice_file_id is None and found.photo_file_id is None:
        raise Outdated
    await context.reply(messages.recording(context.locale, found, speaks=_speaks_for(context, found.body_id)))


async def read(update: Update, context: BotContext) -> None:
    """Show one idea."""
    number = ReadIdea.parse(context.pressed).idea_id
    found = await context.database.read(ideas.get_readable, number, acting=context.acting)
    speaks = _speaks_for(context, found.body_id)
    await context.reply(messages.details(context.locale, found, context.settings.timezone, speaks=speaks))


async def list_ideas(update: Update, context: BotContext) -> None:
    """List a group's ideas."""
    data = ListIdeas.parse(context.pressed)
    find = partial(ideas.list_of_body, page=data.page, size=messages.PAGE, acting=context.acting)
    body, found = await context.database.read(find, data.body_id)
    await context.show(messages.listing(context.locale, body, found, data.page))


DIALOGUE = DialogueSpec(
    ideas.KIND,
    ask,
    messages={OFFER: take_answer_or_more, WORDS: take_message, GROUP: take_message},
    choices={OFFER: take_answer, GROUP: take_group},
    typed=("text", "recordings", "photos"),
)


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    ListenToIdea: listen,
    ReadIdea: read,
    ListIdeas: list_ideas,
}
