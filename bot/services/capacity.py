"""Capacity: how many people a meeting has room for, and how many of them announced themselves on paper."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import BadNumber
from bot.services import audit, dialogues, places
from bot.services.meetings import get_organised, get_planned
from models import Meeting

#: More than the town's largest hall holds.
MOST = 9999


def check_heads(count: int, *, least: int = 0) -> int:
    """Return the number of people.

    Raises:
        BadNumber: fewer than `least`, or more than `MOST`.
    """
    if not least <= count <= MOST:
        raise BadNumber
    return count


def limit_places(session: Session, meeting_id: int, capacity: int | None, *, acting: int, now: datetime) -> Meeting:
    """Say how many people there is room for (None: as many as come); who waits moves up where there is more room now.

    The dialogue ends. Who has a place keeps it, see `places`.

    Raises:
        NotFound, NotPermitted: see `get_planned`.
        BadNumber: no places at all, or more than `MOST`.
    """
    if capacity is not None:
        check_heads(capacity, least=1)
    meeting = _hold(session, meeting_id, acting=acting, now=now)
    meeting.capacity = capacity
    return _settle(session, meeting, "limit", acting=acting, now=now)


def count_paper(session: Session, meeting_id: int, count: int, *, acting: int, now: datetime) -> Meeting:
    """Note how many said on paper that they come, in place of the number before; they take places like everybody.

    The dialogue ends.

    Raises:
        NotFound, NotPermitted: see `get_planned`.
        BadNumber: more than `MOST`.
    """
    check_heads(count)
    meeting = _hold(session, meeting_id, acting=acting, now=now)
    meeting.paper_count = count
    return _settle(session, meeting, "count_paper", acting=acting, now=now)


def _hold(session: Session, meeting_id: int, *, acting: int, now: datetime) -> Meeting:
    get_organised(session, meeting_id, acting=acting, lock=True)
    return get_planned(session, meeting_id, acting=acting, now=now)


def _settle(session: Session, meeting: Meeting, done: str, *, acting: int, now: datetime) -> Meeting:
    session.flush()
    places.fill(session, meeting, now=now)
    dialogues.end(session, acting=acting)
    audit.note(session, done, "meeting", meeting.id, acting=acting, now=now)
    return meeting
