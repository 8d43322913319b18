"""The process: its event loop, and being asked to stop."""

from __future__ import annotations

import asyncio
import importlib
import signal
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run `main` on the fastest event loop there is and return what it returns."""
    with asyncio.Runner(loop_factory=_new_event_loop) as runner:
        return runner.run(main)


def _new_event_loop() -> asyncio.AbstractEventLoop:
    try:
        uvloop = importlib.import_module("uvloop")
    except ImportError:  # no build for Windows
        return asyncio.new_event_loop()
    loop: asyncio.AbstractEventLoop = uvloop.new_event_loop()
    return loop


def stop_signal() -> asyncio.Event:
    """Return an event that is set when the process is asked to stop (SIGTERM, Ctrl-C); a second Ctrl-C ends it hard.

    Where the event loop knows no signals (Windows), Ctrl-C is a KeyboardInterrupt from the first time on.
    """
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()

    def ask(number: signal.Signals) -> None:
        stop.set()
        loop.remove_signal_handler(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, ask, number)
        except NotImplementedError:
            return stop
    return stop
