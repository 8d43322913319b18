"""What the papers share: all are German, whatever the reader's language, and say at the foot which page this is."""

from __future__ import annotations

from datetime import date

from bot.dates import write_day


def paging(on: date) -> dict[str, str]:
    """Return the values for a foot's line: the day, and the marks in whose place Word puts the pages' numbers."""
    return {"date": write_day(on), "page": "{page}", "pages": "{pages}"}
