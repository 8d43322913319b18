"""Broadcasts: composing, what people read, how far it has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.broadcasts import ShowReport, StopBroadcast
from bot.callback_data.pages import Open
from bot.clock import QUIET_UNTIL
from bot.i18n import _, current_locale, ngettext
from bot.languages import LOCALES
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.dialogues import body_choices, choice, opened, way_out
from bot.messages.formats import body_name, bold, label, left_to_right, quote, value
from bot.services.audiences import Audience, AudienceKind, Reach
from bot.services.broadcasts import TEXT_LIMIT, Draft, Report
from bot.services.visitors import DialogueView
from bot.text import beginning
from models import Body, Broadcast, BroadcastState, Delivery, DeliveryState

SEND, WAIT, TEST, REWRITE = "send", "wait", "test", "rewrite"
#: Languages whose readers need no word about a German text.
_GERMAN = {"de", "de-simple"}
_EXCERPT = 60


def audience_name(audience: Audience) -> str:
    """Return what an audience is called in a sentence."""
    if audience.body is not None:
        return body_name(audience.body)
    return {
        AudienceKind.WORKING_GROUPS: _("everyone in the working groups"),
        AudienceKind.CIRCLE: _("the discussion circle"),
        AudienceKind.NETWORK: _("the network"),
        AudienceKind.CIRCLE_AND_NETWORK: _("the discussion circle and the network"),
        AudienceKind.EVERYONE: _("everyone who takes part"),
    }[audience.kind]


@spoken
def ask_audience(dialogue: DialogueView, recent: Sequence[Broadcast]) -> OutgoingMessage:
    """Ask whom the broadcast is for; below, page by page, those that are going out and the last ones."""
    choices = [
        choice(dialogue, _("👥 One group"), AudienceKind.BODY),
        choice(dialogue, _("👥 All working groups"), AudienceKind.WORKING_GROUPS),
        choice(dialogue, _("💬 Discussion circle"), AudienceKind.CIRCLE),
        choice(dialogue, _("🕸 Network"), AudienceKind.NETWORK),
        choice(dialogue, _("🌍 Everyone"), AudienceKind.EVERYONE),
    ]
    shown, turn = opened(dialogue, recent)
    looks = [_look_back(broadcast) for broadcast in shown]
    hint = _("Below are the latest broadcasts.") if recent else ""
    rows = [*in_rows(choices), *looks, turn, way_out(dialogue)]
    return outgoing(bold(_("📣 Who is the message for?")), hint, rows=rows)


def _look_back(broadcast: Broadcast) -> list[InlineKeyboardButton]:
    opening = button(label("📊 " + _excerpt(broadcast)), ShowReport(broadcast.id))
    return [opening, *_stopping(broadcast)]


def _stopping(broadcast: Broadcast) -> list[InlineKeyboardButton]:
    going_out = broadcast.state is BroadcastState.SENDING
    return [button(_("⏹ Stop"), StopBroadcast(broadcast.id))] if going_out else []


def _excerpt(broadcast: Broadcast) -> str:
    text = broadcast.meeting.title if broadcast.meeting and broadcast.meeting.title else broadcast.text
    return beginning(" ".join(text.split()), _EXCERPT)


@spoken
def ask_body(dialogue: DialogueView, bodies: Sequence[Body]) -> OutgoingMessage:
    """Ask which group it is for."""
    rows = [*body_choices(dialogue, bodies), way_out(dialogue, back=True)]
    return outgoing(bold(_("Which group is it for?")), rows=rows)


@spoken
def ask_text(dialogue: DialogueView, audience: Audience) -> OutgoingMessage:
    """Ask for the text."""
    limit = ngettext("At most %(count)d character.", "At most %(count)d characters.", TEXT_LIMIT) % {
        "count": TEXT_LIMIT
    }
    return outgoing(
        _("For: %(audience)s") % {"audience": bold(audience_name(audience))},
        _("Please write the message, in German. You will see it before it is sent."),
        limit,
        rows=[way_out(dialogue, back=True)],
    )


@spoken
def as_received(text: str, process: str) -> OutgoingMessage:
    """Return a broadcast exactly as people with this language read it."""
    return _broadcast(text, process)


def _broadcast(text: str, process: str) -> OutgoingMessage:
    header = bold(_("📣 News from: %(process)s") % {"process": value(process)})
    note = "" if current_locale() in _GERMAN else _("ℹ️ This text was written in German.")
    return outgoing(header, value(text), note)


@spoken
def ask_to_send(dialogue: DialogueView, draft: Draft, *, night: bool) -> OutgoingMessage:
    """Show how many people would get the text in which languages, and offer to send it; by `night` also later."""
    if not draft.fits:
        return _too_long(dialogue, draft)
    heading = _("For: %(audience)s") % {"audience": bold(audience_name(draft.audience))}
    again = [choice(dialogue, _("✏️ Write anew"), REWRITE), choice(dialogue, _("👁 Test to myself"), TEST)]
    if not draft.reach.people:
        nobody = _("There is nobody there who could get it at present.")
        return outgoing(heading, nobody, rows=[again, way_out(dialogue)])
    rows = [*sending_choices(dialogue, night=night), again, way_out(dialogue)]
    return outgoing(heading, reach_lines(draft.reach), _("What you write now is added to the text."), rows=rows)


def sending_choices(dialogue: DialogueView, *, night: bool) -> list[list[InlineKeyboardButton]]:
    """Return the rows that send what was composed: now, and by `night` also when people are awake."""
    morning = _("🌅 Send at %(time)s") % {"time": f"{QUIET_UNTIL:%H:%M}"}
    waiting = [[choice(dialogue, morning, WAIT)]] if night else []
    return [[choice(dialogue, _("📣 Send now"), SEND)], *waiting]


def _too_long(dialogue: DialogueView, draft: Draft) -> OutgoingMessage:
    much = ngettext(
        "So far this is %(count)d character, at most %(limit)d are possible.",
        "So far these are %(count)d characters, at most %(limit)d are possible.",
        draft.length,
    ) % {"count": draft.length, "limit": TEXT_LIMIT}
    hint = _("Please write it anew, a little shorter.")
    return outgoing(much, hint, rows=[[choice(dialogue, _("✏️ Write anew"), REWRITE)], way_out(dialogue)])


def reach_lines(reach: Reach) -> str:
    """Return how many people get it: over all, by language, and those who cannot be reached."""
    total = ngettext("%(count)d person will get it:", "%(count)d people will get it:", reach.people)
    lines = [bold(total % {"count": reach.people})]
    lines += [_number(endonym(locale), people) for locale, people in reach.by_locale.items()]
    if reach.unreachable:
        away = ngettext(
            "%(count)d person cannot be reached at present.",
            "%(count)d people cannot be reached at present.",
            reach.unreachable,
        )
        lines.append(away % {"count": reach.unreachable})
    return "\n".join(lines)


def endonym(locale: str) -> str:
    """Return what a language calls itself, ready for a line."""
    return value(LOCALES[locale].endonym if locale in LOCALES else locale)


def _number(name: str, number: int) -> str:
    return _("%(name)s: %(number)s") % {"name": name, "number": left_to_right(str(number))}


@spoken
def progress(report: Report) -> OutgoingMessage:
    """Show how far a broadcast has come, with the button that stops it."""
    broadcast = report.broadcast
    renew = [] if broadcast.finished_at else [button(_("🔄 Refresh"), ShowReport(broadcast.id))]
    stopping = _stopping(broadcast) if report.total(DeliveryState.QUEUED) else []
    rows = [stopping, renew, [button(_("Main menu"), Open("start"))]]
    return outgoing(bold(_headline(report)), quote(_excerpt(broadcast)), outcome_lines(report.counts), rows=rows)


def _headline(report: Report) -> str:
    if report.broadcast.state is BroadcastState.STOPPED:
        return _("⏹ Stopped")
    if report.broadcast.state is BroadcastState.FINISHED:
        return _("✅ Everything has gone out")
    done = report.total() - report.total(DeliveryState.QUEUED)
    return ngettext("📣 On its way: %(done)d of %(count)d", "📣 On its way: %(done)d of %(count)d", report.total()) % {
        "done": done,
        "count": report.total(),
    }


def outcome_lines(counts: Mapping[str, Mapping[str, int]]) -> str:
    """Return what became of the deliveries, a paragraph per language; what is unknown is explained."""
    paragraphs = [
        "\n".join([bold(endonym(locale)), *(_number(_outcome(state), by_state[state]) for state in _order(by_state))])
        for locale, by_state in counts.items()
    ]
    if any(DeliveryState.UNKNOWN in by_state for by_state in counts.values()):
        paragraphs.append(_("Unknown means: it left, and nobody knows whether it arrived. It is not sent again."))
    return "\n\n".join(paragraphs)


def _order(by_state: Mapping[str, int]) -> list[DeliveryState]:
    return [state for state in _ORDER if state in by_state]


_ORDER = (
    DeliveryState.SENT,
    DeliveryState.QUEUED,
    DeliveryState.UNREACHABLE,
    DeliveryState.STOPPED,
    DeliveryState.EXPIRED,
    DeliveryState.FAILED,
    DeliveryState.UNKNOWN,
)


def _outcome(state: DeliveryState) -> str:
    return {
        DeliveryState.SENT: _("✅ Delivered"),
        DeliveryState.QUEUED: _("⏳ Waiting"),
        DeliveryState.UNREACHABLE: _("🚫 Not reachable"),
        DeliveryState.STOPPED: _("⏹ Stopped"),
        DeliveryState.EXPIRED: _("⌛ Too late"),
        DeliveryState.FAILED: _("❌ Failed"),
        DeliveryState.UNKNOWN: _("❔ Unknown"),
    }[state]


def broadcast_news(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Return a broadcast for one of its people."""
    text = delivery.broadcast.text if delivery.broadcast else ""
    return _broadcast(text, delivery.facts["process"])


def report_news(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Return the report to the author, with the numbers as they were when the last delivery was through."""
    counts = delivery.facts["counts"]
    excerpt = quote(_excerpt(delivery.broadcast)) if delivery.broadcast else ""
    return outgoing(bold(_("📊 Report on your message")), excerpt, outcome_lines(counts))
