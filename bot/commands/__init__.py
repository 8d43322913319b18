"""What `python -m bot` can do, one file per command: sentences on the terminal, never a traceback."""

from __future__ import annotations

import os

from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from bot.config import Settings, variable_of
from models.database import Database
from models.schema import upgrade_apart


class CommandFailed(Exception):
    """A command that cannot go on; its text is the sentence for the terminal."""

    def __init__(self, sentence: str, exit_code: int = 1) -> None:
        """Remember the sentence and the code that the process ends with."""
        super().__init__(sentence)
        self.exit_code = exit_code


def read_settings() -> Settings:
    """Return the settings of the environment and of `.env`.

    Raises:
        CommandFailed: a variable has a value that does not fit.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        variable = variable_of(str(first["loc"][0]))
        raise CommandFailed(f"{variable} does not fit: {first['msg'].removeprefix('Value error, ')}.") from None


def open_database(settings: Settings) -> Database:
    """Return the database, migrated to the present shape.

    Raises:
        CommandFailed: it cannot be reached, or its folder cannot be written to.
    """
    try:
        upgrade_apart(settings.effective_database_url)
        database = Database(settings.effective_database_url)
    except (SQLAlchemyError, OSError, ImportError) as error:
        reason = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
        raise CommandFailed(f"The database cannot be reached: {reason} (see DATABASE_URL).") from None
    return database


def reason_of(error: OSError) -> str:
    """Return in the system's words why an address cannot be used."""
    number = error.errno or 0
    return os.strerror(number) if number > 0 else str(error.strerror or error)
