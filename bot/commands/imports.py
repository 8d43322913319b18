"""`python -m bot import FILE`: a municipality from a JSON file."""

from __future__ import annotations

from collections.abc import Sized
from pathlib import Path

from bot.clock import SystemClock
from bot.commands import CommandFailed, open_database, read_settings
from bot.services.imports import OtherTown, import_town
from bot.towns import TownFile, TownFileError, read_town

#: What the process ends with when the file is to blame.
UNUSABLE = 2


def import_file(path: Path) -> None:
    """Import the town in the file at `path` and say what came in.

    Raises:
        CommandFailed: the file does not fit, or the database belongs to another town.
    """
    try:
        file = read_town(path)
    except TownFileError as error:
        raise CommandFailed(str(error), UNUSABLE) from None
    settings = read_settings()
    database = open_database(settings)
    try:
        database.transact(import_town, file, timezone=settings.timezone, now=SystemClock().now())
    except OtherTown as other:
        sentence = f"This database belongs to {other.name}; {file.town.name} needs a database of its own."
        raise CommandFailed(sentence, UNUSABLE) from None
    finally:
        database.close()
    print(_report(file))


def _report(file: TownFile) -> str:
    parts: dict[str, Sized] = {
        "bodies": file.bodies,
        "people": file.people,
        "figures": file.figures,
        "phases": file.phases,
        "milestones": file.milestones,
        "tags": file.tags,
        "events": file.events,
        "results": file.results,
        "papers": file.papers,
        "measures": file.measures,
        "indicators": file.indicators,
    }
    counts = ", ".join(f"{len(entries)} {name}" for name, entries in parts.items() if entries)
    return f"{file.town.name} is in the database: {counts}. A bot that runs already shows it after a restart."
