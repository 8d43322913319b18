"""When and where a body usually meets: what the dialogues that plan its meetings share."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

from bot.context import BotContext
from bot.errors import Outdated
from bot.messages.planning import USUAL
from bot.services import planning
from bot.services.planning import Outline, Proposal
from bot.services.visitors import DialogueView
from bot.text import check_line
from handlers.steps import go_on


async def look_ahead(context: BotContext, body_id: int) -> Outline:
    """Return what is known before a meeting of the body is planned; raises like `planning.outline`."""
    timezone = context.settings.timezone
    return await context.database.read(
        planning.outline, body_id, timezone=timezone, acting=context.acting, now=context.now()
    )


def usual_time(proposal: Proposal | None, timezone: ZoneInfo) -> time | None:
    """Return the time of day at which the body met last, if it did."""
    return proposal.starts_at.astimezone(timezone).time() if proposal is not None else None


async def take_place(context: BotContext, dialogue: DialogueView) -> None:
    """Take the typed place; the preview follows."""
    place = check_line(context.words.text, limit=planning.PLACE_LIMIT)
    await go_on(context, dialogue, "preview", place=place)


async def choose_usual_place(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Take the usual place of the dialogue's body; the preview follows."""
    outline = await look_ahead(context, dialogue.data["body"])
    if value != USUAL or not outline.body.place:
        raise Outdated
    await go_on(context, dialogue, "preview", place=outline.body.place)
