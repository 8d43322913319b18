"""One beat of the clock: what is due is queued, what has become useless is dropped; what is old is forgotten."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.orm import Session

from bot.context import Equipment
from bot.log import describe
from bot.services import (
    aftermath,
    agenda_items,
    broadcasts,
    deliveries,
    digests,
    minutes,
    missed,
    places,
    reminding,
    retention,
    series,
)

_log = structlog.get_logger()


async def tick(equipment: Equipment) -> None:
    """Do what the hour demands; a database that is gone is a log line, the next beat makes up for it."""
    try:
        await equipment.database.run(_beat, timezone=equipment.settings.timezone, now=equipment.clock.now())
    except Exception as error:  # noqa: BLE001 - whatever it is, the clock must go on
        _log.error("tick.failed", error=describe(error))
    equipment.news.set()


async def tidy(equipment: Equipment) -> None:
    """Forget what has been kept long enough; see `bot.services.retention`."""
    try:
        await equipment.database.run(retention.forget, now=equipment.clock.now())
    except Exception as error:  # noqa: BLE001 - the next hour makes up for it
        _log.error("tidy.failed", error=describe(error))


def _beat(session: Session, *, timezone: ZoneInfo, now: datetime) -> None:
    deliveries.expire(session, now=now, timezone=timezone)
    deliveries.give_up_worn_out(session)
    broadcasts.finish(session, now=now)
    aftermath.note_held(session, timezone=timezone, now=now)
    aftermath.queue_due(session, timezone=timezone, now=now)
    minutes.finish(session, now=now)
    series.keep_up(session, timezone=timezone, now=now)
    series.invite_due(session, timezone=timezone, now=now)
    reminding.queue_due(session, now=now)
    missed.report(session, now=now)
    digests.queue_due(session, timezone=timezone, now=now)
    places.move_up(session, now=now)
    agenda_items.close_held(session, now=now)
