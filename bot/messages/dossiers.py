"""What stands beside a result: its release, the advisory board's opinions, questions and their answers."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.advice import ListAdvice
from bot.callback_data.releases import ReleaseResult, WithdrawRelease
from bot.i18n import _, ngettext
from bot.messages import button
from bot.messages.formats import body_name, moment, quote, value
from bot.messages.ways import way_line
from bot.services.conclusions import Inspection
from bot.services.dossiers import Dossier, Exchange
from bot.text import beginning
from models import Advice

#: So many opinions stand on the result's own page, each with so many graphemes of its beginning.
_SHOWN, _EXCERPT = 2, 300


def opinions(number: int) -> str:
    """Return how many opinions the board gave."""
    line = ngettext("💬 %(count)d opinion of the board", "💬 %(count)d opinions of the board", number)
    return line % {"count": number}


def question(exchange: Exchange) -> str:
    """Return what the steering group asked."""
    return "\n".join([_("❓ The steering group asks:"), quote(exchange.question.reason)])


def answers(exchange: Exchange) -> list[str]:
    """Return what the groups answered, a paragraph each."""
    said = _("✍️ The answer of %(group)s:")
    return [f"{said % {'group': body_name(body)}}\n{quote(reply.text)}" for body, reply in exchange.answers]


def earlier_questions(inspection: Inspection) -> list[str]:
    """Return the questions that are answered and settled, with their answers."""
    settled = [one for one in inspection.dossier.exchanges if one.question.id != inspection.standing.seen]
    return [line for one in settled for line in (question(one), *answers(one))]


def beside(inspection: Inspection, timezone: ZoneInfo) -> list[str]:
    """Return what follows the state: answers to the open question, the council, the release, the opinions."""
    dossier = inspection.dossier
    still_open = [one for one in dossier.exchanges if one.question.id == inspection.standing.seen]
    said = [line for one in still_open for line in answers(one)]
    return [*said, way_line(dossier.way), _released(dossier, timezone), _opinions(dossier.advices)]


def _released(dossier: Dossier, timezone: ZoneInfo) -> str:
    newest = dossier.newest
    if newest is None:
        return ""
    if newest.withdrawn_at is not None:
        words = {"moment": moment(newest.withdrawn_at, timezone)}
        return _("🔒 The release to the advisory board was withdrawn: %(moment)s") % words
    words = {"moment": moment(newest.released_at, timezone), "name": value(dossier.releaser)}
    if not dossier.releaser:
        return _("📤 Released to the advisory board: %(moment)s") % words
    return _("📤 Released to the advisory board: %(moment)s, by %(name)s") % words


def _opinions(advices: Sequence[Advice]) -> str:
    if not advices:
        return ""
    return "\n".join([opinions(len(advices)), *(quote(beginning(one.text, _EXCERPT)) for one in advices[:_SHOWN])])


def board_rows(inspection: Inspection) -> list[list[InlineKeyboardButton]]:
    """Return the buttons that concern the board: release or withdraw, read its opinions."""
    dossier, number = inspection.dossier, inspection.result.id
    if dossier.release is None:
        releasing = button(_("📤 Release to the board"), ReleaseResult(number, dossier.seen))
    else:
        releasing = button(_("🔒 Withdraw the release"), WithdrawRelease(dossier.release.id))
    reading = [button(_("💬 Read the opinions"), ListAdvice(number, 0))] if dossier.advices else []
    return [[releasing], reading]


def what_happened(dossier: Dossier, *, overtaken: bool) -> str:
    """Return what was done just now, or what somebody else did meanwhile."""
    if overtaken:
        if dossier.release is not None:
            return _("It is released already: somebody else was faster.")
        return _("Somebody else has withdrawn the release meanwhile.")
    if dossier.release is not None:
        return _("Released. The advisory board can read it now.")
    return _("Withdrawn. The advisory board cannot open it any more.")
