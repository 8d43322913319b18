"""Trouble made on purpose: delays, server errors, flood waits, connections that break before or after the deed."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bot.simulator.errors import ApiError, too_many_requests


@dataclass(slots=True)
class Fault:
    """What happens to the next ``times`` calls that match."""

    kind: str
    times: int
    method: str | None
    chat_id: int | None = None
    error: ApiError | None = None

    def matches(self, method: str, chat_id: int | None) -> bool:
        """Return whether a call of ``method`` for ``chat_id`` is meant."""
        return self.times > 0 and self.method in (None, method) and self.chat_id in (None, chat_id)


@dataclass(frozen=True, slots=True)
class Delay:
    """How long (seconds) calls of a method take; None means all methods."""

    seconds: float | Callable[[], float]
    method: str | None


class Faults:
    """The trouble planned at present. A call meets the first fault that matches."""

    def __init__(self, on_down: Callable[[], None]) -> None:
        self.is_down = False
        self.active = False
        self._on_down = on_down
        self._planned: list[Fault] = []
        self._delays: list[Delay] = []

    def delay(self, seconds: float | Callable[[], float], method: str | None = None) -> None:
        """Make each call wait before it is carried out; a later delay of the same method replaces an earlier one."""
        name = _lower(method)
        self._delays = [delay for delay in self._delays if delay.method != name] + [Delay(seconds, name)]
        self.active = True

    def fail(
        self,
        times: int = 1,
        status: int = 502,
        description: str = "Bad Gateway",
        method: str | None = None,
        chat_id: int | None = None,
    ) -> None:
        """Answer with an error of the server; nothing is carried out."""
        self._plan(Fault("error", times, _lower(method), chat_id, ApiError(status, description)))

    def flood(
        self, retry_after: int = 2, times: int = 1, method: str | None = None, chat_id: int | None = None
    ) -> None:
        """Answer 429 with ``retry_after`` seconds; nothing is carried out."""
        self._plan(Fault("error", times, _lower(method), chat_id, too_many_requests(retry_after)))

    def reset(self, times: int = 1, method: str | None = None, chat_id: int | None = None) -> None:
        """Reset the connection before anything is done."""
        self._plan(Fault("reset", times, _lower(method), chat_id))

    def reset_after(self, times: int = 1, method: str | None = None, chat_id: int | None = None) -> None:
        """Carry the call out, then reset the connection."""
        self._plan(Fault("reset_after", times, _lower(method), chat_id))

    def timeout_after(self, times: int = 1, method: str | None = None, chat_id: int | None = None) -> None:
        """Carry the call out, then never answer."""
        self._plan(Fault("timeout_after", times, _lower(method), chat_id))

    def down(self, is_down: bool = True) -> None:
        """Reset every connection, also a long poll that waits, until ``down(False)``."""
        self.is_down = is_down
        if is_down:
            self._on_down()

    def clear(self) -> None:
        """End all trouble."""
        self._planned.clear()
        self._delays.clear()
        self.is_down = self.active = False

    def _plan(self, fault: Fault) -> None:
        self._planned.append(fault)
        self.active = True

    async def wait(self, method: str) -> None:
        """Wait as long as a call of ``method`` is to be delayed."""
        for delay in self._delays:
            if delay.method in (None, method):
                await asyncio.sleep(delay.seconds() if callable(delay.seconds) else delay.seconds)

    def next_fault(self, method: str, chat_id: int | None) -> Fault | None:
        """Return the fault that this call meets, and use it up by one."""
        for fault in self._planned:
            if fault.matches(method, chat_id):
                fault.times -= 1
                if not fault.times:
                    self._planned.remove(fault)
                return fault
        return None


def _lower(method: str | None) -> str | None:
    return method.lower() if method is not None else None
