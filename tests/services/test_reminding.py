"""Who is reminded of what: once, only as long as it is of use, whenever they joined or answered."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bot.services import arrivals, attendances, bodies, deliveries, planning, quiet, reminding
from models import (
    Attendance,
    Delivery,
    DeliveryKind,
    DeliveryReason,
    DeliveryState,
    Membership,
    MembershipRole,
    Participant,
    ReminderKind,
    ReminderState,
)
from models.database import Database
from tests.factories import LONG_AGO, create_participant, grant_role
from tests.services.reminding import PLANNED_AT, Plan
from tests.towns import BERLIN, local

START = local(27, 10, 2009, 19)
WEEK, DAY, HOURS = local(20, 10, 2009, 18), local(26, 10, 2009, 18), local(27, 10, 2009, 17)
KINDS = {
    DeliveryKind.REMINDER_WEEK: "week",
    DeliveryKind.REMINDER_DAY: "day",
    DeliveryKind.REMINDER_HOURS: "hours",
}
EARLY, BETWEEN = local(14, 10, 2009, 10), local(22, 10, 2009, 10)
EVENING_BEFORE, LAST_HOUR = local(26, 10, 2009, 20), local(27, 10, 2009, 18)


@pytest.mark.parametrize(
    ("planned_at", "acts", "heard"),
    [
        # Planned in good time: the week's question is for those who are silent.
        (PLANNED_AT, [], "week"),
        (PLANNED_AT, [(EARLY, "yes")], "day hours"),
        (PLANNED_AT, [(EARLY, "maybe")], "day hours"),
        (PLANNED_AT, [(EARLY, "no")], ""),
        # Answered later: the next ones follow, what is over is not made up for.
        (PLANNED_AT, [(BETWEEN, "yes")], "week day hours"),
        (PLANNED_AT, [(EVENING_BEFORE, "yes")], "week hours"),
        (PLANNED_AT, [(EVENING_BEFORE, "maybe")], "week hours"),
        (PLANNED_AT, [(LAST_HOUR, "yes")], "week"),
        # Changed one's mind.
        (PLANNED_AT, [(EARLY, "no"), (EVENING_BEFORE, "yes")], "hours"),
        (PLANNED_AT, [(EARLY, "yes"), (EVENING_BEFORE, "no")], "day"),
        # Joined later: the invitation comes with joining, then what comes next.
        (PLANNED_AT, [(EARLY, "leave"), (BETWEEN, "join")], ""),
        (PLANNED_AT, [(EARLY, "leave"), (local(19, 10, 2009, 10), "join")], "week"),
        (PLANNED_AT, [(EARLY, "leave"), (BETWEEN, "join"), (BETWEEN, "yes")], "day hours"),
        (PLANNED_AT, [(EARLY, "leave"), (EVENING_BEFORE, "join"), (EVENING_BEFORE, "yes")], "hours"),
        (PLANNED_AT, [(EARLY, "yes"), (BETWEEN, "leave")], ""),
        # Planned at short notice: nothing useless.
        (local(20, 10, 2009, 9), [], ""),
        (local(20, 10, 2009, 9), [(local(20, 10, 2009, 10), "yes")], "day hours"),
        (local(26, 10, 2009, 23), [(local(27, 10, 2009, 9), "yes")], "hours"),
        (local(26, 10, 2009, 23), [], ""),
        (LAST_HOUR, [(LAST_HOUR, "yes")], ""),
        # Wants no reminders, or wants them again.
        (PLANNED_AT, [(EARLY, "off")], ""),
        (PLANNED_AT, [(EARLY, "yes"), (BETWEEN, "off")], ""),
        (PLANNED_AT, [(EARLY, "yes"), (BETWEEN, "off"), (EVENING_BEFORE, "on")], "hours"),
    ],
)
def test_whoever_comes_or_answers_late_hears_what_is_still_of_use(
    database: Database, planned_at: datetime, acts: list[tuple[datetime, str]], heard: str
) -> None:
    plan = Plan(database, START, now=planned_at)

    beats = [(moment, "beat") for moment in (WEEK, DAY, HOURS) if moment > planned_at]
    for moment, act in sorted([*acts, *beats], key=lambda one: one[0]):
        _act(plan, act, moment)

    reminded = select(Delivery.kind).where(Delivery.participant_id == plan.amal, Delivery.kind.in_(KINDS))
    found = database.look(lambda session: list(session.scalars(reminded.order_by(Delivery.id))))
    assert [KINDS[kind] for kind in found] == heard.split()


def _act(plan: Plan, act: str, now: datetime) -> None:
    match act:
        case "beat":
            plan.beat(now)
            # What is queued arrives at once.
            plan.database.transact(_send_all, now)
        case "join":
            plan.database.transact(arrivals.join, plan.body, acting=plan.amal, now=now)
        case "leave":
            plan.database.transact(bodies.leave, plan.body, acting=plan.amal, now=now)
        case "on" | "off":
            plan.database.transact(quiet.want_reminders, wanted=act == "on", acting=plan.amal, now=now)
        case answer:
            plan.says(plan.amal, answer, now)


def _send_all(session: Session, now: datetime) -> None:
    for one in session.scalars(select(Delivery).where(Delivery.state == DeliveryState.QUEUED)):
        one.state, one.sent_at = DeliveryState.SENT, now


def test_everybody_is_reminded_once_however_often_the_clock_ticks(database: Database) -> None:
    plan = Plan(database, START)
    for person in (plan.amal, plan.olga):
        plan.says(person, "yes")

    queued = [plan.beat(moment) for moment in (DAY, DAY, local(26, 10, 2009, 19))]

    useful_until = HOURS.astimezone(UTC)
    assert queued == [2, 0, 0]
    assert plan.queued(DeliveryKind.REMINDER_DAY) == [(plan.amal, useful_until), (plan.olga, useful_until)]


def test_the_question_of_a_week_before_is_of_use_until_the_day_before(database: Database) -> None:
    plan = Plan(database, START)
    plan.says(plan.amal, "no")

    plan.beat(WEEK)

    until = DAY.astimezone(UTC)
    assert plan.queued(DeliveryKind.REMINDER_WEEK) == [(plan.speaker, until), (plan.olga, until)]


def test_whoever_answers_before_the_question_has_left_is_not_asked(database: Database) -> None:
    plan = Plan(database, START)
    plan.beat(WEEK)

    plan.says(plan.amal, "yes", local(20, 10, 2009, 18, 1))

    assert [person for person, _ in plan.queued(DeliveryKind.REMINDER_WEEK)] == [plan.speaker, plan.olga]


def test_whoever_waits_for_a_place_is_not_told_that_it_begins(database: Database) -> None:
    plan = Plan(database, START)
    for person in (plan.amal, plan.olga):
        plan.says(person, "yes")
    database.transact(_wait, plan.amal)

    plan.beat(HOURS)

    assert plan.queued(DeliveryKind.REMINDER_HOURS) == [(plan.olga, START.astimezone(UTC))]


def _wait(session: Session, person: int) -> None:
    session.scalars(select(Attendance).where(Attendance.participant_id == person)).one().waiting_since = PLANNED_AT


def test_after_a_pause_only_what_is_still_of_use_is_queued(database: Database) -> None:
    plan = Plan(database, START)
    plan.says(plan.amal, "yes")

    plan.beat(HOURS)

    assert plan.states() == {
        ReminderKind.WEEK_BEFORE: ReminderState.DROPPED,
        ReminderKind.DAY_BEFORE: ReminderState.DROPPED,
        ReminderKind.TWO_HOURS: ReminderState.QUEUED,
    }
    assert plan.queued(DeliveryKind.REMINDER_DAY) == []


def test_nothing_is_said_after_the_start(database: Database) -> None:
    plan = Plan(database, START)

    plan.beat(START)

    assert set(plan.states().values()) == {ReminderState.DROPPED}


def test_the_day_reminder_of_an_early_meeting_is_of_use_until_the_start(database: Database) -> None:
    starts_at = local(27, 10, 2009, 7, 30)
    plan = Plan(database, starts_at)
    plan.says(plan.amal, "yes")

    plan.beat(DAY)

    assert plan.queued(DeliveryKind.REMINDER_DAY) == [(plan.amal, starts_at.astimezone(UTC))]


def test_of_an_open_event_those_are_reminded_who_said_yes_or_maybe(database: Database) -> None:
    event = database.transact(_announce)
    amal, olga, _dimitra = database.look(lambda session: list(session.scalars(select(Delivery.participant_id))))
    for person, said in ((amal, "yes"), (olga, "no")):
        database.transact(attendances.answer, event, 0, said, acting=person, now=PLANNED_AT)

    database.transact(reminding.queue_due, now=DAY)

    reminded = select(Delivery.participant_id).where(Delivery.kind == DeliveryKind.REMINDER_DAY)
    assert database.look(lambda session: list(session.scalars(reminded))) == [amal]


def _announce(session: Session) -> int:
    """Announce an event without a body to three people."""
    coordinator, *people = [create_participant(session) for _ in range(4)]
    grant_role(session, coordinator)
    about = ("Internationales Fest", None, START, "Ketschenanger")
    event = planning.create_event(session, *about, timezone=BERLIN, acting=coordinator, now=PLANNED_AT)
    news = deliveries.News(DeliveryKind.EVENT, DeliveryReason.AUDIENCE, about={"meeting_id": event.id})
    deliveries.queue(session, news, people, now=PLANNED_AT)
    return event.id


def test_a_large_body_is_reminded_in_a_moment(database: Database) -> None:
    plan = Plan(database, START)
    database.transact(_fill, plan.body)

    started = time.monotonic()
    queued = plan.beat(WEEK)
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
