"""What many dialogues do with the value of a pressed button: read a number, turn a page."""

from __future__ import annotations

from bot.callback_data.pages import Open
from bot.context import BotContext
from bot.errors import Outdated
from bot.messages.dialogues import PAGE
from bot.services.visitors import DialogueView
from handlers.steps import go_on

_LONGEST_NUMBER = 15


def read_number(value: str) -> int:
    """Return the number that a button carries.

    Raises:
        Outdated: it carries none.
    """
    if not value.isascii() or not value.isdigit() or len(value) > _LONGEST_NUMBER:
        raise Outdated
    return int(value)


def opened_page(context: BotContext) -> int:
    """Return the number of the page that a button of the menu opens; a command opens the first.

    Raises:
        Outdated: the button carries no number.
    """
    number = Open.parse(context.pressed).page.partition(".")[2] if context.pressed else ""
    return read_number(number) if number else 0


async def turned_page(context: BotContext, dialogue: DialogueView, value: str) -> bool:
    """Show another page of the choices if the button asks for that; return whether it did."""
    if not value.startswith(PAGE):
        return False
    await go_on(context, dialogue, dialogue.step, page=read_number(value.removeprefix(PAGE)))
    return True
