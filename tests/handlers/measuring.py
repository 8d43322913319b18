"""A measure under way that somebody is asked about: what the bot says of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select

from models import Delivery, DeliveryKind, Measure, MeasureState
from tests.factories import create_measure
from tests.steering import Steered, steered
from tests.towns import Resident, Town

STATE = MeasureState
ASKED = (
    "🛠 How does it go? BIL-01 · Stadtteilmütter\n\nOne tap is enough. It helps everybody to know where things stand."
)
AGAIN = (
    "🛠 How does it go? BIL-01 · Stadtteilmütter\n\n"
    "Perhaps you missed this two weeks ago. I do not ask a third time for now."
)
NAMED = (
    "🔔 You are named as the one to ask about: BIL-01 · Stadtteilmütter\n\n"
    "While it runs I ask every eight weeks how it goes. One tap is enough."
)
EVALUATE = (
    "🎯 What has it brought? BIL-01 · Stadtteilmütter\n\n"
    "It is over, or was planned up to now. One tap and one sentence are enough."
)
HEAD = "🛠 BIL-01 · Stadtteilmütter"
THANKS = "Thank you, that is noted."


async def running(town: Town, **details: Any) -> tuple[Steered, dict[str, Resident], int]:
    """Settle the town with a measure under way that grew from BIL-01; Olga, a speaker, is asked about it."""
    made, people = await steered(town)
    values: dict[str, Any] = {"state": STATE.UNDERWAY, "created_at": datetime(2009, 10, 13, 8, tzinfo=UTC), **details}
    values = {"result_id": made.results["BIL-01"], "responsible_id": made.people["Olga"], **values}
    number = town.database.transact(create_measure, "BIL-01", "Stadtteilmütter", **values)
    return made, people, number


def find(town: Town, number: int) -> Measure:
    """Return a measure."""
    return town.database.look(lambda session: session.get_one(Measure, number))


def count(town: Town, kind: DeliveryKind) -> int:
    """Return how many news of this kind there are."""
    statement = select(func.count(Delivery.id)).where(Delivery.kind == kind)
    return town.database.look(lambda session: session.scalars(statement).one())
