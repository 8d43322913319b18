"""The pace at which news leaves: when may the next message go, and to whom.

Belongs here: the arithmetic of Telegram's sending limits (Bot FAQ, "My bot is hitting limits, how do I avoid this?":
30 messages per second over all, 1 per second to a chat, 20 per minute to a group). Does not belong here: sleeping,
sending, choosing. Answers to people are never delayed; they only take their share of the budget (`answered`).

How it keeps any sliding second at or below the limit N: slots lie I = 1 / (N * (1 - margin)) seconds apart, and a
sender that wakes late may use a slot up to half of margin / (1 - margin) seconds after its time. The other half of that
is left for the way to the server. A second and all of that together hold fewer than N intervals, thus at most N slots.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable

FORGET_AFTER_SECONDS = 120.0


class Pace:
    """Books moments for messages. All times are seconds of the monotonic clock that was handed in.

    A reservation to a chat that must wait holds up all that are reserved after it: a sender asks `ready` or `delay` and
    takes somebody else first.
    """

    def __init__(
        self,
        *,
        per_second: float = 30,
        per_chat: float = 1.0,
        per_group_minute: int = 20,
        margin: float = 0.05,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`per_chat` is the time between two messages to one chat; `margin` is the part of each limit left unused."""
        stretch = 1 / (1 - margin)
        self._interval = stretch / per_second
        self._catching_up = margin * stretch / 2
        self._second = stretch
        self._chat_interval = per_chat * stretch
        self._group_window = 60.0 * stretch
        self._group_limit = per_group_minute
        self._monotonic = monotonic
        self._next_slot = monotonic()
        self._held_until = self._next_slot
        self._forgot_at = self._next_slot
        self._chat_ready: dict[int, float] = {}
        self._chat_held: dict[int, float] = {}
        self._group_sent: dict[int, deque[float]] = {}

    def reserve(self, chat_id: int) -> float:
        """Book the next slot for this chat; gives the seconds until the message may leave, 0 for at once."""
        now = self._monotonic()
        free = self._next_free(now)
        slot = max(free, self._chat_ready.get(chat_id, free))
        self._next_slot = slot + self._interval
        self._count(chat_id, max(slot, now))
        self._forget(now)
        return max(0.0, slot - now)

    def delay(self, chat_id: int) -> float:
        """The seconds that `reserve` would give now; books nothing."""
        now = self._monotonic()
        return max(0.0, self._next_free(now) - now, self._chat_ready.get(chat_id, now) - now)

    def ready(self, chat_id: int) -> bool:
        """Whether a message to this chat could take the very next slot, so that reserving it holds nobody up."""
        now = self._monotonic()
        return self._chat_ready.get(chat_id, now) <= max(now, self._next_free(now))

    def answered(self, chat_id: int) -> None:
        """Count an answer that has just gone out to this chat: news gives way, by a second at most."""
        now = self._monotonic()
        soon = now + self._second
        if self._next_slot < soon:
            self._next_slot = min(max(self._next_slot, now) + self._interval, soon)
        self._count(chat_id, now)
        self._forget(now)

    def late(self, seconds: float, chat_ids: Iterable[int]) -> None:
        """Note that messages which were booked for these chats leave so many seconds late: the next ones move too."""
        self._next_slot += seconds
        for chat_id in chat_ids:
            if chat_id in self._chat_ready:
                self._chat_ready[chat_id] += seconds

    def hold(self, seconds: float, chat_id: int | None = None) -> None:
        """Obey a 429: pause this chat; pause everything where another chat is being held, or where none is named.

        Telegram does not say what a 429 concerns. One chat may be that chat's own limit; a second one is ours.
        """
        now = self._monotonic()
        self._chat_held = {chat: until for chat, until in self._chat_held.items() if until > now}
        if chat_id is None or self._chat_held.keys() - {chat_id}:
            self._held_until = max(self._held_until, now + seconds)
        if chat_id is not None:
            self._chat_held[chat_id] = max(self._chat_held.get(chat_id, now), now + seconds)
            self._chat_ready[chat_id] = max(self._chat_ready.get(chat_id, now), now + seconds)

    def _next_free(self, now: float) -> float:
        return max(self._next_slot, now - self._catching_up, self._held_until)

    def _count(self, chat_id: int, moment: float) -> None:
        ready = moment + self._chat_interval
        if chat_id < 0:
            sent = self._group_sent.setdefault(chat_id, deque(maxlen=self._group_limit))
            sent.append(moment)
            if len(sent) == self._group_limit:
                ready = max(ready, sent[0] + self._group_window)
        self._chat_ready[chat_id] = max(self._chat_ready.get(chat_id, ready), ready)

    def _forget(self, now: float) -> None:
        """Drop the chats that have been free for two minutes, every two minutes."""
        if now - self._forgot_at < FORGET_AFTER_SECONDS:
            return
        self._forgot_at = now
        long_ago = now - FORGET_AFTER_SECONDS
        self._chat_ready = {chat: ready for chat, ready in self._chat_ready.items() if ready > long_ago}
        self._group_sent = {chat: sent for chat, sent in self._group_sent.items() if chat in self._chat_ready}
