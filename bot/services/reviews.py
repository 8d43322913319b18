"""What those who were there say to minutes, within 48 hours: that is right, or what is missing."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from bot.errors import NotFound
from bot.services import deliveries, dialogues, organisers
from bot.services.deliveries import News
from bot.services.inbox import ignore_duplicates
from bot.text import check_text
from models import Delivery, DeliveryKind, DeliveryReason, Meeting, Minutes, MinutesReview, MinutesState

KIND, TEXT = "objection", "text"
#: Graphemes of an objection.
LIMIT = 1000


class Standing(StrEnum):
    """How minutes stand towards the button that was pressed."""

    CURRENT = "current"
    #: They were corrected since.
    CORRECTED = "corrected"
    FINAL = "final"


def get_sent(session: Session, minutes_id: int, *, acting: int, lock: bool = False) -> Minutes:
    """Return minutes to somebody to whom they were sent.

    Raises:
        NotFound: there are none, or not for this person.
    """
    statement = select(Minutes).where(Minutes.id == minutes_id)
    minutes = session.scalar(statement.with_for_update(of=Minutes) if lock else statement)
    if minutes is None:
        raise NotFound
    told = exists().where(
        Delivery.meeting_id == minutes.meeting_id,
        Delivery.kind == DeliveryKind.MINUTES,
        Delivery.participant_id == acting,
    )
    if not session.scalar(select(told)):
        raise NotFound
    return minutes


def standing_of(minutes: Minutes, revision: int, *, now: datetime) -> Standing:
    """Return how the minutes stand now towards a button that was shown with `revision`."""
    if minutes.state is MinutesState.FINAL or minutes.final_at <= now:
        return Standing.FINAL
    return Standing.CURRENT if minutes.revision == revision else Standing.CORRECTED


def agree(session: Session, minutes_id: int, revision: int, *, acting: int, now: datetime) -> tuple[Minutes, Standing]:
    """Note that somebody finds the minutes right, if they are still those that they saw; raises like `get_sent`."""
    minutes = get_sent(session, minutes_id, acting=acting, lock=True)
    standing = standing_of(minutes, revision, now=now)
    if standing is Standing.CURRENT:
        _note(session, minutes, revision, agrees=True, text="", acting=acting)
    return minutes, standing


def object_to(session: Session, number: int, text: str, *, acting: int, now: datetime) -> tuple[Minutes, Standing]:
    """Hand what is missing to those who organised the meeting, and end the dialogue.

    Raises:
        Outdated, NotFound: the dialogue is over; see `get_sent`.
        EmptyText, TooLong: see `bot.text.check_text`.
    """
    dialogue = dialogues.get_at(session, KIND, TEXT, number, acting=acting)
    said, cleaned = dialogue.data, check_text(text, limit=LIMIT)
    minutes = get_sent(session, said["minutes"], acting=acting, lock=True)
    standing = standing_of(minutes, said["revision"], now=now)
    dialogues.end(session, acting=acting)
    if standing is not Standing.FINAL:
        _note(session, minutes, said["revision"], agrees=False, text=cleaned, acting=acting)
        _tell_organisers(session, minutes, cleaned, acting=acting, now=now)
    return minutes, standing


def _note(session: Session, minutes: Minutes, revision: int, *, agrees: bool, text: str, acting: int) -> None:
    said = {"revision": revision, "agrees": agrees, "text": text}
    row = {"minutes_id": minutes.id, "participant_id": acting, **said}
    session.execute(ignore_duplicates(session, MinutesReview).values(**row))
    mine = (MinutesReview.minutes_id == minutes.id, MinutesReview.participant_id == acting)
    session.execute(update(MinutesReview).where(*mine).values(**said))


def _tell_organisers(session: Session, minutes: Minutes, text: str, *, acting: int, now: datetime) -> None:
    news = News(
        DeliveryKind.MINUTES_OBJECTION,
        DeliveryReason.SPEAKER,
        quiet=True,
        rests=True,
        about={"meeting_id": minutes.meeting_id, "facts": {"text": text}},
    )
    people = organisers.speakers_first(session, minutes.meeting.body_id, minutes.meeting.planned_by)
    deliveries.queue_for(session, news, people, now=now)


def forget_old(session: Session, *, keep: timedelta, now: datetime) -> None:
    """Forget who said what to final minutes of meetings that are over for longer than `keep`."""
    old = select(Minutes.id).join(Meeting).where(Meeting.starts_at < now - keep, Minutes.state == MinutesState.FINAL)
    session.execute(delete(MinutesReview).where(MinutesReview.minutes_id.in_(old)))
