"""What the bench's server saw of a bot, and the figures made of it."""

from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Tally:
    """Moments are seconds of the machine's monotonic clock, which all processes share."""

    calls: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    accepted: list[tuple[float, int, str]] = field(default_factory=list)
    first_call: float | None = None
    first_update: float | None = None

    def report(self, answered: int) -> dict[str, Any]:
        """The figures as JSON can hold them; `answered` is how many updates, or messages, the work consisted of."""
        began = self.first_update if self.first_update is not None else self._first_message()
        took = self.accepted[-1][0] - began if self.accepted else 0.0
        return {
            "answered": answered,
            "per_second": round(answered / took, 1) if took else 0.0,
            "took": round(took, 3),
            "first_call": self.first_call,
            "first_message": self._first_message(),
            "last_message": self.accepted[-1][0] if self.accepted else 0.0,
            "messages": len(self.accepted),
            "twice": sum(count - 1 for count in self._copies().values()),
            "order_violations": self._order_violations(),
            "fullest_second": self._fullest_second(),
            "failures": dict(self.failures),
            "calls": dict(self.calls),
        }

    def _first_message(self) -> float:
        return self.accepted[0][0] if self.accepted else 0.0

    def _copies(self) -> Counter[tuple[int, str]]:
        return Counter((chat_id, text) for _, chat_id, text in self.accepted)

    def _order_violations(self) -> int:
        """How many numbered texts came to a chat after a higher number."""
        highest: dict[int, int] = {}
        violations = 0
        for _, chat_id, text in self.accepted:
            number = int(text) if text.isdecimal() else -1
            violations += 0 <= number < highest.get(chat_id, -1)
            highest[chat_id] = max(number, highest.get(chat_id, -1))
        return violations

    def _fullest_second(self) -> int:
        window: deque[float] = deque()
        most = 0
        for moment, _, _ in self.accepted:
            window.append(moment)
            while window[0] < moment - 1.0:
                window.popleft()
            most = max(most, len(window))
        return most
