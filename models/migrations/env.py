"""Alembic's door: uses the connection it is handed, so that migrations run in the caller's very transaction."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, create_engine

from models import Base
from models.database import create_database_engine


def _migrate(connection: Connection) -> None:
    batch = connection.dialect.name == "sqlite"
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=batch, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


def _run() -> None:
    given = context.config.attributes.get("connection")
    if given is not None:
        _migrate(given)
        return
    url = context.config.get_main_option("sqlalchemy.url")
    engine = create_database_engine(url) if url else create_engine("sqlite://")
    with engine.begin() as connection:
        _migrate(connection)
    engine.dispose()


_run()
