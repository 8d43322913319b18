"""A paper's way through the council: its stations, each with what can be planned and recorded there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from telegram import InlineKeyboardButton

from bot.callback_data.consultations import (
    AddStation,
    CorrectOutcome,
    MeetAgain,
    MoveStation,
    PlanStation,
    RecordOutcome,
    RemoveStation,
    SetCompetence,
    ShowStation,
    ShowWay,
)
from bot.callback_data.papers import ShowPaper
from bot.i18n import _, pgettext
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.dialogues import choice, way_out
from bot.messages.formats import bold, day, label, left_to_right, quote, value
from bot.messages.scales import competence, outcome
from bot.services import decisions
from bot.services.consultations import LIVING, Way, may_add, may_meet_again, may_move_up
from bot.services.visitors import DialogueView
from bot.text import beginning
from models import Competence, Consultation, Outcome, Paper, PaperState

#: The value of the button for a date that nobody knows yet.
UNKNOWN = "unknown"
#: Graphemes of the subject above a way.
_EXCERPT = 120
_MARKS = {
    Outcome.UNANIMOUS: "✅",
    Outcome.MAJORITY: "✅",
    Outcome.AMENDED: "✏️",
    Outcome.ADJOURNED: "⏸",
    Outcome.DEFERRED: "⏸",
    Outcome.REJECTED: "✖️",
    Outcome.NOTED: "👁",
}


def headline(number: int, subject: str) -> str:
    """Return `📄 V-01 · Integrationskonzept; Stadtteilmütter`: the subject is the city's, German for everyone."""
    line = f"📄 {left_to_right(f'V-{number:02d}')}"
    return bold(f"{line} · {value(beginning(subject, _EXCERPT))}" if subject else line)


def came_out(committee: str, on: date, result: Outcome, votes: Sequence[int | None] | None) -> str:
    """Return `Sozialsenat, Thursday, 17.09.2009: decided by a majority (31 : 8)`."""
    words = {"committee": value(committee), "day": day(on), "outcome": outcome(result)}
    if not votes:
        return pgettext("committee, day: what came out", "%(committee)s, %(day)s: %(outcome)s") % words
    words["votes"] = left_to_right(f"{votes[0]} : {votes[1]}")
    return pgettext("committee, day: what came out (votes)", "%(committee)s, %(day)s: %(outcome)s (%(votes)s)") % words


@spoken
def way_page(way: Way, notice: str = "") -> OutgoingMessage:
    """Show the stations of a paper."""
    return _way_page(way, notice)


@spoken
def removed(way: Way) -> OutgoingMessage:
    """Confirm that a station is gone."""
    return _way_page(way, _("🗑 Removed."))


def _way_page(way: Way, notice: str = "") -> OutgoingMessage:
    paper = way.paper
    lines = [_line(number, station) for number, station in enumerate(way.stations, 1)]
    empty = _("No committee yet. Which one talks about it first?")
    opening = [button(label(f"{at}. {one.committee}"), ShowStation(one.id)) for at, one in enumerate(way.stations, 1)]
    adding = [button(_("➕ Add a committee"), AddStation(paper.id))] if may_add(paper) else []
    rows = [*in_rows(opening), adding, [button(_("Back"), ShowPaper(paper.id))]]
    title = bold(_("🏛 Way through the council"))
    return outgoing(notice, headline(paper.number, way.subject), title, "\n".join(lines) or empty, rows=rows)


def _line(number: int, station: Consultation) -> str:
    words = {"number": number, "committee": value(station.committee), "competence": competence(station.competence)}
    line = pgettext("committee in a list", "%(number)d. %(committee)s (%(competence)s)") % words
    return "\n".join([line, *_dates(station)])


def _dates(station: Consultation) -> list[str]:
    """Return the planned and the actual date, both."""
    planned = day(station.planned_on) if station.planned_on else pgettext("date", "not known yet")
    lines = [_("Planned: %(day)s") % {"day": planned}] if station.planned_on or station.outcome is None else []
    if station.outcome is not None and station.held_on is not None:
        votes = (station.votes_for, station.votes_against) if station.votes_for is not None else None
        lines.append(came_out(pgettext("date", "Held"), station.held_on, station.outcome, votes))
    return lines


@spoken
def station_page(way: Way, station: Consultation, *, overtaken: bool = False) -> OutgoingMessage:
    """Show one station with what can be done there; `overtaken` where somebody else has recorded meanwhile."""
    return _station_page(way, station, overtaken=overtaken)


