"""Empties the outbox at Telegram's pace: a row is marked before its request leaves and afterwards."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Sequence
from datetime import datetime

import structlog
from sqlalchemy.orm import Session
from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.clock import Clock, is_quiet
from bot.config import Settings
from bot.log import describe
from bot.messages.deliveries import render
from bot.pace import Pace
from bot.sending import send
from bot.services import deliveries
from bot.services.deliveries import Outcome
from bot.transport import NotSent
from models import Delivery, DeliveryState
from models.database import Database

#: How many rows are looked at in one go.
PAGE = 500
#: Deliveries whose moments lie this close together (seconds) are marked in one transaction.
_TOGETHER = 0.02
#: How long the outbox looks away when nobody calls it, in seconds.
_REST = 1.0
_GONE = ("chat not found", "user is deactivated", "bot was blocked", "peer_id_invalid", "can't initiate")
_log = structlog.get_logger()


class Outbox:
    """Sends what is due, for ever. One per bot token."""

    def __init__(self, bot: Bot, database: Database, clock: Clock, settings: Settings, news: asyncio.Event) -> None:
        """`news` is set by whoever may have queued something."""
        self._bot, self._database, self._clock, self._settings, self._news = bot, database, clock, settings, news
        self.pace = Pace(
            per_second=settings.messages_per_second, per_chat=settings.chat_interval, margin=settings.pace_margin
        )
        self._outcomes: list[Outcome] = []
        self._sending: set[asyncio.Task[None]] = set()
        self._busy = False
        self._closing = False

    async def start(self) -> None:
        """After a restart: what was on the wire is unknown, and reported as such."""
        unknown = await self._database.run(deliveries.note_on_the_wire)
        if unknown:
            _log.warning("deliveries.unknown", count=unknown, hint="on the wire when the process ended; not sent again")

    async def run(self) -> None:
        """Send what is due until closed; a database or network that is gone is waited for."""
        while not self._closing:
            try:
                if not await self._send_page():
                    await self._rest()
            except Exception as error:  # noqa: BLE001 - the outbox must outlive every fault; rows keep what is to be sent
                _log.error("outbox.failed", error=describe(error))
                await asyncio.sleep(_REST)

    async def _rest(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), _REST)
        self._news.clear()

    async def _send_page(self) -> bool:
        """Send one page of what is due; return whether there was anything to do."""
        self._busy = True
        try:
            now = self._clock.now()
            quiet = is_quiet(now, self._settings.timezone)
            due = await self._database.read(deliveries.list_due, now=now, quiet=quiet, limit=PAGE)
            sent = await self._send_all(due) if due else 0
            await self._settle()
            return sent > 0
        finally:
            self._busy = False

    async def _send_all(self, due: Sequence[Delivery]) -> int:
        """Send those whose chats are free, in their order; return how many. The others come with the next page."""
        batch: list[tuple[float, Delivery]] = []
        sent = 0
        for delivery in due:
            if not self.pace.ready(delivery.participant.telegram_id):
                continue
            leaves_at = time.monotonic() + self.pace.reserve(delivery.participant.telegram_id)
            if batch and leaves_at - batch[0][0] > _TOGETHER:
                await self._launch(batch)
                batch = []
            batch.append((leaves_at, delivery))
            sent += 1
            if self._closing:
                break
        await self._launch(batch)
        return sent

    async def _launch(self, batch: Sequence[tuple[float, Delivery]]) -> None:
        """Mark the batch as on the wire shortly before its moment, then send it."""
        if not batch:
            return
        await asyncio.sleep(batch[0][0] - time.monotonic())
        outcomes, self._outcomes = self._outcomes, []
        ids = [delivery.id for _, delivery in batch]
        allowed = set(await self._database.run(_turn_over, outcomes, ids, self._clock.now()))
        for leaves_at, delivery in batch:
            if delivery.id in allowed:
                task = asyncio.get_running_loop().create_task(self._deliver(delivery, leaves_at))
                self._sending.add(task)
                task.add_done_callback(self._sending.discard)

    async def _deliver(self, delivery: Delivery, leaves_at: float) -> None:
        await asyncio.sleep(leaves_at - time.monotonic())
        self._outcomes.append(await self._transmit(delivery))

    async def _transmit(self, delivery: Delivery) -> Outcome:
        """Make the request and say what became of it."""
        person = delivery.participant
        try:
            outgoing = render(person.locale, delivery, self._settings.timezone)
            number = await send(self._bot, person.telegram_id, outgoing)
            return Outcome(delivery.id, DeliveryState.SENT, person.locale, number)
        except RetryAfter as error:
            wait = error.retry_after
            seconds = float(wait) if isinstance(wait, int | float) else wait.total_seconds()
            self.pace.hold(seconds, person.telegram_id)
            return Outcome(delivery.id, DeliveryState.QUEUED, person.locale, error="429", again_in=0)
        except TelegramError as error:
            return _outcome_of(error, delivery)
        except Exception as error:  # noqa: BLE001 - one message that cannot be phrased must not stop the others
            _log.error("delivery.failed", delivery_id=delivery.id, kind=delivery.kind, error=describe(error))
            return Outcome(delivery.id, DeliveryState.FAILED, person.locale, error=describe(error))

    async def _settle(self) -> None:
        """Wait for what is on the wire and write down what became of it."""
        while self._sending or self._outcomes:
            if self._sending:
                await asyncio.wait(self._sending, return_when=asyncio.FIRST_COMPLETED)
            outcomes, self._outcomes = self._outcomes, []
            await self._database.run(deliveries.record, outcomes, now=self._clock.now())

    async def drain(self) -> None:
        """Return when nothing is due any more and nothing is on the wire; for tests and the town clock."""
        while True:
            now = self._clock.now()
            quiet = is_quiet(now, self._settings.timezone)
            due = await self._database.read(deliveries.list_due, now=now, quiet=quiet, limit=1)
            if not due and not self._busy and not self._sending and not self._outcomes:
                return
            self._news.set()
            await asyncio.sleep(0.005)

    async def close(self) -> None:
        """Stop sending; wait for what is on the wire."""
        self._closing = True
        self._news.set()
        if self._sending:
            await asyncio.wait(self._sending, timeout=5)


def _turn_over(session: Session, outcomes: Sequence[Outcome], ids: Sequence[int], now: datetime) -> list[int]:
    """Write down what became of the last ones and mark the next ones, in one transaction."""
    deliveries.record(session, outcomes, now=now)
    return deliveries.begin(session, ids)


def _outcome_of(error: TelegramError, delivery: Delivery) -> Outcome:
    """Return what an error of Telegram means for a delivery (Bot API, Making requests; errors by their wording)."""
    locale, text = delivery.participant.locale, error.message
    if isinstance(error, Forbidden) or any(word in text.lower() for word in _GONE):
        return Outcome(delivery.id, DeliveryState.UNREACHABLE, locale, error=text)
    if isinstance(error, BadRequest):
        return Outcome(delivery.id, DeliveryState.FAILED, locale, error=text)
    if isinstance(error, TimedOut):
        return Outcome(delivery.id, DeliveryState.UNKNOWN, locale, error=text)
    if isinstance(error, NetworkError):
        pause = min(2.0 ** (delivery.attempts + 1), 300.0)
        return Outcome(
            delivery.id, DeliveryState.QUEUED, locale, error=text, again_in=pause, counts=not isinstance(error, NotSent)
        )
    return Outcome(delivery.id, DeliveryState.FAILED, locale, error=text)
