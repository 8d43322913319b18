"""The door to the database: a plain function of a `Session` runs as one transaction in a database thread.

One hop between the event loop and a thread per transaction, not per statement. SQLite has one writer thread and readers
beside it (write-ahead log, every commit flushed to disk); PostgreSQL has a pool of threads.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session, sessionmaker

P = ParamSpec("P")
T = TypeVar("T")

READERS = 2
POSTGRESQL_THREADS = 8
#: The cache is half a megabyte per connection, for the system keeps the file in memory anyway.
_SQLITE_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "foreign_keys=ON", "cache_size=-512")
#: SQLite's primary result codes that speak of the place, not of the statement.
_SQLITE_PLACE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_CORRUPT,
}
#: PostgreSQL's classes of SQLSTATE that speak of the place: connection, rollback, resources, locks, operator, system.
_POSTGRESQL_PLACE = {"08", "40", "53", "55", "57", "58"}


class Database:
    """Runs functions of a session, each as one transaction."""

    def __init__(self, url: str) -> None:
        """Open the database at the SQLAlchemy `url`; nothing is connected yet."""
        self.url = url
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self._engine = create_database_engine(url)
        self._sessions = sessionmaker(self._engine, expire_on_commit=False)
        self._writers = ThreadPoolExecutor(1 if self.is_sqlite else POSTGRESQL_THREADS, "database")
        if self.is_sqlite:
            self._reading_engine = _sqlite_engine(url, "BEGIN")
            self._reading_sessions = sessionmaker(self._reading_engine, expire_on_commit=False)
            self._readers = ThreadPoolExecutor(READERS, "database-reader")
        else:
            self._reading_engine, self._reading_sessions, self._readers = self._engine, self._sessions, self._writers

    @property
    def engine(self) -> Engine:
        """The engine that writes."""
        return self._engine

    def transact(self, function: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `function(session, ...)` as one transaction in this very thread; for commands and tests."""
        with self._sessions.begin() as session:
            return function(session, *args, **kwargs)

    def look(self, function: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `function(session, ...)` in a reading transaction in this very thread."""
        with self._reading_sessions() as session:
            return function(session, *args, **kwargs)

    async def run(self, function: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `function(session, ...)` as one transaction in a writing thread and return what it returns."""
        return await _in(self._writers, lambda: self.transact(function, *args, **kwargs))

    async def read(self, function: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `function(session, ...)` in a reading transaction beside the writer."""
        return await _in(self._readers, lambda: self.look(function, *args, **kwargs))

    def close(self) -> None:
        """Let running transactions finish and close all connections."""
        self._writers.shutdown()
        self._readers.shutdown()
        self._engine.dispose()
        self._reading_engine.dispose()


async def _in(threads: ThreadPoolExecutor, work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(threads, work)


def create_database_engine(url: str) -> Engine:
    """Return the engine that writes to the database at `url`."""
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite_engine(url, "BEGIN IMMEDIATE")
    return create_engine(url, pool_size=POSTGRESQL_THREADS, max_overflow=2, pool_pre_ping=True)


def _sqlite_engine(url: str, begin: str) -> Engine:
    _make_folder(url)
    engine = create_engine(url, connect_args={"timeout": 5, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in _SQLITE_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _make_folder(url: str) -> None:
    name = make_url(url).database
    if name and name != ":memory:":
        Path(name).parent.mkdir(parents=True, exist_ok=True)


def is_unavailable(error: BaseException) -> bool:
    """Tell whether the database itself is locked, full or gone, so that the same work may succeed later."""
    if isinstance(error, PoolTimeout):
        return True
    if not isinstance(error, DBAPIError):
        return False
    origin = error.orig
    if isinstance(origin, sqlite3.Error):
        return getattr(origin, "sqlite_errorcode", 0) & 0xFF in _SQLITE_PLACE
    # Asked by attribute: importing psycopg costs 9 MB that an embedded database does not need.
    state: str = getattr(origin, "sqlstate", None) or ""
    lost = error.connection_invalidated or (not state and isinstance(error, OperationalError | InterfaceError))
    return lost or state[:2] in _POSTGRESQL_PLACE
