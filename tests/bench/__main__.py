"""`python -m tests.bench`: the bot beside a bare one, and whether its figures reach their targets (exit code 1: no).

`python -m tests.bench registration` or `broadcast` measures one part only.
"""

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterator
from statistics import fmean
from typing import Any

from tests.bench.mitwirken import BOT, REGISTRATION, queue_broadcast, settled
from tests.bench.running import measure
from tests.bench.targets import Target

PEER = [sys.executable, "-m", "tests.bench.peers.ptb_echo", "{address}"]
LATENCY = ["--latency-ms", "50"]
PEER_UPDATES = 1000
#: Ten thousand updates, three of each.
NEWCOMERS = 3334
RECIPIENTS, PER_SECOND = 1000, 30

COLUMNS = ["per_second", "cpu_ms", "memory_mb", "start", "took", "answered", "twice", "failures"]
Report = dict[str, Any]


def registration() -> Iterator[Target]:
    """Everybody registers at once, between two bursts of texts for the bare echo bot."""
    burst = ["--updates", str(PEER_UPDATES), *LATENCY]
    peers = [_show("bare echo bot", measure(PEER, burst))]
    steps = [word for step in REGISTRATION for word in ("--step", step)]
    with settled() as environment:
        ours = measure(BOT, ["--people", str(NEWCOMERS), *steps, *LATENCY], environment)
    _show("registration", ours)
    peers.append(_show("bare echo bot, again", measure(PEER, burst)))

    unanswered = NEWCOMERS * len(REGISTRATION) - ours["answered"]
    yield Target("registration: updates without answer, or with two", unanswered + ours["twice"], 0)
    # Before and after, because what else the machine does drifts.
    pace, cost = (fmean(peer[column] for peer in peers) for column in ("per_second", "cpu_ms"))
    yield Target("registration: updates/s, times the bare bot's", ours["per_second"] / pace, 3, at_least=True)
    yield Target("registration: CPU per update, part of the bare bot's", ours["cpu_ms"] / cost, 1)
    yield Target("start to first answer, s", ours["start"], 2)
    yield Target("memory after 10,000 updates, MB", ours["memory_mb"], 120)


def broadcast() -> Iterator[Target]:
    """One text to a thousand people, against both ways of counting that Telegram may have."""
    for window in ("sliding", "fixed"):
        work = ["--messages", str(RECIPIENTS), "--per-second", str(PER_SECOND), "--window", window]
        with settled() as environment:
            queue_broadcast(environment, RECIPIENTS)
            report = measure(BOT, ["--people", str(RECIPIENTS), *work, *LATENCY], environment)
        _show(f"broadcast, {window} window", report)

        yield Target(f"broadcast, {window}: lost, or sent twice", RECIPIENTS - report["answered"] + report["twice"], 0)
        ideal = (RECIPIENTS - 1) / PER_SECOND
        yield Target(f"broadcast, {window}: time, times the ideal", report["took"] / ideal, 1.07)
        yield Target(f"broadcast, {window}: refused with 429", report["failures"].get("429", 0), 0)


PARTS: dict[str, Callable[[], Iterator[Target]]] = {"registration": registration, "broadcast": broadcast}


def _show(name: str, report: Report) -> Report:
    print(f"{name:28}", *(f"{report[column]!s:>11}" for column in COLUMNS), flush=True)
    return report


def main() -> int:
    """Measure what is asked for, all by default; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=" or ".join(PARTS))
    parts = parser.parse_args().parts or list(PARTS)
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, 50 ms API latency\n")
    print(f"{'':28}", *(f"{column:>11}" for column in COLUMNS))
    targets = [target for part in parts for target in PARTS[part]()]
    print("", *targets, sep="\n")
    return 0 if all(target.met for target in targets) else 1


if __name__ == "__main__":
    sys.exit(main())
