"""What went over the wire, in order: calls of the bot and updates for it."""

from collections import deque
from datetime import datetime
from typing import Any, NamedTuple


class Entry(NamedTuple):
    """One line: ``direction`` is "call" or "refusal" (kind = method) or "update" (kind = the update's field)."""

    at: datetime
    direction: str
    kind: str
    payload: dict[str, Any]


class Transcript:
    """The newest ``limit`` entries; None keeps all, 0 keeps none (for benchmarks)."""

    def __init__(self, limit: int | None) -> None:
        self.limit = limit
        self._entries: deque[Entry] = deque(maxlen=limit)

    def add(self, at: datetime, direction: str, kind: str, payload: dict[str, Any]) -> None:
        """Append one entry. ``payload`` is kept as it is, not copied."""
        self._entries.append(Entry(at, direction, kind, payload))

    def entries(self) -> list[Entry]:
        """Return the entries, oldest first."""
        return list(self._entries)

    def calls(self, method: str) -> list[dict[str, Any]]:
        """Return the parameters of each call of ``method``, oldest first."""
        name = method.lower()
        return [entry.payload for entry in self._entries if entry.direction == "call" and entry.kind.lower() == name]
