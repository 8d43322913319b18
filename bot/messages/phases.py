"""Phases: as planned and as they came, which run, where they overlap or leave a gap; none of them locks anything."""

from __future__ import annotations

from bot.callback_data.facts import ListFacts, ShowFact
from bot.i18n import _
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.amounts import beginning, end
from bot.messages.facts import edit_button, last_rows, line, lines, list_rows, noun_title
from bot.messages.formats import bold, value
from bot.messages.pages import on_page, turning
from bot.messages.phase_words import came, phase_name
from bot.services.fact_fields import Noun
from bot.services.facts import Fact
from bot.services.phases import Calendar, Span
from models import Phase


@spoken
def phase_list(calendar: Calendar, page: int) -> OutgoingMessage:
    """Show a page of the phases: those of the day marked, then where they overlap and where there is a gap."""
    shown = on_page(calendar.phases, page)
    entries = [_entry(phase, running=phase in calendar.current) for phase in shown]
    opening = [button(phase_name(phase), ShowFact(Noun.PHASE, phase.id)) for phase in shown]
    turn = turning(len(calendar.phases), page, lambda to: ListFacts(Noun.PHASE, to))
    text = "\n".join(entries) or _("There is none yet.")
    notes = lines(*(_overlap(*found) for found in calendar.overlaps), *(_gap(span) for span in calendar.gaps))
    return outgoing(bold(noun_title(Noun.PHASE)), text, notes, rows=list_rows(Noun.PHASE, opening, turn))


def _entry(phase: Phase, *, running: bool) -> str:
    mark = "▶️" if running else "•"
    return f"{mark} {phase_name(phase)}: {planned(phase)}"


def planned(phase: Phase) -> str:
    """Return from when until when a phase is planned."""
    return _between((phase.starts_on, phase.ends_on))


def _between(span: Span) -> str:
    return _("%(start)s to %(end)s") % {"start": beginning(span[0]), "end": end(span[1])}


def _overlap(one: Phase, other: Phase, shared: Span) -> str:
    words = {"one": one.number, "other": other.number, "days": _between(shared)}
    return _("Phases %(one)d and %(other)d overlap: %(days)s") % words


def _gap(span: Span) -> str:
    return _("Between two phases: %(days)s") % {"days": _between(span)}


@spoken
def phase_page(calendar: Calendar, phase: Phase) -> OutgoingMessage:
    """Show one phase with what can be changed."""
    fact = Fact(Noun.PHASE, phase)
    about = lines(
        _("▶️ Running now") if phase in calendar.current else "",
        line("planned", planned(phase)),
        came(phase),
        line("purpose", value(phase.purpose)),
    )
    buttons = [edit_button(fact, name) for name in ("planned", "began", "ended", "name", "purpose")]
    title = lines(bold(phase_name(phase)), value(phase.name))
    return outgoing(title, about, rows=[*in_rows(buttons), *last_rows(fact)])
