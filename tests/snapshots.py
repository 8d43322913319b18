"""A town that goes back to what it was: its SQLite database is copied once and put back as often as a test likes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import make_url, select
from sqlalchemy.orm import Session

from models import Base


@dataclass
class Snapshot:
    """What a database file held when this was made."""

    live: str
    kept: sqlite3.Connection

    @classmethod
    def of(cls, database_url: str) -> Snapshot:
        """Copy the database at an SQLite URL into memory."""
        live = make_url(database_url).database
        assert live
        kept = sqlite3.connect(":memory:", check_same_thread=False)
        with closing(sqlite3.connect(live)) as source:
            source.backup(kept)
        return cls(live, kept)

    def restore(self) -> None:
        """Put everything back; nobody may be in the middle of a transaction."""
        with closing(sqlite3.connect(self.live)) as target:
            self.kept.backup(target)

    def close(self) -> None:
        """Forget what was kept."""
        self.kept.close()


def rows(session: Session, *tables: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of these tables, of all where none is named."""
    chosen = tables or tuple(Base.metadata.tables)
    found = {name: Base.metadata.tables[name] for name in chosen}
    return {name: sorted(map(tuple, session.execute(select(table))), key=repr) for name, table in found.items()}
