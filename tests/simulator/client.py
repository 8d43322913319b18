"""A bare client of the Bot API that shows refusals as they are, and a clock for the stand-in."""

from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

Json = dict[str, Any]


class SteppableTime:
    """The town's time: 13.10.2009, 12:00 in UTC, until it is moved on."""

    def __init__(self) -> None:
        self._now = datetime(2009, 10, 13, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def move(self, **distance: float) -> None:
        self._now += timedelta(**distance)


class Client:
    """Calls methods with a JSON body."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = url

    async def call(self, method: str, **parameters: Any) -> Any:
        """Return the whole answer as it came; the HTTP status must agree with it."""
        async with self.session.post(f"{self.url}/{method}", json=parameters) as response:
            answer = await response.json()
            assert response.status == answer.get("error_code", 200)
            return answer

    async def ask(self, method: str, **parameters: Any) -> Any:
        """Return the result of a call that must succeed."""
        answer = await self.call(method, **parameters)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, **parameters: Any) -> tuple[int, str]:
        """Return code and description of a call that must be refused."""
        answer = await self.call(method, **parameters)
        assert not answer["ok"], answer
        return answer["error_code"], answer["description"]
