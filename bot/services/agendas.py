"""Agendas: the usual frame of a meeting, what people proposed for it, and results that wait for a conclusion (S56)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from bot.errors import NotFound, NotPermitted
from bot.services import meetings, permissions, places
from bot.services.standings import Standing, list_families, list_ranked
from models import (
    AgendaItem,
    Answer,
    Attendance,
    Body,
    BodyKind,
    ConclusionKind,
    Meeting,
    MeetingState,
    Membership,
    MembershipRole,
    Participant,
    ResultState,
)

#: Results about which the steering group has not concluded yet; what is put off comes up again when somebody says so.
_WAITING = (ResultState.SUBMITTED, ResultState.QUERIED)
#: An attendance sheet has at least so many lines, at most so many, and always a multiple of this.
_FEWEST_LINES, _MOST_LINES, _LINES_BY = 25, 500, 5


class Point(StrEnum):
    """What stands on an agenda; `TOPICS` and `GROUP_RESULTS` become a point for each topic and each group."""

    WELCOME = "welcome"
    MINUTES = "minutes"
    REPORT = "report"
    GROUP_RESULTS = "group_results"
    TOPICS = "topics"
    RESULTS = "results"
    CLOSING = "closing"
    PROGRAMME = "programme"
    QUESTIONS = "questions"


_SHORT = (Point.WELCOME, Point.TOPICS, Point.CLOSING)
#: The usual agenda (domain 2.3).
FRAMES: dict[BodyKind, tuple[Point, ...]] = {
    BodyKind.WORKING_GROUP: (
        Point.WELCOME,
        Point.MINUTES,
        Point.REPORT,
        Point.TOPICS,
        Point.RESULTS,
        Point.CLOSING,
    ),
    BodyKind.STEERING_GROUP: (Point.WELCOME, Point.MINUTES, Point.GROUP_RESULTS, Point.TOPICS, Point.CLOSING),
    BodyKind.ADVISORY_BOARD: (Point.WELCOME, Point.MINUTES, Point.REPORT, Point.TOPICS, Point.CLOSING),
    BodyKind.NETWORK: _SHORT,
    BodyKind.CIRCLE: _SHORT,
}
EVENT_FRAME = (Point.WELCOME, Point.PROGRAMME, Point.QUESTIONS)


@dataclass(frozen=True)
class Contribution:
    """What one working group presents to the steering group, and the names that its speakers chose."""

    #: None gathers results behind which no group stands.
    body: Body | None
    speakers: tuple[str, ...]
    standings: tuple[Standing, ...]


@dataclass(frozen=True)
class Agenda:
    """The agenda of a meeting as one person may read it."""

    meeting: Meeting
    points: tuple[Point, ...]
    items: tuple[AgendaItem, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    #: Whether the person concludes about these results.
    concludes: bool = False
    #: Whether the person organises the meeting.
    organises: bool = False
    #: Whether the person may propose a topic.
    proposes: bool = False
    #: Whether some topic is the person's own, or theirs to change as an organiser.
    changes: bool = False


def takes_topics(meeting: Meeting) -> bool:
    """Tell whether this is a body's ordinary meeting: events have a programme instead."""
    return meeting.body_id is not None and not meeting.title


def find_next_id(session: Session, body_id: int, *, now: datetime) -> int | None:
    """Return the number of the body's next ordinary meeting, on whose agenda waiting topics stand."""
    coming = select(Meeting.id).where(Meeting.body_id == body_id, Meeting.title == "", *meetings.is_coming(now))
    return session.scalar(coming.order_by(Meeting.starts_at, Meeting.id).limit(1))


