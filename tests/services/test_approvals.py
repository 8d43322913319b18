"""Minutes that could not reach people in time are not final before these had their 48 hours."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.services import approvals, deliveries, dialogues, minutes, reviews
from bot.services.minutes import Record
from models import (
    Answer,
    Attendance,
    Delivery,
    DeliveryState,
    Meeting,
    MeetingState,
    MembershipRole,
    Minutes,
    MinutesReview,
    Participant,
)
from models.database import Database
from tests.factories import create_body, create_meeting, create_membership, create_participant
from tests.towns import BERLIN, local

#: A Tuesday.
START = local(27, 10, 2009, 19)
SENT = local(27, 10, 2009, 22)
BACK = local(3, 11, 2009, 12)


def _record(session: Session) -> tuple[int, int]:
    """Let Fatma send minutes at night to Amal and Olga, who were there; return the numbers of meeting and Amal."""
    body, fatma, amal, olga = create_body(session), *(create_participant(session) for _ in range(3))
    create_membership(session, fatma, body, MembershipRole.SPEAKER)
    number = create_meeting(session, body, START, state=MeetingState.HELD)
    for person in (amal, olga):
        create_membership(session, person, body)
        session.add(Attendance(meeting_id=number, participant_id=person, answer=Answer.YES, answered_at=START))
    session.flush()
    record = Record(session.get_one(Meeting, number), 3, "Ein Chor")
    minutes.send(session, record, None, timezone=BERLIN, acting=fatma, now=SENT)
    return number, amal


def _beat(database: Database, now: datetime) -> None:
    database.transact(deliveries.expire, now=now, timezone=BERLIN)
    database.transact(approvals.give_time_again, timezone=BERLIN, now=now)
    database.transact(minutes.finish, now=now)


def _state(database: Database, meeting: int) -> MeetingState:
    return database.look(lambda session: session.get_one(Meeting, meeting).state)


def _deliveries(database: Database) -> list[tuple[int, str]]:
    rows = database.look(lambda session: session.scalars(select(Delivery).order_by(Delivery.participant_id)).all())
    return [(row.participant_id, row.state.value) for row in rows]


def test_after_a_week_of_silence_those_whom_the_minutes_did_not_reach_get_them_with_48_hours(
    database: Database,
) -> None:
    meeting, amal = database.transact(_record)
    read = update(Delivery).where(Delivery.participant_id == amal).values(state=DeliveryState.SENT)
    database.transact(lambda session: session.execute(read))

    _beat(database, BACK)
    waiting = _state(database, meeting)
    again = _deliveries(database)
    arrived = update(Delivery).values(state=DeliveryState.SENT)
    database.transact(lambda session: session.execute(arrived))
    _beat(database, BACK + timedelta(hours=48))

    assert (waiting, _state(database, meeting)) == (MeetingState.RECORDED, MeetingState.APPROVED)
    assert again == [(amal, "sent"), (amal + 1, "queued")]


def test_an_objection_is_kept_with_the_form_of_the_minutes_that_was_read(database: Database) -> None:
    meeting, amal = database.transact(_record)

    def correct(session: Session) -> None:
        sent = session.scalars(select(Minutes)).one()
        said = {"minutes": sent.id, "revision": 0}
        dialogue = dialogues.begin(session, reviews.KIND, reviews.TEXT, said, acting=amal, now=SENT)
        corrected = Record(session.get_one(Meeting, meeting), 3, "Zwei Chöre")
        minutes.send(session, corrected, 0, timezone=BERLIN, acting=amal - 1, now=SENT)
        reviews.object_to(session, dialogue.number, "Es waren zwei", acting=amal, now=SENT)

    database.transact(correct)

    noted = database.look(lambda session: session.execute(select(MinutesReview.revision, MinutesReview.text)).all())
    assert [tuple(row) for row in noted] == [(0, "Es waren zwei")]


@pytest.mark.parametrize("days", [1, 9])
def test_who_wanted_peace_keeps_no_minutes_from_being_final(database: Database, days: int) -> None:
    meeting, _amal = database.transact(_record)
    final_at = database.look(lambda session: session.scalars(select(Minutes.final_at)).one())
    peace = update(Participant).values(silent_until=SENT + timedelta(days=days))
    database.transact(lambda session: session.execute(peace))

    _beat(database, final_at)

    assert _state(database, meeting) is (MeetingState.APPROVED if days == 9 else MeetingState.RECORDED)
