"""What the press may read: what is released or decided, and measures from the council's decision on (R10).

Numbers, titles, fields and where it stands: no text of a group, no reason, no opinion, nobody's name.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import Overtaken
from bot.services import audit
from bot.services.histories import DECIDED, Past
from bot.services.releases import is_released
from bot.services.status_entries import Collector, Entry
from bot.services.tags import check_desk
from models import Measure, MeasureState, Paper, Result

#: A measure that the public may know of: from the decision on.
PUBLIC = DECIDED | {MeasureState.DISCONTINUED}


@dataclass(frozen=True)
class PublicList:
    """What may be handed to the press on a day."""

    day: date
    entries: tuple[Entry, ...]

    @property
    def seen(self) -> int:
        """What a button carries to tell whether the list is still the one that the person read."""
        lines = [f"{entry.number} {entry.title} {entry.status} {entry.is_decided}" for entry in self.entries]
        return zlib.crc32("\n".join(lines).encode())


def look(session: Session, day: date, *, timezone: ZoneInfo, acting: int) -> PublicList:
    """Return the list as it is now; for the desk only.

    Raises:
        NotPermitted: not at the desk.
    """
    check_desk(session, acting=acting)
    released = set(session.scalars(select(Result.id).where(is_released())))
    closed = set(session.scalars(select(Paper.id).where(Paper.is_public.is_(False))))
    entries = Collector(session, Past(day, timezone), without_papers=closed).collect().entries
    return PublicList(day, tuple(entry for entry in entries if _is_public(entry, released)))


def _is_public(entry: Entry, released: set[int]) -> bool:
    """Tell whether an entry is released, or decided in a session that the public may attend."""
    if entry.result is not None and entry.result.id in released:
        return True
    if entry.is_decided and (entry.measure is None or entry.is_in_paper):
        return True
    return entry.status in PUBLIC and entry.measure is not None and _was_decided(entry.measure)


def _was_decided(measure: Measure) -> bool:
    """Tell whether a decision is on record: that a measure runs says only that somebody began it."""
    return measure.paper_id is not None or any(note.state is MeasureState.RESOLVED for note in measure.notes)


def hand_out(session: Session, day: date, seen: int, *, timezone: ZoneInfo, acting: int, now: datetime) -> PublicList:
    """Return the list that somebody has read and approved, and note that they did.

    Raises:
        NotPermitted: not at the desk.
        Overtaken: it reads otherwise by now.
    """
    found = look(session, day, timezone=timezone, acting=acting)
    if found.seen != seen:
        raise Overtaken
    audit.note(session, "hand out", "public list", None, acting=acting, now=now)
    return found
