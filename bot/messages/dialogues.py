"""What all dialogues share: buttons for back and cancel, and the words around them."""

from __future__ import annotations

from telegram import InlineKeyboardButton

from bot.callback_data.dialogues import DialogueStep
from bot.i18n import _
from bot.messages import OutgoingMessage, button, outgoing, spoken
from bot.services.visitors import DialogueView

BACK, CANCEL = "back", "cancel"


def choice(dialogue: DialogueView, label: str, value: str | int) -> InlineKeyboardButton:
    """Return a button that answers the question which `dialogue` stands at."""
    return button(label, DialogueStep(dialogue.number, dialogue.step, str(value)))


def way_out(dialogue: DialogueView, *, back: bool = False) -> list[InlineKeyboardButton]:
    """Return the last row of every question: back (where there is something before) and cancel."""
    cancel = choice(dialogue, _("Cancel"), CANCEL)
    return [choice(dialogue, _("Back"), BACK), cancel] if back else [cancel]


@spoken
def cancelled() -> OutgoingMessage:
    """Confirm that the dialogue is over."""
    return outgoing(_("Cancelled. Nothing was handed in."))


@spoken
def nothing_to_cancel() -> OutgoingMessage:
    """Say that there is nothing to cancel."""
    return outgoing(_("There is nothing to cancel. /start shows the menu."))


@spoken
def use_buttons() -> OutgoingMessage:
    """Ask for a button where text does not answer the question."""
    return outgoing(_("Please choose one of the buttons."))
