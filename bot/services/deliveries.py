"""The outbox: queue a row per recipient, hand out what is due, note what became of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Row,
    Select,
    SQLColumnExpression,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session, joinedload

from bot.clock import at_local
from bot.services import nights
from bot.services.inbox import ignore_duplicates
from models import Delivery, DeliveryKind, DeliveryReason, DeliveryState, Meeting, Participant

#: What is noted of a delivery that became useless while its person wanted no news.
HELD_BACK = "held back by the person's quiet"
#: After so many failures that were certainly failures a delivery is given up.
ATTEMPTS = 8
#: The hours at which somebody's night or a day of rest ends, and for how many days the end of peace is looked for.
_WAKING, _FURTHEST_LOOK = (7, 8, 9, 10), 32
#: News about what begins sooner than this is told at once, at night too: somebody may be about to set out.
URGENT = timedelta(hours=12)


@dataclass(frozen=True)
class News:
    """What is to be told: kind, why, about what, how urgent, and until when it is of use."""

    kind: DeliveryKind
    reason: DeliveryReason
    #: Makes it the same news for a person; the person's number is added.
    key: str | None = None
    priority: int = 5
    #: Keeps to the person's night, and to the time for which they want to be left in peace.
    quiet: bool = False
    #: Keeps to Sundays and holidays, unless its meeting is that day.
    rests: bool = False
    #: Not before this instant; at once where it is None.
    due_at: datetime | None = None
    expires_at: datetime | None = None
    #: Foreign keys such as `meeting_id`, and `facts`.
    about: dict[str, Any] = field(default_factory=dict)


def can_wait(starts_at: datetime, *, now: datetime) -> bool:
    """Tell whether news about what begins then may keep to people's nights; see `URGENT`."""
    return starts_at - now > URGENT


def reason_for(meeting: Meeting) -> DeliveryReason:
    """Return why somebody who is invited to a meeting is told of it."""
    return DeliveryReason.MEMBER if meeting.body_id is not None else DeliveryReason.AUDIENCE


def queue(session: Session, news: News, participant_ids: Collection[int], *, now: datetime) -> int:
    """Queue `news` for each participant once; return how many rows were written.

    Those known to be unreachable get a row that says so, so that reports count them.
    """
    if not participant_ids:
        return 0
    return queue_for(session, news, select(Participant.id).where(Participant.id.in_(participant_ids)), now=now)


def queue_for(session: Session, news: News, recipients: Select[int], *, now: datetime) -> int:
    """Queue `news` for everyone whom the query `recipients` (of participants' numbers) finds; see `queue`."""
    state = case((Participant.reachable, DeliveryState.QUEUED.value), else_=DeliveryState.UNREACHABLE.value)
    key = literal(f"{news.key}:").concat(cast(Participant.id, String)) if news.key else null()
    common = {
        "kind": news.kind,
        "reason": news.reason,
        "priority": news.priority,
        "quiet": news.quiet,
        "rests": news.rests,
        "due_at": news.due_at or now,
        "expires_at": news.expires_at,
        "facts": news.about.get("facts", {}),
        **{name: value for name, value in news.about.items() if name != "facts"},
    }
    types = Delivery.__table__.c
    values = [literal(value, types[name].type) for name, value in common.items()]
    people = select(Participant.id, state, key, *values).where(Participant.id.in_(recipients)).order_by(Participant.id)
    names = ["participant_id", "state", "key", *common]
    statement = ignore_duplicates(session, Delivery).from_select(names, people).returning(Delivery.id)
    return len(session.scalars(statement).all())


class Due(NamedTuple):
    """A delivery that may leave now, and the chat it goes to (Telegram's number)."""

    delivery_id: int
    chat_id: int


def list_due(session: Session, *, now: datetime, timezone: ZoneInfo, limit: int) -> list[Due]:
    """Return what may leave now, most urgent first; quiet hours and days of rest go by the wall clock of `timezone`.

    One per person: the rest of theirs comes later and in its order, so that nobody's many messages hide the others'.
    """
    conditions = [
        Delivery.state == DeliveryState.QUEUED,
        Delivery.due_at <= now,
        Participant.reachable,
        or_(Delivery.expires_at.is_(None), Delivery.expires_at > now),
        nights.may_leave(now, timezone),
    ]
    found = _list_first_ones(session, conditions, limit)
    if any(row.rests for row in found) and nights.rests_today(now, timezone):
        found = _list_first_ones(session, [*conditions, nights.leaves_on_rest_days(now, timezone)], limit)
    return [Due(row.id, row.telegram_id) for row in found]


