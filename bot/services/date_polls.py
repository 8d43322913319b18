"""Finding a date, as organisers do: ask a body's people, see how it stands, ask again, fix a date or give up.

What those do who are asked: `bot.services.date_votes`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.errors import BadDate, DateProblem, NotFound, Outdated
from bot.services import audit, bodies, date_votes, deliveries, dialogues, permissions, planning
from bot.services.date_votes import find_poll, is_asking, question, silent
from bot.text import check_line
from models import (
    Body,
    DatePoll,
    DatePollAnswer,
    DatePollState,
    DateProposal,
    Meeting,
)

#: How many dates people can choose from.
FEWEST, MOST = 2, 8
#: Nobody is asked more often than this.
PAUSE = timedelta(days=1)


class Deed(StrEnum):
    """What came of an organiser's wish."""

    DONE = "done"
    #: Somebody else was faster: asked, chose a date or gave up.
    OVERTAKEN = "overtaken"
    #: The date has passed.
    PAST = "past"


@dataclass(frozen=True)
class Count:
    """How a poll stands: per date (its number) how many ticks; how many have answered and how many have not.

    `meeting` is what it led to; `deed` what came of the wish that this answers, if it answers one.
    """

    poll: DatePoll
    ticks: Mapping[int, int]
    answered: int
    silent: int
    meeting: Meeting | None = None
    deed: Deed | None = None

    def ranked(self, now: datetime) -> list[DateProposal]:
        """Return the dates that are still to come, best first; see `bot.services.date_votes.rank`."""
        return date_votes.rank(self.poll, self.ticks, now=now)

    def may_ask(self, now: datetime) -> bool:
        """Tell whether somebody may be asked again now."""
        return self.silent > 0 and now >= self.again_at and bool(self.ranked(now))

    @property
    def again_at(self) -> datetime:
        """From when on people may be asked again, in UTC."""
        return self.poll.asked_at + PAUSE


def find_running(session: Session, body_id: int, *, acting: int) -> DatePoll | None:
    """Return the body's open poll, or None.

    Raises:
        NotPermitted: `acting` neither speaks for the body nor coordinates.
    """
    permissions.check_speaker(session, body_id, acting=acting)
    return _running(session, body_id)


def _running(session: Session, body_id: int) -> DatePoll | None:
    running = select(DatePoll).where(DatePoll.body_id == body_id, DatePoll.state == DatePollState.OPEN)
    return session.scalar(running.order_by(DatePoll.id).limit(1))


def list_running(session: Session, *, acting: int) -> list[DatePoll]:
    """Return the open polls in which `acting` may choose the date, oldest first."""
    own = permissions.organised(session, DatePoll.body_id, acting)
    running = select(DatePoll).where(DatePoll.state == DatePollState.OPEN, own)
    return list(session.scalars(running.order_by(DatePoll.id)))


def start(
    session: Session, body_id: int, dates: Collection[datetime], place: str, *, acting: int, now: datetime
) -> Count:
    """Ask a body's people which of the `dates` suit; the dialogue ends. A poll that is open there already stays.

    Raises:
        NotFound: there is no such active body.
        NotPermitted: `acting` neither speaks for it nor coordinates.
        BadDate: a date is over.
        Outdated: these are too few different dates, or too many.
        EmptyText, TooLong: see `bot.text.check_line`.
    """
    permissions.check_speaker(session, body_id, acting=acting)
    # Two organisers who ask at once wait for each other here.
    session.execute(select(Body.id).where(Body.id == body_id).with_for_update())
    body = bodies.get_active(session, body_id)
    dialogues.end(session, acting=acting)
    running = _running(session, body_id)
    if running is not None:
        return _count(session, running, Deed.OVERTAKEN)
    if not FEWEST <= len(set(dates)) <= MOST:
        raise Outdated
    if min(dates) <= now:
        raise BadDate(DateProblem.PAST)
    proposals = [DateProposal(starts_at=one) for one in sorted(set(dates))]
    address = check_line(place, limit=planning.PLACE_LIMIT)
    poll = DatePoll(body=body, place=address, created_by=acting, created_at=now, asked_at=now, proposals=proposals)
    session.add(poll)
    session.flush()
    deliveries.queue_for(session, question(poll), silent(poll), now=now)
    audit.note(session, "ask", "date_poll", poll.id, acting=acting, now=now)
    return _count(session, poll, Deed.DONE)


