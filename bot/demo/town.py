"""The town around the messenger: its clock, which the bot lives through step by step, and the posters on its wall."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import segno
from sqlalchemy.orm import Session

from bot.application import Assistant
from bot.clock import SteppableClock
from bot.jobs.ticks import tick
from bot.messages import posters as messages
from bot.services import aftermath, bodies, deliveries, reminders, series
from bot.simulator.town import Poster

#: What hangs on the wall: a body's code and the language of its poster.
POSTERS = (
    ("BIL", "ar"), ("BIL", "de"), ("BER", "ru"), ("BEG", "tr"), ("BEG", "uk"), ("OEF", "en"),
    ("GSP", "de-simple"), ("GSP", "en"),
)  # fmt: skip


class DemoTown:
    """Coburg for the simulator's page; see `bot.simulator.town.Town`."""

    title = "Coburg"

    def __init__(self, assistant: Assistant, clock: SteppableClock, posters: list[Poster]) -> None:
        """Live with this bot and this clock."""
        self._assistant, self._clock, self._posters = assistant, clock, posters
        self._equipment = assistant.application.bot_data
        self.timezone = self._equipment.settings.timezone_name
        self._moving = asyncio.Lock()

    def now(self) -> datetime:
        """Return the town's time."""
        return self._clock.now().astimezone(self._equipment.settings.timezone)

    def posters(self) -> list[Poster]:
        """Return what hangs on the wall."""
        return self._posters

    async def advance(self, delta: timedelta) -> None:
        """Move the clock on by `delta`; the bot does on the way what falls due."""
        await self.move_to(self.now() + delta)

    async def move_to(self, when: datetime) -> None:
        """Move the clock to `when`; the bot does on the way what falls due.

        Raises:
            ValueError: that is in the past.
        """
        async with self._moving:
            if when < self.now():
                raise ValueError("Die Stadtuhr geht nur vorwärts.")
            await self._assistant.settle()
            while (due := await self._next_due()) is not None and due < when:
                await self._arrive(due)
            await self._arrive(when)

    async def move_to_next(self) -> None:
        """Move the clock to the next moment at which the bot has something to say.

        Raises:
            ValueError: nothing is planned.
        """
        await self._assistant.settle()
        due = await self._next_due()
        if due is None:
            raise ValueError("Es ist keine Erinnerung geplant.")
        await self.move_to(due)

    async def _next_due(self) -> datetime | None:
        zone = self._equipment.settings.timezone
        return await self._equipment.database.read(_next_due, after=self._clock.now(), timezone=zone)

    async def _arrive(self, moment: datetime) -> None:
        """Let it be `moment`, and wait until the bot has done what is due by then."""
        self._clock.move_to(max(moment, self._clock.now()))
        await tick(self._equipment)
        await self._assistant.settle()


def _next_due(session: Session, *, after: datetime, timezone: ZoneInfo) -> datetime | None:
    """Return when the bot next has something to say: an invitation, a reminder, or what waits for a night to end."""
    ahead = [
        series.next_due(session, after=after),
        reminders.next_due(session, after=after),
        aftermath.next_due(session, after=after, timezone=timezone),
        deliveries.next_leaving(session, after=after, timezone=timezone),
    ]
    return min((moment for moment in ahead if moment is not None), default=None)


def draw_posters(session: Session, username: str, wall: Sequence[tuple[str, str]] = POSTERS) -> list[Poster]:
    """Return the posters of bodies, each in its language, with the code that leads to the bot called `username`."""
    drawn = []
    for code, locale in wall:
        body = bodies.find_by_code(session, code)
        assert body is not None
        payload = f"{code}-{locale}"
        code_drawing = _draw_code(f"https://t.me/{username}?start={payload}")
        drawn.append(Poster(messages.headline(locale, body), messages.call(locale, body), payload, code_drawing))
    return drawn


def _draw_code(address: str) -> str:
    drawing = io.BytesIO()
    segno.make_qr(address, error="m").save(drawing, kind="svg", xmldecl=False, scale=4, border=2)
    return drawing.getvalue().decode()
