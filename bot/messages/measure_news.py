"""News about measures: to those behind the result it grew from, and to whoever is responsible."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.measures import DeclineMeasure, EvaluateMeasure, OpenMeasure, WriteSentence
from bot.i18n import _
from bot.messages import OutgoingMessage, button, outgoing
from bot.messages.formats import bold, day, quote, value
from bot.messages.measure_notes import progress_buttons
from bot.messages.scales import measure_state
from models import Delivery, DeliveryReason, MeasureState


def state_news(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Tell those behind a result what became of its measure, why, and what happens next (R8)."""
    facts = delivery.facts
    state = MeasureState(facts["state"])
    now = _("It is now: %(state)s") % {"state": bold(measure_state(state))}
    why = "\n".join([_("The reason:"), quote(facts["reason"])]) if facts["reason"] else ""
    return outgoing(bold(f"🛠 {value(facts['title'])}"), now, why, _next(state), _because(delivery.reason))


def _next(state: MeasureState) -> str:
    match state:
        case MeasureState.UNDERWAY:
            return _("The work has begun. You hear of the next step here.")
        case MeasureState.COMPLETED:
            return _("Next, people look at what it has brought.")
        case MeasureState.EVALUATED:
            return _("People have looked at what it has brought. Thank you for proposing it!")
        case MeasureState.DEFERRED:
            return _("It stays on the list and comes up again later.")
        case MeasureState.REJECTED | MeasureState.DISCONTINUED:
            return _("Nothing more is planned. A new idea is always welcome: /idea")
        case _ahead:
            return _("It is being prepared. You hear of the next step here.")


def _because(reason: DeliveryReason) -> str:
    if reason is DeliveryReason.AUTHOR:
        return _("You get this because it came from you.")
    if reason is DeliveryReason.SPEAKER:
        return _("You get this because you speak for a group that handed it in.")
    return _("You get this because you are in a group that handed it in.")


def question(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Ask whoever is responsible how a measure goes, or what it came to; or tell them that they will be asked."""
    facts = delivery.facts
    title, number = value(facts["title"]), facts["measure"]
    match facts["ask"]:
        case "named":
            return _named(title, number)
        case "evaluate":
            asked = bold(_("🎯 What has it brought? %(measure)s") % {"measure": title})
            note = _("It is over, or was planned up to now. One tap and one sentence are enough.")
            evaluating = button(_("🎯 Evaluate"), EvaluateMeasure(number))
            return outgoing(asked, note, rows=[[evaluating], [_open(number)]])
        case "again":
            note = _("Perhaps you missed this two weeks ago. I do not ask a third time for now.")
        case _first:
            note = _("One tap is enough. It helps everybody to know where things stand.")
    asked = bold(_("🛠 How does it go? %(measure)s") % {"measure": title})
    sentence = button(_("✍️ Write a sentence"), WriteSentence(number))
    return outgoing(asked, note, rows=[progress_buttons(number, facts["seen"]), [sentence]])


def _named(title: str, number: int) -> OutgoingMessage:
    named = bold(_("🔔 You are named as the one to ask about: %(measure)s") % {"measure": title})
    note = _("While it runs I ask every eight weeks how it goes. One tap is enough.")
    return outgoing(named, note, rows=[[_open(number), button(_("That is not me"), DeclineMeasure(number))]])


def _open(number: int) -> InlineKeyboardButton:
    return button(_("Open"), OpenMeasure(number))


def funding_ends(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Warn that the money of a measure ends, with what to do."""
    facts = delivery.facts
    words = {"measure": value(facts["title"]), "day": day(date.fromisoformat(facts["until"]))}
    ended, ends = _("💶 The money has ended: %(measure)s"), _("💶 The money ends soon: %(measure)s")
    title = bold((ended if facts["over"] else ends) % words)
    until = _("It was funded until %(day)s.") if facts["over"] else _("It is funded until %(day)s.")
    advice = _("What helps now: ask for an extension, look for another source, or plan a good end.")
    return outgoing(title, until % words, advice, rows=[[_open(facts["measure"])]])
