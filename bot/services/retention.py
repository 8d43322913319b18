"""What is forgotten, and when: the periods that the privacy notice promises."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from bot.services import agenda_items, cards, date_votes, inbox, places, ratings, reviews
from models import Attendance, CalendarEntry, Delivery, DeliveryState, Meeting

#: How long messages to a person and answers to invitations are kept.
KEEP = timedelta(days=30)
_STILL_NEEDED = (DeliveryState.QUEUED, DeliveryState.SENDING)


def forget(session: Session, *, now: datetime) -> None:
    """Delete what has been kept long enough; of answers to an old meeting only the number of those who came stays."""
    _forget_deliveries(session, now=now)
    _forget_answers(session, now=now)
    _forget_calendar_entries(session, now=now)
    cards.forget_old(session, now=now)
    agenda_items.forget_old(session, keep=KEEP, now=now)
    date_votes.forget_old(session, keep=KEEP, now=now)
    reviews.forget_old(session, keep=KEEP, now=now)
    ratings.forget_old(session, keep=KEEP, now=now)
    inbox.forget_old(session, now=now)


def _forget_deliveries(session: Session, *, now: datetime) -> None:
    old = (Delivery.due_at < now - KEEP, Delivery.state.not_in(_STILL_NEEDED))
    # Who was told of an event is who may answer, and who hears when it is moved.
    coming = select(Meeting.id).where(Meeting.starts_at >= now - KEEP)
    about_the_past = or_(Delivery.meeting_id.is_(None), Delivery.meeting_id.not_in(coming))
    session.execute(delete(Delivery).where(*old, about_the_past))


def _forget_calendar_entries(session: Session, *, now: datetime) -> None:
    old = select(Meeting.id).where(Meeting.starts_at < now - KEEP)
    session.execute(delete(CalendarEntry).where(CalendarEntry.meeting_id.in_(old)))


def _forget_answers(session: Session, *, now: datetime) -> None:
    old = select(Meeting.id).where(Meeting.starts_at < now - KEEP, Meeting.yes_count.is_(None)).scalar_subquery()
    coming = select(places.heads()).where(Attendance.meeting_id == Meeting.id, *places.has_place()).correlate(Meeting)
    counted = update(Meeting).where(Meeting.id.in_(old)).values(yes_count=coming.scalar_subquery())
    session.execute(counted.execution_options(synchronize_session=False))
    done = select(Meeting.id).where(Meeting.yes_count.is_not(None))
    session.execute(delete(Attendance).where(Attendance.meeting_id.in_(done)))
