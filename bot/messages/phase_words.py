"""How a phase is called, and when it came to be: beside what was planned, never instead of it (S32)."""

from __future__ import annotations

from bot.i18n import _
from bot.messages.amounts import beginning, end
from models import Phase


def phase_name(phase: Phase) -> str:
    """Return the short name of a phase, for buttons and lists."""
    return _("Phase %(number)d") % {"number": phase.number}


def came(phase: Phase) -> str:
    """Return when the phase began and ended in fact, as far as that is known; or nothing."""
    start = beginning(phase.began_on) if phase.began_on else ""
    finish = end(phase.ended_on) if phase.ended_on else ""
    if start and finish:
        return _("In fact: %(start)s to %(end)s") % {"start": start, "end": finish}
    if start:
        return _("In fact: since %(start)s") % {"start": start}
    return _("In fact: ended %(end)s") % {"end": finish} if finish else ""
