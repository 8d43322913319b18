"""Updates that wait for the bot: numbering, confirming by offset, long polling, the choice of kinds."""

import asyncio
import itertools
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.simulator.errors import ConnectionLost, conflict

Json = dict[str, Any]

KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
)
ONLY_ON_REQUEST = ("chat_member", "message_reaction", "message_reaction_count")
BY_DEFAULT = frozenset(KINDS).difference(ONLY_ON_REQUEST)
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(slots=True)
class PendingUpdate:
    """An update in its final form; ``seen`` is False for one that no offset may confirm unseen."""

    update_id: int
    body: str
    chat_key: int
    seen: bool = True


class UpdateQueue:
    """The updates that the bot has not confirmed, oldest first."""

    def __init__(self) -> None:
        self.pending: deque[PendingUpdate] = deque()
        self.allowed: frozenset[str] = BY_DEFAULT
        self.on_arrival: Callable[[], None] | None = None
        self._numbers = itertools.count(100_000_001)
        self._waiting: asyncio.Future[None] | None = None

    def allow(self, kinds: list[str] | None) -> None:
        """Remember ``allowed_updates``: None keeps the last choice, an empty list means the default."""
        if kinds is not None:
            self.allowed = frozenset(kinds).intersection(KINDS) if kinds else BY_DEFAULT

    def push(self, update: Json) -> int:
        """Queue any update, however malformed, under the next number. Returns its ``update_id``."""
        update_id = next(self._numbers)
        self._add(PendingUpdate(update_id, json.dumps({"update_id": update_id, **update}), chat_key(update)))
        return update_id

    def push_raw(self, update: Json) -> int:
        """Queue an update that brings its own ``update_id``, even one that was confirmed long ago."""
        update_id = int(update["update_id"])
        self._add(PendingUpdate(update_id, json.dumps(update), chat_key(update), seen=False))
        return update_id

    def _add(self, update: PendingUpdate) -> None:
        self.pending.append(update)
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)
        if self.on_arrival is not None:
            self.on_arrival()

    def confirm(self, offset: int) -> None:
        """Forget what ``offset`` confirms; a negative one keeps that many of the newest."""
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
        else:
            while self.pending and self.pending[0].update_id < offset and self.pending[0].seen:
                self.pending.popleft()

    def discard(self, update: PendingUpdate) -> None:
        """Take one update out, as a webhook has received it."""
        if self.pending and self.pending[0] is update:
            self.pending.popleft()
            return
        for place, other in enumerate(self.pending):
            if other is update:
                del self.pending[place]
                return

    async def poll(self, offset: int, limit: int, timeout: float) -> list[str]:
        """Return up to ``limit`` updates as JSON, waiting up to ``timeout`` seconds. An older poll is ended by 409."""
        self.end_poll(conflict(OTHER_POLL))
        self.confirm(offset)
        if not self.pending and timeout > 0:
            await self._wait(timeout)
        return self._take(limit)

    async def _wait(self, timeout: float) -> None:
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(waiting, timeout)
        except TimeoutError:
            return
        finally:
            if self._waiting is waiting:
                self._waiting = None

    def _take(self, limit: int) -> list[str]:
        taken = list(itertools.islice(self.pending, limit))
        for update in taken:
            update.seen = True
        return [update.body for update in taken]

    def end_poll(self, reason: Exception) -> None:
        """End a poll that waits, if there is one, with ``reason``."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(reason)

    def cut_poll(self) -> None:
        """Reset the connection of a poll that waits."""
        self.end_poll(ConnectionLost())


def chat_key(update: Json) -> int:
    """Return the chat or user id by which updates keep their order; 0 where there is none."""
    for value in update.values():
        if isinstance(value, dict):
            inner = value.get("message", value)
            for name in ("chat", "from"):
                holder = inner.get(name) if isinstance(inner, dict) else None
                if isinstance(holder, dict) and isinstance(holder.get("id"), int):
                    return int(holder["id"])
    return 0
