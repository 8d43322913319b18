"""Releases: the steering group lets the advisory board read a result, and takes that back (R4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from bot.errors import NotFound, Overtaken
from bot.services import audit, digests, permissions
from bot.services.dossiers import find_newest_release
from bot.services.ways import way_of
from models import Consultation, Release, Result

#: How many results a page of the board's list shows.
PAGE = 8


@dataclass(frozen=True)
class ReleasedPage:
    """One page of what the board may read: its results, its number from 0, how many there are on all pages."""

    results: list[Result]
    number: int
    total: int
    #: The way of each result that goes through the council.
    ways: Mapping[int, Sequence[Consultation]] = field(default_factory=dict)


def is_released() -> ColumnElement[bool]:
    """Return the condition for results that the board may read now."""
    return exists().where(Release.result_id == Result.id, Release.withdrawn_at.is_(None))


def release(session: Session, result_id: int, seen: int, *, acting: int, now: datetime) -> Release:
    """Let the advisory board read a result; `seen` is the newest release that the person saw (`Dossier.seen`).

    Raises:
        NotPermitted: the participant is no member of the steering group.
        NotFound: there is no such result.
        Overtaken: somebody else released it, or released and withdrew it, meanwhile.
    """
    permissions.check_steering_group(session, acting=acting)
    # Who releases second waits here, and then sees what the first one did.
    if session.scalar(select(Result.id).where(Result.id == result_id).with_for_update()) is None:
        raise NotFound
    newest = find_newest_release(session, result_id)
    if (newest.id if newest is not None else 0) != seen or (newest is not None and newest.withdrawn_at is None):
        raise Overtaken
    released = Release(result_id=result_id, released_by=acting, released_at=now)
    session.add(released)
    session.flush()
    audit.note(session, "release", "result", result_id, acting=acting, now=now)
    return released


def withdraw(session: Session, release_id: int, *, acting: int, now: datetime) -> Release:
    """Take a release back: from now on the board cannot open the result, and no message speaks of it any more.

    Raises:
        NotPermitted: the participant is no member of the steering group.
        NotFound: there is no such release.
        Overtaken: somebody else withdrew it meanwhile.
    """
    permissions.check_steering_group(session, acting=acting)
    session.execute(select(Release.id).where(Release.id == release_id).with_for_update())
    found = session.get(Release, release_id, populate_existing=True)
    if found is None:
        raise NotFound
    if found.withdrawn_at is not None:
        raise Overtaken
    found.withdrawn_by, found.withdrawn_at = acting, now
    session.flush()
    digests.take_out(session, found.result_id)
    audit.note(session, "withdraw", "result", found.result_id, acting=acting, now=now)
    return found


def get_result_of(session: Session, release_id: int, *, acting: int) -> int:
    """Return the number of the result that a release is about; raises like `withdraw`, but never Overtaken."""
    permissions.check_steering_group(session, acting=acting)
    found = session.get(Release, release_id)
    if found is None:
        raise NotFound
    return found.result_id


def get_released(session: Session, result_id: int, *, acting: int) -> Result:
    """Return a released result to a member of an advisory board.

    Raises:
        NotFound: there is none, it is not released (any more), or not for this person: all the same to them.
    """
    result = session.scalar(select(Result).where(Result.id == result_id, is_released()))
    if result is None or not permissions.is_in_advisory_board(session, acting):
        raise NotFound
    return result


def list_released(session: Session, number: int, *, acting: int) -> ReleasedPage:
    """Return a page of what is released, the newest release first.

    Raises:
        NotFound: the participant belongs to no advisory board.
    """
    if not permissions.is_in_advisory_board(session, acting):
        raise NotFound
    total = session.scalar(select(func.count()).select_from(Result).where(is_released())) or 0
    number = min(number, max(0, total - 1) // PAGE)
    statement = select(Result).join(Release, Release.result_id == Result.id).where(Release.withdrawn_at.is_(None))
    statement = statement.order_by(Release.id.desc()).offset(number * PAGE).limit(PAGE)
    shown = list(session.scalars(statement))
    return ReleasedPage(shown, number, total, way_of(session, [result.id for result in shown]))
