"""The accountant: looks at every delivery before it is forgotten, and says what was doubled, late or useless."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from bot.clock import is_quiet
from bot.feasts import is_rest_day
from models import Answer, Attendance, AuditEntry, Delivery, DeliveryKind, DeliveryState, Meeting, MeetingState
from tests.towns import BERLIN

REMINDERS = {DeliveryKind.REMINDER_WEEK, DeliveryKind.REMINDER_DAY, DeliveryKind.REMINDER_HOURS}
#: What is of no use once the meeting has begun.
BEFORE = REMINDERS | {DeliveryKind.INVITATION, DeliveryKind.MEETING_MOVED, DeliveryKind.MEETING_CHANGED}


@dataclass
class Account:
    """What has been counted so far."""

    seen: set[int] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    fates: Counter[str] = field(default_factory=Counter)
    #: Person and month to the number of messages that they did not ask for.
    months: Counter[tuple[int, str]] = field(default_factory=Counter)
    #: Person, meeting and text to how often it was said: a meeting that is planned anew for the same day is another.
    said: Counter[tuple[int, int | None, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def look(self, session: Session, texts: dict[tuple[int, int], str]) -> None:
        """Count what has been sent since the last look; `texts` are the messages by chat and number."""
        statement = select(Delivery).where(Delivery.state.not_in([DeliveryState.QUEUED, DeliveryState.SENDING]))
        statement = statement.where(Delivery.id.not_in(self.seen)) if len(self.seen) < 500 else statement
        loading = [joinedload(Delivery.participant), joinedload(Delivery.meeting).joinedload(Meeting.body)]
        fresh = [one for one in session.scalars(statement.options(*loading)) if one.id not in self.seen]
        answers = _answers(session, fresh)
        cancelled = _cancelled(session)
        for delivery in fresh:
            self.seen.add(delivery.id)
            self.fates[delivery.state] += 1
            if delivery.state is DeliveryState.SENT:
                self._count(delivery, texts)
                self.faults += _faults(delivery, answers, cancelled)

    def _count(self, delivery: Delivery, texts: dict[tuple[int, int], str]) -> None:
        assert delivery.sent_at is not None
        self.kinds[delivery.kind] += 1
        self.months[delivery.participant_id, f"{delivery.sent_at.astimezone(BERLIN):%Y-%m}"] += 1
        text = texts.get((delivery.participant.telegram_id, delivery.message_id or 0))
        if text is not None:
            self.said[delivery.participant_id, delivery.meeting_id, text] += 1

    @property
    def doubles(self) -> list[str]:
        """What was said twice to the same person in the same words."""
        return [text for (*_, text), count in self.said.items() if count > 1]

    def per_month(self, people: int, months: int) -> tuple[float, int]:
        """Return the median and the most of messages per person and month."""
        counts = sorted(self.months.values())
        silent = [0] * max(people * months - len(counts), 0)
        return median([*silent, *counts]), max(counts, default=0)


def _answers(session: Session, deliveries: list[Delivery]) -> dict[tuple[int, int], tuple[Answer, datetime]]:
    meetings = {one.meeting_id for one in deliveries if one.meeting_id is not None}
    found = session.scalars(select(Attendance).where(Attendance.meeting_id.in_(meetings)))
    return {(one.meeting_id, one.participant_id): (one.answer, one.answered_at) for one in found}


def _cancelled(session: Session) -> dict[int, datetime]:
    acts = select(AuditEntry).where(AuditEntry.action == "cancel", AuditEntry.object_kind == "meeting")
    return {entry.object_id: entry.at for entry in session.scalars(acts) if entry.object_id is not None}


def _faults(
    delivery: Delivery, answers: dict[tuple[int, int], tuple[Answer, datetime]], cancelled: dict[int, datetime]
) -> list[str]:
    """Return what is wrong with a message that was sent: late, useless, or at a time of rest."""
    meeting, sent_at = delivery.meeting, delivery.sent_at
    assert sent_at is not None
    wrong: list[str] = []
    if meeting is not None and delivery.kind in BEFORE:
        ended = cancelled.get(meeting.id) if meeting.state is MeetingState.CANCELLED else None
        if sent_at >= meeting.starts_at:
            wrong.append("late")
        if ended is not None and sent_at > ended:
            wrong.append("about a cancelled meeting")
        wrong += _useless(delivery, answers.get((meeting.id, delivery.participant_id)))
    if delivery.quiet and is_quiet(sent_at, BERLIN):
        wrong.append("at night")
    same_day = meeting is not None and meeting.starts_at.astimezone(BERLIN).date() == sent_at.astimezone(BERLIN).date()
    if delivery.rests and is_rest_day(sent_at.astimezone(BERLIN).date()) and not same_day:
        wrong.append("on a day of rest")
    return [f"{one}: {delivery.kind} {delivery.id} at {sent_at.astimezone(BERLIN):%d.%m.%Y %H:%M}" for one in wrong]


def _useless(delivery: Delivery, said: tuple[Answer, datetime] | None) -> list[str]:
    """Return whether a reminder went to somebody whom it did not concern; only what is known for certain."""
    if delivery.kind not in REMINDERS or said is None or delivery.sent_at is None or said[1] >= delivery.sent_at:
        return []
    if delivery.kind is DeliveryKind.REMINDER_WEEK:
        return ["reminded of answering after having answered"]
    return ["reminded after a no"] if said[0] is Answer.NO else []
