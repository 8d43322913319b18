"""The forms in which a noun's handlers are listed: pages (command and menu button alike), buttons, dialogues."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any

from telegram import Update

from bot.context import BotContext
from bot.messages import OutgoingMessage
from bot.services.visitors import DialogueView

Handler = Callable[[Update, BotContext], Coroutine[Any, Any, None]]
#: Takes what the person typed or sent at a step of a dialogue.
TakeMessage = Callable[[BotContext, DialogueView], Awaitable[None]]
#: Takes the value of the button that the person pressed at a step of a dialogue.
TakeChoice = Callable[[BotContext, DialogueView, str], Awaitable[None]]


@dataclass(frozen=True)
class DialogueSpec:
    """A dialogue: how each step asks, and who takes what the person says or presses there."""

    kind: str
    #: Asks (again) what the dialogue's step asks.
    ask: Callable[[BotContext, DialogueView], Awaitable[OutgoingMessage]]
    messages: Mapping[str, TakeMessage] = field(default_factory=dict)
    choices: Mapping[str, TakeChoice] = field(default_factory=dict)
    #: Which step lies before which.
    back: Mapping[str, str] = field(default_factory=dict)
    #: Names in the dialogue's data under which typed words are kept: with these no other dialogue takes its place.
    typed: tuple[str, ...] = ()


#: Every dialogue by its kind; `handlers.register` fills it from its visible list.
SPECS: dict[str, DialogueSpec] = {}
