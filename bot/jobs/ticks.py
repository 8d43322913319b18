"""One beat of the clock: what is due is queued, what has become useless is dropped; what is old is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.orm import Session

from bot.context import Equipment
from bot.log import describe
from bot.services import (
    aftermath,
    agenda_items,
    approvals,
    broadcasts,
    deliveries,
    digests,
    measure_watch,
    minutes,
    missed,
    places,
    reminding,
    retention,
    series,
)
from models.database import is_unavailable

_log = structlog.get_logger()


async def tick(equipment: Equipment) -> None:
    """Do what the hour demands; a database that is gone is a log line, the next beat makes up for it."""
    try:
        await equipment.database.run(beat, timezone=equipment.settings.timezone, now=equipment.clock.now())
    except Exception as error:  # noqa: BLE001 - whatever it is, the clock must go on
        _log.error("tick.failed", error=describe(error))
    equipment.news.set()


async def tidy(equipment: Equipment) -> None:
    """Forget what has been kept long enough; see `bot.services.retention`."""
    try:
        await equipment.database.run(retention.forget, now=equipment.clock.now())
    except Exception as error:  # noqa: BLE001 - the next hour makes up for it
        _log.error("tidy.failed", error=describe(error))


def beat(session: Session, *, timezone: ZoneInfo, now: datetime) -> None:
    """Take all steps in their order; one that fails undoes itself alone and is a log line, the others do their work."""
    local = {"timezone": timezone, "now": now}
    _step(session, deliveries.expire, **local)
    _step(session, deliveries.give_up_worn_out)
    _step(session, broadcasts.finish, now=now)
    _step(session, aftermath.note_held, **local)
    _step(session, aftermath.queue_due, **local)
    _step(session, approvals.give_time_again, **local)
    _step(session, minutes.finish, now=now)
    _step(session, series.keep_up, **local)
    _step(session, series.invite_due, **local)
    _step(session, reminding.queue_due, now=now)
    _step(session, missed.report, now=now)
    _step(session, digests.queue_due, **local)
    _step(session, measure_watch.look, **local)
    _step(session, places.move_up, now=now)
    _step(session, agenda_items.close_held, now=now)


def _step(session: Session, step: Callable[..., object], **moment: Any) -> None:
    try:
        with session.begin_nested():
            step(session, **moment)
    except Exception as error:
        if is_unavailable(error):
            raise
        _log.error("tick.step_failed", step=f"{step.__module__}.{step.__name__}", error=describe(error))