def get(session: Session, meeting_id: int, *, acting: int, now: datetime) -> Agenda:
    """Return the agenda of a meeting to whom it concerns: who is invited, who organises it.

    Raises:
        NotFound: there is no such meeting, or not for this person.
    """
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise NotFound
    organiser = permissions.may_organise(session, meeting.body_id, acting)
    drafted = meeting.state is MeetingState.DRAFTED
    if not organiser and (drafted or not meetings.is_invited(session, meeting, acting=acting)):
        raise NotFound
    if meeting.body is None or not takes_topics(meeting):
        return Agenda(meeting, EVENT_FRAME, organises=organiser)
    is_next = find_next_id(session, meeting.body.id, now=now) == meeting_id
    items = _list_items(session, meeting, is_next=is_next, now=now)
    steering = meeting.body.kind is BodyKind.STEERING_GROUP
    concludes = steering and permissions.is_in_steering_group(session, acting)
    # Guests of the steering group are invited to it and do not read what the groups handed in (R1).
    reads = concludes or (steering and permissions.is_coordinator(session, acting))
    return Agenda(
        meeting,
        FRAMES[meeting.body.kind],
        items,
        _contributions(session, meeting, now) if reads and (is_next or meeting.starts_at <= now) else (),
        concludes=concludes,
        organises=organiser,
        proposes=organiser or permissions.is_in_body(session, meeting.body.id, acting),
        changes=any(item.meeting_id is None and (organiser or item.author_id == acting) for item in items),
    )


def _list_items(session: Session, meeting: Meeting, *, is_next: bool, now: datetime) -> tuple[AgendaItem, ...]:
    """Return the topics in the order in which they came: what waits is talked about next, standing ones always."""
    waiting = and_(AgendaItem.body_id == meeting.body_id, AgendaItem.meeting_id.is_(None))
    standing = and_(waiting, AgendaItem.standing)
    if meeting.starts_at <= now:
        then = and_(standing, AgendaItem.created_at <= meeting.starts_at)
        condition = or_(AgendaItem.meeting_id == meeting.id, then)
    else:
        condition = waiting if is_next else standing
    return tuple(session.scalars(select(AgendaItem).where(condition).order_by(AgendaItem.id)))


def _contributions(session: Session, meeting: Meeting, now: datetime) -> tuple[Contribution, ...]:
    """Return the results without a conclusion by group, most shared first; of a meeting that began, as it was then."""
    groups: dict[Body | None, list[Standing]] = defaultdict(list)
    for standing in _list_open(session, at=min(now, meeting.starts_at), began=meeting.starts_at <= now):
        groups[next(iter(standing.priorities), None)].append(standing)
    names = _speakers(session, [body.id for body in groups if body])
    ordered = sorted(groups, key=lambda body: (body is None, body.id if body else 0))
    return tuple(Contribution(body, tuple(names[body.id]) if body else (), tuple(groups[body])) for body in ordered)


def _list_open(session: Session, *, at: datetime, began: bool) -> list[Standing]:
    ranked = [number for number, state in list_ranked(session) if began or state in _WAITING]
    families = {standing.result.id: standing for standing in list_families(session, ranked)}
    return [families[number] for number in ranked if _was_open(families[number], at)]


def _was_open(standing: Standing, at: datetime) -> bool:
    result = standing.result
    if not result.conclusions:
        return result.state in _WAITING and result.submitted_at <= at
    earlier = [conclusion for conclusion in result.conclusions if conclusion.concluded_at <= at]
    return result.submitted_at <= at and (not earlier or earlier[-1].kind is ConclusionKind.QUERY)


def _speakers(session: Session, body_ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the names that the groups' speakers chose to be called by; who chose none is not named."""
    speaking = select(Membership.body_id, Participant.display_name).join(Membership.participant)
    speaking = speaking.where(Membership.body_id.in_(body_ids), Membership.role == MembershipRole.SPEAKER)
    names: dict[int, list[str]] = defaultdict(list)
    for body_id, name in session.execute(speaking.where(Participant.display_name != "").order_by(Membership.id)):
        names[body_id].append(name)
    return names


def get_for_paper(session: Session, meeting_id: int, *, acting: int, now: datetime) -> tuple[Agenda, int]:
    """Return the agenda of a meeting and how many lines its attendance sheet needs, to those who organise it.

    Raises:
        NotFound, NotPermitted: there is no such meeting, or `acting` does not organise it.
    """
    found = get(session, meeting_id, acting=acting, now=now)
    if not found.organises:
        raise NotPermitted
    return found, _count_lines(session, found.meeting)


def _count_lines(session: Session, meeting: Meeting) -> int:
    """Return how many may come, those who do not know yet and those who said so on paper among them, rounded up."""
    expected = select(places.heads()).where(Attendance.meeting_id == meeting.id, Attendance.answer != Answer.NO)
    people = (session.scalar(expected) or 0) + meeting.paper_count
    rounded = -(-people // _LINES_BY) * _LINES_BY
    return min(max(rounded, _FEWEST_LINES), _MOST_LINES)
