"""Time: the only place that asks the machine what time it is.

Instants are aware and in UTC; people see the wall clock of the town (Europe/Berlin by default).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

QUIET_FROM = time(21)
QUIET_UNTIL = time(8)
#: When the bot speaks up by itself: between breakfast and noon, after work, and the last moment before the night.
MORNING, EVENING, LAST_CALL = time(10), time(18), time(20, 45)


class Clock(Protocol):
    """Something that knows the present instant."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)


class SteppableClock:
    """A clock that starts where one likes, runs on with real time (or stands still) and can be moved on."""

    def __init__(self, start: datetime, *, running: bool = False) -> None:
        """Start at `start` (aware); `running` lets it tick with the machine's clock."""
        self._offset = start.astimezone(UTC) - datetime.now(UTC)
        self._standing = None if running else start.astimezone(UTC)

    def now(self) -> datetime:
        """Return the clock's present instant, aware, in UTC."""
        return self._standing if self._standing is not None else datetime.now(UTC) + self._offset

    def move_to(self, instant: datetime) -> None:
        """Move the clock to `instant` (aware)."""
        self.advance(instant - self.now())

    def advance(self, delta: timedelta) -> None:
        """Move the clock on by `delta`."""
        self._offset += delta
        if self._standing is not None:
            self._standing += delta


def at_local(day: date, wall_time: time, timezone: ZoneInfo) -> datetime:
    """Return the UTC instant at which the wall clock of `timezone` shows `wall_time` on `day`.

    An hour that occurs twice (end of summer time) means its first occurrence.
    """
    return datetime.combine(day, wall_time, timezone).astimezone(UTC)


def exists_locally(day: date, wall_time: time, timezone: ZoneInfo) -> bool:
    """Tell whether the wall clock shows this time at all on that day: 02:30 is skipped when summer time begins."""
    local = at_local(day, wall_time, timezone).astimezone(timezone)
    return local.replace(tzinfo=None) == datetime.combine(day, wall_time)


def is_quiet(instant: datetime, timezone: ZoneInfo) -> bool:
    """Tell whether `instant` lies in the hours in which the bot is silent: 21:00 to 08:00 by the town's wall clock."""
    wall_time = instant.astimezone(timezone).time()
    return wall_time >= QUIET_FROM or wall_time < QUIET_UNTIL


def end_of_quiet(instant: datetime, timezone: ZoneInfo) -> datetime:
    """Return the UTC instant at which the quiet hours end that `instant` lies in, or those that come next."""
    local = instant.astimezone(timezone)
    tomorrow = local.time() >= QUIET_UNTIL
    return at_local(local.date() + timedelta(days=tomorrow), QUIET_UNTIL, timezone)
