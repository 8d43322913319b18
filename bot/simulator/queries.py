"""Callback queries: pressed buttons that wait to be answered once and in time."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.simulator.errors import bad_request

if TYPE_CHECKING:
    from bot.simulator.messages import Message
    from bot.simulator.people import Person

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(slots=True)
class CallbackQuery:
    """One press of a button."""

    query_id: str
    person: Person
    message: Message
    data: str
    pressed_at: datetime

    def to_json(self) -> dict[str, Any]:
        """Return the ``CallbackQuery`` object of the Bot API."""
        chat = self.message.chat
        here = self.message.message_id in chat.messages
        inaccessible = {"chat": chat.to_json(), "message_id": self.message.message_id, "date": 0}
        return {
            "id": self.query_id,
            "from": self.person.account.to_json(),
            "message": self.message.to_json() if here else inaccessible,
            "chat_instance": str(-chat.id * 7919),
            "data": self.data,
        }


class CallbackQueries:
    """The open queries. ``lifetime`` is how long (in the simulator's time) one may be answered."""

    def __init__(self) -> None:
        self.lifetime = timedelta(minutes=1)
        self._open: dict[str, CallbackQuery] = {}
        self._numbers = itertools.count(4_400_000_000_000_001)

    def open(self, person: Person, message: Message, data: str, now: datetime) -> CallbackQuery:
        """Note a press."""
        query = CallbackQuery(str(next(self._numbers)), person, message, data, now)
        self._open[query.query_id] = query
        return query

    def close(self, query_id: str, now: datetime) -> CallbackQuery:
        """Return the query that is being answered. Refuses one that is unknown, answered or too old."""
        query = self._open.pop(query_id, None)
        if query is None or now - query.pressed_at > self.lifetime:
            raise bad_request(TOO_OLD)
        return query
