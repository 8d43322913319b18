"""`make year`: lives through the year and prints what the accountant found."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import mean

from models.database import Database
from models.schema import upgrade
from tests.year.life import BEGIN, END, Year, begin


def report(year: Year, people: int) -> list[str]:
    """Return the lines of the report."""
    account = year.account
    months = max(round((year.town.clock.now() - BEGIN) / timedelta(days=30.4)), 1)
    middle, most = account.per_month(people, months)
    lines = [f"messages sent: {sum(account.kinds.values())}"]
    lines += [f"  {kind:20} {count:6}" for kind, count in account.kinds.most_common()]
    fates = ", ".join(f"{state} {count}" for state, count in account.fates.items())
    lines.append(f"what became of deliveries: {fates}")
    lines.append(f"doubles: {len(account.doubles)}   late, useless or at a time of rest: {len(account.faults)}")
    lines += [f"  {fault}" for fault in account.faults[:10]] + [f"  twice: {text!r}" for text in account.doubles[:5]]
    lines.append(f"messages per person and month: median {middle:g}, most {most}")
    costs: dict[str, list[int]] = {}
    for organiser in year.organisers:
        for what, taps in organiser.taps.items():
            costs.setdefault(what, []).extend(taps)
    lines += [
        f"organiser's taps, {what}: {len(taps)} times, mean {mean(taps):.1f}, most {max(taps)}"
        for what, taps in costs.items()
    ]
    lines.append(f"organisers' messages typed: {sum(organiser.messages for organiser in year.organisers)}")
    return lines


async def live(people: int, seed: int, days: int) -> bool:
    """Live through `days` of the year and print the report; return whether nothing was doubled, late or useless."""
    with tempfile.TemporaryDirectory(prefix="mitwirken-year-") as folder:
        url = f"sqlite:///{Path(folder) / 'year.sqlite3'}"
        database = Database(url)
        upgrade(database.engine)
        database.close()
        started = time.monotonic()
        async with begin(url, people=people, seed=seed) as year:
            await year.live(min(END, BEGIN + timedelta(days=days)))
            print(f"{days} days, {people} people, seed {seed}: {time.monotonic() - started:.0f} s")
            print("\n".join(report(year, people)), flush=True)
            return not year.account.doubles and not year.account.faults


def main() -> int:
    """Read the command line and live."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=120)
    parser.add_argument("--seed", type=int, default=2009)
    parser.add_argument("--days", type=int, default=365)
    given = parser.parse_args()
    return 0 if asyncio.run(live(given.people, given.seed, given.days)) else 1


if __name__ == "__main__":
    sys.exit(main())
