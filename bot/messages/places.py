"""How many come, as organisers read it: who is to be expected, what they need, how much room there is."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from bot.callback_data.meetings import ShowPlanned
from bot.i18n import _, babel_locale, current_locale, ngettext
from bot.languages import LOCALES
from bot.messages import OutgoingMessage, button, outgoing, spoken
from bot.messages.dialogues import choice, way_out
from bot.messages.formats import bold, value
from bot.messages.meetings import describe
from bot.services.attendances import Tally
from bot.services.needs import NeedCounts
from bot.services.visitors import DialogueView
from models import Answer, Meeting

#: What the button carries that takes the limit away.
NO_LIMIT = "none"


def count_lines(tally: Tally) -> list[str]:
    """Return, in the current locale and a line each, who comes, who waits, and what those who come need."""
    lines = [
        _("✅ Coming: %(count)d") % {"count": tally.answers[Answer.YES]},
        _("❓ Not sure: %(count)d") % {"count": tally.answers[Answer.MAYBE]},
        _("❌ Not coming: %(count)d") % {"count": tally.answers[Answer.NO]},
        _("💬 No answer yet: %(count)d") % {"count": tally.silent},
    ]
    return [*_expected(tally), *lines, *_room(tally), *_needs(tally.needs)]


def _expected(tally: Tally) -> list[str]:
    """Return how many are to be expected in all, where that is not the number of those who answered alone."""
    guests = ngettext("%(count)d guest", "%(count)d guests", tally.guests) % {"count": tally.guests}
    paper = ngettext("%(count)d on paper", "%(count)d on paper", tally.paper) % {"count": tally.paper}
    besides = [*([guests] if tally.guests else []), *([paper] if tally.paper else [])]
    parts = " + ".join([f"{tally.answers[Answer.YES]} ✅", *besides])
    expected = _("👥 Expected: %(count)d (%(parts)s)") % {"count": tally.expected, "parts": parts}
    return [bold(expected)] if besides else []


def _room(tally: Tally) -> list[str]:
    if tally.capacity is None:
        return []
    free = max(tally.capacity - tally.expected, 0)
    room = _("🪑 Places: %(count)d, free: %(free)d") % {"count": tally.capacity, "free": free}
    return [room, *([_("⏳ Waiting for a place: %(count)d") % {"count": tally.waiting}] if tally.waiting else [])]


def _needs(needs: NeedCounts) -> list[str]:
    """Return a line of numbers, without those that are 0; never who."""
    interpreters = _("🗣 Interpreter: %(languages)s")
    parts = [
        *([interpreters % {"languages": _by_language(needs.interpreters)}] if needs.interpreters else []),
        *([_("👶 Childcare: %(count)d") % {"count": needs.childcare}] if needs.childcare else []),
        *([_("🧭 Help with the way: %(count)d") % {"count": needs.way}] if needs.way else []),
    ]
    return [" · ".join(parts)] if parts else []


def _by_language(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{value(language_name(locale))} {number}" for locale, number in numbers.items())


def language_name(locale: str) -> str:
    """Return what a language is called in the reader's; Einfaches Deutsch, which no table knows, as in the menu."""
    language = LOCALES[locale]
    if language.babel != language.locale:
        return language.endonym
    return str(babel_locale(current_locale()).languages.get(language.babel, language.endonym))


@spoken
def ask_limit(dialogue: DialogueView, meeting: Meeting, tally: Tally, timezone: ZoneInfo) -> OutgoingMessage:
    """Ask how many people there is room for."""
    known = "\n".join(_room(tally))
    question = bold(_("👥 How many people is there room for? Please write a number."))
    hint = _("Who says yes after that waits and moves up as soon as a place is free.")
    rows = [[choice(dialogue, _("♾ No limit"), NO_LIMIT)], way_out(dialogue)]
    return outgoing(question, describe(meeting, timezone), known, hint, rows=rows)


@spoken
def ask_paper(dialogue: DialogueView, meeting: Meeting, tally: Tally, timezone: ZoneInfo) -> OutgoingMessage:
    """Ask how many said on paper that they come."""
    question = bold(_("📄 How many people said on paper or by telephone that they come? Please write a number."))
    known = _("So far: %(count)d") % {"count": tally.paper} if tally.paper else ""
    return outgoing(question, describe(meeting, timezone), known, rows=[way_out(dialogue)])


@spoken
def saved(meeting: Meeting, tally: Tally, timezone: ZoneInfo) -> OutgoingMessage:
    """Confirm a number, with all the numbers as they are now."""
    rows = [[button(_("🗓 To the meeting"), ShowPlanned(meeting.id))]]
    return outgoing(bold(_("✅ Saved.")), describe(meeting, timezone), "\n".join(count_lines(tally)), rows=rows)
