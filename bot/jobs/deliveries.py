"""Empties the outbox at Telegram's pace: a row is marked before its request leaves and afterwards."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Sequence
from datetime import datetime
from functools import partial

import structlog
from sqlalchemy.orm import Session
from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.clock import Clock
from bot.config import Settings
from bot.log import describe
from bot.messages import OutgoingMessage
from bot.messages.deliveries import render
from bot.pace import Pace
from bot.sending import LONGEST_PAUSE, parts_of, patiently, send
from bot.services import deliveries
from bot.services.deliveries import Due, Outcome
from bot.transport import NotSent, pause_after
from models import Delivery, DeliveryState
from models.database import Database

#: How many rows are looked at in one go, one per person.
PAGE = 500
#: How long before its moment a delivery is marked, in seconds: at least, and at most on a slow disk.
_LEAST_LEAD, _MOST_LEAD = 0.02, 0.25
#: After this many seconds it looks again whether something more urgent has come.
_LOOK_AGAIN = 1.0
#: How long the outbox looks away when nobody calls it, in seconds.
_REST = 1.0
#: How long what is on the wire may take when the process ends, in seconds.
_PATIENCE = 5.0
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
        #: What became of deliveries, until it is written down.
        self._outcomes: list[Outcome] = []
        #: Which delivery is on the wire to which chat.
        self._on_the_wire: dict[asyncio.Task[None], Due] = {}
        #: Held from marking deliveries until they are on the wire.
        self._handing_over = asyncio.Lock()
        #: How long before their moment deliveries are marked now; it follows the time that marking takes.
        self._lead = _LEAST_LEAD
        self._rows_in_doubt = False
        self._way_in_doubt = False
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
                pause = await self._send_page()
                if pause > 0:
                    await self._rest(pause)
            except Exception as error:  # noqa: BLE001 - the outbox must outlive every fault; rows keep what is to be sent
                _log.error("outbox.failed", error=describe(error))
                self._rows_in_doubt = True
                await asyncio.sleep(_REST)

    async def _rest(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), seconds)
        self._news.clear()

    async def _send_page(self) -> float:
        """Send one page of what is due; return for how many seconds there is nothing to do."""
        self._busy = True
        try:
            if self._rows_in_doubt:
                await self._take_back()
            due = await self._list_due(PAGE)
            if due and self._way_in_doubt:
                await self._wait_for_telegram()
            if await self._send_all(due):
                return 0.0
            if self._outcomes:
                await self._turn_over([])
            return max(_LEAST_LEAD, min([_REST, *(self.pace.delay(delivery.chat_id) for delivery in due)]))
        finally:
            self._busy = False

    async def _take_back(self) -> None:
        """After a failure of the database: find out what was marked without leaving."""
        known = [number for number, _ in self._on_the_wire.values()] + [one.delivery_id for one in self._outcomes]
        count = await self._database.run(deliveries.take_back, known)
        self._rows_in_doubt = False
        if count:
            _log.warning("deliveries.taken_back", count=count)

    async def _wait_for_telegram(self) -> None:
        """After a failure on the way: ask something harmless until Telegram answers, so that no news is lost in trying.

        A request that breaks off may have arrived, and what may have arrived is not sent again.
        """
        pause = _REST
        while self._way_in_doubt and not self._closing:
            try:
                await self._bot.get_me()
                self._way_in_doubt = False
            except TelegramError as error:
                _log.warning("telegram.unreachable", error=describe(error), next_try_in=pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def _list_due(self, limit: int) -> list[Due]:
        now, timezone = self._clock.now(), self._settings.timezone
        return await self._database.read(deliveries.list_due, now=now, timezone=timezone, limit=limit)

    async def _send_all(self, due: Sequence[Due]) -> int:
        """Send those whose chats are free, in their order; return how many. The others come with the next page."""
        batch: list[tuple[float, Due]] = []
        sent = 0
        until = time.monotonic() + _LOOK_AGAIN
        busy = {chat_id for _, chat_id in self._on_the_wire.values()}
        for delivery in due:
            if delivery.chat_id in busy or not self.pace.ready(delivery.chat_id):
                continue
            if batch and time.monotonic() + self.pace.delay(delivery.chat_id) - batch[0][0] > self._lead:
                await self._launch(batch)
                batch = []
            if self._closing or self._way_in_doubt or time.monotonic() > until:
                break
            batch.append((time.monotonic() + self.pace.reserve(delivery.chat_id), delivery))
            sent += 1
        await self._launch(batch)
        return sent

    async def _launch(self, batch: Sequence[tuple[float, Due]]) -> None:
        """Mark the batch as on the wire shortly before its moment, then send it."""
        if not batch:
            return
        first = batch[0][0]
        await asyncio.sleep(first - self._lead - time.monotonic())
        async with self._handing_over:
            if self._closing:
                return
            begun = await self._mark([delivery.delivery_id for _, delivery in batch])
            late = max(0.0, time.monotonic() - first)
            self.pace.late(late, [delivery.chat_id for _, delivery in batch])
            for leaves_at, due in batch:
                if due.delivery_id in begun:
                    task = asyncio.get_running_loop().create_task(
                        self._deliver(begun[due.delivery_id], leaves_at + late)
                    )
                    self._on_the_wire[task] = due
                    task.add_done_callback(self._landed)

    async def _mark(self, delivery_ids: Sequence[int]) -> dict[int, Delivery]:
        """Mark what is about to leave, in good time from now on; return what still may leave."""
        start = time.monotonic()
        begun = await self._turn_over(delivery_ids)
        self._lead = min(max(_LEAST_LEAD, 1.5 * (time.monotonic() - start)), _MOST_LEAD)
        return {delivery.id: delivery for delivery in begun}

    def _landed(self, task: asyncio.Task[None]) -> None:
        del self._on_the_wire[task]
        self._news.set()

    async def _turn_over(self, delivery_ids: Sequence[int]) -> list[Delivery]:
        """Write down what became of the last ones and mark the next ones, in one transaction; return these."""
        outcomes = list(self._outcomes)
        begun = await self._database.run(_turn_over, outcomes, delivery_ids, self._clock.now())
        written = {id(outcome) for outcome in outcomes}
        self._outcomes = [outcome for outcome in self._outcomes if id(outcome) not in written]
        return begun

    async def _deliver(self, delivery: Delivery, leaves_at: float) -> None:
        await asyncio.sleep(leaves_at - time.monotonic())
        outcome = await self._transmit(delivery)
        # Not in one line: the list may have become another one while the request was under way.
        self._outcomes.append(outcome)

    async def _transmit(self, delivery: Delivery) -> Outcome:
        """Make the request and say what became of it."""
        person = delivery.participant
        try:
            outgoing = render(person.locale, delivery, self._settings.timezone)
            number = await self._send_parts(person.telegram_id, outgoing)
        except RetryAfter as error:
            self.pace.hold(pause_after(error), person.telegram_id)
            return Outcome(delivery.id, DeliveryState.QUEUED, person.locale, error="429", again_in=0)
        except TelegramError as error:
            outcome = _outcome_of(error, delivery)
            self._way_in_doubt |= outcome.state in {DeliveryState.UNKNOWN, DeliveryState.QUEUED}
            return outcome
        except Exception as error:  # noqa: BLE001 - one message that cannot be phrased must not stop the others
            _log.error("delivery.failed", delivery_id=delivery.id, kind=delivery.kind, error=describe(error))
            return Outcome(delivery.id, DeliveryState.FAILED, person.locale, error=describe(error))
        if number is None:
            return Outcome(delivery.id, DeliveryState.UNKNOWN, person.locale, error="only its beginning arrived")
        return Outcome(delivery.id, DeliveryState.SENT, person.locale, number)

    async def _send_parts(self, chat_id: int, outgoing: OutgoingMessage) -> int | None:
        """Send the message and return its number; what belongs to it follows at the same pace.

        Once the first part is there nothing may start anew: a later part is tried until it is there or, returning None,
        nobody knows.
        """
        first, *others = parts_of(outgoing)
        number: int | None = await send(self._bot, chat_id, first)
        for part in others:
            await asyncio.sleep(max(self.pace.delay(chat_id), self._settings.chat_interval))
            await asyncio.sleep(self.pace.reserve(chat_id))
            number = await patiently(partial(send, self._bot, chat_id, part))
            if number is None:
                return None
        return number

    async def drain(self) -> None:
        """Return when nothing is due any more and nothing is on the wire; for tests and the town clock."""
        while True:
            due = await self._list_due(1)
            if not due and not self._busy and not self._on_the_wire and not self._outcomes:
                return
            self._news.set()
            await asyncio.sleep(0.005)

    async def close(self) -> None:
        """Stop sending; wait for what is on the wire and write down what became of it."""
        self._closing = True
        self._news.set()
        async with self._handing_over:
            if self._on_the_wire:
                await asyncio.wait(list(self._on_the_wire), timeout=_PATIENCE)
            try:
                await self._turn_over([])
            except Exception as error:  # noqa: BLE001 - the rest must end in order; the next start calls them unknown
                _log.error("outbox.outcomes_lost", count=len(self._outcomes), error=describe(error))


def _turn_over(session: Session, outcomes: Sequence[Outcome], ids: Sequence[int], now: datetime) -> list[Delivery]:
    """Write down what became of the last ones and mark the next ones, in one transaction."""
    deliveries.record(session, outcomes, now=now)
    return deliveries.begin(session, ids) if ids else []


def _outcome_of(error: TelegramError, delivery: Delivery) -> Outcome:
    """Return what an error of Telegram means for a delivery (Bot API, Making requests; errors by their wording)."""
    locale, text = delivery.participant.locale, error.message
    if isinstance(error, Forbidden) or any(word in text.lower() for word in _GONE):
        return Outcome(delivery.id, DeliveryState.UNREACHABLE, locale, error=text)
    if isinstance(error, BadRequest):
        return Outcome(delivery.id, DeliveryState.FAILED, locale, error=text)
    if isinstance(error, TimedOut):
        return Outcome(delivery.id, DeliveryState.UNKNOWN, locale, error=text)
    if isinstance(error, NetworkError | InvalidToken):
        pause = min(2.0 ** (delivery.attempts + 1), 300.0)
        return Outcome(
            delivery.id,
            DeliveryState.QUEUED,
            locale,
            error=text,
            again_in=pause,
            counts=not isinstance(error, NotSent | InvalidToken),
        )
    # For example an answer that is no JSON: the message was sent, perhaps.
    return Outcome(delivery.id, DeliveryState.UNKNOWN, locale, error=text)
