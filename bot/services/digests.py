"""Digests: what was released goes to the advisory board in one message, on ordinary working days at 17:00.

Each person gets what was released since their last one, however many boards they belong to. Up to when a person is told
is the day in the delivery's key; without one that is kept, nothing older than those is looked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import Session

from bot.clock import at_local
from bot.feasts import is_rest_day
from bot.services import deliveries
from bot.services.deliveries import News
from bot.services.ways import way_of
from models import (
    Body,
    BodyKind,
    BodyState,
    Competence,
    Consultation,
    Delivery,
    DeliveryKind,
    DeliveryReason,
    DeliveryState,
    Membership,
    MembershipRole,
    Participant,
    Release,
    Result,
)

#: When a digest leaves, by the town's wall clock.
HOUR = time(17)
#: What was released earlier is in no digest any more: shorter than deliveries are kept (`retention.KEEP`), by more
#: than the longest row of days without a digest.
LOOK_BACK = timedelta(days=23)
_SATURDAY = 5
#: It left: the person knows, or may know.
_LEFT = (DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.UNKNOWN)
_KEY = "digest"


@dataclass(frozen=True)
class _Reader:
    """A member of the board: since when, told up to when, up to when something waits for them, and the last attempt."""

    joined_at: datetime
    told: datetime | None = None
    waiting: datetime | None = None
    last: datetime | None = None


def latest_moment(now: datetime, timezone: ZoneInfo) -> datetime:
    """Return the last instant, not later than `now`, at which digests were due."""
    day = now.astimezone(timezone).date()
    if at_local(day, HOUR, timezone) > now:
        day -= timedelta(days=1)
    while day.weekday() == _SATURDAY or is_rest_day(day):
        day -= timedelta(days=1)
    return at_local(day, HOUR, timezone)


def queue_due(session: Session, *, timezone: ZoneInfo, now: datetime) -> int:
    """Queue the digests that are due; return how many. Once more at the same moment queues nothing.

    A digest that still waits (its person wanted peace) is replaced by one that has the new results too.
    """
    moment = latest_moment(now, timezone)
    fresh = _list_fresh(session, moment)
    if not fresh:
        return 0
    groups: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
    for number, reader in _list_readers(session, timezone).items():
        due = _due_for(reader, fresh, moment)
        if due:
            groups[due].append(number)
    return sum(_queue(session, fresh, due, people, moment, timezone, now) for due, people in groups.items())


def _list_fresh(session: Session, moment: datetime) -> list[Row[int, str, str, datetime]]:
    """Return the results that are released and may not be known yet; nobody withdraws them meanwhile."""
    statement = select(Result.id, Result.number, Result.title, Release.released_at).join(Release)
    period = (Release.released_at > moment - LOOK_BACK, Release.released_at <= moment)
    statement = statement.where(Release.withdrawn_at.is_(None), *period).order_by(Release.id)
    return list(session.execute(statement.with_for_update(of=Release)))


def _list_readers(session: Session, timezone: ZoneInfo) -> dict[int, _Reader]:
    """Return who can be reached and is a member of an advisory board, each once."""
    hats = select(Membership.participant_id, func.min(Membership.joined_at)).join(Membership.body)
    hats = hats.join(Membership.participant).where(Participant.reachable, Membership.role != MembershipRole.GUEST)
    hats = hats.where(Body.kind == BodyKind.ADVISORY_BOARD, Body.state == BodyState.ACTIVE)
    joined = dict(session.execute(hats.group_by(Membership.participant_id)).all())
    readers = {number: _Reader(joined_at) for number, joined_at in joined.items()}
    told = func.max(case((Delivery.state.in_(_LEFT), Delivery.key)))
    waiting = func.max(case((Delivery.state == DeliveryState.QUEUED, Delivery.key)))
    rows = select(Delivery.participant_id, told, waiting, func.max(Delivery.key))
    rows = rows.where(Delivery.participant_id.in_(joined), Delivery.kind == DeliveryKind.DIGEST)
    for number, *keys in session.execute(rows.group_by(Delivery.participant_id)):
        readers[number] = _Reader(joined[number], *(_moment_of(key, timezone) for key in keys))
    return readers


def _moment_of(key: str | None, timezone: ZoneInfo) -> datetime | None:
    return at_local(date.fromisoformat(key.split(":")[1]), HOUR, timezone) if key else None


def _due_for(reader: _Reader, fresh: Collection[Row[int, str, str, datetime]], moment: datetime) -> tuple[int, ...]:
    """Return what a person is to be told of now; nothing where nothing has come since what they know or waits."""
    if reader.last is not None and reader.last >= moment:
        return ()
    just_before = reader.joined_at - timedelta.resolution
    since = max(filter(None, (just_before, reader.told)))
    newest = max(filter(None, (since, reader.waiting)))
    if not any(released_at > newest for *_, released_at in fresh):
        return ()
    return tuple(number for number, *_, released_at in fresh if released_at > since)


def _queue(
    session: Session,
    fresh: Collection[Row[int, str, str, datetime]],
    due: Collection[int],
    people: Collection[int],
    moment: datetime,
    timezone: ZoneInfo,
    now: datetime,
) -> int:
    waiting = (Delivery.participant_id.in_(people), Delivery.state == DeliveryState.QUEUED)
    deliveries.stop(session, Delivery.kind == DeliveryKind.DIGEST, *waiting)
    ways = way_of(session, due)
    results = [
        [number, code, title, *_council_day(ways.get(number, ()))] for number, code, title, _ in fresh if number in due
    ]
    news = News(
        DeliveryKind.DIGEST,
        DeliveryReason.MEMBER,
        f"{_KEY}:{moment.astimezone(timezone).date().isoformat()}",
        quiet=True,
        rests=True,
        due_at=moment,
        about={"facts": {"results": results}},
    )
    return deliveries.queue(session, news, people, now=now)


def _council_day(way: Collection[Consultation]) -> list[str]:
    """Return which committee is to decide and when, as far as that is known (U23)."""
    coming = [one for one in way if one.competence is Competence.DECISION and one.outcome is None and one.planned_on]
    return [coming[-1].committee, str(coming[-1].planned_on)] if coming else []


def take_out(session: Session, result_id: int) -> None:
    """Take a result out of the digests that have not left; one that becomes empty is stopped."""
    not_there = (DeliveryState.QUEUED, DeliveryState.SENDING)
    statement = select(Delivery).where(Delivery.kind == DeliveryKind.DIGEST, Delivery.state.in_(not_there))
    empty = []
    for delivery in session.scalars(statement.with_for_update()):
        left = [one for one in delivery.facts["results"] if one[0] != result_id]
        delivery.facts = {"results": left}
        if not left:
            empty.append(delivery.id)
    session.flush()
    deliveries.stop(session, Delivery.id.in_(empty))