def _station_page(
    way: Way, station: Consultation, *notices: str, overtaken: bool = False, typed: str = ""
) -> OutgoingMessage:
    warning = bold(_("Meanwhile somebody else changed what is recorded here. Please look again.")) if overtaken else ""
    kept = "\n".join([_("This is what you had written:"), quote(typed)]) if typed else ""
    return outgoing(
        *notices,
        warning,
        headline(way.paper.number, way.subject),
        "\n".join([_name(station), *_dates(station)]),
        quote(station.note),
        _question(way.paper, station),
        kept,
        rows=[*_recording(way.paper, station), *_planning(way.paper, station), _to_way(way.paper)],
    )


@spoken
def overtaken_page(way: Way, station: Consultation, typed: str) -> OutgoingMessage:
    """Show what somebody else recorded meanwhile; what the person had `typed` can be copied from there."""
    return _station_page(way, station, overtaken=True, typed=typed)


def _name(station: Consultation) -> str:
    words = {"committee": value(station.committee), "competence": competence(station.competence)}
    return bold(_("🏛 %(committee)s (%(competence)s)") % words)


def _question(paper: Paper, station: Consultation) -> str:
    if paper.state is PaperState.DRAFT:
        return _("What came out can be recorded once the paper is final.")
    asks = decisions.may_record(paper, station) and station.outcome is None
    return _("What came out?") if asks else ""


def _recording(paper: Paper, station: Consultation) -> list[list[InlineKeyboardButton]]:
    if not decisions.may_record(paper, station):
        return []
    if station.outcome is None:
        return outcome_rows(station)
    again = [button(_("📅 Further date"), MeetAgain(station.id))] if may_meet_again(paper, station) else []
    return [again, [button(_("✏️ Correct"), CorrectOutcome(station.id))]]


def outcome_rows(station: Consultation) -> list[list[InlineKeyboardButton]]:
    """Return a button for everything that can come out of a station."""
    seen = decisions.stamp(station)
    results = decisions.list_outcomes(station)
    buttons = [button(f"{_MARKS[one]} {outcome(one)}", RecordOutcome(station.id, one, seen)) for one in results]
    return in_rows(buttons)


def _planning(paper: Paper, station: Consultation) -> list[list[InlineKeyboardButton]]:
    if paper.state not in LIVING or station.outcome is not None:
        return []
    place = list(paper.consultations).index(station)
    moving = [button(_("⬆️ Move up"), MoveStation(station.id, place))]
    planning = [button(_("📅 Planned date"), PlanStation(station.id))]
    others = [one for one in Competence if one is not station.competence]
    settings = [button(f"⚙️ {competence(one)}", SetCompetence(station.id, one)) for one in others]
    first = planning + (moving if may_move_up(paper.consultations, station) else [])
    return [*in_rows(first), *in_rows(settings), [button(_("🗑 Remove"), RemoveStation(station.id))]]


def _to_way(paper: Paper) -> list[InlineKeyboardButton]:
    return [button(_("🏛 Whole way"), ShowWay(paper.id))]


@spoken
def correction_page(way: Way, station: Consultation) -> OutgoingMessage:
    """Ask what is right instead of what is recorded."""
    note = _("Those behind it are told of the correction, with a sentence why.")
    facts = "\n".join([_name(station), *_dates(station)])
    back = [button(_("Back"), ShowStation(station.id))]
    head = headline(way.paper.number, way.subject)
    return outgoing(head, facts, bold(_("What is right instead?")), note, rows=[*outcome_rows(station), back])


@spoken
def ask_committee(dialogue: DialogueView, committees: Sequence[str]) -> OutgoingMessage:
    """Ask which committee talks about the paper."""
    offered = [choice(dialogue, label(name), number) for number, name in enumerate(committees)]
    question = bold(_("Which committee? Tap one, or write its name."))
    return outgoing(question, rows=[*in_rows(offered), way_out(dialogue)])


@spoken
def ask_planned(dialogue: DialogueView) -> OutgoingMessage:
    """Ask when a committee is to meet."""
    committee = bold(_("🏛 %(committee)s: when?") % {"committee": value(dialogue.data["committee"])})
    hint = _("Write the planned day like this: %(day)s") % {"day": left_to_right("17.12.2009")}
    return outgoing(committee, hint, rows=[[choice(dialogue, _("Not known yet"), UNKNOWN)], way_out(dialogue)])
