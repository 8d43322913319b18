"""Measures: the desk writes one down, fills it in and stops it; whoever is in charge is asked, those behind it hear."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.callback_data.measures import OpenMeasure
from models import MeasureState, Participant, Result
from tests.factories import create_measure
from tests.tour import HOSTILE, Tour


async def run_a_measure(tour: Tour) -> None:
    """Weber writes a measure down, fills it in, then stops it, with the reason."""
    weber = tour["Weber"]
    await weber.says("/measures")
    await tour.press("Weber", "➕ New measure")
    await weber.says(HOSTILE)
    await weber.presses(tour.say("under way", "measure"))
    await tour.press("Weber", "✏️ Change", "Funded until")
    await weber.says("bald")
    await weber.says("06/2015")
    await tour.press("Weber", "🪜 Steps", "➕ Add a step")
    await weber.says("bis 06/2010: Träger suchen")
    await tour.press("Weber", "🧩 Fields", "Back", "🔔 Who is asked", "Back", "🐢 Slower")
    await tour.press("Weber", "🚦 State")
    await weber.presses(tour.say("stopped", "measure"))
    await weber.says(HOSTILE)


async def live_with_a_measure(tour: Tour) -> None:
    """Viktor is asked how a measure goes, and its money ends soon; Weber says that it is done: those behind it hear."""
    viktor, weber, town = tour["Viktor"], tour["Weber"], tour.town
    number = town.database.transact(_grow, viktor.id, town.clock.now().date() + timedelta(days=50))
    # Over the weekend, on which nothing of it comes.
    await town.pass_time(days=3)
    await tour.press("Viktor", "🐢 Slower")
    await weber.forges(OpenMeasure(number).pack())
    await tour.press("Weber", "🚦 State")
    await weber.presses(tour.say("completed", "measure"))
    await town.pass_time(days=1)


def _grow(session: Session, telegram_id: int, funded_until: date) -> int:
    """Let a measure that Viktor is in charge of have grown from the first result."""
    person = session.scalars(select(Participant.id).where(Participant.telegram_id == telegram_id)).one()
    result = session.scalars(select(Result).order_by(Result.id).limit(1)).one()
    about: dict[str, Any] = {"result_id": result.id, "responsible_id": person, "funded_until": funded_until}
    return create_measure(session, "M-09", "Stadtteilmütter", state=MeasureState.UNDERWAY, **about)
