"""The page's live stream: server-sent events that say that something changed, and where."""

import asyncio
import json
from typing import Any

from aiohttp import web

Json = dict[str, Any]

HEARTBEAT_SECONDS = 15
BACKLOG = 500


class Stream:
    """Everyone who listens. Events are hints to fetch anew, so that one too many for a slow page may be dropped."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[Json | None]] = set()

    def announce(self, event: Json) -> None:
        """Tell all listeners."""
        for queue in self._queues:
            if not queue.full():
                queue.put_nowait(event)

    def close(self) -> None:
        """End all streams, so that the server need not wait for pages that stay open."""
        for queue in self._queues:
            while queue.full():
                queue.get_nowait()
            queue.put_nowait(None)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer with the stream until page or server leaves."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        queue: asyncio.Queue[Json | None] = asyncio.Queue(BACKLOG)
        self._queues.add(queue)
        try:
            await response.prepare(request)
            await response.write(b"retry: 1000\n\n")
            while (line := await _next_line(queue)) is not None:
                await response.write(line)
        except ConnectionResetError:
            return response
        finally:
            self._queues.discard(queue)
        return response


async def _next_line(queue: asyncio.Queue[Json | None]) -> bytes | None:
    try:
        event = await asyncio.wait_for(queue.get(), HEARTBEAT_SECONDS)
    except TimeoutError:
        return b": still here\n\n"
    return None if event is None else f"data: {json.dumps(event)}\n\n".encode()
