"""Needs: what people need in order to come. They are asked once; organisers learn numbers, never names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from bot.errors import Outdated
from bot.services import places
from bot.services.inbox import ignore_duplicates
from models import Attendance, Meeting, Need, NeedKind, Participant


@dataclass(frozen=True)
class NeedCounts:
    """How many of those who come need what."""

    #: Locale to number of people.
    interpreters: Mapping[str, int] = field(default_factory=dict)
    childcare: int = 0
    way: int = 0


def ask_once(session: Session, *, acting: int) -> bool:
    """Note that the person is asked what they need; return whether this is the first time."""
    first = (Participant.id == acting, Participant.needs_asked.is_(False))
    done = session.execute(update(Participant).where(*first).values(needs_asked=True))
    return bool(done.rowcount)  # type: ignore[attr-defined]


def list_own(session: Session, *, acting: int) -> set[NeedKind]:
    """Return what the person needs."""
    return set(session.scalars(select(Need.kind).where(Need.participant_id == acting)))


def state(session: Session, kind: str, *, needed: bool, acting: int) -> set[NeedKind]:
    """Note whether the person needs this, once more changes nothing; return all they need.

    Raises:
        Outdated: there is no such need.
    """
    if kind not in set(NeedKind):
        raise Outdated
    if needed:
        values = {"participant_id": acting, "kind": NeedKind(kind)}
        session.execute(ignore_duplicates(session, Need).values(**values))
    else:
        session.execute(delete(Need).where(Need.participant_id == acting, Need.kind == NeedKind(kind)))
    ask_once(session, acting=acting)
    return list_own(session, acting=acting)


def need_nothing(session: Session, *, acting: int) -> None:
    """Note that the person needs nothing."""
    session.execute(delete(Need).where(Need.participant_id == acting))
    ask_once(session, acting=acting)


def count(session: Session, meeting: Meeting) -> NeedCounts:
    """Return how many of those who have a place need what."""
    found = select(Need.kind, Participant.locale, func.count()).join(Participant, Participant.id == Need.participant_id)
    found = found.join(Attendance, Attendance.participant_id == Need.participant_id)
    found = found.where(Attendance.meeting_id == meeting.id, *places.has_place())
    rows = session.execute(found.group_by(Need.kind, Participant.locale).order_by(Participant.locale)).all()
    numbers = {kind: {locale: number for one, locale, number in rows if one is kind} for kind in NeedKind}
    return NeedCounts(
        numbers[NeedKind.INTERPRETER],
        sum(numbers[NeedKind.CHILDCARE].values()),
        sum(numbers[NeedKind.WAY].values()),
    )
