"""Finding a date, as those do who are asked: tick the dates that suit; who joins is asked, who leaves is forgotten.

What is done with the answers: `bot.services.date_polls`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session, selectinload

from bot.errors import NotFound
from bot.services import deliveries, organisers, permissions
from bot.services.deliveries import News
from bot.services.inbox import ignore_duplicates
from models import (
    Body,
    BodyState,
    DatePoll,
    DatePollAnswer,
    DatePollState,
    DateProposal,
    DateVote,
    Delivery,
    DeliveryKind,
    DeliveryReason,
    DeliveryState,
    Membership,
)

#: So long after the last tap the organiser learns that everyone has answered.
PONDER = timedelta(minutes=2)


@dataclass(frozen=True)
class Ballot:
    """A poll as one of those asked sees it: which dates they ticked, and whether they answered at all."""

    poll: DatePoll
    ticked: frozenset[int]
    answered: bool


def get_ballot(session: Session, poll_id: int, *, acting: int) -> Ballot:
    """Return a poll, whatever became of it, to somebody who is asked.

    Raises:
        NotFound: there is no such poll, or the person does not belong to its body.
    """
    return _ballot(session, _get_asked(session, poll_id, acting=acting), acting=acting)


def _get_asked(session: Session, poll_id: int | None, *, acting: int, lock: bool = False) -> DatePoll:
    poll = find_poll(session, poll_id, lock=lock)
    if poll is None or not permissions.is_in_body(session, poll.body_id, acting):
        raise NotFound
    return poll


def find_poll(session: Session, poll_id: int | None, *, lock: bool = False) -> DatePoll | None:
    """Return a poll with its dates, or None; `lock` keeps other answers and decisions waiting."""
    statement = select(DatePoll).where(DatePoll.id == poll_id).options(selectinload(DatePoll.proposals))
    fresh = statement.execution_options(populate_existing=True)
    return session.scalar(fresh.with_for_update(of=DatePoll) if lock else statement)


def _ballot(session: Session, poll: DatePoll, *, acting: int) -> Ballot:
    ticked = select(DateVote.proposal_id).join(DateProposal, DateProposal.id == DateVote.proposal_id)
    ticked = ticked.where(DateProposal.poll_id == poll.id, DateVote.participant_id == acting)
    answered = exists().where(DatePollAnswer.poll_id == poll.id, DatePollAnswer.participant_id == acting)
    return Ballot(poll, frozenset(session.scalars(ticked)), bool(session.scalar(select(answered))))


def list_open(session: Session, *, acting: int, now: datetime) -> list[DatePoll]:
    """Return the polls in which the person may tick a date that is still to come, oldest first."""
    own = select(Membership.body_id).where(Membership.participant_id == acting)
    polls = select(DatePoll).join(DatePoll.body).where(DatePoll.body_id.in_(own), *_takes_answers(now))
    return list(session.scalars(polls.order_by(DatePoll.id)))


def _takes_answers(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions, for polls joined with their bodies, under which an answer is of use."""
    coming = exists().where(DateProposal.poll_id == DatePoll.id, DateProposal.starts_at > now)
    return DatePoll.state == DatePollState.OPEN, Body.state == BodyState.ACTIVE, coming


def tick(session: Session, proposal_id: int, *, ticked: bool, acting: int, now: datetime) -> Ballot:
    """Note that a date suits the person, or no longer does; return the poll as it stands.

    Neither counts when the poll is over or the date has passed.

    Raises:
        NotFound: there is no such date, or the person is not asked.
    """
    proposal = session.get(DateProposal, proposal_id)
    poll = _get_asked(session, proposal.poll_id if proposal else None, acting=acting, lock=True)
    assert proposal is not None
    if poll.state is DatePollState.OPEN and proposal.starts_at > now:
        vote = {"proposal_id": proposal_id, "participant_id": acting}
        if ticked:
            session.execute(ignore_duplicates(session, DateVote).values(**vote))
        else:
            session.execute(delete(DateVote).filter_by(**vote))
        _note_answer(session, poll, acting=acting, now=now)
    return _ballot(session, poll, acting=acting)


def decline(session: Session, poll_id: int, *, acting: int, now: datetime) -> Ballot:
    """Note that none of the dates suits the person; raises and returns like `tick`."""
    poll = _get_asked(session, poll_id, acting=acting, lock=True)
    if poll.state is DatePollState.OPEN:
        _forget(session, DateVote.proposal_id.in_(_proposals(DatePoll.id == poll_id)), DateVote, acting=acting)
        _note_answer(session, poll, acting=acting, now=now)
    return _ballot(session, poll, acting=acting)


def _proposals(condition: ColumnElement[bool]) -> Select[int]:
    return select(DateProposal.id).join(DatePoll, DatePoll.id == DateProposal.poll_id).where(condition)


def _forget(
    session: Session, condition: ColumnElement[bool], model: type[DateVote | DatePollAnswer], *, acting: int
) -> None:
    session.execute(delete(model).where(condition, model.participant_id == acting))


def _note_answer(session: Session, poll: DatePoll, *, acting: int, now: datetime) -> None:
    """Note that the person answered: they are not asked again, and the organiser learns when all have."""
    answer = {"poll_id": poll.id, "participant_id": acting}
    session.execute(ignore_duplicates(session, DatePollAnswer).values(**answer))
    deliveries.stop(session, *is_asking(poll), Delivery.participant_id == acting)
    _tell_when_complete(session, poll, now=now)


