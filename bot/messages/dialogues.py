"""What all dialogues share: buttons for back and cancel, and the words around them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

from telegram import InlineKeyboardButton

from bot.callback_data.dialogues import DialogueStep
from bot.callback_data.pages import Open
from bot.i18n import _
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.formats import body_label
from bot.messages.pages import on_page, turning
from bot.services.visitors import DialogueView
from models import Body

T = TypeVar("T")

BACK, CANCEL = "back", "cancel"
#: What the value of a button that turns the page begins with; the page's number follows.
PAGE = "p"


def choice(dialogue: DialogueView, label: str, value: str | int) -> InlineKeyboardButton:
    """Return a button that answers the question which `dialogue` stands at."""
    return button(label, DialogueStep(dialogue.number, dialogue.step, str(value)))


def way_out(dialogue: DialogueView, *, back: bool = False) -> list[InlineKeyboardButton]:
    """Return the last row of every question: back (where there is something before) and cancel."""
    cancel = choice(dialogue, _("Cancel"), CANCEL)
    return [choice(dialogue, _("Back"), BACK), cancel] if back else [cancel]


def body_choices(
    dialogue: DialogueView, bodies: Sequence[Body], ticked: Collection[int] = ()
) -> list[list[InlineKeyboardButton]]:
    """Return buttons for bodies, those `ticked` with a tick; of many only the page that the dialogue stands at."""
    shown, turn = opened(dialogue, bodies)
    buttons = [choice(dialogue, ("✅ " if body.id in ticked else "") + body_label(body), body.id) for body in shown]
    return [*in_rows(buttons), turn]


def opened(dialogue: DialogueView, entries: Sequence[T]) -> tuple[Sequence[T], list[InlineKeyboardButton]]:
    """Return those entries that stand on the page that the dialogue stands at, and the row that turns the page."""
    page = int(dialogue.data.get("page", 0))
    turn = turning(len(entries), page, lambda to: DialogueStep(dialogue.number, dialogue.step, f"{PAGE}{to}"))
    return on_page(entries, page), turn


@spoken
def unfinished() -> OutgoingMessage:
    """Say that something else has been begun, and that it comes first."""
    return outgoing(_("Something is not finished yet. Please finish it or cancel it first."))


@spoken
def cancelled() -> OutgoingMessage:
    """Confirm that the dialogue is over."""
    return outgoing(_("Cancelled. Nothing was sent."), rows=[[button(_("Main menu"), Open("start"))]])


@spoken
def nothing_to_cancel() -> OutgoingMessage:
    """Say that there is nothing to cancel."""
    return outgoing(_("There is nothing to cancel. /start shows the menu."))


@spoken
def use_buttons() -> OutgoingMessage:
    """Ask for a button where text does not answer the question."""
    return outgoing(_("Please choose one of the buttons."))
