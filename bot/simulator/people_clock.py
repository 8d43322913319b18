"""Moving the town's clock from the page."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.simulator.people_actions import NotUnderstood, number_of, text_of
from bot.simulator.town import Town

FURTHEST = timedelta(days=3660)


async def move_clock(town: Town, values: dict[str, Any]) -> None:
    """Move by ``advance_seconds``, to the moment ``to`` (ISO; without an offset in the town's zone) or ``to_next``."""
    if values.get("to_next") is True:
        await town.move_to_next()
    elif "to" in values:
        await town.move_to(_moment(town, text_of(values, "to")))
    else:
        await town.advance(_distance(number_of(values, "advance_seconds")))


def _moment(town: Town, iso: str) -> datetime:
    moment = datetime.fromisoformat(iso)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=ZoneInfo(town.timezone))


def _distance(seconds: float) -> timedelta:
    if not 0 < seconds <= FURTHEST.total_seconds():
        raise NotUnderstood("the clock goes forwards, by ten years at most")
    return timedelta(seconds=seconds)
