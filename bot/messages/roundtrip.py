"""News of a paper's way through the council, for those who raised what stands in it (R8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.i18n import _, ngettext
from bot.messages import OutgoingMessage, outgoing
from bot.messages.conclusions import because
from bot.messages.consultations import came_out, headline
from bot.messages.formats import bold, day, listing, quote, value
from bot.services.roundtrip import PUT_OFF, Step
from models import Delivery, Outcome

#: So many of one's own results are named.
_NAMED = 3


def paper_news(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Tell what has happened to a paper with one's own results in it, and what happens next."""
    facts = delivery.facts
    step = Step(facts["step"])
    return outgoing(
        headline(int(facts["paper"].removeprefix("V-")), facts["subject"]),
        _what(step, facts),
        quote(facts.get("note", "")),
        _next(step, facts),
        _own(facts["results"]),
        because(delivery.reason),
    )


def _what(step: Step, facts: Mapping[str, Any]) -> str:
    if step is Step.FINAL:
        return _("The steering group has put this before the city council.")
    if step is Step.WITHDRAWN:
        return _("The steering group has withdrawn this paper. It does not go on to the city council.")
    result = Outcome(facts["outcome"])
    what = bold(came_out(facts["committee"], date.fromisoformat(facts["on"]), result, facts["votes"]))
    return "\n".join([_("Correction of what you were told:"), what]) if facts["corrects"] else what


def _next(step: Step, facts: Mapping[str, Any]) -> str:
    match step:
        case Step.DECIDED:
            return _("That is the final decision. Next the city puts it into practice.")
        case Step.REJECTED:
            return _("That is the final decision: it is not put into practice. It stays in the summary.")
        case Step.WITHDRAWN:
            return _("Next the steering group talks about it again.")
        case _on_its_way:
            return _next_station(facts)


def _next_station(facts: Mapping[str, Any]) -> str:
    coming = facts["next"]
    if coming is None and facts.get("over"):
        return ""
    if coming is None:
        put_off = facts.get("outcome") in PUT_OFF
        return _("It comes up there again.") if put_off else _("The next date is not known yet.")
    words = {"committee": value(coming["committee"])}
    if coming["planned_on"] is None:
        return _("Next: %(committee)s; the date is not known yet.") % words
    words["day"] = day(date.fromisoformat(coming["planned_on"]))
    return _("Next: %(committee)s, %(day)s") % words


def _own(results: list[str]) -> str:
    line = ngettext("Your result in it: %(results)s", "Your results in it: %(results)s", len(results))
    rest = len(results) - _NAMED
    named = [value(one) for one in results[:_NAMED]]
    if rest > 0:
        named.append(ngettext("%(count)d more", "%(count)d more", rest) % {"count": rest})
    return line % {"results": listing(named)}
