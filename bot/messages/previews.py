"""What an organiser sees of the messages about a meeting: what will go out, and what was due and did not go."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.callback_data.meetings import ShowPlanned
from bot.i18n import _, ngettext
from bot.messages import OutgoingMessage, button, outgoing, spoken
from bot.messages.broadcasts import endonym
from bot.messages.formats import bold, left_to_right, listing, moment
from bot.messages.meetings import describe
from bot.services.missed import DROPPED
from bot.services.reminding import Outlook, Planned
from models import Delivery, DeliveryState


@spoken
def outlook(found: Outlook, timezone: ZoneInfo) -> OutgoingMessage:
    """Show each reminder to come with its moment, its people and their languages, and who waits for an invitation."""
    reminders = [_planned(one, timezone) for one in found.reminders]
    waiting = ngettext(
        "%(count)d invitation waits for a quiet time to end.",
        "%(count)d invitations wait for a quiet time to end.",
        found.invitations,
    ) % {"count": found.invitations}
    return outgoing(
        bold(_("🔔 What goes out")),
        describe(found.meeting, timezone),
        *(reminders or [_("No more reminders.")]),
        waiting if found.invitations else "",
        rows=[[button(_("Back"), ShowPlanned(found.meeting.id))]],
    )


def _planned(one: Planned, timezone: ZoneInfo) -> str:
    people = ngettext("To %(count)d person as of now", "To %(count)d people as of now", one.people)
    lines = [bold(f"⏰ {moment(one.due_at, timezone)}"), people % {"count": one.people}]
    if one.people:
        lines.append(listing(f"{endonym(name)} {left_to_right(str(count))}" for name, count in one.by_locale.items()))
    if one.kept_out:
        quiet = ngettext("🔕 %(count)d person wants quiet then.", "🔕 %(count)d people want quiet then.", one.kept_out)
        lines.append(quiet % {"count": one.kept_out})
    return "\n".join(lines)


def missed(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Tell an organiser what was due about a meeting and did not go."""
    assert delivery.meeting is not None
    lines = [sentence for what, sentence in _sentences(delivery.facts).items() if delivery.facts.get(what)]
    heading = bold(_("⚠️ Not everything about this meeting went out."))
    return outgoing(heading, describe(delivery.meeting, timezone), "\n".join(lines))


def _sentences(counts: dict[str, int]) -> dict[str, str]:
    dropped, late = counts.get(DROPPED, 0), counts.get(DeliveryState.EXPIRED, 0)
    refused, unknown = counts.get(DeliveryState.FAILED, 0), counts.get(DeliveryState.UNKNOWN, 0)
    away = counts.get(DeliveryState.UNREACHABLE, 0)
    sentences = {
        DROPPED: ngettext(
            "%(count)d reminder was skipped: it came too late to be of use.",
            "%(count)d reminders were skipped: they came too late to be of use.",
            dropped,
        ),
        DeliveryState.EXPIRED: ngettext(
            "%(count)d message did not go in time.", "%(count)d messages did not go in time.", late
        ),
        DeliveryState.FAILED: ngettext(
            "%(count)d message was refused by Telegram.", "%(count)d messages were refused by Telegram.", refused
        ),
        DeliveryState.UNKNOWN: ngettext(
            "Of %(count)d message nobody knows whether it arrived.",
            "Of %(count)d messages nobody knows whether they arrived.",
            unknown,
        ),
        DeliveryState.UNREACHABLE: ngettext(
            "%(count)d person cannot be reached at present.", "%(count)d people cannot be reached at present.", away
        ),
    }
    return {what: sentence % {"count": counts.get(what, 0)} for what, sentence in sentences.items()}
