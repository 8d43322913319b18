"""What the tour does not lead to about reminders: nothing left to go out, faults on the way, invitations that wait."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.messages import OutgoingMessage, deliveries, previews
from bot.services.missed import DROPPED, TROUBLE
from bot.services.reminding import Outlook, Planned
from models import Body, BodyKind, Delivery, DeliveryKind, DeliveryState, Meeting, MeetingState, ReminderKind

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2009, 10, 13, 8, 0, tzinfo=UTC)
HOSTILE = '<b>&" مرحبا'


def _meeting() -> Meeting:
    meeting = Meeting(id=1, starts_at=NOW, place="", title="", revision=0, state=MeetingState.INVITED)
    meeting.body = Body(id=1, kind=BodyKind.WORKING_GROUP, code="BIL", name=HOSTILE, short_name=HOSTILE, place="")
    return meeting


def _missed(count: int) -> Delivery:
    facts = {str(what): count for what in (DROPPED, *TROUBLE, DeliveryState.UNREACHABLE)}
    return Delivery(kind=DeliveryKind.MISSED, meeting=_meeting(), facts=facts)


def quiet_said(locale: str) -> list[OutgoingMessage]:
    """Return what is said of reminders in rare cases, for one and for several."""
    planned = [Planned(ReminderKind.DAY_BEFORE, NOW, {locale: count}, count) for count in (1, 2, 5)]
    return [
        previews.outlook(locale, Outlook(_meeting(), [], 0), BERLIN),
        previews.outlook(locale, Outlook(_meeting(), planned, 1), BERLIN),
        previews.outlook(locale, Outlook(_meeting(), [], 5), BERLIN),
        *(deliveries.render(locale, _missed(count), BERLIN) for count in (1, 2, 5)),
    ]
