"""What the owner of a simulator may add around it: a town with a clock that can be moved and posters to scan."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Poster:
    """A poster on the wall; ``svg`` draws the QR code of a deep link to the bot with ``payload``."""

    title: str
    subtitle: str
    payload: str
    svg: str


class Town(Protocol):
    """Set as ``simulator.town``; without one the page shows neither clock nor wall."""

    title: str
    timezone: str
    """A name of the tz database, such as Europe/Berlin."""

    def now(self) -> datetime:
        """Return the town's time, with its zone."""

    async def advance(self, delta: timedelta) -> None:
        """Move the clock on and return when what was due has been done."""

    async def move_to(self, when: datetime) -> None:
        """Move the clock to a moment. Raises ValueError, in words for the person at the page, if it cannot go there."""

    async def move_to_next(self) -> None:
        """Move the clock to the next reminder. Raises ValueError if none is planned."""

    def posters(self) -> list[Poster]:
        """Return what hangs on the wall, in its order."""
