"""What came out of a committee: the questions about it, and that it is recorded."""

from __future__ import annotations

from datetime import date

from bot.callback_data.consultations import MeetAgain, ShowStation, ShowWay, TakeOutcomeBack
from bot.i18n import _
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.consultations import came_out, headline
from bot.messages.dialogues import choice, way_out
from bot.messages.formats import bold, left_to_right, quote, value
from bot.messages.scales import outcome
from bot.messages.ways import short_day
from bot.services import decisions
from bot.services.consultations import Way, may_meet_again
from bot.services.visitors import DialogueView
from models import Consultation, Outcome, PaperState

#: Values of buttons: without what was asked for, today, the day that was planned.
SKIP, TODAY, PLANNED = "skip", "today", "planned"


def _title(dialogue: DialogueView) -> str:
    words = {"committee": value(dialogue.data["committee"]), "outcome": outcome(Outcome(dialogue.data["outcome"]))}
    return bold(_("🏛 %(committee)s: %(outcome)s") % words)


@spoken
def ask_votes(dialogue: DialogueView) -> OutgoingMessage:
    """Ask how many were for it and against it."""
    question = _("How many votes for and against? Write it like this: %(example)s")
    skipping = [choice(dialogue, _("Without the votes"), SKIP)]
    example = {"example": left_to_right("31:8")}
    return outgoing(_title(dialogue), question % example, rows=[skipping, way_out(dialogue)])


@spoken
def ask_change(dialogue: DialogueView) -> OutgoingMessage:
    """Ask what the committee changed."""
    question = _("What was changed? One or two sentences, German is best.")
    skipping = [choice(dialogue, _("Without the changes"), SKIP)]
    return outgoing(_title(dialogue), question, rows=[skipping, way_out(dialogue)])


@spoken
def ask_held(dialogue: DialogueView, today: date) -> OutgoingMessage:
    """Ask when it was: today, on the day that was planned if that is over, or what is typed."""
    buttons = [choice(dialogue, _("Today, %(day)s") % {"day": short_day(today)}, TODAY)]
    planned = date.fromisoformat(dialogue.data["planned"]) if dialogue.data["planned"] else today
    if planned < today:
        buttons.insert(0, choice(dialogue, _("As planned, %(day)s") % {"day": short_day(planned)}, PLANNED))
    hint = _("When was it? Tap, or write the day like this: %(day)s") % {"day": left_to_right("17.12.2009")}
    return outgoing(_title(dialogue), hint, rows=[*in_rows(buttons), way_out(dialogue)])


@spoken
def ask_why(dialogue: DialogueView) -> OutgoingMessage:
    """Ask why a record is corrected."""
    question = _("Why is it corrected? One or two sentences; those behind it read them word for word.")
    return outgoing(_title(dialogue), question, rows=[way_out(dialogue)])


@spoken
def recorded(way: Way, station: Consultation) -> OutgoingMessage:
    """Confirm what was recorded; it can be taken back while nobody has been told, unless it is a correction."""
    assert station.outcome is not None
    assert station.held_on is not None
    votes = (station.votes_for, station.votes_against) if station.votes_for is not None else None
    what = came_out(station.committee, station.held_on, station.outcome, votes)
    decided = _("The paper is decided.") if way.paper.state is PaperState.DECIDED else ""
    told = _("Those behind it are told in a few minutes.")
    undoing = button(_("↩ Undo"), TakeOutcomeBack(station.id, decisions.stamp(station)))
    whole = button(_("🏛 Whole way"), ShowWay(way.paper.id))
    again = [button(_("📅 Further date"), MeetAgain(station.id))] if may_meet_again(way.paper, station) else []
    rows = [*in_rows([whole] if station.is_correction else [undoing, whole]), again]
    head = headline(way.paper.number, way.subject)
    return outgoing(head, bold(f"✅ {what}"), quote(station.note), decided, told, rows=rows)


@spoken
def taken_back(way: Way, station: Consultation) -> OutgoingMessage:
    """Confirm that a record is taken back."""
    rows = [[button(_("Open"), ShowStation(station.id)), button(_("🏛 Whole way"), ShowWay(way.paper.id))]]
    return outgoing(headline(way.paper.number, way.subject), bold(_("Taken back. Nobody was told.")), rows=rows)


@spoken
def too_late(station_id: int) -> OutgoingMessage:
    """Say that a record cannot be taken back any more, only corrected."""
    line = _("The groups have been told, or are told just now. You can still correct it.")
    return outgoing(line, rows=[[button(_("Open"), ShowStation(station_id))]])
