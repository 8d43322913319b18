"""The beat of the clock: cheap however many meetings there are, and one step that fails stops no other."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.jobs.ticks import beat
from bot.services import planning
from models import Delivery, DeliveryKind, Series
from models.database import Database
from tests.factories import create_series
from tests.services.reminding import PLANNED_AT, Plan
from tests.statements import counted
from tests.towns import BERLIN, local

START = local(27, 10, 2009, 19)
EVENING_BEFORE = local(26, 10, 2009, 18)


def _reminded(session: Session) -> list[int]:
    statement = select(Delivery.participant_id).where(Delivery.kind == DeliveryKind.REMINDER_DAY)
    return list(session.scalars(statement))


def test_a_series_that_nobody_can_read_keeps_no_reminder_from_going(database: Database) -> None:
    plan = Plan(database, START)
    plan.says(plan.amal, "yes")
    broken = database.transact(create_series, plan.body, START)
    spoil = update(Series).where(Series.id == broken).values(rule="FREQ=SOMETIMES")
    database.transact(lambda session: session.execute(spoil))

    database.transact(beat, timezone=BERLIN, now=EVENING_BEFORE)

    assert database.look(_reminded) == [plan.amal]


def test_a_beat_asks_the_database_the_same_of_one_meeting_and_of_thirty(database: Database) -> None:
    plan = Plan(database, START)
    now = PLANNED_AT + timedelta(minutes=1)

    with counted(database) as of_one:
        database.transact(beat, timezone=BERLIN, now=now)
    for days in range(1, 30):
        about = (plan.body, START + timedelta(days=days), "Rathaus")
        database.transact(planning.plan, *about, timezone=BERLIN, acting=plan.speaker, now=now)
    with counted(database) as of_thirty:
        database.transact(beat, timezone=BERLIN, now=now)

    assert of_one != []
    assert of_thirty == of_one
