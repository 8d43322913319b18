"""What people need in order to come: asked once, changed at any time."""

from __future__ import annotations

from collections.abc import Collection

from telegram import InlineKeyboardButton

from bot.callback_data.needs import NeedNothing, ShowNeeds, StateNeed
from bot.callback_data.pages import Open
from bot.i18n import _, current_locale
from bot.languages import DEFAULT_LOCALE
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.formats import bold
from models import NeedKind


def needs_button(meeting_id: int = 0, revision: int = 0) -> InlineKeyboardButton:
    """Return the button that leads to the person's needs, in the current locale."""
    return button(_("🤝 What I need"), ShowNeeds(meeting_id, revision))


def _labels() -> dict[NeedKind, str]:
    return {
        NeedKind.INTERPRETER: _("🗣 Interpreter"),
        NeedKind.CHILDCARE: _("👶 Childcare"),
        NeedKind.WAY: _("🧭 Help with the way"),
    }


@spoken
def ask(own: Collection[NeedKind], *, saved: bool = False) -> OutgoingMessage:
    """Ask what the person needs in order to come, what they need already is ticked; `saved`: they just said so.

    An interpreter is offered to who does not read German.
    """
    offered = {
        kind: text
        for kind, text in _labels().items()
        if kind in own or kind is not NeedKind.INTERPRETER or current_locale() != DEFAULT_LOCALE
    }
    choices = [
        button(("✅ " if kind in own else "") + text, StateNeed(kind, int(kind not in own)))
        for kind, text in offered.items()
    ]
    question = bold(_("🤝 Do you need something in order to come? One tap is enough."))
    told = _("The organisers only learn how many people need something, no names.")
    rows = in_rows([*choices, button(_("👍 Nothing needed"), NeedNothing())])
    return outgoing(_("✅ Saved.") if saved else "", question, told, rows=rows)


@spoken
def nothing_needed() -> OutgoingMessage:
    """Confirm that nothing is needed, with the way back."""
    rows = [*in_rows([needs_button(), button(_("Main menu"), Open("start"))])]
    return outgoing(_("👍 Saved: nothing is needed. This can be changed at any time."), rows=rows)
