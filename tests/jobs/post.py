"""An outbox alone with a database and Telegram's stand-in: what is queued here leaves, or is kept from it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from pydantic import SecretStr
from sqlalchemy import select, text
from sqlalchemy.orm import Session
from telegram import Bot

from bot.clock import SteppableClock
from bot.config import Settings
from bot.i18n import load_catalogs
from bot.jobs.deliveries import Outbox
from bot.services import deliveries
from bot.services.deliveries import News
from bot.simulator import Person, Simulator, serve
from bot.transport import AiohttpRequest
from models import Broadcast, Delivery, DeliveryKind, DeliveryReason, DeliveryState, Participant
from models.database import Database
from tests.factories import create_participant
from tests.towns import CONFERENCE_DAY

HEADER = "📣 News from: Coburg\n\n"
NOTE = "\n\nℹ️ This text was written in German."


@dataclass
class Post:
    """The outbox at work, and its surroundings."""

    simulator: Simulator
    database: Database
    clock: SteppableClock
    outbox: Outbox
    news: asyncio.Event
    people: dict[str, Person] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def person(self, name: str) -> Person:
        """Return somebody who is registered."""
        if name not in self.people:
            person = self.simulator.add_person(name)
            person.chat.started = True
            self.people[name] = person
            self.numbers[name] = self.database.transact(create_participant, person.id)
        return self.people[name]

    def queue(self, text: str, names: Collection[str], *, later: timedelta = timedelta(), **details: Any) -> None:
        """Queue a broadcast with this text for these people, and tell the outbox."""
        for name in names:
            self.person(name)
        recipients = [self.numbers[name] for name in names]
        self.database.transact(_queue, text, recipients, self.clock.now(), later, details)
        self.news.set()

    def read_by(self, name: str) -> list[str]:
        """Return the texts that this person has got."""
        texts = [message.text or "" for message in self.people[name].messages if message.from_bot]
        return [read.removeprefix(HEADER).removesuffix(NOTE) for read in texts]

    def count(self) -> int:
        """Return how many messages have arrived."""
        return sum(len(self.read_by(name)) for name in self.people)

    def states(self) -> list[str]:
        """Return the states of all deliveries, in the order of queueing."""
        return [str(state) for state in self.database.look(_states)]

    async def until(self, count: int, *, seconds: float = 5) -> float:
        """Wait until so many messages have arrived; return how many seconds it took."""
        start = time.monotonic()
        async with asyncio.timeout(seconds):
            while self.count() < count:  # noqa: ASYNC110 - people know no such event
                await asyncio.sleep(0.005)
        return time.monotonic() - start

    async def until_state(self, state: DeliveryState, *, seconds: float = 5) -> None:
        """Wait until a delivery is in this state."""
        async with asyncio.timeout(seconds):
            while state not in self.states():  # noqa: ASYNC110 - rows know no such event
                await asyncio.sleep(0.01)

    def hide_table(self, *, hidden: bool) -> None:
        """Take the table of deliveries away, so that every statement on it fails, or bring it back."""
        names = ("deliveries", "hidden") if hidden else ("hidden", "deliveries")
        self.database.transact(lambda session: session.execute(text("ALTER TABLE {} RENAME TO {}".format(*names))))


def _queue(
    session: Session, words: str, recipients: Collection[int], now: datetime, later: timedelta, details: dict[str, Any]
) -> None:
    broadcast = Broadcast(text=words, audience="everyone", created_at=now)
    session.add(broadcast)
    session.flush()
    about = {"broadcast_id": broadcast.id, "facts": {"process": "Coburg"}}
    news = News(DeliveryKind.BROADCAST, DeliveryReason.AUDIENCE, **{"about": about, **details})
    deliveries.queue(session, news, recipients, now=now)
    deliveries.postpone(session, Delivery.broadcast_id == broadcast.id, until=now + later)


def _states(session: Session) -> list[DeliveryState]:
    return list(session.scalars(select(Delivery.state).order_by(Delivery.id)))


def reachable(session: Session, number: int) -> bool:
    """Tell whether the participant counts as reachable."""
    return session.scalars(select(Participant.reachable).where(Participant.id == number)).one()


@asynccontextmanager
async def open_post(url: str, *, read_timeout: float = 20.0, **settings: Any) -> AsyncIterator[Post]:
    """Open an outbox on a migrated database; it runs."""
    load_catalogs()
    clock = SteppableClock(CONFERENCE_DAY)
    simulator, database, news = Simulator(now=clock.now), Database(url), asyncio.Event()
    quick: dict[str, Any] = {"messages_per_second": 1000, "chat_interval": 0, "bot_token": SecretStr("1:DEMO")}
    chosen = Settings(_env_file=None, **(quick | settings))
    async with serve(simulator) as server:
        bot = Bot(
            "1:DEMO",
            base_url=f"{server.url}/bot",
            request=AiohttpRequest(read_timeout=read_timeout),
            get_updates_request=AiohttpRequest(),
        )
        async with bot:
            outbox = Outbox(bot, database, clock, chosen, news)
            await outbox.start()
            running = asyncio.get_running_loop().create_task(outbox.run())
            yield Post(simulator, database, clock, outbox, news)
            await outbox.close()
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
    database.close()
