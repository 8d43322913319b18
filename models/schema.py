"""The tables' present shape: brings a database to it, or back; see ``models/migrations``."""

from __future__ import annotations

import multiprocessing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from models.database import create_database_engine

if TYPE_CHECKING:
    from alembic.config import Config

_FOLDER = Path(__file__).parent / "migrations"

# Alembic is imported where it is needed: it costs a running bot 10 MB, and most starts find nothing to migrate.


def newest_revision() -> str:
    """Return the revision that a database has when it is up to date; it begins the name of its file."""
    return max(path.name.partition("_")[0] for path in (_FOLDER / "versions").glob("[0-9]*.py"))


def alembic_config() -> Config:
    """Return Alembic's configuration, independent of the working directory."""
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database up to `revision`, as one transaction; nothing happens where it is there already."""
    with engine.begin() as connection:
        if _revision_of(connection) == (newest_revision() if revision == "head" else revision):
            return
        from alembic import command  # noqa: PLC0415 - see above

        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def upgrade_apart(url: str) -> None:
    """Bring the database at `url` up to date in a process of its own, which takes along what migrating has loaded.

    Call it before threads or connections exist. Where that process fails, or cannot be (Windows), it is done here.
    """
    engine = create_database_engine(url)
    try:
        if not _is_behind(engine):
            return
        if "fork" in multiprocessing.get_all_start_methods():
            engine.dispose()
            apart = multiprocessing.get_context("fork").Process(target=upgrade, args=(engine,))
            apart.start()
            apart.join()
        upgrade(engine)
    finally:
        engine.dispose()


def _is_behind(engine: Engine) -> bool:
    with engine.connect() as connection:
        return _revision_of(connection) != newest_revision()


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Bring the database back to `revision`, as one transaction."""
    from alembic import command  # noqa: PLC0415 - see above

    with engine.begin() as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def _revision_of(connection: Connection) -> str | None:
    """Return the revision that the database has, or None where there is nothing yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found
