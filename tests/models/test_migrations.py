"""The history of the tables on both databases: up, down, up, and at its end just what the models say."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

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


def test_what_is_there_survives_a_step_up_and_down(database: Database) -> None:
    downgrade(database.engine, "0001")
    with database.engine.begin() as connection:
        for statement in _LIVES.split(";"):
            connection.execute(text(statement))

    upgrade(database.engine)
    after_up = _count(database)
    downgrade(database.engine, "0001")

    assert (after_up, _count(database)) == ([1, 1, 1, 1], [1, 1, 1, 1])


#: A person who comes to a meeting and was told of it, as the first version wrote them down.
_LIVES = """
INSERT INTO participants (id, telegram_id, display_name, locale, registered_at, reachable)
  VALUES (1, 7, 'Amal', 'ar', '2009-10-13 08:00:00', true);
INSERT INTO meetings (id, title, starts_at, place, state, revision)
  VALUES (1, 'Fest', '2009-10-27 18:00:00', 'Rathaus', 'invited', 0);
INSERT INTO attendances (id, meeting_id, participant_id, answer, answered_at)
  VALUES (1, 1, 1, 'yes', '2009-10-14 08:00:00');
INSERT INTO deliveries (id, participant_id, kind, reason, state, priority, quiet, due_at, attempts, overtaken,
  meeting_id, facts) VALUES (1, 1, 'event', 'audience', 'sent', 5, false, '2009-10-14 08:00:00', 1, false, 1, '{}')
"""


def _count(database: Database) -> list[int]:
    tables = ("participants", "meetings", "attendances", "deliveries")
    with database.engine.connect() as connection:
        return [connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in tables]  # noqa: S608


def test_there_is_one_line_of_history() -> None:
    script = ScriptDirectory.from_config(alembic_config())

    assert script.get_heads() == [newest_revision()]
