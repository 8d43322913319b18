"""The municipality that the database belongs to."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Phase, Town

#: What an empty database is called until a town is imported.
NAMELESS = "Mitwirken"


def get_town(session: Session) -> Town:
    """Return the town, or a nameless one before the first import."""
    return session.scalar(select(Town).limit(1)) or Town(name=NAMELESS, process=NAMELESS, imprint="", contact="")


def list_phases(session: Session, *, on: date | None = None) -> list[Phase]:
    """Return the phases of the process, or those that a day lies in: one, two where they overlap, or none."""
    statement = select(Phase).order_by(Phase.number)
    if on is not None:
        statement = statement.where(Phase.starts_on <= on, Phase.ends_on >= on)
    return list(session.scalars(statement))
