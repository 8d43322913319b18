"""Files that take a moment to write: written in a thread beside the event loop, then sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import TypeVarTuple
from zoneinfo import ZoneInfo

from bot.context import BotContext
from bot.messages import OutgoingMessage
from models import Town

Ts = TypeVarTuple("Ts")
#: A `spoken` maker of a file: the locale, what the file is about, the town, the present instant, the wall clock.
Writer = Callable[[str, *Ts, Town, datetime, ZoneInfo], OutgoingMessage]


async def hand_over(context: BotContext, write: Writer[*Ts], *about: *Ts) -> None:
    """Answer with the file that `write` makes of what it is `about`."""
    now, timezone = context.now(), context.settings.timezone
    await context.reply(await asyncio.to_thread(write, context.locale, *about, context.town, now, timezone))
