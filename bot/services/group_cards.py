"""Cards in group chats: one per meeting, a row before it is a request; edited when the meeting changes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, and_, exists, literal, or_, select, update
from sqlalchemy.orm import Session

from bot.services.inbox import ignore_duplicates
from bot.services.meetings import is_coming
from models import GroupCard, GroupCardState, GroupChat, Meeting, MeetingState

#: How many cards are worked on in one go: a group takes 20 messages a minute (Bot API FAQ, broadcasting).
PAGE = 20


def queue_missing(session: Session, *, now: datetime) -> None:
    """Write down a card for each coming meeting of a body in each of its groups that has none yet."""
    known = exists().where(GroupCard.group_chat_id == GroupChat.id, GroupCard.meeting_id == Meeting.id)
    pairs = select(GroupChat.id, Meeting.id, literal(GroupCardState.QUEUED.value), Meeting.sequence)
    pairs = pairs.join(Meeting, Meeting.body_id == GroupChat.body_id).where(*is_coming(now), ~known)
    columns = ["group_chat_id", "meeting_id", "state", "sequence"]
    session.execute(ignore_duplicates(session, GroupCard).from_select(columns, pairs))


def list_due(session: Session, *, now: datetime) -> list[GroupCard]:
    """Return the cards that are to be posted, and those that show a meeting as it is no longer."""
    return list(session.scalars(_due(now).order_by(GroupCard.id).limit(PAGE)))


def _due(now: datetime) -> Select[GroupCard]:
    to_post = and_(GroupCard.state == GroupCardState.QUEUED, Meeting.state == MeetingState.INVITED)
    outdated = and_(GroupCard.state == GroupCardState.SENT, GroupCard.sequence != Meeting.sequence)
    return select(GroupCard).join(GroupCard.meeting).where(or_(to_post, outdated), Meeting.starts_at > now)


def begin(session: Session, number: int) -> bool:
    """Note that a card is about to go on the wire; False if it does not wait any more."""
    waiting = (GroupCard.id == number, GroupCard.state == GroupCardState.QUEUED)
    begun = session.execute(update(GroupCard).where(*waiting).values(state=GroupCardState.SENDING))
    return bool(begun.rowcount)  # type: ignore[attr-defined]


def record(session: Session, number: int, state: GroupCardState, sequence: int, message_id: int | None = None) -> None:
    """Note what became of a card, which shows the meeting as it was at `sequence`."""
    values = {"state": state, "sequence": sequence} | ({"message_id": message_id} if message_id is not None else {})
    session.execute(update(GroupCard).where(GroupCard.id == number).values(**values))


def note_on_the_wire(session: Session) -> None:
    """At start: what was on the wire when the process died is unknown from now on, and not posted again."""
    lost = update(GroupCard).where(GroupCard.state == GroupCardState.SENDING)
    session.execute(lost.values(state=GroupCardState.UNKNOWN))
