"""What follows a meeting by itself: when it counts as held, who is asked for results, how often, and what is kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.services import aftermath, attendees, minutes, planning, reminding
from bot.services.aftermath import moments
from bot.services.minutes import Record
from bot.services.ratings import rate
from bot.services.registration import erase
from bot.services.retention import forget
from models import (
    Answer,
    Attendance,
    BodyKind,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Meeting,
    MeetingState,
    Membership,
    MembershipRole,
    Minutes,
    MinutesReview,
    Participant,
    Rating,
    RatingGiven,
    RatingWord,
    Reminder,
    ReminderKind,
    ReminderState,
)
from models.database import Database
from tests.factories import create_body, create_meeting, create_membership, create_participant, grant_role
from tests.towns import BERLIN, local

NOW = local(13, 10, 2009, 10)
TUESDAY = local(27, 10, 2009, 19)
EVENING = local(27, 10, 2009, 20, 45)


class Group:
    """AG Bildung with its speaker Fatma and its members Amal and Mehmet, who said yes; Sabine coordinates."""

    def __init__(self, database: Database, kind: BodyKind = BodyKind.WORKING_GROUP) -> None:
        self.database = database
        self.body = database.transact(create_body, kind=kind)
        self.fatma, self.amal, self.mehmet, self.sabine = (database.transact(create_participant) for _ in range(4))
        database.transact(create_membership, self.fatma, self.body, MembershipRole.SPEAKER)
        for member in (self.amal, self.mehmet):
            database.transact(create_membership, member, self.body)
        database.transact(grant_role, self.sabine)
        plan = partial(planning.plan, timezone=BERLIN, acting=self.sabine, now=NOW)
        self.meeting = database.transact(plan, self.body, TUESDAY, "Rathaus").id
        for person in (self.amal, self.mehmet):
            database.transact(_come, self.meeting, person)

    def beat(self, now: datetime) -> None:
        self.database.transact(aftermath.note_held, timezone=BERLIN, now=now)
        self.database.transact(aftermath.queue_due, timezone=BERLIN, now=now)
        self.database.transact(reminding.queue_due, now=now)
        self.database.transact(minutes.finish, now=now)

    def asked(self, kind: DeliveryKind = DeliveryKind.RESULTS_DUE) -> list[tuple[str, int]]:
        statement = select(Delivery).where(Delivery.kind == kind).order_by(Delivery.id)
        rows = self.database.look(lambda session: session.scalars(statement).all())
        return [(row.facts.get("moment", ""), row.participant_id) for row in rows]

    def state(self) -> MeetingState:
        return self.database.look(lambda session: session.get_one(Meeting, self.meeting).state)

    def send(self, now: datetime) -> None:
        self.database.transact(_send, self.meeting, self.fatma, now)


def _come(session: Session, meeting: int, person: int, guests: int = 0) -> None:
    row = Attendance(meeting_id=meeting, participant_id=person, answer=Answer.YES, answered_at=NOW, guests=guests)
    session.add(row)


def _send(session: Session, meeting_id: int, acting: int, now: datetime) -> None:
    meeting = session.get_one(Meeting, meeting_id)
    minutes.send(session, Record(meeting, 2, "Text"), None, timezone=BERLIN, acting=acting, now=now)


@pytest.mark.parametrize(
    ("start", "asked"),
    [
        (local(27, 10, 2009, 10), local(27, 10, 2009, 12)),
        (local(27, 10, 2009, 18, 30), local(27, 10, 2009, 20, 30)),
        (local(27, 10, 2009, 18, 45), local(27, 10, 2009, 20, 45)),
        (local(27, 10, 2009, 19), local(27, 10, 2009, 20, 45)),
        (local(27, 10, 2009, 19, 45), local(27, 10, 2009, 20, 45)),
        (local(27, 10, 2009, 19, 46), local(28, 10, 2009, 8)),
        (local(27, 10, 2009, 23), local(28, 10, 2009, 8)),
        (local(27, 10, 2009, 3), local(27, 10, 2009, 8)),
        # The night in which summer time ends has an hour more.
        (local(24, 10, 2009, 21), local(25, 10, 2009, 8)),
    ],
)
def test_results_are_asked_for_the_same_evening_else_in_the_morning(start: datetime, asked: datetime) -> None:
    assert moments(start, BERLIN)[ReminderKind.RESULTS] == asked


def test_later_questions_come_on_ordinary_days() -> None:
    before_christmas = moments(local(18, 12, 2009, 19), BERLIN)
    saturday = moments(local(24, 10, 2009, 15), BERLIN)

    assert before_christmas[ReminderKind.RATING] == local(19, 12, 2009, 10)
    assert before_christmas[ReminderKind.RESULTS_3] == local(21, 12, 2009, 18)
    # The 25th and 26th are holidays, the 27th is a Sunday.
    assert before_christmas[ReminderKind.RESULTS_7] == local(28, 12, 2009, 18)
    assert saturday[ReminderKind.RATING] == local(26, 10, 2009, 10)


def test_a_meeting_counts_as_held_when_it_is_over_or_asked_about(database: Database) -> None:
    group = Group(database)

    group.beat(EVENING - timedelta(minutes=1))
    before = group.state()
    group.beat(EVENING)

    assert (before, group.state()) == (MeetingState.INVITED, MeetingState.HELD)
    assert group.asked() == [("results", group.fatma)]


def test_organisers_are_asked_again_and_in_the_end_coordinators_too(database: Database) -> None:
    group = Group(database)

    for days in range(60):
        for hour in (9, 20):
            group.beat(local(27, 10, 2009, hour, 45) + timedelta(days=days))

    asked = group.asked()
    assert asked[:3] == [(kind, group.fatma) for kind in ("results", "results_3", "results_7")]
    assert sorted(asked[3:]) == [("results_28", group.fatma), ("results_28", group.sabine)]


def test_what_is_written_down_is_not_asked_for_any_more(database: Database) -> None:
    group = Group(database)
    group.beat(EVENING)

    group.send(EVENING)
    for days in range(1, 40):
        group.beat(EVENING + timedelta(days=days))

    assert group.asked() == [("results", group.fatma)]
    states = database.look(
        lambda session: session.scalars(select(Delivery.state).where(Delivery.kind == "results_due")).all()
    )
    assert list(states) == [DeliveryState.STOPPED]


def test_after_a_long_silence_of_the_machine_only_the_last_question_is_asked(database: Database) -> None:
    group = Group(database)

    group.beat(TUESDAY + timedelta(days=10))

    assert group.asked() == [("results_7", group.fatma)]
    assert group.asked(DeliveryKind.RATING) == [("rating", group.amal), ("rating", group.mehmet)]


def test_what_was_entered_afterwards_asks_nobody(database: Database) -> None:
    group = Group(database)
    past = database.transact(create_meeting, group.body, NOW - timedelta(days=3))

    group.beat(NOW)

    assert database.look(lambda session: session.get_one(Meeting, past).state) is MeetingState.HELD
    assert (
        database.look(lambda session: session.scalars(select(Reminder).where(Reminder.meeting_id == past)).all()) == []
    )
    assert group.asked() == []


def test_where_nobody_speaks_whoever_planned_it_is_asked_else_nobody(database: Database) -> None:
    group = Group(database)
    database.transact(_demote)

    group.beat(EVENING)
    first = group.asked()
    database.transact(_delete, group.sabine)
    group.beat(TUESDAY + timedelta(days=4))

    assert first == [("results", group.sabine)]
    assert group.asked() == []


def _demote(session: Session) -> None:
    session.execute(update(Membership).values(role=MembershipRole.MEMBER))


def _delete(session: Session, person: int) -> None:
    session.execute(delete(Participant).where(Participant.id == person))


def test_who_waits_for_a_place_is_not_expected_and_not_asked_how_it_was(database: Database) -> None:
    group = Group(database)

    def wait(session: Session) -> None:
        waiting = update(Attendance).where(Attendance.participant_id == group.mehmet)
        session.execute(waiting.values(waiting_since=NOW))
        session.execute(update(Attendance).where(Attendance.participant_id == group.amal).values(guests=2))
        session.get_one(Meeting, group.meeting).paper_count = 3

    database.transact(wait)
    group.beat(TUESDAY + timedelta(days=1))

    assert group.asked(DeliveryKind.RATING) == [("rating", group.amal)]
    meeting = database.look(lambda session: session.get_one(Meeting, group.meeting))
    assert database.look(attendees.count_expected, meeting) == 6


def test_the_questions_are_rows_that_a_restart_does_not_forget(database: Database) -> None:
    group = Group(database)

    group.beat(EVENING)

    waiting = select(Reminder.kind).where(Reminder.state == ReminderState.PENDING, Reminder.due_at > EVENING)
    assert set(database.look(lambda session: session.scalars(waiting).all())) == {
        ReminderKind.RESULTS_3,
        ReminderKind.RESULTS_7,
        ReminderKind.RESULTS_28,
        ReminderKind.RATING,
    }


def test_thirty_days_after_only_numbers_and_minutes_stay(database: Database) -> None:
    group = Group(database)
    group.beat(EVENING)
    group.send(EVENING)
    database.transact(rate, group.meeting, "good", acting=group.amal, now=EVENING)

    def say(session: Session) -> None:
        about = {"participant_id": group.amal, "revision": 0, "agrees": False, "text": "Ein Chor"}
        session.add(MinutesReview(minutes_id=1, **about))
        session.add(RatingWord(id=7, meeting_id=group.meeting, word="warm"))

    database.transact(say)
    group.beat(TUESDAY + timedelta(days=3))
    database.transact(forget, now=TUESDAY + timedelta(days=29))
    kept = {table: _count(database, table) for table in (MinutesReview, RatingGiven, RatingWord, Rating, Minutes)}
    database.transact(forget, now=TUESDAY + timedelta(days=31))
    left = {table: _count(database, table) for table in (MinutesReview, RatingGiven, RatingWord, Rating, Minutes)}

    assert set(kept.values()) == {1}
    assert left == {MinutesReview: 0, RatingGiven: 0, RatingWord: 0, Rating: 1, Minutes: 1}
    assert database.look(lambda session: session.get_one(Meeting, group.meeting).head_count) == 2


def test_the_town_clock_knows_when_somebody_is_asked_next(database: Database) -> None:
    group = Group(database)

    before = database.look(aftermath.next_due, after=NOW, timezone=BERLIN)
    group.beat(EVENING)
    afterwards = database.look(aftermath.next_due, after=EVENING, timezone=BERLIN)

    assert (before, afterwards) == (EVENING, None)


def test_who_deletes_their_data_leaves_no_name_in_minutes(database: Database) -> None:
    group = Group(database)
    group.beat(EVENING)
    group.send(EVENING)

    def name(session: Session) -> None:
        found = minutes.find(session, group.meeting)
        assert found is not None
        found.chair = "Fatma Y."

    database.transact(name)
    database.transact(erase, with_texts=False, acting=group.fatma, now=EVENING)

    left = database.look(lambda session: session.execute(select(Minutes.text, Minutes.chair, Minutes.author_id)).all())
    assert [tuple(row) for row in left] == [("Text", "", None)]


def _count(database: Database, table: type) -> int:
    return len(database.look(lambda session: session.scalars(select(table)).all()))


def test_numbers_of_opinions_do_not_tell_who_came_first(database: Database) -> None:
    group = Group(database)
    group.beat(EVENING)

    for person in (group.amal, group.mehmet):
        database.transact(rate, group.meeting, "good", acting=person, now=EVENING)

    numbers = database.look(lambda session: session.scalars(select(Rating.id)).all())
    assert min(numbers) > 1_000
    assert len(set(numbers)) == 2
