"""Events: preparing them, and what their audience reads."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.i18n import _
from bot.messages import OutgoingMessage, in_rows, outgoing, spoken
from bot.messages.broadcasts import audience_name, reach_lines, sending_choices
from bot.messages.concerns import lines as concern_lines
from bot.messages.dialogues import choice, way_out
from bot.messages.formats import bold, label, value
from bot.messages.meetings import describe, invitation_buttons, lines_of
from bot.messages.month import calendar_button
from bot.messages.planning import typed_date
from bot.services.audiences import AudienceKind
from bot.services.concerns import Concerns
from bot.services.events import EventDraft, key_of
from bot.services.visitors import DialogueView
from models import Delivery


@spoken
def ask_title(dialogue: DialogueView) -> OutgoingMessage:
    """Ask what the event is called."""
    hint = _("Please write it in German, as it is printed on the poster.")
    return outgoing(bold(_("🎪 What is the event called?")), hint, rows=[way_out(dialogue)])


@spoken
def ask_date(dialogue: DialogueView) -> OutgoingMessage:
    """Ask when it begins."""
    title = value(dialogue.data.get("title", ""))
    rows = [[calendar_button(dialogue)], way_out(dialogue, back=True)]
    return outgoing(bold(_("When does it begin?")), title, typed_date(), rows=rows)


@spoken
def ask_place(dialogue: DialogueView, places: Sequence[str] = ()) -> OutgoingMessage:
    """Ask where it is; `places` are one tap away."""
    known = [[choice(dialogue, label(f"📍 {place}"), key_of(place))] for place in places]
    hint = _("Please write the address, in German.")
    return outgoing(bold(_("Where is it?")), hint, rows=[*known, way_out(dialogue, back=True)])


@spoken
def ask_audience(dialogue: DialogueView) -> OutgoingMessage:
    """Ask whom it is for."""
    choices = [
        choice(dialogue, _("💬 Discussion circle"), AudienceKind.CIRCLE),
        choice(dialogue, _("🕸 Network"), AudienceKind.NETWORK),
        choice(dialogue, _("💬 Circle and network"), AudienceKind.CIRCLE_AND_NETWORK),
        choice(dialogue, _("🌍 Everyone"), AudienceKind.EVERYONE),
    ]
    return outgoing(bold(_("Who is invited?")), rows=[*in_rows(choices), way_out(dialogue, back=True)])


@spoken
def preview(
    dialogue: DialogueView, draft: EventDraft, concerns: Concerns, timezone: ZoneInfo, *, night: bool
) -> OutgoingMessage:
    """Show the event and how many people will hear of it, and offer to announce it; by `night` also later."""
    people = draft.reach.people
    audience = _("For: %(audience)s") % {"audience": bold(audience_name(draft.audience))}
    numbers = reach_lines(draft.reach) if people else _("There is nobody there who could get it at present.")
    send = sending_choices(dialogue, night=night) if people else []
    description = lines_of(value(draft.title), draft.starts_at, draft.place, timezone)
    against = concern_lines(concerns, timezone)
    return outgoing(_heading(), description, against, audience, numbers, rows=[*send, way_out(dialogue, back=True)])


def _heading() -> str:
    return _("🎪 Invitation to an event")


def event_news(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Announce an event to one of its audience."""
    assert delivery.meeting is not None
    return outgoing(
        _heading(),
        describe(delivery.meeting, timezone),
        _("Will you come? One tap is enough."),
        rows=invitation_buttons(delivery.meeting),
    )