def _list_first_ones(
    session: Session, conditions: Sequence[SQLColumnExpression[bool]], limit: int
) -> Sequence[Row[int, int, bool]]:
    """Return number, chat and `rests` of each person's first delivery that meets the conditions."""
    turn = func.row_number().over(partition_by=Delivery.participant_id, order_by=(Delivery.priority, Delivery.id))
    ranked = select(Delivery.id, Participant.telegram_id, Delivery.priority, Delivery.rests, turn.label("turn"))
    queue = ranked.join(Delivery.participant).where(*conditions).subquery()
    first = select(queue.c.id, queue.c.telegram_id, queue.c.rests).where(queue.c.turn == 1)
    return session.execute(first.order_by(queue.c.priority, queue.c.id).limit(limit)).all()


def begin(session: Session, delivery_ids: Sequence[int]) -> list[Delivery]:
    """Note that these are about to go on the wire; return those that still may (not stopped meanwhile).

    They come as they are now, not as they were when they were found due, with everything needed to phrase them.
    """
    statement = update(Delivery).where(Delivery.id.in_(delivery_ids), Delivery.state == DeliveryState.QUEUED)
    begun = session.scalars(statement.values(state=DeliveryState.SENDING).returning(Delivery.id)).all()
    if not begun:
        return []
    loading = [
        joinedload(Delivery.participant),
        joinedload(Delivery.meeting).joinedload(Meeting.body),
        joinedload(Delivery.meeting).joinedload(Meeting.minutes),
        joinedload(Delivery.result),
        joinedload(Delivery.idea),
        joinedload(Delivery.broadcast),
        joinedload(Delivery.body),
    ]
    return list(session.scalars(select(Delivery).where(Delivery.id.in_(begun)).options(*loading)))


@dataclass(frozen=True)
class Outcome:
    """What became of one delivery that was on the wire."""

    delivery_id: int
    state: DeliveryState
    locale: str
    message_id: int | None = None
    error: str | None = None
    #: For what comes back into the queue: not before this many seconds.
    again_in: float = 0.0
    #: Whether a return to the queue counts as a failure of the delivery itself.
    counts: bool = False


def record(session: Session, outcomes: Sequence[Outcome], *, now: datetime) -> None:
    """Note what became of deliveries; who turned out unreachable is not written to until they come back.

    Once more changes nothing: an outcome is noted only while its delivery counts as being on the wire.
    """
    for outcome in outcomes:
        values: dict[str, Any] = {"state": outcome.state, "error": outcome.error, "locale": outcome.locale}
        if outcome.state is DeliveryState.SENT:
            values |= {"sent_at": now, "message_id": outcome.message_id}
        elif outcome.state is DeliveryState.QUEUED:
            values |= _return_to_queue(outcome, now)
        on_the_wire = (Delivery.id == outcome.delivery_id, Delivery.state == DeliveryState.SENDING)
        session.execute(update(Delivery).where(*on_the_wire).values(**values))
    gone = [outcome.delivery_id for outcome in outcomes if outcome.state is DeliveryState.UNREACHABLE]
    if gone:
        people = select(Delivery.participant_id).where(Delivery.id.in_(gone))
        session.execute(update(Participant).where(Participant.id.in_(people)).values(reachable=False))


def _return_to_queue(outcome: Outcome, now: datetime) -> dict[str, Any]:
    """Return what to note about a delivery that did not arrive: it waits again, unless it was stopped meanwhile."""
    return {
        "state": case((Delivery.overtaken, DeliveryState.STOPPED.value), else_=DeliveryState.QUEUED.value),
        "due_at": now + timedelta(seconds=outcome.again_in),
        "attempts": Delivery.attempts + int(outcome.counts),
        "locale": None,
    }


def take_back(session: Session, on_the_wire: Collection[int]) -> int:
    """Queue again what is marked as being on the wire but is not, because the answer to a commit was lost."""
    lost = (Delivery.state == DeliveryState.SENDING, Delivery.id.not_in(on_the_wire))
    values = {
        "state": case((Delivery.overtaken, DeliveryState.STOPPED.value), else_=DeliveryState.QUEUED.value),
    }
    return int(session.execute(update(Delivery).where(*lost).values(**values)).rowcount)  # type: ignore[attr-defined]


