"""Who may be written to now: each person's night, and the time for which they want to be left in peace."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, case, not_, or_, select

from bot.clock import QUIET_UNTIL, at_local, is_quiet
from bot.feasts import is_rest_day, next_ordinary_day
from models import Delivery, Meeting, Participant

#: How long before it is useless something must be read that would come on a day of rest.
_LEAST_USE = timedelta(hours=2)


def is_asleep(now: datetime, timezone: ZoneInfo) -> ColumnElement[bool]:
    """Return the condition for participants whose own night it is; a night may span midnight."""
    hour = now.astimezone(timezone).hour
    begun, not_over = Participant.quiet_from <= hour, Participant.quiet_until > hour
    spans_midnight = Participant.quiet_from > Participant.quiet_until
    return case((spans_midnight, or_(begun, not_over)), else_=and_(begun, not_over))


def wants_peace(now: datetime) -> ColumnElement[bool]:
    """Return the condition for participants who want to be left in peace at present."""
    return and_(Participant.silent_until.is_not(None), Participant.silent_until > now)


def may_leave(now: datetime, timezone: ZoneInfo) -> ColumnElement[bool]:
    """Return the condition for deliveries that nobody's quiet holds back now; needs the participant joined.

    What changes plans (priority 0) waits for nothing but the hours that are night for the town and the person alike:
    these are fewer than `deliveries.URGENT`, so that nobody sets out in vain.
    """
    awake, changes_plans = not_(is_asleep(now, timezone)), Delivery.priority == 0
    if is_quiet(now, timezone):
        return or_(Delivery.quiet.is_(False), and_(awake, or_(changes_plans, not_(wants_peace(now)))))
    return or_(Delivery.quiet.is_(False), changes_plans, and_(awake, not_(wants_peace(now))))


def leaves_on_rest_days(now: datetime, timezone: ZoneInfo) -> ColumnElement[bool]:
    """Return the condition for deliveries that leave on a Sunday or holiday too.

    Their meeting is that day, or the next ordinary morning is too late for them.
    """
    day = now.astimezone(timezone).date()
    midnight, next_midnight = at_local(day, time(), timezone), at_local(day + timedelta(days=1), time(), timezone)
    today = select(Meeting.id).where(Meeting.starts_at >= midnight, Meeting.starts_at < next_midnight)
    too_late = Delivery.expires_at <= at_local(next_ordinary_day(day), QUIET_UNTIL, timezone) + _LEAST_USE
    return or_(Delivery.rests.is_(False), Delivery.meeting_id.in_(today), too_late)


def rests_today(now: datetime, timezone: ZoneInfo) -> bool:
    """Tell whether it is a Sunday or a holiday."""
    return is_rest_day(now.astimezone(timezone).date())
