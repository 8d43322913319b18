"""What the privacy notice promises to forget is forgotten, and nothing else."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.services.retention import forget
from models import (
    Answer,
    Attendance,
    Delivery,
    DeliveryKind,
    DeliveryReason,
    DeliveryState,
    InboxState,
    InboxUpdate,
    Meeting,
)
from models.database import Database
from tests.factories import LONG_AGO, create_body, create_participant

NOW = LONG_AGO + timedelta(days=60)


def _deliver(session: Session, state: DeliveryState, days_ago: int) -> None:
    person = create_participant(session)
    kind, reason = DeliveryKind.BROADCAST, DeliveryReason.AUDIENCE
    due_at = NOW - timedelta(days=days_ago)
    session.add(Delivery(participant_id=person, kind=kind, reason=reason, state=state, due_at=due_at))


def test_messages_are_forgotten_after_thirty_days_but_never_while_they_wait(database: Database) -> None:
    def arrange(session: Session) -> None:
        _deliver(session, DeliveryState.SENT, 31)
        _deliver(session, DeliveryState.SENT, 29)
        _deliver(session, DeliveryState.QUEUED, 31)

    database.transact(arrange)

    database.transact(forget, now=NOW)

    left = database.look(lambda session: session.scalars(select(Delivery.state).order_by(Delivery.id)).all())
    assert list(left) == [DeliveryState.SENT, DeliveryState.QUEUED]


def test_who_was_told_of_an_event_is_remembered_until_it_is_over(database: Database) -> None:
    def arrange(session: Session, days_ago: int) -> None:
        event = Meeting(title="Begegnungsfest", starts_at=NOW - timedelta(days=days_ago))
        session.add(event)
        session.flush()
        _deliver(session, DeliveryState.SENT, 40)
        session.flush()
        session.scalars(select(Delivery).order_by(Delivery.id.desc()).limit(1)).one().meeting_id = event.id

    database.transact(arrange, -10)
    database.transact(arrange, 31)

    database.transact(forget, now=NOW)

    left = database.look(lambda session: session.scalars(select(Delivery.meeting_id)).all())
    assert list(left) == [1]


def _meet(session: Session, days_ago: int, *answers: Answer) -> int:
    body = create_body(session, code=f"B{days_ago}")
    meeting = Meeting(body_id=body, starts_at=NOW - timedelta(days=days_ago))
    session.add(meeting)
    session.flush()
    for answer in answers:
        person = create_participant(session)
        session.add(
            Attendance(meeting_id=meeting.id, participant_id=person, answer=answer, answered_at=meeting.starts_at)
        )
    return meeting.id


def test_of_answers_to_an_old_meeting_only_the_number_stays(database: Database) -> None:
    old = database.transact(_meet, 31, Answer.YES, Answer.YES, Answer.NO)
    recent = database.transact(_meet, 29, Answer.YES)

    database.transact(forget, now=NOW)
    database.transact(forget, now=NOW)

    counts = database.look(lambda session: session.execute(select(Meeting.id, Meeting.yes_count)).all())
    left = database.look(lambda session: session.scalars(select(Attendance.meeting_id)).all())
    assert dict(counts) == {old: 2, recent: None}
    assert list(left) == [recent]


def test_done_updates_go_after_three_days_dead_ones_after_fourteen(database: Database) -> None:
    def arrange(session: Session) -> None:
        for number, (state, days) in enumerate(
            [
                (InboxState.DONE, 4),
                (InboxState.DONE, 2),
                (InboxState.DEAD, 15),
                (InboxState.DEAD, 13),
                (InboxState.WAITING, 99),
            ]
        ):
            session.add(InboxUpdate(update_id=number, state=state, received_at=NOW - timedelta(days=days)))

    database.transact(arrange)

    database.transact(forget, now=NOW)

    left = database.look(lambda session: session.scalars(select(InboxUpdate.update_id)).all())
    assert sorted(left) == [1, 3, 4]
