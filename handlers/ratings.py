"""How a meeting was: three faces and perhaps one word (a dialogue), and what all found."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.ratings import RateMeeting, ShowOpinions
from bot.context import BotContext
from bot.errors import Outdated
from bot.messages import OutgoingMessage
from bot.messages import ratings as messages
from bot.services import dialogues, ratings
from bot.services.visitors import DialogueView
from handlers import ideas
from handlers.routing import DialogueSpec, Handler

#: What comes later than this after the face is not meant as a word about the meeting.
_AT_ONCE = timedelta(hours=1)


async def rate(update: Update, context: BotContext) -> None:
    """Count an opinion, and ask for a word."""
    data = RateMeeting.parse(context.pressed)
    give = partial(ratings.rate, acting=context.acting, now=context.now())
    rated = await context.database.run(give, data.meeting_id, data.face)
    if rated.standing is not ratings.Standing.COUNTED:
        timezone = context.settings.timezone
        await context.replace(messages.not_counted(context.locale, rated.meeting, rated.standing, timezone))
    elif rated.dialogue is not None:
        await context.replace(messages.ask_word(context.locale, rated.dialogue))
    else:
        await context.replace(messages.thanks(context.locale, data.meeting_id))


async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask for the word."""
    return messages.ask_word(context.locale, dialogue)


async def take_word(context: BotContext, dialogue: DialogueView) -> None:
    """Take the word; what is written much later is meant otherwise."""
    if context.event is not None and context.now() - datetime.fromisoformat(dialogue.data["at"]) > _AT_ONCE:
        await ideas.offer(context.event, context)
        return
    word = context.words.text
    await context.database.run(ratings.take_word, dialogue.number, word, acting=context.acting)
    await context.reply(messages.thanks(context.locale, dialogue.data["meeting"]))


async def choose_no_word(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Leave it at the face."""
    if value != messages.NO_WORD:
        raise Outdated
    await context.database.run(dialogues.end, acting=context.acting)
    await context.show(messages.thanks(context.locale, dialogue.data["meeting"]))


async def show_opinions(update: Update, context: BotContext) -> None:
    """Show how people found a meeting."""
    number = ShowOpinions.parse(context.pressed).meeting_id
    found = await context.database.read(ratings.get_opinions, number, acting=context.acting)
    await context.reply(messages.opinions(context.locale, found, context.settings.timezone))


DIALOGUE = DialogueSpec(ratings.KIND, ask, messages={ratings.WORD: take_word}, choices={ratings.WORD: choose_no_word})


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    RateMeeting: rate,
    ShowOpinions: show_opinions,
}
