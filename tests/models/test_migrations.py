"""The history of the tables on both databases: up, down, up, and at its end just what the models say."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from models import Base
from models.database import Database
from models.schema import alembic_config, downgrade, newest_revision, upgrade

REVISIONS = [script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()][::-1]


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_step_goes_up_down_and_up(database: Database, revision: str) -> None:
    downgrade(database.engine)

    upgrade(database.engine, revision)
    downgrade(database.engine)
    upgrade(database.engine, revision)

    tables = set(inspect(database.engine).get_table_names())
    assert "alembic_version" in tables


def test_nothing_is_left_after_going_all_the_way_down(database: Database) -> None:
    downgrade(database.engine)

    assert inspect(database.engine).get_table_names() == ["alembic_version"]


def test_the_history_ends_at_what_the_models_say(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Base.metadata) == []


def test_there_is_one_line_of_history() -> None:
    script = ScriptDirectory.from_config(alembic_config())

    assert script.get_heads() == [newest_revision()]
