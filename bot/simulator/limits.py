"""Telegram's pace, counted in real time: so many messages per second over all, per chat, per group and minute."""

import math
import time
from collections import deque
from collections.abc import Callable

from bot.simulator.errors import too_many_requests


class Counter:
    """Counts within ``period`` seconds: in a window that slides, or in fixed ones that start anew."""

    def __init__(self, most: int, period: float, sliding: bool) -> None:
        self.most = most
        self.period = period
        self.sliding = sliding
        self._times: deque[float] = deque()

    def wait(self, now: float) -> float:
        """Return how many seconds must pass before another one is allowed."""
        times = self._times
        if self.sliding:
            while times and times[0] <= now - self.period:
                times.popleft()
        elif times and now // self.period > times[0] // self.period:
            times.clear()
        if len(times) < self.most:
            return 0.0
        start = times[0] if self.sliding else now // self.period * self.period
        return start + self.period - now

    def count(self, now: float) -> None:
        """Note one."""
        self._times.append(now)


class Limits:
    """The pace of sending; assign one to ``simulator.limits``. A refused message is not counted."""

    def __init__(
        self,
        per_second: int = 30,
        per_chat_second: int = 1,
        per_group_minute: int = 20,
        *,
        sliding: bool = True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.sliding = sliding
        self.refused = 0
        self._clock = clock
        self._per_chat_second = per_chat_second
        self._per_group_minute = per_group_minute
        self._all = Counter(per_second, 1.0, sliding)
        self._chats: dict[int, Counter] = {}

    def check(self, chat_id: int) -> None:
        """Count one message to a chat or refuse it with 429."""
        now = self._clock()
        chat = self._chat(chat_id)
        wait = max(self._all.wait(now), chat.wait(now))
        if wait > 0:
            self.refused += 1
            raise too_many_requests(math.ceil(wait))
        self._all.count(now)
        chat.count(now)

    def _chat(self, chat_id: int) -> Counter:
        counter = self._chats.get(chat_id)
        if counter is None:
            most, period = (self._per_group_minute, 60.0) if chat_id < 0 else (self._per_chat_second, 1.0)
            counter = self._chats[chat_id] = Counter(most, period, self.sliding)
        return counter
