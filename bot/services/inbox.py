"""The durable inbox: updates are rows before Telegram is told that they arrived, and act once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Insert, delete, func, insert, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from bot.errors import AlreadyDone
from models import InboxState, InboxUpdate

#: Telegram repeats an unconfirmed update for at most a day (Bot API, getUpdates).
REMEMBER = timedelta(days=3)
#: How long the operator has to look at an update that was set aside, with its content.
KEEP_DEAD = timedelta(days=14)


class Received(NamedTuple):
    """An update as it came: Telegram's number, whose order it belongs to, the JSON text."""

    update_id: int
    chat_id: int
    payload: str


def ignore_duplicates(session: Session, model: type[Any]) -> Insert:
    """Return an INSERT into `model` that leaves rows alone whose key is taken already."""
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(model).on_conflict_do_nothing()
    if session.get_bind().dialect.name == "postgresql":
        # Loaded by then, if this is PostgreSQL; an embedded database need not hold 2 MB for it.
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415

        return postgresql.insert(model).on_conflict_do_nothing()
    return insert(model)


def store(session: Session, updates: Sequence[Received], *, now: datetime) -> list[int]:
    """Write `updates` down and return the numbers of those that were not known yet."""
    rows = [{**received._asdict(), "state": InboxState.WAITING, "received_at": now} for received in updates]
    if not rows:
        return []
    statement = ignore_duplicates(session, InboxUpdate).returning(InboxUpdate.update_id)
    return list(session.scalars(statement, rows))


def list_unfinished(session: Session) -> list[InboxUpdate]:
    """Return the updates that were not worked off, or whose answer may be missing, oldest first."""
    states = [InboxState.WAITING, InboxState.EFFECTED]
    statement = select(InboxUpdate).where(InboxUpdate.state.in_(states)).order_by(InboxUpdate.update_id)
    return list(session.scalars(statement))


def mark_effected(session: Session, update_id: int) -> None:
    """Note, in the transaction of the effect, that the update had its effect.

    Raises:
        AlreadyDone: it had it before.
    """
    waiting = (InboxUpdate.update_id == update_id, InboxUpdate.state == InboxState.WAITING)
    statement = update(InboxUpdate).where(*waiting).values(state=InboxState.EFFECTED, payload=None)
    if session.execute(statement).rowcount == 0:  # type: ignore[attr-defined]
        raise AlreadyDone


def mark_done(session: Session, update_ids: Sequence[int]) -> None:
    """Note that the updates are worked off and answered; forget what they said and who they came from."""
    statement = update(InboxUpdate).where(InboxUpdate.update_id.in_(update_ids))
    session.execute(statement.values(state=InboxState.DONE, payload=None, chat_id=None))


def note_failure(session: Session, update_id: int, error: str, *, attempts: int, dead: bool) -> None:
    """Note a failed attempt; `dead` sets the update aside with its content, for the operator."""
    state = {"state": InboxState.DEAD} if dead else {}
    statement = update(InboxUpdate).where(InboxUpdate.update_id == update_id)
    session.execute(statement.values(attempts=attempts, error=error, **state))


def forget_old(session: Session, *, now: datetime) -> None:
    """Delete the numbers of updates that Telegram cannot repeat any more, and what was set aside long ago."""
    for state, period in ((InboxState.DONE, REMEMBER), (InboxState.DEAD, KEEP_DEAD)):
        session.execute(delete(InboxUpdate).where(InboxUpdate.received_at < now - period, InboxUpdate.state == state))


def forget_person(session: Session, telegram_id: int) -> None:
    """Empty what was set aside of this person's: their content goes, the numbers stay."""
    theirs = (InboxUpdate.chat_id == telegram_id, InboxUpdate.state == InboxState.DEAD)
    session.execute(update(InboxUpdate).where(*theirs).values(payload=None, chat_id=None))


def count_by_state(session: Session) -> dict[InboxState, int]:
    """Return how many updates are in each state."""
    rows = session.execute(select(InboxUpdate.state, func.count()).group_by(InboxUpdate.state))
    return dict(rows.all())
