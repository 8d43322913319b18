"""Another place for a planned meeting: a dialogue of those who organise it."""

from __future__ import annotations

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.meetings import ChangePlace
from bot.context import BotContext
from bot.errors import Outdated, Overtaken
from bot.messages import OutgoingMessage
from bot.messages import relocations as messages
from bot.messages.planning import USUAL
from bot.services import changes
from bot.services.visitors import DialogueView
from handlers.changes import as_seen, begin, change, look_again
from handlers.menus import unless_gone
from handlers.routing import DialogueSpec, Handler
from handlers.steps import go_on
from handlers.venues import take_place

RELOCATE = "relocate"


async def begin_relocation(update: Update, context: BotContext) -> None:
    """Begin to give a meeting another place."""
    await begin(context, RELOCATE, "place", ChangePlace.parse(context.pressed).meeting_id)


@unless_gone
async def ask_place(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask what the step of the dialogue asks."""
    try:
        meeting = await as_seen(context, dialogue)
    except Overtaken:
        return await look_again(context, dialogue.data["meeting"])
    timezone = context.settings.timezone
    if dialogue.step == "place":
        return messages.ask_place(context.locale, dialogue, meeting, timezone)
    return messages.preview(context.locale, dialogue, meeting, dialogue.data["place"], timezone)


async def choose_usual_place(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Take the body's usual place."""
    meeting = await as_seen(context, dialogue)
    if value != USUAL or meeting.body is None or not meeting.body.place:
        raise Outdated
    await go_on(context, dialogue, "preview", place=meeting.body.place)


async def confirm(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Give the meeting the place that the preview showed."""
    what = (dialogue.data["meeting"], dialogue.data["sequence"], dialogue.data["place"])
    await change(context, changes.relocate, *what, confirm=messages.relocated)


DIALOGUE = DialogueSpec(
    RELOCATE,
    ask_place,
    messages={"place": take_place},
    choices={"place": choose_usual_place, "preview": confirm},
    back={"preview": "place"},
    typed=("place",),
)


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    ChangePlace: begin_relocation,
}