def is_asking(poll: DatePoll) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for deliveries that ask for an answer to the poll."""
    key = Delivery.key.startswith(f"poll:{poll.id}:", autoescape=True)
    return Delivery.kind == DeliveryKind.DATE_POLL, Delivery.body_id == poll.body_id, key


def is_about(poll: DatePoll) -> ColumnElement[bool]:
    """Return the condition for deliveries that are of no use once the poll is over."""
    return or_(and_(*is_asking(poll)), _is_complete_news(poll))


def _is_complete_news(poll: DatePoll) -> ColumnElement[bool]:
    key = Delivery.key.startswith(f"pollfull:{poll.id}:", autoescape=True)
    return and_(Delivery.kind == DeliveryKind.DATE_POLL_ANSWERED, Delivery.body_id == poll.body_id, key)


def silent(poll: DatePoll) -> Select[int]:
    """Return the query for those asked who have not answered."""
    answered = select(DatePollAnswer.participant_id).where(DatePollAnswer.poll_id == poll.id)
    people = select(Membership.participant_id).where(Membership.body_id == poll.body_id)
    return people.where(Membership.participant_id.not_in(answered))


def count_ticks(session: Session, poll: DatePoll) -> dict[int, int]:
    """Return how many people each date suits that suits anybody, by the date's number."""
    own = (DateVote.proposal_id == DateProposal.id, DateProposal.poll_id == poll.id)
    ticks = select(DateVote.proposal_id, func.count()).where(*own).group_by(DateVote.proposal_id)
    return dict(session.execute(ticks).all())


def rank(poll: DatePoll, ticks: Mapping[int, int], *, now: datetime) -> list[DateProposal]:
    """Return the dates that are still to come, those first that suit most people, then the earlier ones."""
    coming = [one for one in poll.proposals if one.starts_at > now]
    return sorted(coming, key=lambda one: (-ticks.get(one.id, 0), one.starts_at))


def _tell_when_complete(session: Session, poll: DatePoll, *, now: datetime) -> None:
    """Tell the organiser, once, when nobody is missing any more, and which date suits most people.

    Whoever came last may tick more than one date: it leaves a while after the last tap, and says what is true then.
    """
    if poll.state is not DatePollState.OPEN or session.scalar(select(silent(poll).exists())):
        return
    ticks = count_ticks(session, poll)
    first = rank(poll, ticks, now=now)[:1]
    best = [[one.id, one.starts_at.isoformat(), ticks[one.id]] for one in first if one.id in ticks]
    news = _news(poll, DeliveryKind.DATE_POLL_ANSWERED, f"pollfull:{poll.id}", {"best": best})
    people = organisers.maker_first(session, poll.body_id, poll.created_by)
    deliveries.queue_for(session, news, people, now=now)
    waiting = (_is_complete_news(poll), Delivery.state == DeliveryState.QUEUED)
    session.execute(update(Delivery).where(*waiting).values(facts=news.about["facts"], due_at=now + PONDER))


def _news(poll: DatePoll, kind: DeliveryKind, key: str, facts: dict[str, Any]) -> News:
    asks = kind is DeliveryKind.DATE_POLL
    return News(
        kind,
        DeliveryReason.MEMBER if asks else DeliveryReason.SPEAKER,
        key=key,
        quiet=True,
        rests=True,
        expires_at=max(one.starts_at for one in poll.proposals),
        about={"body_id": poll.body_id, "facts": {"poll": poll.id, **facts}},
    )


def question(poll: DatePoll) -> News:
    """Return the news that asks for an answer; once per person and round."""
    dates = [[one.id, one.starts_at.isoformat()] for one in poll.proposals]
    facts = {"dates": dates, "place": poll.place}
    return _news(poll, DeliveryKind.DATE_POLL, f"poll:{poll.id}:{poll.rounds}", facts)


def ask_newcomer(session: Session, body_id: int, *, acting: int, now: datetime) -> None:
    """Ask somebody who has just joined a body what its other people were asked before."""
    running = select(DatePoll).join(DatePoll.body).where(DatePoll.body_id == body_id, *_takes_answers(now))
    for poll in session.scalars(running.options(selectinload(DatePoll.proposals))):
        news, newcomer = question(poll), silent(poll).where(Membership.participant_id == acting)
        deliveries.queue_for(session, news, newcomer, now=now)
        # Who left the body before the question left the bot gets it after all.
        own = (Delivery.key == f"{news.key}:{acting}", Delivery.participant_id.in_(newcomer))
        deliveries.resume(session, *own, due_at=now)


def leave(session: Session, body_id: int, *, acting: int, now: datetime) -> None:
    """Forget what somebody who has left a body answered there; nobody waits for them any more."""
    polls = select(DatePoll.id).where(DatePoll.body_id == body_id)
    _forget(session, DateVote.proposal_id.in_(_proposals(DatePoll.body_id == body_id)), DateVote, acting=acting)
    _forget(session, DatePollAnswer.poll_id.in_(polls), DatePollAnswer, acting=acting)
    running = select(DatePoll).join(DatePoll.body).where(DatePoll.body_id == body_id, *_takes_answers(now))
    for poll in session.scalars(running.options(selectinload(DatePoll.proposals))):
        deliveries.stop(session, Delivery.participant_id == acting, is_about(poll))
        if session.scalar(select(exists().where(DatePollAnswer.poll_id == poll.id))):
            _tell_when_complete(session, poll, now=now)


def forget_old(session: Session, *, keep: timedelta, now: datetime) -> None:
    """Delete who ticked what in polls that ended, or whose last date passed, longer than `keep` ago."""
    lately = select(DateProposal.poll_id).where(DateProposal.starts_at >= now - keep).correlate(None)
    old = or_(DatePoll.ended_at < now - keep, DatePoll.id.not_in(lately))
    session.execute(delete(DateVote).where(DateVote.proposal_id.in_(_proposals(old))))
    session.execute(delete(DatePollAnswer).where(DatePollAnswer.poll_id.in_(select(DatePoll.id).where(old))))
