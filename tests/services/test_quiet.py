"""What leaves when: each person's night, their peace, Sundays and holidays."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.services import deliveries
from bot.services.deliveries import HELD_BACK, News
from models import Delivery, DeliveryKind, DeliveryReason, DeliveryState, Participant
from models.database import Database
from tests.factories import LONG_AGO, create_body, create_meeting, create_participant
from tests.towns import BERLIN, local

TUESDAY, SUNDAY = local(13, 10, 2009, 12), local(18, 10, 2009, 12)


def _queue(session: Session, person: dict[str, Any], details: dict[str, Any]) -> None:
    number = create_participant(session, **person)
    news = News(DeliveryKind.BROADCAST, DeliveryReason.AUDIENCE, **details)
    deliveries.queue(session, news, [number], now=LONG_AGO)


def _leaves(database: Database, now: datetime) -> bool:
    return bool(database.look(deliveries.list_due, now=now, timezone=BERLIN, limit=9))


@pytest.mark.parametrize(
    ("night", "awake", "asleep"),
    [
        ((21, 8), [(8, 0), (20, 59)], [(21, 0), (0, 0), (7, 59)]),
        ((20, 9), [(9, 0), (19, 59)], [(20, 0), (0, 30), (8, 59)]),
        ((22, 7), [(7, 0), (21, 59)], [(22, 0), (6, 59)]),
        ((19, 10), [(10, 0), (18, 59)], [(19, 0), (9, 59)]),
        # A night that does not span midnight, and none at all: nobody is offered these, and they do no harm.
        ((0, 8), [(8, 0), (23, 59)], [(0, 0), (7, 59)]),
        ((5, 5), [(0, 0), (5, 0), (23, 0)], []),
    ],
)
def test_what_is_quiet_keeps_to_the_persons_own_night(
    database: Database, night: tuple[int, int], awake: list[tuple[int, int]], asleep: list[tuple[int, int]]
) -> None:
    person = {"quiet_from": night[0], "quiet_until": night[1]}
    database.transact(_queue, person, {"quiet": True})

    found = [[_leaves(database, local(13, 10, 2009, *at)) for at in times] for times in (awake, asleep)]

    assert found == [[True] * len(awake), [False] * len(asleep)]


def test_what_is_not_quiet_leaves_at_any_hour(database: Database) -> None:
    database.transact(_queue, {"silent_until": local(1, 11, 2009, 8)}, {})

    assert [_leaves(database, local(13, 10, 2009, hour)) for hour in (3, 12, 23)] == [True] * 3


@pytest.mark.parametrize(("priority", "before"), [(5, False), (0, True)])
def test_peace_holds_back_news_but_no_changes_of_plans(database: Database, priority: int, before: bool) -> None:
    database.transact(_queue, {"silent_until": local(14, 10, 2009, 8)}, {"quiet": True, "priority": priority})

    found = [_leaves(database, moment) for moment in (TUESDAY, local(14, 10, 2009, 8))]

    assert found == [before, True]


@pytest.mark.parametrize(
    ("night", "at", "leaves"),
    [
        ((19, 10), (20, 30), True),
        ((19, 10), (9, 0), True),
        ((19, 10), (23, 0), False),
        ((22, 7), (21, 30), True),
        ((22, 7), (22, 30), False),
    ],
)
def test_a_change_of_plans_waits_only_where_it_is_night_for_all(
    database: Database, night: tuple[int, int], at: tuple[int, int], leaves: bool
) -> None:
    person = {"quiet_from": night[0], "quiet_until": night[1]}
    database.transact(_queue, person, {"quiet": True, "priority": 0})

    assert _leaves(database, local(13, 10, 2009, *at)) is leaves


def test_what_rests_waits_on_sundays_and_holidays(database: Database) -> None:
    database.transact(_queue, {}, {"quiet": True, "rests": True})
    moments = [SUNDAY, local(19, 10, 2009, 8), local(6, 1, 2010, 12), local(24, 12, 2009, 12), local(25, 12, 2009, 12)]

    found = [_leaves(database, moment) for moment in moments]

    assert found == [False, True, False, True, False]


def test_what_rests_waits_without_hiding_what_does_not(database: Database) -> None:
    database.transact(_queue, {}, {"rests": True})
    olga = database.look(lambda session: session.scalars(select(Participant.id)).one())
    loud = News(DeliveryKind.BROADCAST, DeliveryReason.AUDIENCE, priority=9)
    database.transact(deliveries.queue, loud, [olga], now=LONG_AGO)

    due = database.look(deliveries.list_due, now=SUNDAY, timezone=BERLIN, limit=9)

    second = database.look(lambda session: session.scalars(select(Delivery.id).where(Delivery.priority == 9)).one())
    assert [one.delivery_id for one in due] == [second]


@pytest.mark.parametrize(
    ("starts_at", "leaves"),
    [
        (local(18, 10, 2009, 15), True),
        (local(19, 10, 2009, 9), True),
        (local(19, 10, 2009, 19), False),
        (local(20, 10, 2009, 0), False),
    ],
)
def test_on_a_sunday_only_that_days_meeting_and_what_cannot_wait_are_told_of(
    database: Database, starts_at: datetime, leaves: bool
) -> None:
    meeting = database.transact(lambda session: create_meeting(session, create_body(session), starts_at))
    about = {"about": {"meeting_id": meeting}, "expires_at": starts_at}
    database.transact(_queue, {}, {"quiet": True, "rests": True, **about})

    assert _leaves(database, SUNDAY) is leaves


@pytest.mark.parametrize(
    ("person", "error"),
    [({}, None), ({"silent_until": local(1, 11, 2009, 8)}, HELD_BACK), ({"quiet_until": 15}, HELD_BACK)],
)
def test_what_expires_tells_whether_the_persons_quiet_held_it_back(
    database: Database, person: dict[str, Any], error: str | None
) -> None:
    database.transact(_queue, person, {"quiet": True, "expires_at": local(13, 10, 2009, 14)})

    # The process was down, and comes back by night.
    database.transact(deliveries.expire, now=local(13, 10, 2009, 23), timezone=BERLIN)

    row = database.look(lambda session: session.scalars(select(Delivery)).one())
    assert (row.state, row.error) == (DeliveryState.EXPIRED, error)


@pytest.mark.parametrize(
    ("person", "after", "next_leaving"),
    [
        ({}, local(13, 10, 2009, 22), local(14, 10, 2009, 8)),
        ({}, local(14, 10, 2009, 3), local(14, 10, 2009, 8)),
        ({"quiet_from": 19, "quiet_until": 10}, local(13, 10, 2009, 22), local(14, 10, 2009, 10)),
        ({"silent_until": local(1, 11, 2009, 8)}, local(13, 10, 2009, 12), local(2, 11, 2009, 8)),
        ({}, SUNDAY, local(19, 10, 2009, 8)),
        # Across the end of summer time.
        ({}, local(24, 10, 2009, 22), local(26, 10, 2009, 8)),
    ],
)
def test_the_clock_finds_the_next_hour_at_which_something_leaves(
    database: Database, person: dict[str, Any], after: datetime, next_leaving: datetime
) -> None:
    database.transact(_queue, person, {"quiet": True, "rests": True})

    assert database.look(deliveries.next_leaving, after=after, timezone=BERLIN) == next_leaving


def test_the_clock_need_not_look_where_nothing_waits(database: Database) -> None:
    assert database.look(deliveries.next_leaving, after=TUESDAY, timezone=BERLIN) is None
