"""The tests' databases: both kinds answer, copies carry the template and do not see each other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.databases import Databases, PostgresqlDatabases, SqliteDatabases, postgresql_server


def plant_a_tree(url: str) -> None:
    """Prepare a template: one table with one row."""
    execute(url, "CREATE TABLE tree (name VARCHAR(20))", "INSERT INTO tree VALUES ('linden')")


def execute(url: str, *statements: str) -> None:
    """Run statements in one transaction and leave no connection."""
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def ask(url: str, query: str) -> list[object]:
    """The first column of all rows."""
    engine = create_engine(url)
    with engine.connect() as connection:
        answer: list[object] = list(connection.execute(text(query)).scalars())
    engine.dispose()
    return answer


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    if request.param == "sqlite":
        yield SqliteDatabases(tmp_path, plant_a_tree)
        return
    postgresql = PostgresqlDatabases(postgresql_server(), plant_a_tree)
    yield postgresql
    postgresql.close()


def test_a_database_answers(databases: Databases) -> None:
    url = databases.fresh()

    answer = ask(url, "SELECT 1")

    databases.drop(url)
    assert answer == [1]


def test_a_fresh_database_carries_the_template_and_is_nobody_elses(databases: Databases) -> None:
    felled, standing = databases.fresh(), databases.fresh()

    execute(felled, "DELETE FROM tree")

    trees = [ask(url, "SELECT name FROM tree") for url in (felled, standing)]
    for url in (felled, standing):
        databases.drop(url)
    assert trees == [[], ["linden"]]


def test_postgresql_is_one_we_support() -> None:
    supported = ask(postgresql_server(), "SELECT current_setting('server_version_num')::int >= 160000")

    assert supported == [True]


def test_a_dropped_postgresql_database_is_gone() -> None:
    databases = PostgresqlDatabases(postgresql_server(), plant_a_tree)
    url = databases.fresh()

    databases.drop(url)
    databases.close()

    names = ask(postgresql_server(), "SELECT datname FROM pg_database WHERE datname LIKE 'mitwirken_test_%'")
    assert make_url(url).database not in names
