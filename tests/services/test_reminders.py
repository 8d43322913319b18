"""When people are reminded: wall-clock time through both clock changes, never at night, never too late, never twice."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bot.services import attendances, deliveries, planning, reminders, reminding
from models import (
    Delivery,
    DeliveryKind,
    DeliveryReason,
    Membership,
    MembershipRole,
    Participant,
    Reminder,
    ReminderKind,
    ReminderState,
)
from models.database import Database
from tests.factories import LONG_AGO, create_body, create_membership, create_participant, grant_role
from tests.towns import BERLIN, local

PLANNED_AT = local(13, 10, 2009, 10)


def shown(starts_at: datetime) -> dict[str, str]:
    """Return when a meeting's reminders are due by Berlin's wall clock."""
    moments = reminders.moments(starts_at.astimezone(UTC), BERLIN)
    return {kind.value: due_at.astimezone(BERLIN).isoformat(" ", "minutes") for kind, due_at in moments.items()}


@pytest.mark.parametrize(
    ("starts_at", "day_before", "two_hours"),
    [
        (local(27, 10, 2009, 19), "2009-10-26 18:00+01:00", "2009-10-27 17:00+01:00"),
        # The clocks go back between the two reminders, and forward in spring.
        (local(25, 10, 2009, 15), "2009-10-24 18:00+02:00", "2009-10-25 13:00+01:00"),
        (local(26, 10, 2009, 19), "2009-10-25 18:00+01:00", "2009-10-26 17:00+01:00"),
        (local(28, 3, 2010, 15), "2010-03-27 18:00+01:00", "2010-03-28 13:00+02:00"),
        (local(29, 3, 2010, 9), "2010-03-28 18:00+02:00", "2010-03-29 08:00+02:00"),
        # What would fall into the night moves to its edge.
        (local(27, 10, 2009, 9), "2009-10-26 18:00+01:00", "2009-10-27 08:00+01:00"),
        (local(27, 10, 2009, 22, 59), "2009-10-26 18:00+01:00", "2009-10-27 20:59+01:00"),
        (local(27, 10, 2009, 23), "2009-10-26 18:00+01:00", "2009-10-27 20:45+01:00"),
        (local(28, 10, 2009, 1), "2009-10-27 18:00+01:00", "2009-10-27 20:45+01:00"),
    ],
)
def test_reminders_keep_to_the_wall_clock_and_out_of_the_night(
    starts_at: datetime, day_before: str, two_hours: str
) -> None:
    assert shown(starts_at) == {"day_before": day_before, "two_hours": two_hours}


@pytest.mark.parametrize("hour", [3, 7, 8])
def test_a_reminder_that_would_not_lie_before_the_start_is_not_made(hour: int) -> None:
    assert shown(local(27, 10, 2009, hour)) == {"day_before": "2009-10-26 18:00+01:00"}


class Plan:
    """A meeting of AG Bildung with a speaker, Amal and Olga in it."""

    def __init__(self, database: Database, starts_at: datetime, now: datetime = PLANNED_AT) -> None:
        self.database = database
        body_id = database.transact(create_body)
        self.speaker, self.amal, self.olga = (database.transact(create_participant) for _ in range(3))
        database.transact(create_membership, self.speaker, body_id, MembershipRole.SPEAKER)
        database.transact(create_membership, self.amal, body_id)
        database.transact(create_membership, self.olga, body_id)
        self.meeting = database.transact(
            planning.plan, body_id, starts_at, "Rathaus", timezone=BERLIN, acting=self.speaker, now=now
        ).id
        self.body = body_id

    def beat(self, now: datetime) -> int:
        return self.database.transact(reminding.queue_due, now=now)

    def queued(self, kind: DeliveryKind) -> list[tuple[int, datetime | None]]:
        """Return to whom news of this kind is queued, and until when it is of use."""
        statement = select(Delivery.participant_id, Delivery.expires_at).where(Delivery.kind == kind)
        found = self.database.look(lambda session: session.execute(statement.order_by(Delivery.participant_id)).all())
        return [(person, expires_at) for person, expires_at in found]

    def states(self) -> dict[ReminderKind, ReminderState]:
        rows = self.database.look(lambda session: session.scalars(select(Reminder)).all())
        return {row.kind: row.state for row in rows}


def test_each_member_is_reminded_once_however_often_the_clock_ticks(database: Database) -> None:
    plan = Plan(database, local(27, 10, 2009, 19))

    queued = [
        plan.beat(local(26, 10, 2009, 18)),
        plan.beat(local(26, 10, 2009, 18)),
        plan.beat(local(26, 10, 2009, 19)),
    ]

    useful_until = local(27, 10, 2009, 17).astimezone(UTC)
    assert queued == [3, 0, 0]
    assert plan.queued(DeliveryKind.REMINDER_DAY) == [
        (person, useful_until) for person in (plan.speaker, plan.amal, plan.olga)
    ]


def test_whoever_said_no_is_not_reminded(database: Database) -> None:
    plan = Plan(database, local(27, 10, 2009, 19))
    said = {plan.amal: "no", plan.olga: "maybe"}
    for person, answer in said.items():
        database.transact(attendances.answer, plan.meeting, 0, answer, acting=person, now=PLANNED_AT)

    plan.beat(local(27, 10, 2009, 17))

    start = local(27, 10, 2009, 19).astimezone(UTC)
    assert plan.queued(DeliveryKind.REMINDER_HOURS) == [(plan.speaker, start), (plan.olga, start)]


def test_the_day_reminder_is_dropped_once_the_two_hour_one_is_due(database: Database) -> None:
    plan = Plan(database, local(27, 10, 2009, 19))

    plan.beat(local(27, 10, 2009, 17))

    assert plan.states() == {
        ReminderKind.DAY_BEFORE: ReminderState.DROPPED,
        ReminderKind.TWO_HOURS: ReminderState.QUEUED,
    }
    assert plan.queued(DeliveryKind.REMINDER_DAY) == []


def test_nothing_is_said_after_the_start(database: Database) -> None:
    plan = Plan(database, local(27, 10, 2009, 19))

    plan.beat(local(27, 10, 2009, 19))

    assert set(plan.states().values()) == {ReminderState.DROPPED}


def test_the_day_reminder_of_an_early_meeting_is_of_use_until_the_start(database: Database) -> None:
    plan = Plan(database, local(27, 10, 2009, 7, 30))

    plan.beat(local(26, 10, 2009, 18))

    assert {until for _, until in plan.queued(DeliveryKind.REMINDER_DAY)} == {
        local(27, 10, 2009, 7, 30).astimezone(UTC)
    }


def test_a_reminder_whose_moment_has_passed_is_not_made(database: Database) -> None:
    plan = Plan(database, local(27, 10, 2009, 19), now=local(26, 10, 2009, 18))

    assert plan.states() == {ReminderKind.TWO_HOURS: ReminderState.PENDING}


def test_the_next_thing_that_is_due_is_found(database: Database) -> None:
    Plan(database, local(27, 10, 2009, 19))
    moments = [PLANNED_AT, local(26, 10, 2009, 18), local(27, 10, 2009, 17)]

    found = [database.look(reminders.next_due, after=after) for after in moments]

    assert found == [*moments[1:], None]


def test_of_an_open_event_only_those_are_reminded_who_said_yes_or_maybe(database: Database) -> None:
    event = database.transact(_announce)
    amal, olga, _dimitra = database.look(lambda session: list(session.scalars(select(Delivery.participant_id))))
    for person, said in ((amal, "yes"), (olga, "no")):
        database.transact(attendances.answer, event, 0, said, acting=person, now=PLANNED_AT)

    database.transact(reminding.queue_due, now=local(26, 10, 2009, 18))

    reminded = select(Delivery.participant_id).where(Delivery.kind == DeliveryKind.REMINDER_DAY)
    assert database.look(lambda session: list(session.scalars(reminded))) == [amal]


def _announce(session: Session) -> int:
    """Announce an event without a body to three people."""
    coordinator, *people = [create_participant(session) for _ in range(4)]
    grant_role(session, coordinator)
    about = ("Internationales Fest", None, local(27, 10, 2009, 19), "Ketschenanger")
    event = planning.create_event(session, *about, timezone=BERLIN, acting=coordinator, now=PLANNED_AT)
    news = deliveries.News(DeliveryKind.EVENT, DeliveryReason.AUDIENCE, about={"meeting_id": event.id})
    deliveries.queue(session, news, people, now=PLANNED_AT)
    return event.id


def test_a_large_body_is_reminded_in_a_moment(database: Database) -> None:
    plan = Plan(database, local(27, 10, 2009, 19))
    database.transact(_fill, plan.body)

    started = time.monotonic()
    queued = plan.beat(local(26, 10, 2009, 18))
    seconds = time.monotonic() - started

    assert queued == 5000
    assert seconds < 2


def _fill(session: Session, body_id: int) -> None:
    """Let the body have 5,000 members."""
    common = {"display_name": "", "locale": "en", "registered_at": LONG_AGO, "reachable": True}
    people = [{"telegram_id": 10_000 + number, **common} for number in range(4997)]
    numbers = session.scalars(insert(Participant).returning(Participant.id), people).all()
    member = {"body_id": body_id, "role": MembershipRole.MEMBER, "joined_at": LONG_AGO}
    session.execute(insert(Membership), [{"participant_id": number, **member} for number in numbers])
