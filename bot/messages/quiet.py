"""The page on which people choose when they are left alone."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.pages import Open
from bot.callback_data.quiet import ChooseNight, DatePeace, KeepPeace, WantReminders
from bot.i18n import _
from bot.messages import OutgoingMessage, button, in_columns, outgoing, spoken
from bot.messages.dialogues import way_out
from bot.messages.formats import bold, left_to_right, moment
from bot.services.quiet import NIGHTS, Quiet
from bot.services.visitors import DialogueView


@spoken
def page(found: Quiet, timezone: ZoneInfo) -> OutgoingMessage:
    """Show what somebody has chosen; everything else is one tap away."""
    reminders = _("🔔 Reminders: on") if found.reminded else _("🔕 Reminders: off")
    lines = [_("🌙 Quiet at night: %(hours)s") % {"hours": _hours(found.begins, found.ends)}, reminders]
    if found.until is not None:
        lines.append(_("🤫 In peace until: %(moment)s") % {"moment": moment(found.until, timezone)})
    still = _("Changes of meetings and cancellations still come.")
    nights = [_night(found, *hours) for hours in NIGHTS]
    turn = _("🔕 No reminders") if found.reminded else _("🔔 Remind me again")
    rows = [
        *in_columns(nights),
        [button(turn, WantReminders(int(not found.reminded)))],
        *in_columns(_peace()),
        [button(_("🔔 Back to normal"), KeepPeace(0))] if found.until is not None else [],
        [button(_("Main menu"), Open("start"))],
    ]
    return outgoing(bold(_("🔕 When do you want quiet?")), "\n".join(lines), still, rows=rows)


def _hours(begins: int, ends: int) -> str:
    return left_to_right(f"{begins}:00 – {ends}:00")


def _night(found: Quiet, begins: int, ends: int) -> InlineKeyboardButton:
    chosen = "✅ " if (found.begins, found.ends) == (begins, ends) else "🌙 "
    return button(f"{chosen}{begins}:00 – {ends}:00", ChooseNight(begins, ends))


def _peace() -> list[InlineKeyboardButton]:
    return [
        button(_("🤫 Until tomorrow"), KeepPeace(1)),
        button(_("🤫 One week"), KeepPeace(7)),
        button(_("🤫 One month"), KeepPeace(30)),
        button(_("🤫 Until a day"), DatePeace()),
    ]


@spoken
def ask_day(dialogue: DialogueView) -> OutgoingMessage:
    """Ask until which day somebody wants to be left in peace."""
    example = _("Write the day like this: %(example)s") % {"example": left_to_right("27.10.2009")}
    return outgoing(bold(_("Until which day do you want quiet?")), example, rows=[way_out(dialogue)])
