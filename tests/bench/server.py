"""A Bot API server for measurements, in a process of its own: fast, and nothing more than fast.

    python -m tests.bench.server --updates 2000 --people 200 --latency-ms 50
    python -m tests.bench.server --people 500 --step /start --step "[Deutsch]" --step "[Ja]" --latency-ms 50
    python -m tests.bench.server --messages 1000 --per-second 30 --window sliding

prints {"address": ...} when it listens, {"polled": ...} at the first getUpdates, and the report (see `tally`) when all
work is answered, or at SIGTERM. It checks nothing that a bot sends; `bot.simulator` is the one that is strict.
"""

import argparse
import asyncio
import contextlib
import json
import random
import signal
import time
from typing import Any

from tests.bench.feed import Feed, message_of
from tests.bench.http import Connection
from tests.bench.limits import Limits
from tests.bench.tally import Tally

BOT = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot", "can_join_groups": True}
RESULTS: dict[str, Any] = {
    "getMe": {**BOT, "can_read_all_group_messages": False, "supports_inline_queries": False},
    "getMyName": {"name": ""},
    "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
    "getMyCommands": [],
    "getWebhookInfo": {"url": "", "has_custom_certificate": False, "pending_update_count": 0},
}


class Server:
    """Answers Bot API calls after a latency, and knows when all that was to be done is done."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._random = random.Random(options.seed)
        self._feed = Feed(people=options.people, updates=options.updates, steps=options.step)
        self._limits = Limits(options.per_second, sliding=options.window == "sliding")
        self._polls: list[tuple[Connection, int, int]] = []
        self._dropped: set[Connection] = set()
        self.tally = Tally()
        self.done = asyncio.Event()

    def call(self, connection: Connection, method: str, parameters: dict[str, Any]) -> None:
        """One request; the answer follows when its time has come."""
        self.tally.calls[method] += 1
        self.tally.first_call = self.tally.first_call or time.monotonic()
        if method == "getUpdates":
            self._poll(connection, parameters)
        elif "chat_id" in parameters and method.startswith(("send", "edit")) and method != "sendChatAction":
            self._message(connection, method, parameters)
        else:
            self._later(connection, 200, {"ok": True, "result": RESULTS.get(method, True)})

    def answered(self) -> int:
        """How much of the work is done: steps of dialogues, or messages."""
        return self._feed.answered_steps if self._options.step else len(self.tally.accepted)

    def _poll(self, connection: Connection, parameters: dict[str, Any]) -> None:
        if self.tally.calls["getUpdates"] == 1:
            say({"polled": time.monotonic()})
        poll = (connection, int(parameters.get("offset") or 0), int(parameters.get("limit") or 100))
        if not self._hand_out(poll):
            self._polls.append(poll)
            asyncio.get_running_loop().call_later(int(parameters.get("timeout") or 0), self._give_up, poll)

    def _hand_out(self, poll: tuple[Connection, int, int]) -> bool:
        connection, offset, limit = poll
        updates = self._feed.take(offset, limit)
        if updates:
            self.tally.first_update = self.tally.first_update or time.monotonic()
            self._wait(connection.answer, 200, b'{"ok":true,"result":[' + b",".join(updates) + b"]}")
        return bool(updates)

    def _give_up(self, poll: tuple[Connection, int, int]) -> None:
        if poll in self._polls:
            self._polls.remove(poll)
            poll[0].answer(200, b'{"ok":true,"result":[]}')

    def _message(self, connection: Connection, method: str, parameters: dict[str, Any]) -> None:
        now, chat_id = time.monotonic(), int(parameters["chat_id"])
        if self._refuse(connection, method, chat_id, now):
            return
        markup = json.loads(parameters.get("reply_markup") or "{}")
        text = parameters.get("text") or parameters.get("caption") or ""
        message = message_of(chat_id, len(self.tally.accepted) + 1, text, markup)
        self.tally.accepted.append((now, chat_id, text))
        if self._feed.see(chat_id, message, markup):
            self._polls = [poll for poll in self._polls if not self._hand_out(poll)]
        if self._happens(self._options.drop):
            self.tally.failures["dropped"] += 1
            self._wait(connection.drop)
        else:
            self._later(connection, 200, {"ok": True, "result": message})
        self._check_done()

    def _refuse(self, connection: Connection, method: str, chat_id: int, now: float) -> bool:
        """Whether this message is answered with an error instead of being delivered."""
        if chat_id in self._options.blocked_chats:
            return self._error(connection, 403, "Forbidden: bot was blocked by the user")
        if self._happens(self._options.bad_gateway):
            return self._error(connection, 502, "Bad Gateway")
        seconds = self._limits.retry_after(chat_id, now) if method.startswith("send") else None
        if seconds is None:
            return False
        return self._error(connection, 429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)

    def _error(self, connection: Connection, code: int, description: str, **parameters: int) -> bool:
        self.tally.failures[str(code)] += 1
        body = {"ok": False, "error_code": code, "description": description}
        self._later(connection, code, {**body, "parameters": parameters} if parameters else body)
        self._check_done()
        return True

    def _happens(self, share: float) -> bool:
        return share > 0 and self._random.random() < share

    def _check_done(self) -> None:
        wanted = self._options.messages or self._options.updates
        reached = len(self.tally.accepted) + self.tally.failures["403"]
        if self._feed.finished() if self._options.step else reached >= wanted > 0:
            self.done.set()

    def _later(self, connection: Connection, status: int, body: dict[str, Any]) -> None:
        self._wait(connection.answer, status, json.dumps(body).encode())

    def _wait(self, then: Any, *arguments: Any) -> None:
        spread = self._random.uniform(0, self._options.spread_ms) if self._options.spread_ms else 0.0
        seconds = (self._options.latency_ms + spread) / 1000
        if seconds:
            asyncio.get_running_loop().call_later(seconds, then, *arguments)
        else:
            then(*arguments)


def say(line: dict[str, Any]) -> None:
    """One line for the process that measures."""
    print(json.dumps(line), flush=True)


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """The command line; its help is the reference of the options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--people", type=int, default=200, help="chats 1001, 1002, ... that updates come from")
    work = parser.add_mutually_exclusive_group(required=True)
    work.add_argument("--updates", type=int, default=0, help="numbered texts, all there at once")
    work.add_argument("--step", action="append", default=[], help="a text or [button] of everybody's dialogue")
    work.add_argument("--messages", type=int, default=0, help="no updates; wait for so many messages")
    parser.add_argument("--latency-ms", type=float, default=0.0)
    parser.add_argument("--spread-ms", type=float, default=0.0, help="up to so much more, evenly spread")
    parser.add_argument("--per-second", type=int, help="answer 429 over this, 1/s to a chat, 20/min to a group")
    parser.add_argument("--window", choices=["sliding", "fixed"], default="sliding")
    parser.add_argument("--blocked", type=float, default=0.0, help="share of the people that have blocked the bot")
    parser.add_argument("--bad-gateway", type=float, default=0.0, help="share answered 502, not delivered")
    parser.add_argument("--drop", type=float, default=0.0, help="share delivered, but closed without an answer")
    parser.add_argument("--linger", type=float, default=0.3, help="seconds to go on counting after the last answer")
    parser.add_argument("--give-up", type=float, default=120.0, help="seconds after which to report what there is")
    parser.add_argument("--stay", action="store_true", help="go on answering after the report, until SIGTERM")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    chats = range(1001, 1001 + options.people)
    options.blocked_chats = set(random.Random(options.seed).sample(chats, round(options.blocked * options.people)))
    return options


async def serve(options: argparse.Namespace) -> None:
    """Listen until all work is answered or SIGTERM comes, then report."""
    server, loop, stopped = Server(options), asyncio.get_running_loop(), asyncio.Event()

    def stop() -> None:
        server.done.set()
        stopped.set()

    loop.add_signal_handler(signal.SIGTERM, stop)
    listening = await loop.create_server(lambda: Connection(server.call), "127.0.0.1", options.port, backlog=1024)
    say({"address": f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"})
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(server.done.wait(), options.give_up)
    answered = server.answered()
    await asyncio.sleep(options.linger + (options.latency_ms + options.spread_ms) / 1000)
    say(server.tally.report(answered))
    if options.stay:
        await stopped.wait()
    listening.close()


if __name__ == "__main__":
    try:
        import uvloop
    except ImportError:
        asyncio.run(serve(parse()))
    else:
        uvloop.run(serve(parse()))
