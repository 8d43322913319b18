"""The people of the year: each with a language, habits and a phone on which they press what they are asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from bot.simulator import Message
from tests.towns import Resident

#: What a person does about an invitation, and how often in a hundred: "none" is silence.
ANSWERS = {"yes": 52, "maybe": 10, "no": 14, "none": 24}
FACES = ("good", "middling", "bad")


@dataclass
class Inhabitant:
    """A person with habits; `pressed` counts what they did."""

    resident: Resident
    random: Random
    seen: int = 0
    pressed: int = 0
    typed: int = 0
    #: Meetings that they have answered or decided to be silent about.
    decided: set[str] = field(default_factory=set)

    def look(self) -> None:
        """Read what is new, and react to it as this person does."""
        for message in self.resident.bot_messages:
            if message.message_id > self.seen:
                self.seen = message.message_id
                self._react(message)

    def _react(self, message: Message) -> None:
        offered = data_of(message)
        answers = [data for data in offered if data.startswith("answer:")]
        if answers:
            self._answer(answers[0], message)
        for data in offered:
            if data.startswith("rate:") and self.random.random() < 0.4:
                self._press(self.random.choice([one for one in offered if one.startswith("rate:")]), message)
                break

    def _answer(self, offered: str, message: Message) -> None:
        _, meeting, revision, _ = offered.split(":")
        which = f"{meeting}:{revision}"
        # Who has decided sometimes thinks again when reminded.
        if which in self.decided and self.random.random() > 0.1:
            return
        self.decided.add(which)
        said = self.random.choices(list(ANSWERS), list(ANSWERS.values()))[0]
        if said != "none":
            self._press(f"answer:{which}:{said}", message)

    def _press(self, data: str, message: Message) -> None:
        self.resident.person.press_data(data, message=message)
        self.pressed += 1


def data_of(message: Message) -> list[str]:
    """Return what the buttons of a message carry."""
    markup = message.reply_markup or {}
    return [button.get("callback_data", "") for row in markup.get("inline_keyboard", []) for button in row]
