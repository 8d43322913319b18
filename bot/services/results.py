"""Results of working groups: hand in, stand behind, read. They go to the steering group and to nobody else (R1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select, update
from sqlalchemy.orm import Session

from bot.errors import NotFound, NotPermitted
from bot.services import audiences, bodies, deliveries, ideas, indexing, permissions, topics
from bot.services.deliveries import News
from models import (
    Body,
    BodyKind,
    DeliveryKind,
    DeliveryReason,
    Priority,
    Result,
    ResultState,
    Submission,
)

#: States in which the steering group has not decided for good, so that another group may still support a result.
OPEN_STATES = (ResultState.SUBMITTED, ResultState.QUERIED, ResultState.DEFERRED)


@dataclass(frozen=True)
class Proposal:
    """What a working group hands in; texts are clean already."""

    body_id: int
    title: str
    text: str
    priority: Priority
    #: Numbers of the working groups whose fields are concerned (S48: not the same as who hands in).
    field_ids: Sequence[int]
    idea_id: int | None = None
    #: Keys of `bot.services.topics`.
    topics: Sequence[str] = ()


def list_submitting(session: Session, *, acting: int) -> list[Body]:
    """Return the working groups that the person may hand in for: those they speak for; for a coordinator all."""
    own = [body for body in bodies.list_spoken_for(session, acting=acting) if body.kind is BodyKind.WORKING_GROUP]
    if not permissions.is_coordinator(session, acting):
        return own
    others = [body for body in bodies.list_active(session, BodyKind.WORKING_GROUP) if body not in own]
    return own + others


def get_submitting(session: Session, body_id: int, *, acting: int) -> Body:
    """Return an active working group that the person may hand in for.

    Raises:
        NotFound, NotPermitted: there is none such, or not for this person.
    """
    body = bodies.get_active(session, body_id)
    if body.kind is not BodyKind.WORKING_GROUP:
        raise NotPermitted
    permissions.check_speaker(session, body_id, acting=acting)
    return body


def submit(session: Session, proposal: Proposal, *, acting: int, now: datetime) -> Result:
    """Hand a result in: it gets the group's next number, the steering group is told, its idea is used.

    Raises:
        NotFound, NotPermitted: see `get_submitting`.
    """
    body = get_submitting(session, proposal.body_id, acting=acting)
    result = Result(title=proposal.title, text=proposal.text, number=_next_number(session, body))
    result.submitted_at, result.author_id = now, acting
    result.submissions = [Submission(body=body, priority=proposal.priority, submitted_at=now)]
    active = bodies.list_active(session, BodyKind.WORKING_GROUP)
    result.fields = [field for field in active if field.id in set(proposal.field_ids)]
    session.add(result)
    session.flush()
    topics.set_topics(session, result, proposal.topics)
    indexing.index(session, result)
    if proposal.idea_id is not None:
        ideas.mark_used(session, proposal.idea_id, result, acting=acting, now=now)
    _tell_steering_group(session, result, acting=acting, now=now)
    return result


def _next_number(session: Session, body: Body) -> str:
    """Count up in the database itself, so that two who hand in at once get two numbers."""
    counting = update(Body).where(Body.id == body.id).values(result_count=Body.result_count + 1)
    return f"{body.code}-{session.scalars(counting.returning(Body.result_count)).one():02d}"


def _tell_steering_group(session: Session, result: Result, *, acting: int, now: datetime) -> None:
    news = News(
        DeliveryKind.RESULT, DeliveryReason.STEERING, f"result:{result.id}:steering", about={"result_id": result.id}
    )
    deliveries.queue_for(session, news, audiences.select_steering_group(but=acting), now=now)


def support(
    session: Session, result_id: int, body_id: int, priority: Priority, *, acting: int, now: datetime
) -> tuple[Body, Result]:
    """Put one more group behind a result (S47); once more changes the priority only.

    Raises:
        NotFound, NotPermitted: no such group or open result, or the person does not speak for the group.
    """
    body, result = get_supportable(session, result_id, body_id, acting=acting)
    for submission in result.submissions:
        if submission.body_id == body_id:
            submission.priority = priority
            return body, result
    result.submissions.append(Submission(body=body, priority=priority, submitted_at=now))
    session.flush()
    return body, result


def get_supportable(session: Session, result_id: int, body_id: int, *, acting: int) -> tuple[Body, Result]:
    """Return a group and an open result that it may stand behind; raises like `support`."""
    body = get_submitting(session, body_id, acting=acting)
    result = session.scalar(select(Result).where(Result.id == result_id).with_for_update())
    if result is None or result.state not in OPEN_STATES:
        raise NotFound
    return body, result


def list_possible_supporters(session: Session, result: Result, *, acting: int) -> list[Body]:
    """Return the groups that the person speaks for and that could still stand behind an open result."""
    behind = {submission.body_id for submission in result.submissions}
    own = bodies.list_spoken_for(session, acting=acting) if result.state in OPEN_STATES else []
    return [body for body in own if body.kind is BodyKind.WORKING_GROUP and body.id not in behind]


def get_readable(session: Session, result_id: int, *, acting: int) -> Result:
    """Return a result for somebody who may read it: members of a group behind it, steering group, coordinators.

    Raises:
        NotFound: there is none, or not for this person.
    """
    result = session.get(Result, result_id)
    behind = [submission.body_id for submission in result.submissions] if result else []
    if result is None or not permissions.may_read_any(session, behind, acting):
        raise NotFound
    return result


def list_of_body(session: Session, body_id: int, *, page: int, size: int, acting: int) -> tuple[Body, list[Result]]:
    """Return a body and one page of the results it stands behind, newest first, with one more if there are more.

    Raises:
        NotFound, NotPermitted: no such body, or not for this person.
    """
    body = session.get(Body, body_id)
    if body is None:
        raise NotFound
    if not permissions.may_read_body(session, body_id, acting):
        raise NotPermitted
    return body, _page(session, _stands_behind(body_id), page, size)


def list_of_others(session: Session, body_id: int, *, page: int, size: int, acting: int) -> tuple[Body, list[Result]]:
    """Return a body and one page of the open results of others that it may support; raises like `get_submitting`."""
    body = get_submitting(session, body_id, acting=acting)
    return body, _page(session, is_of_others(body_id), page, size)


def is_of_others(body_id: int) -> ColumnElement[bool]:
    """Return the condition that a result is open and that this body does not stand behind it."""
    return ~_stands_behind(body_id) & Result.state.in_(OPEN_STATES)


def _stands_behind(body_id: int) -> ColumnElement[bool]:
    return exists().where(Submission.result_id == Result.id, Submission.body_id == body_id)


def _page(session: Session, condition: ColumnElement[bool], page: int, size: int) -> list[Result]:
    statement = select(Result).where(condition).order_by(Result.id.desc())
    return list(session.scalars(statement.offset(page * size).limit(size + 1)))