def get_count(session: Session, poll_id: int, *, acting: int) -> Count:
    """Return how a poll stands, or what became of it.

    Raises:
        NotFound: there is no such poll.
        NotPermitted: `acting` neither speaks for its body nor coordinates.
    """
    return _count(session, _get_organised(session, poll_id, acting=acting))


def _get_organised(session: Session, poll_id: int | None, *, acting: int, lock: bool = False) -> DatePoll:
    poll = find_poll(session, poll_id, lock=lock)
    if poll is None:
        raise NotFound
    permissions.check_speaker(session, poll.body_id, acting=acting)
    return poll


def _count(session: Session, poll: DatePoll, deed: Deed | None = None) -> Count:
    answered = session.scalar(select(func.count(DatePollAnswer.id)).where(DatePollAnswer.poll_id == poll.id))
    missing = session.scalar(select(func.count()).select_from(silent(poll).subquery()))
    meeting = session.get(Meeting, poll.meeting_id) if poll.meeting_id is not None else None
    return Count(poll, date_votes.count_ticks(session, poll), answered or 0, missing or 0, meeting, deed)


def ask_again(session: Session, poll_id: int, *, acting: int, now: datetime) -> Count:
    """Ask those who have not answered, unless people were asked less than a day ago; raises like `get_count`.

    What is still on its way to them from before is stopped: nobody gets the question twice at once.
    """
    poll = _get_organised(session, poll_id, acting=acting, lock=True)
    if poll.state is not DatePollState.OPEN:
        return _count(session, poll, Deed.OVERTAKEN)
    count = _count(session, poll)
    if not count.may_ask(now):
        return count
    deliveries.stop(session, *is_asking(poll))
    poll.rounds, poll.asked_at = poll.rounds + 1, now
    session.flush()
    deliveries.queue_for(session, question(poll), silent(poll), now=now)
    return _count(session, poll, Deed.DONE)


def fix(session: Session, proposal_id: int, *, timezone: ZoneInfo, acting: int, now: datetime) -> Count:
    """Plan the meeting on this date: everyone is invited, nobody is asked any more. The dialogue ends.

    Who comes second gets what the first one did; a date that has passed is not taken.

    Raises:
        NotFound: there is no such date, or the body is no longer active.
        NotPermitted: `acting` neither speaks for the body nor coordinates.
    """
    proposal = session.get(DateProposal, proposal_id)
    poll = _get_organised(session, proposal.poll_id if proposal else None, acting=acting, lock=True)
    assert proposal is not None
    if poll.state is not DatePollState.OPEN:
        return _count(session, poll, Deed.OVERTAKEN)
    if proposal.starts_at <= now:
        return _count(session, poll, Deed.PAST)
    about = (poll.body_id, proposal.starts_at, poll.place)
    meeting = planning.plan(session, *about, timezone=timezone, acting=acting, now=now)
    poll.meeting_id = meeting.id
    _end(session, poll, DatePollState.FIXED, now=now)
    return _count(session, poll, Deed.DONE)


def close(session: Session, poll_id: int, *, acting: int, now: datetime) -> Count:
    """Give a poll up; nobody is asked any more. Raises like `get_count`; who comes second gets what the first did."""
    poll = _get_organised(session, poll_id, acting=acting, lock=True)
    if poll.state is not DatePollState.OPEN:
        return _count(session, poll, Deed.OVERTAKEN)
    _end(session, poll, DatePollState.CLOSED, now=now)
    audit.note(session, "close", "date_poll", poll.id, acting=acting, now=now)
    return _count(session, poll, Deed.DONE)


def _end(session: Session, poll: DatePoll, state: DatePollState, *, now: datetime) -> None:
    poll.state, poll.ended_at = state, now
    session.flush()
    deliveries.stop(session, date_votes.is_about(poll))
