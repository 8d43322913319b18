"""Fixtures that every test may use: databases of both kinds, and a town on each."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from models.database import Database, create_database_engine
from models.schema import upgrade
from tests import compiling
from tests.databases import Databases, PostgresqlDatabases, SqliteDatabases, postgresql_server
from tests.towns import Town, open_town

#: The files of two minutes and more; they begin first, lest one of them begin last and everything wait for it.
SLOWEST_FILES = (
    "test_killing.py",
    "test_browser.py",
    "test_year.py",
)


def pytest_configure() -> None:
    """Before any test opens a database."""
    compiling.share()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slowest files; that xdist keeps this order is what `--no-loadscope-reorder` says."""
    ranks = {name: rank for rank, name in enumerate(SLOWEST_FILES)}
    items.sort(key=lambda item: ranks.get(item.path.name, len(ranks)))


def _prepare(url: str) -> None:
    engine = create_database_engine(url)
    upgrade(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """SQLite databases with all tables."""
    folder: Path = tmp_path_factory.mktemp("sqlite")
    return SqliteDatabases(folder, _prepare)


@pytest.fixture(scope="session")
def postgresql_databases() -> Iterator[Databases]:
    """PostgreSQL databases with all tables."""
    databases = PostgresqlDatabases(postgresql_server(), _prepare)
    yield databases
    databases.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a fresh database, once of each kind."""
    databases: Databases = request.getfixturevalue(f"{request.param}_databases")
    url = databases.fresh()
    yield url
    databases.drop(url)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh database, once of each kind."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    """A town in which nobody is registered yet, on each kind of database."""
    async with open_town(database_url) as opened:
        yield opened
