"""The municipality that the database belongs to."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Town

#: What an empty database is called until a town is imported.
NAMELESS = "Mitwirken"


def get_town(session: Session) -> Town:
    """Return the town, or a nameless one before the first import."""
    return session.scalar(select(Town).limit(1)) or Town(
        name=NAMELESS, process=NAMELESS, imprint="", contact="", report_recipient="", committees=""
    )
