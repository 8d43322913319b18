"""`make doubles`: prints how well doubles are found among the proposals, and how long it takes among 1,000."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.database import Database
from models.schema import upgrade
from tests.kinship.corpus import Proposal, clock, create, measure, read


def main() -> None:
    """Measure all files and print a few lines for each."""
    known = read("proposals")
    for title, more in (("", []), ("unseen", read("unseen")), ("unseen_later", read("unseen_later"))):
        _report(title or "proposals", known + more, {one.pair for one in more or known if one.pair})
    many = [Proposal(one.field, "", f"{one.title} {turn}", one.text) for turn in range(5) for one in known]
    with _database() as database:
        petra, numbers = database.transact(create, many)
        print(f"one suggestion among {len(many)} results: {database.look(clock, petra, numbers):.0f} ms (median)")


def _report(title: str, proposals: list[Proposal], pairs: set[str]) -> None:
    with _database() as database:
        petra, numbers = database.transact(create, proposals)
        found = database.look(measure, proposals, petra, numbers)
    first, three = (found.found(within=rank) & pairs for rank in (1, 3))
    print(
        f"{title}: {len(proposals)} results; pairs found first {len(first)}, among three {len(three)} of {len(pairs)}"
    )
    print(
        f"  missed: {', '.join(sorted(pairs - three)) or 'none'}; nothing suggested for {found.silence:.0%} of the rest"
    )


@contextmanager
def _database() -> Iterator[Database]:
    """A fresh database for as long as the block lasts."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'doubles.sqlite'}")
        upgrade(database.engine)
        yield database
        database.close()


if __name__ == "__main__":
    main()
