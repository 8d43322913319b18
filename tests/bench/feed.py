"""The updates a bot gets from the bench's server: a burst of numbered texts, or a dialogue with each person.

A step of a dialogue is a text, or "[label]": the button whose text contains this label, in the newest message that has
one. The next step comes when the bot has answered the last.
"""

import json
from collections import deque
from dataclasses import dataclass
from typing import Any

DATE = 1255435200  # 13.10.2009, when the demo's town begins
FIRST_PERSON = 1001

Json = dict[str, Any]


@dataclass
class Person:
    """Where somebody is in the dialogue: the steps said so far, and the one that waits for its button."""

    said: int = 0
    finished: bool = False


class Feed:
    """A queue of updates as getUpdates sees it: handed out again until an offset confirms them."""

    def __init__(self, *, people: int, updates: int, steps: list[str]) -> None:
        self.answered_steps = 0
        self._steps = steps
        self._people = {FIRST_PERSON + number: Person() for number in range(people)}
        self._waiting: deque[tuple[int, bytes]] = deque()
        self._last_id = 0
        for number in range(updates):
            self._say(FIRST_PERSON + number % people, str(number // people))
        for chat_id in self._people if steps else ():
            self._take_step(chat_id, {}, {})

    def take(self, offset: int, limit: int) -> list[bytes]:
        """The updates from this id on, at most `limit`; those before are confirmed."""
        while self._waiting and self._waiting[0][0] < offset:
            self._waiting.popleft()
        return [self._waiting[index][1] for index in range(min(limit, len(self._waiting)))]

    def finished(self) -> bool:
        """Whether everybody has got an answer to their last step."""
        return all(person.finished for person in self._people.values())

    def see(self, chat_id: int, message: Json, markup: Json) -> bool:
        """A message with this keyboard reaches its recipient; gives whether that made them say the next thing."""
        person = self._people.get(chat_id)
        if not self._steps or person is None or person.finished:
            return False
        if person.said == len(self._steps):
            person.finished = True
            self.answered_steps += 1
            return False
        return self._take_step(chat_id, message, markup)

    def _take_step(self, chat_id: int, message: Json, markup: Json) -> bool:
        person = self._people[chat_id]
        step = self._steps[person.said]
        if step.startswith("["):
            button = _button(markup, step[1:-1])
            if button is None:
                return False
            self._press(chat_id, message, button)
        else:
            self._say(chat_id, step)
        self.answered_steps += person.said > 0
        person.said += 1
        return True

    def _say(self, chat_id: int, text: str) -> None:
        length = len(text.split(maxsplit=1)[0])
        entities = [{"type": "bot_command", "offset": 0, "length": length}] if text.startswith("/") else []
        said = {"message_id": self._last_id + 1, "date": DATE, "text": text, "entities": entities}
        self._queue({"message": {**said, "chat": _chat(chat_id), "from": _user(chat_id)}})

    def _press(self, chat_id: int, message: Json, button: Json) -> None:
        if "callback_data" not in button:
            self._say(chat_id, button["text"])
            return
        query = {"id": str(self._last_id), "from": _user(chat_id), "chat_instance": "1", "message": message}
        self._queue({"callback_query": {**query, "data": button["callback_data"]}})

    def _queue(self, update: Json) -> None:
        self._last_id += 1
        self._waiting.append((self._last_id, json.dumps({"update_id": self._last_id, **update}).encode()))


def message_of(chat_id: int, message_id: int, text: str, markup: Json) -> Json:
    """A Message (Bot API, "Message") for what the bot has sent; it shows inline keyboards only."""
    message = {"message_id": message_id, "date": DATE, "chat": _chat(chat_id), "text": text}
    return {**message, "reply_markup": markup} if "inline_keyboard" in markup else message


def _button(markup: Json, label: str) -> Json | None:
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    buttons: list[Json] = [{"text": button} if isinstance(button, str) else button for row in rows for button in row]
    return next((button for button in buttons if label in button["text"]), None)


def _chat(chat_id: int) -> Json:
    return {"id": chat_id, "type": "private" if chat_id > 0 else "supergroup", "first_name": "Olga"}


def _user(chat_id: int) -> Json:
    return {"id": chat_id, "is_bot": False, "first_name": "Olga", "language_code": "de"}
