"""What dialogues do at their steps: note what was said, go on to the next question, read what was noted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.context import BotContext
from bot.services import dialogues
from bot.services.visitors import DialogueView
from handlers.routing import SPECS


async def take(
    context: BotContext, dialogue: DialogueView, service: Callable[..., DialogueView], *said: object
) -> None:
    """Let a service of the dialogue take what was said, and ask what comes next."""
    later = await context.database.run(service, dialogue.number, *said, acting=context.acting, now=context.now())
    await context.show(await SPECS[dialogue.kind].ask(context, later))


async def say(context: BotContext, dialogue: DialogueView, step: str, **said: Any) -> DialogueView:
    """Note what was said and go to `step`."""
    return await context.database.run(
        dialogues.say, dialogue.number, step, said, acting=context.acting, now=context.now()
    )


async def go_on(context: BotContext, dialogue: DialogueView, step: str, **said: Any) -> None:
    """Note what was said and ask what `step` asks."""
    later = await say(context, dialogue, step, **said)
    await context.show(await SPECS[dialogue.kind].ask(context, later))


def instant_in(dialogue: DialogueView, name: str = "starts_at") -> datetime:
    """Return the instant that the dialogue's data hold under `name`."""
    return datetime.fromisoformat(dialogue.data[name])
