"""What the process comes to in a year, counted by the bot itself (domain 2.7): set by set, never person by person.

Counts of people are hidden where they are small (``bot.services.suppression``). Answers to invitations are forgotten
after a while (``bot.services.retention``): of earlier years only what is still known is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, distinct, exists, func, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.clock import at_local
from bot.services.standings import list_line, list_parents
from bot.services.suppression import shown_total, suppress
from bot.services.tags import check_desk
from models import (
    Advice,
    AgendaItem,
    Attendance,
    Body,
    BodyKind,
    Competence,
    Conclusion,
    Consultation,
    Idea,
    Meeting,
    MeetingState,
    Membership,
    Outcome,
    Paper,
    PaperItem,
    PaperState,
    Participant,
    Reply,
    Result,
    Submission,
)

#: Results of a consultation that are a decision for what was proposed.
_FOR = (Outcome.UNANIMOUS, Outcome.MAJORITY, Outcome.AMENDED)
#: What people do, by whom and when.
_ACTS: tuple[tuple[InstrumentedAttribute[Any], InstrumentedAttribute[Any]], ...] = (
    (Membership.participant_id, Membership.joined_at),
    (Attendance.participant_id, Attendance.answered_at),
    (Idea.author_id, Idea.created_at),
    (AgendaItem.author_id, AgendaItem.created_at),
    (Result.author_id, Result.submitted_at),
    (Reply.author_id, Reply.given_at),
    (Advice.author_id, Advice.given_at),
)


@dataclass(frozen=True)
class ProcessCounts:
    """The process indicators of a year."""

    year: int
    groups: int
    meetings: int
    results: int
    concluded: int
    decided: int
    #: From handing in to the first conclusion, the middle of all; None where there is none.
    days: float | None
    #: None: hidden, since too small or since it would give a language away.
    people: int | None
    #: None: hidden.
    languages: Mapping[str, int | None]


@dataclass(frozen=True)
class _Year:
    """The instants between which a year lies by the town's wall clock; what is still to come does not count."""

    first: datetime
    end: datetime

    def has(self, column: InstrumentedAttribute[Any]) -> Any:
        return (column >= self.first) & (column < self.end)


def count(session: Session, year: int, *, timezone: ZoneInfo, acting: int, now: datetime) -> ProcessCounts:
    """Return what the process came to in a year, up to now; for the desk only.

    Raises:
        NotPermitted: not at the desk.
    """
    check_desk(session, acting=acting)
    first, end = (at_local(date(number, 1, 1), time.min, timezone) for number in (year, year + 1))
    period = _Year(first, min(end, now))
    languages = _count_languages(session, period)
    lines = _lines(session, period)
    return ProcessCounts(
        year,
        groups=_count_groups(session, period),
        meetings=session.scalar(select(func.count(Meeting.id)).where(_was_held(period))) or 0,
        results=len(lines),
        concluded=_count_touching(lines, session.scalars(select(Conclusion.result_id))),
        decided=_count_touching(lines, session.scalars(_decided())),
        days=_days(session, period),
        people=shown_total(languages),
        languages=suppress(languages),
    )


def _was_held(period: _Year) -> Any:
    """Return the condition: this is an ordinary meeting, and it took place."""
    states = (MeetingState.CANCELLED, MeetingState.DRAFTED)
    ordinary = Meeting.body_id.is_not(None) & (Meeting.title == "")
    return ordinary & Meeting.state.not_in(states) & period.has(Meeting.starts_at)


def _count_groups(session: Session, period: _Year) -> int:
    """Return how many working groups met or handed something in."""
    met = exists(select(Meeting.id).where(Meeting.body_id == Body.id, _was_held(period)))
    handed_in = exists(select(Submission.id).where(Submission.body_id == Body.id, period.has(Submission.submitted_at)))
    groups = select(func.count(Body.id)).where(Body.kind == BodyKind.WORKING_GROUP, or_(met, handed_in))
    return session.scalar(groups) or 0


def _lines(session: Session, period: _Year) -> list[set[int]]:
    """Return, for each result that was handed in, its number and those of all that it was joined to, one by one."""
    parents = list_parents(session)
    handed_in = session.scalars(select(Result.id).where(period.has(Result.submitted_at)))
    return [set(list_line(parents, number)) for number in handed_in]


def _count_touching(lines: Iterable[set[int]], results: Iterable[int]) -> int:
    """Return of how many lines at least one is among the results."""
    among = set(results)
    return sum(not line.isdisjoint(among) for line in lines)


def _decided() -> Select[int]:
    """Return the statement for the results that stand in a paper for which the council has decided."""
    found = select(PaperItem.result_id).join(Paper, Paper.id == PaperItem.paper_id)
    found = found.join(Consultation, Consultation.paper_id == Paper.id)
    decided = (Paper.state == PaperState.DECIDED, Consultation.competence == Competence.DECISION)
    return found.where(*decided, Consultation.outcome.in_(_FOR))


def _days(session: Session, period: _Year) -> float | None:
    """Return the median of the days that results waited for the first answer."""
    first = func.min(Conclusion.concluded_at)
    waits = select(Result.submitted_at, first).join(Conclusion, Conclusion.result_id == Result.id)
    waits = waits.where(period.has(Result.submitted_at)).group_by(Result.id, Result.submitted_at)
    days = [(answered - submitted).total_seconds() / 86400 for submitted, answered in session.execute(waits)]
    return median(days) if days else None


def _count_languages(session: Session, period: _Year) -> dict[str, int]:
    """Return how many people did something, by the language that they read."""
    acted = union(*(select(who.label("who")).where(who.is_not(None), period.has(when)) for who, when in _ACTS))
    numbers = acted.subquery()
    people = select(Participant.locale, func.count(distinct(Participant.id)))
    people = people.join(numbers, numbers.c.who == Participant.id).group_by(Participant.locale)
    return {row[0]: row[1] for row in session.execute(people.order_by(Participant.locale))}
