"""Hypothesis lives through a year of a series, day by day across both clock changes: each of its days comes once."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from bot.clock import at_local
from bot.recurrence import offer
from bot.services import series
from models import Base, Delivery, MembershipRole, Occurrence
from tests.factories import create_body, create_membership, create_participant
from tests.towns import BERLIN, local

BEGINNING = date(2009, 9, 1)
DAYS = 365
#: Hours that no clock change skips.
HOURS = [time(19), time(0, 15), time(10), time(23, 45)]


def _beat(session: Session, now: datetime) -> None:
    series.keep_up(session, timezone=BERLIN, now=now)
    series.invite_due(session, timezone=BERLIN, now=now)


def _live(session: Session, first: date, choice: int, hour: time) -> str:
    """Let a series begin and a year pass, in which every third day's beat is killed and repeated; return its rule."""
    body, speaker = create_body(session), create_participant(session)
    create_membership(session, speaker, body, MembershipRole.SPEAKER)
    rules = offer(first)
    rule, starts_at = rules[choice % len(rules)], at_local(first, hour, BERLIN)
    now = local(BEGINNING.day, BEGINNING.month, BEGINNING.year)
    series.start(session, body, rule, starts_at, "Rathaus", timezone=BERLIN, acting=speaker, now=now)
    session.commit()
    for number in range(DAYS):
        noon = at_local(BEGINNING + timedelta(days=number), time(12), BERLIN)
        if number % 3 == 0:
            _beat(session, noon)
            session.rollback()
        _beat(session, noon)
        session.commit()
    return rule


@given(ahead=st.integers(1, 70), choice=st.integers(0, 20), hour=st.sampled_from(HOURS))
@settings(max_examples=12, deadline=None)
def test_a_year_of_a_series_is_what_the_rule_says_each_day_once(ahead: int, choice: int, hour: time) -> None:
    first = BEGINNING + timedelta(days=ahead)
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)

    with Session(engine) as session:
        rule = _live(session, first, choice, hour)
        found = {one.day: one.meeting for one in session.scalars(select(Occurrence))}
        told = Counter(session.scalars(select(Delivery.meeting_id)))
        days = list(session.scalars(select(Occurrence.day).order_by(Occurrence.day)))
        shown = {day: meeting.starts_at.astimezone(BERLIN).replace(tzinfo=None) for day, meeting in found.items()}
        last = BEGINNING + timedelta(days=DAYS - 1)
        until = at_local(last, time(12), BERLIN)
        invited = {one.id for one in found.values() if one.invite_at is not None and one.invite_at <= until}
    engine.dispose()

    since = datetime.combine(BEGINNING, time())
    horizon = datetime.combine(last + series.AHEAD, time.max)
    expected = rrulestr(rule, dtstart=datetime.combine(first, hour)).between(since, horizon, inc=True)
    assert days == [moment.date() for moment in expected]
    assert shown == {moment.date(): moment for moment in expected}
    assert told == dict.fromkeys(invited, 1)
