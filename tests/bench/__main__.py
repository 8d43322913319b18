"""`python -m tests.bench`: the same work for each bot, in turn, and one line of figures for each."""

import sys

from tests.bench.running import measure

PEER = [sys.executable, "-m", "tests.bench.peers.ptb_echo", "{address}"]
BURST = ["--updates", "1000", "--people", "200"]
LATENCY = ["--latency-ms", "50"]

# What is measured, the bot's command, the server's work.
RUNS = [
    ("bare echo bot, 0 ms", PEER, BURST),
    ("bare echo bot, 50 ms", PEER, BURST + LATENCY),
]
COLUMNS = ["per_second", "cpu_ms", "memory_mb", "start", "took", "order_violations", "twice", "failures"]


def main() -> None:
    """Run them all and print the table."""
    print(f"{'':28}", *(f"{column:>16}" for column in COLUMNS))
    for name, bot, work in RUNS:
        report = measure(bot, work)
        print(f"{name:28}", *(f"{report[column]!s:>16}" for column in COLUMNS), flush=True)


if __name__ == "__main__":
    main()
