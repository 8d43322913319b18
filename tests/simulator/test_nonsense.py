"""Whatever a bot sends, each method answers with a result or a refusal; nothing else is ever raised."""

import inspect
import json
from typing import Any

import pytest

from bot.simulator import ApiError, Person, Simulator
from bot.simulator.messages import Content
from bot.simulator.methods import ALL
from bot.simulator.methods.base import Method

NONSENSE: tuple[Any, ...] = (
    *(None, 5, -1, 2**70, 1.5, True, "", "x", "{}", "[]", "[[", "null", "\0", "\ud800", "attach://nothing"),
    *([], {}, [[]], [{}], [None], [5], ["x"], {"type": 5}, {"type": []}, {"type": "chat", "chat_id": []}),
    *({"message_id": []}, {"message_id": "x"}, {"url": 5}, [{"type": [], "offset": 0, "length": 1}]),
    *([{"type": "text_mention", "offset": 0, "length": 1, "user": 5}], [{"type": "emoji", "emoji": []}]),
    *([{"type": "text_mention", "offset": 0, "length": 1, "user": {"id": []}}], [{"command": [], "description": 1}]),
    *([{"type": "bold", "offset": True, "length": "1"}], {"inline_keyboard": 5}, {"inline_keyboard": [[5, None]]}),
    *({"inline_keyboard": [[{"text": "x", "url": []}]]}, {"inline_keyboard": [[{"text": "x", "callback_data": {}}]]}),
    *({"inline_keyboard": [[{"text": "x", "style": [], "url": "t.me"}]]}, {"keyboard": [[{"text": []}]]}),
    *({"inline_keyboard": [[{"text": "x", "copy_text": 5}]]}, {"keyboard": [["x"]], "selective": []}),
)


def sound(amira: Person, message_id: int) -> dict[str, Any]:
    """Return a value that is right for most of the parameters that methods require."""
    return {
        "chat_id": amira.id,
        "from_chat_id": amira.id,
        "user_id": amira.id,
        "message_id": message_id,
        "message_ids": [message_id],
        "text": "Treffen",
        "action": "typing",
        "commands": [],
        "name": "x",
        "url": "",
    }


def attempt(simulator: Simulator, method: Method, given: dict[str, Any]) -> str:
    """Carry a method out; a refusal returns its words, anything but a refusal fails."""
    try:
        result = method.carry_out(simulator, method.read(given))
        if inspect.iscoroutine(result):
            result.close()
        else:
            json.dumps(result)
    except ApiError as refusal:
        return refusal.description
    return ""


@pytest.mark.parametrize("method", ALL, ids=lambda method: str(method.name))
def test_nonsense_is_answered(simulator: Simulator, amira: Person, method: Method) -> None:
    refusals = []
    for name in method.known:
        for value in NONSENSE:
            message = simulator.post(amira.chat, simulator.bot, Content(text="Gespräch"))
            right = sound(amira, message.message_id)
            given = {key: right[key] for key in right if key in method.known}
            refusals.append(attempt(simulator, method, {**given, name: value}))

    assert [words for words in refusals if words and not words.startswith(("Bad Request: ", "Request Entity"))] == []
