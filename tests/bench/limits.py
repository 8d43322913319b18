"""How a Bot API server may count messages before it answers 429: over all, per chat, per group."""

import math
from collections import defaultdict, deque


class Window:
    """At most `limit` in any `seconds` (sliding), or in each stretch of so many seconds since the start (fixed)."""

    def __init__(self, limit: int, seconds: float, *, sliding: bool) -> None:
        self._limit = limit
        self._seconds = seconds
        self._sliding = sliding
        self._taken: deque[float] = deque()

    def wait(self, now: float) -> float:
        """Seconds until the next one would be let in; 0 for now."""
        start = now - self._seconds if self._sliding else now // self._seconds * self._seconds
        while self._taken and self._taken[0] < start:
            self._taken.popleft()
        if len(self._taken) < self._limit:
            return 0.0
        return (self._taken[0] if self._sliding else start) + self._seconds - now

    def take(self, now: float) -> None:
        """Count one that was let in."""
        self._taken.append(now)


class Limits:
    """Telegram's three limits with figures of choice; `per_second` None lets everything in."""

    def __init__(self, per_second: int | None, *, sliding: bool) -> None:
        self._all = Window(per_second, 1.0, sliding=sliding) if per_second else None
        self._chats = defaultdict[int, Window](lambda: Window(1, 1.0, sliding=sliding))
        self._groups = defaultdict[int, Window](lambda: Window(20, 60.0, sliding=sliding))

    def retry_after(self, chat_id: int, now: float) -> int | None:
        """None where the message is let in, and counted; else the whole seconds of a 429."""
        if self._all is None:
            return None
        windows = [self._all, self._chats[chat_id]] + ([self._groups[chat_id]] if chat_id < 0 else [])
        wait = max(window.wait(now) for window in windows)
        if wait > 0:
            return math.ceil(wait)
        for window in windows:
            window.take(now)
        return None
