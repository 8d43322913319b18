"""`python -m bot export FILE`: the municipality as the file that it can be imported from, JSON or spreadsheet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bot.clock import SystemClock
from bot.commands import CommandFailed, open_database, read_settings
from bot.services.exports import export_town


def export_file(path: Path) -> None:
    """Write the town to `path` and say so; a spreadsheet where its name ends in `.xlsx`, else JSON.

    Raises:
        CommandFailed: the database holds no town, or the file cannot be written.
    """
    settings = read_settings()
    database = open_database(settings)
    try:
        today = SystemClock().now().astimezone(settings.timezone).date()
        data: dict[str, Any] = database.look(export_town, timezone=settings.timezone, today=today)
    finally:
        database.close()
    if not data.get("bodies"):
        raise CommandFailed("The database holds no town yet: python -m bot import FILE.")
    try:
        path.write_bytes(_content(path, data))
    except OSError as error:
        raise CommandFailed(f"{path} cannot be written: {error.strerror}.") from None
    print(f"{data['town']['name']} is in {path}. It names people without Telegram: keep it as such a list is kept.")


def _content(path: Path, data: dict[str, Any]) -> bytes:
    if path.suffix.lower() == ".xlsx":
        from bot.towns import spreadsheet  # noqa: PLC0415 - only who wants a spreadsheet loads what writes it

        return spreadsheet.write(data)
    return f"{json.dumps(data, ensure_ascii=False, indent=2)}\n".encode()
