"""Minutes become final only after those who were there had their time: where the machine was silent, it begins anew."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import and_, exists, select, update
from sqlalchemy.orm import Session

from bot.services import aftermath
from models import Delivery, DeliveryKind, DeliveryState, Minutes, MinutesState, Participant


def give_time_again(session: Session, *, timezone: ZoneInfo, now: datetime) -> int:
    """Send minutes to those whom they did not reach in time, with 48 hours from now; return how many are sent.

    Where all of these wanted to be left in peace until then, the time has passed.
    """
    in_peace = exists().where(Participant.id == Delivery.participant_id, Participant.silent_until > Minutes.final_at)
    lost = and_(
        Delivery.kind == DeliveryKind.MINUTES,
        Delivery.state == DeliveryState.EXPIRED,
        Delivery.meeting_id == Minutes.meeting_id,
        Delivery.expires_at == Minutes.final_at,
        ~in_peace,
    )
    over = (Minutes.state == MinutesState.SENT, Minutes.final_at <= now)
    unread = select(Minutes.id, Minutes.meeting_id, Minutes.final_at).where(*over, exists().where(lost))
    found = session.execute(unread).all()
    until = aftermath.review_until(now, timezone) if found else now
    return sum(_begin_anew(session, *row, until=until, now=now) for row in found)


def _begin_anew(
    session: Session, minutes_id: int, meeting_id: int, final_at: datetime, *, until: datetime, now: datetime
) -> int:
    unread = (Delivery.meeting_id == meeting_id, Delivery.kind == DeliveryKind.MINUTES)
    again = update(Delivery).where(*unread, Delivery.state == DeliveryState.EXPIRED, Delivery.expires_at == final_at)
    sent = session.execute(again.values(state=DeliveryState.QUEUED, error=None, due_at=now, expires_at=until))
    session.execute(update(Minutes).where(Minutes.id == minutes_id).values(final_at=until))
    return int(sent.rowcount)  # type: ignore[attr-defined]