def give_up_worn_out(session: Session) -> None:
    """Set aside what failed too often, and what waits for people who cannot be reached."""
    queued = update(Delivery).where(Delivery.state == DeliveryState.QUEUED)
    session.execute(queued.where(Delivery.attempts >= ATTEMPTS).values(state=DeliveryState.FAILED))
    unreachable = select(Participant.id).where(Participant.reachable.is_(False))
    session.execute(queued.where(Delivery.participant_id.in_(unreachable)).values(state=DeliveryState.UNREACHABLE))


def expire(session: Session, *, now: datetime, timezone: ZoneInfo) -> None:
    """Drop what has become useless by waiting; where the person's own quiet held it back, that is noted."""
    late = and_(Delivery.state == DeliveryState.QUEUED, Delivery.expires_at <= now)
    for moment in session.scalars(select(Delivery.expires_at).where(late).distinct()).all():
        assert moment is not None
        shortly_before = moment - timedelta(seconds=1)
        awake = select(Delivery.id).join(Delivery.participant).where(nights.may_leave(shortly_before, timezone))
        statement = update(Delivery).where(late, Delivery.expires_at == moment)
        held_back = statement.where(Delivery.id.not_in(awake.where(late, Delivery.expires_at == moment)))
        session.execute(held_back.values(state=DeliveryState.EXPIRED, error=HELD_BACK))
        session.execute(statement.values(state=DeliveryState.EXPIRED))


def note_on_the_wire(session: Session) -> int:
    """At start: what was on the wire when the process died is unknown from now on; return how many."""
    statement = update(Delivery).where(Delivery.state == DeliveryState.SENDING)
    done = session.execute(statement.values(state=DeliveryState.UNKNOWN, error="on the wire when the process ended"))
    return int(done.rowcount)  # type: ignore[attr-defined]


def stop(session: Session, *conditions: Any) -> int:
    """Stop deliveries that meet the conditions; return how many. Takes hold at once: see `begin`.

    What is on the wire at this moment arrives or not, but does not come back into the queue. One statement for both:
    a delivery that changes sides meanwhile is met in any case.
    """
    waiting = case((Delivery.state == DeliveryState.QUEUED, DeliveryState.STOPPED.value), else_=Delivery.state)
    statement = update(Delivery).where(Delivery.state.in_([DeliveryState.QUEUED, DeliveryState.SENDING]), *conditions)
    done = session.execute(statement.values(state=waiting, overtaken=True))
    return int(done.rowcount)  # type: ignore[attr-defined]


def resume(session: Session, *conditions: Any, due_at: datetime) -> None:
    """Queue stopped deliveries that meet the conditions again, not before `due_at`."""
    statement = update(Delivery).where(Delivery.state == DeliveryState.STOPPED, *conditions)
    session.execute(statement.values(state=DeliveryState.QUEUED, overtaken=False, due_at=due_at))


def postpone(session: Session, *conditions: Any, until: datetime) -> None:
    """Let queued deliveries that meet the conditions leave no earlier than `until`."""
    waiting = (Delivery.state == DeliveryState.QUEUED, Delivery.due_at < until)
    session.execute(update(Delivery).where(*waiting, *conditions).values(due_at=until))


def next_due(session: Session, *, after: datetime) -> datetime | None:
    """Return when the next queued delivery becomes due, if later than `after`."""
    statement = select(func.min(Delivery.due_at)).where(Delivery.state == DeliveryState.QUEUED, Delivery.due_at > after)
    return session.scalar(statement)


def next_leaving(session: Session, *, after: datetime, timezone: ZoneInfo) -> datetime | None:
    """Return the first full hour later than `after` at which something leaves that quiet or a day of rest holds back.

    That is found by looking; what stays for longer than the longest time of peace is not looked for.
    """
    waiting = select(Delivery.id).where(Delivery.state == DeliveryState.QUEUED, Delivery.due_at <= after)
    if session.scalar(waiting.limit(1)) is None:
        return None
    today = after.astimezone(timezone).date()
    for ahead in range(_FURTHEST_LOOK):
        for hour in _WAKING:
            moment = at_local(today + timedelta(days=ahead), time(hour), timezone)
            if moment > after and list_due(session, now=moment, timezone=timezone, limit=1):
                return moment
    return None
