"""The durable inbox at work: stored, then confirmed, then worked off; in order per person, in parallel across them."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Sequence
from typing import Any

import structlog

from bot.context import BotApplication, Equipment
from bot.languages import DEFAULT_LOCALE
from bot.log import describe
from bot.messages.errors import trouble
from bot.sending import answer
from bot.services import inbox
from bot.services.inbox import Received
from bot.services.visitors import find_visitor
from bot.updates import Unreadable, is_id, is_talk, parse_update
from models import InboxState
from models.database import is_unavailable

#: After so many failures an update is set aside.
ATTEMPTS = 5
#: Above so many waiting updates, seconds of work, no further ones are asked for: they wait at Telegram, not in memory.
FULL = 1000
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 30.0
_log = structlog.get_logger()

#: Where an update says whose it is, in the order of looking (Bot API, Update).
_PLACES = ("message", "callback_query", "my_chat_member")


def read_update(raw: object) -> Received | None:
    """Return a raw update as it is stored, or None if it has no number and so cannot even be set aside."""
    if not isinstance(raw, dict) or not is_id(raw.get("update_id")):
        return None
    return Received(raw["update_id"], _whose(raw), json.dumps(raw))


def _whose(raw: dict[str, Any]) -> int:
    for place in _PLACES:
        content = raw.get(place)
        if isinstance(content, dict):
            for holder in (content.get("from"), content.get("chat")):
                if isinstance(holder, dict) and is_id(holder.get("id")):
                    return int(holder["id"])
    return 0


class Inbox:
    """Takes raw updates in and hands them to the application, each person's in their order."""

    def __init__(self, application: BotApplication) -> None:
        """Work for this application."""
        self._application = application
        self._slots = asyncio.Semaphore(self._equipment.settings.updates_at_once)
        self._queues: dict[int, deque[Received]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._finished: list[int] = []
        #: Updates of which nobody knows whether the database has them.
        self._in_doubt: set[int] = set()
        self._flushing: asyncio.Task[None] | None = None
        self._idle = asyncio.Event()
        self._idle.set()
        self._closing = False

    @property
    def _equipment(self) -> Equipment:
        return self._application.bot_data

    @property
    def is_full(self) -> bool:
        """Whether so much is waiting that nothing more should be fetched."""
        return sum(len(queue) for queue in self._queues.values()) > FULL

    async def resume(self) -> dict[int, list[int]]:
        """Take up what an earlier process left; return the chats whose answer may have been lost, with the updates.

        Whoever has answered them calls `finish`.
        """
        unfinished = await self._equipment.database.read(inbox.list_unfinished)
        unanswered: dict[int, list[int]] = {}
        for row in unfinished:
            if row.state is InboxState.EFFECTED:
                unanswered.setdefault(row.chat_id or 0, []).append(row.update_id)
        for row in unfinished:
            if row.state is InboxState.WAITING:
                self._feed(Received(row.update_id, row.chat_id or 0, row.payload or ""))
        await self._report_set_aside()
        return unanswered

    async def _report_set_aside(self) -> None:
        set_aside = (await self._equipment.database.read(inbox.count_by_state)).get(InboxState.DEAD, 0)
        if set_aside:
            _log.warning("updates.set_aside", count=set_aside, hint="see docs/betrieb.md; kept for 14 days")

    async def receive(self, raw_updates: Sequence[object]) -> None:
        """Store the updates; when this returns they may be confirmed to Telegram. What groups talk about is dropped.

        Raises:
            DBAPIError: the database did not take them; nothing may be confirmed.
        """
        ours = [raw for raw in raw_updates if not is_talk(raw)]
        updates = [received for raw in ours if (received := read_update(raw)) is not None]
        if len(updates) < len(ours):
            _log.error("update.without_number", count=len(ours) - len(updates))
        numbers = {received.update_id for received in updates}
        try:
            new = set(await self._equipment.database.run(inbox.store, updates, now=self._equipment.clock.now()))
        except Exception:
            # Perhaps it took them, and only its word got lost: what comes again is not new then, and yet unknown here.
            self._in_doubt |= numbers
            raise
        unseen = new | (self._in_doubt & numbers)
        self._in_doubt -= numbers
        for received in updates:
            if received.update_id in unseen:
                unseen.remove(received.update_id)
                self._feed(received)

    def _feed(self, received: Received) -> None:
        self._idle.clear()
        queue = self._queues.get(received.chat_id)
        if queue is not None:
            queue.append(received)
            return
        self._queues[received.chat_id] = deque([received])
        self._start(self._work_off(received.chat_id))

    def _start(self, work: Any) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _work_off(self, chat_id: int) -> None:
        queue = self._queues[chat_id]
        while queue and not self._closing:
            async with self._slots:
                await self._process(queue[0])
            queue.popleft()
        del self._queues[chat_id]
        if not self._queues:
            self._idle.set()

    async def _process(self, received: Received) -> None:
        """Work one update off, again after a failure; what the database or the net is to blame for does not count."""
        attempts, pause = 0, _FIRST_PAUSE
        while (error := await self._attempt(received)) is not None and not self._closing:
            if not is_unavailable(error):
                attempts += 1
                _log.error("update.failed", update_id=received.update_id, attempts=attempts, error=describe(error))
                # What cannot be read will not be readable later.
                dead = attempts == ATTEMPTS or isinstance(error, Unreadable)
                await self._note_failure(received, error, attempts, dead=dead)
                if dead:
                    _log.error("update.set_aside", update_id=received.update_id)
                    await self._apologise(received.chat_id)
                    return
            else:
                _log.error("database.unavailable", error=describe(error), next_try_in=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
        if error is None:
            self.finish([received.update_id])

    async def _attempt(self, received: Received) -> BaseException | None:
        """Hand the update to the handlers; return what went wrong, if anything."""
        try:
            await self._application.process_update(parse_update(received.payload, self._application.bot))
        except Exception as error:  # noqa: BLE001 - whatever it is, the update must not hold anybody up
            return error
        return self._equipment.failures.pop(received.update_id, None)

    async def _note_failure(self, received: Received, error: BaseException, attempts: int, *, dead: bool) -> None:
        note = inbox.note_failure
        try:
            await self._equipment.database.run(note, received.update_id, describe(error), attempts=attempts, dead=dead)
        except Exception as failure:  # noqa: BLE001 - the row stays as it was and is taken up at the next start
            _log.error("failure.not_noted", update_id=received.update_id, error=describe(failure))

    async def _apologise(self, chat_id: int) -> None:
        """Tell the person that it did not work, in the language they are known to read; groups are left in peace."""
        if chat_id <= 0:
            return
        try:
            visitor = await self._equipment.database.read(find_visitor, chat_id)
            sorry = trouble(visitor.locale if visitor else DEFAULT_LOCALE)
            await answer(self._application.bot, chat_id, sorry)
        except Exception as error:  # noqa: BLE001 - an apology must not become the next failure
            _log.error("apology.failed", error=describe(error))

    def finish(self, update_ids: Sequence[int]) -> None:
        """Note that these updates are worked off and answered; written down a moment later, together."""
        self._finished.extend(update_ids)
        self._begin_flush()

    def _begin_flush(self) -> None:
        if self._finished and (self._flushing is None or self._flushing.done()):
            self._flushing = self._start(self._flush())

    async def _flush(self) -> None:
        """Write down in one go what was finished since the last time."""
        while self._finished:
            batch, self._finished = self._finished, []
            try:
                await self._equipment.database.run(inbox.mark_done, batch)
            except Exception as error:  # noqa: BLE001 - noted again later; until then the effect stands
                self._finished = batch + self._finished
                _log.error("inbox.flush_failed", error=describe(error))
                await asyncio.sleep(1)
                if self._closing:
                    return

    async def wait_until_idle(self) -> None:
        """Return when everything received so far is worked off and written down."""
        await self._idle.wait()
        self._begin_flush()
        while self._flushing is not None and not self._flushing.done():
            await asyncio.wait([self._flushing])

    async def close(self, *, patience: float = 5.0) -> None:
        """Let what is being worked on finish, `patience` seconds at most; the rest waits in the database."""
        self._closing = True
        self._begin_flush()
        until = asyncio.get_running_loop().time() + patience
        # What finishes meanwhile is to be written down, too: more work than there was at first.
        while self._tasks and (left := until - asyncio.get_running_loop().time()) > 0:
            await asyncio.wait(self._tasks, timeout=left)
        for task in list(self._tasks):
            task.cancel()
