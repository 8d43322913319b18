"""One cache of compiled statements for all engines of a process: each test opens engines of its own.

Compiling every statement anew for each test took a fifth of the suite's time. SQLAlchemy keys its cache by the dialect,
so engines of one kind share both.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

from models import database

#: Statements; a process of tests asks more different ones than a bot.
_CAPACITY = 5_000
_first: dict[str, Engine] = {}


def share() -> None:
    """Let the engines that are made from now on share what they compile, and look for garbage less often."""
    for name in ("create_database_engine", "_sqlite_engine"):
        setattr(database, name, _sharing(getattr(database, name)))
    gc.set_threshold(100_000, 50, 100)


def _sharing(create: Callable[..., Engine]) -> Callable[..., Engine]:
    def created(*arguments: str) -> Engine:
        engine = create(*arguments)
        first = _first.setdefault(engine.dialect.name, engine)
        if first is engine:
            engine._compiled_cache = LRUCache(_CAPACITY)
        engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
        return engine

    return created
