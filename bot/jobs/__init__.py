"""What happens because time passed. `register` is the list of all repeating jobs."""

from __future__ import annotations

from bot.context import BotApplication, BotContext
from bot.jobs import ticks


def register(application: BotApplication) -> None:
    """Register the tick that looks for what is due, and the hourly tidying; neither ever overlaps itself."""
    assert application.job_queue is not None
    seconds = application.bot_data.settings.tick_seconds
    options = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
    application.job_queue.run_repeating(_tick, interval=seconds, first=0, name="tick", job_kwargs=options)
    application.job_queue.run_repeating(_tidy, interval=3600, first=60, name="tidy", job_kwargs=options)


async def _tick(context: BotContext) -> None:
    await ticks.tick(context.equipment)


async def _tidy(context: BotContext) -> None:
    await ticks.tidy(context.equipment)
