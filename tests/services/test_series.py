"""Rules of series: what is drawn up and when people are invited, who may begin and end one, what a change leaves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.errors import BadDate, DomainError, NotFound, NotPermitted, Outdated
from bot.services import series
from bot.services.series import Course
from models import (
    Body,
    BodyKind,
    BodyState,
    Delivery,
    Meeting,
    MeetingState,
    MembershipRole,
    Occurrence,
    Reminder,
    Series,
)
from models.database import Database
from tests.factories import create_body, create_membership, create_participant, grant_role
from tests.towns import BERLIN, local

NOW = local(13, 10, 2009, 10)
TUESDAY = local(3, 11, 2009, 19)
FIRST_TUESDAYS = "FREQ=MONTHLY;BYDAY=1TU"
PLACE = "Pestalozzischule"


class Group:
    """A body with its speaker Fatma and its member Amal; Sabine coordinates, Olga belongs to nothing."""

    def __init__(self, database: Database, kind: BodyKind = BodyKind.WORKING_GROUP) -> None:
        self.database = database
        self.body = database.transact(create_body, kind=kind)
        self.fatma, self.amal, self.sabine, self.olga = (database.transact(create_participant) for _ in range(4))
        database.transact(create_membership, self.fatma, self.body, MembershipRole.SPEAKER)
        database.transact(create_membership, self.amal, self.body)
        database.transact(grant_role, self.sabine)

    def start(self, rule: str = FIRST_TUESDAYS, first: datetime = TUESDAY, acting: int | None = None) -> int:
        """Begin a series, as Fatma unless somebody else is named; return its number."""
        who, about = acting or self.fatma, (self.body, rule, first, PLACE)
        return self.database.transact(series.start, *about, timezone=BERLIN, acting=who, now=NOW).series.id

    def end(self, number: int, acting: int) -> Course:
        return self.database.transact(series.end, number, acting=acting, now=NOW)

    def beat(self, now: datetime) -> None:
        self.database.transact(_beat, now)

    def meetings(self) -> list[str]:
        """Return day, hour and state of each meeting, by Berlin's wall clock."""
        return self.database.look(
            lambda session: [
                f"{one.starts_at.astimezone(BERLIN):%d.%m.%Y %H:%M} {one.state}"
                for one in session.scalars(select(Meeting).order_by(Meeting.starts_at))
            ]
        )

    def outbox(self) -> list[tuple[int, str, bool, bool]]:
        """Return person, kind and whether it keeps to nights and days of rest, of each delivery."""
        rows = self.database.look(lambda session: session.scalars(select(Delivery).order_by(Delivery.id)).all())
        return [(row.participant_id, row.kind.value, row.quiet, row.rests) for row in rows]


def _beat(session: Session, now: datetime) -> None:
    series.keep_up(session, timezone=BERLIN, now=now)
    series.invite_due(session, timezone=BERLIN, now=now)


@pytest.fixture
def group(database: Database) -> Group:
    return Group(database)


def test_a_series_is_drawn_up_thirteen_weeks_ahead_and_nobody_is_told_too_early(group: Group) -> None:
    group.start()

    assert group.meetings() == ["03.11.2009 19:00 drafted", "01.12.2009 19:00 drafted", "05.01.2010 19:00 drafted"]
    assert group.outbox() == []


def test_people_are_invited_at_ten_the_usual_notice_before_with_reminders_and_once(group: Group) -> None:
    group.start()

    group.beat(local(20, 10, 2009, 9, 59))
    before = group.outbox()
    for _ in range(2):
        group.beat(local(20, 10, 2009, 10))

    assert before == []
    assert group.outbox() == [(group.fatma, "invitation", True, True), (group.amal, "invitation", True, True)]
    assert group.meetings()[:2] == ["03.11.2009 19:00 invited", "01.12.2009 19:00 drafted"]
    due = group.database.look(lambda session: list(session.scalars(select(Reminder.due_at).order_by(Reminder.due_at))))
    assert local(3, 11, 2009, 17) in due


def test_the_next_moment_at_which_people_are_invited_is_known(group: Group) -> None:
    group.start()

    found = [
        group.database.look(series.next_due, after=after)
        for after in (NOW, local(20, 10, 2009, 10), local(1, 1, 2010, 12))
    ]

    assert found == [local(20, 10, 2009, 10), local(17, 11, 2009, 10), None]


def test_where_the_time_to_invite_is_over_people_are_invited_when_the_series_begins(group: Group) -> None:
    group.start("FREQ=WEEKLY;INTERVAL=6;BYDAY=TU", local(20, 10, 2009, 19))

    assert group.meetings() == ["20.10.2009 19:00 invited", "01.12.2009 19:00 drafted", "12.01.2010 19:00 drafted"]
    assert [person for person, *_ in group.outbox()] == [group.fatma, group.amal]


@pytest.mark.parametrize(
    ("kind", "starts_at", "expected"),
    [
        (BodyKind.WORKING_GROUP, local(3, 11, 2009, 19), local(20, 10, 2009, 10)),
        (BodyKind.ADVISORY_BOARD, local(3, 11, 2009, 19), local(13, 10, 2009, 10)),
        # Sundays rest, Epiphany on 06.01. too, Christmas lies before a Sunday.
        (BodyKind.WORKING_GROUP, local(8, 11, 2009, 15), local(24, 10, 2009, 10)),
        (BodyKind.WORKING_GROUP, local(20, 1, 2010, 19), local(5, 1, 2010, 10)),
        (BodyKind.WORKING_GROUP, local(10, 1, 2010, 19), local(24, 12, 2009, 10)),
        # The wall clock counts, whichever time the invitation and the meeting are in.
        (BodyKind.WORKING_GROUP, local(30, 3, 2010, 19), local(16, 3, 2010, 10)),
    ],
)
def test_an_invitation_goes_out_on_an_ordinary_day(kind: BodyKind, starts_at: datetime, expected: datetime) -> None:
    moment = series.invitation_moment(Body(kind=kind), starts_at, BERLIN)

    assert moment == expected.astimezone(UTC)


def test_the_wall_clock_stays_when_the_clocks_change_and_an_hour_that_is_skipped_moves_on(group: Group) -> None:
    sundays = "FREQ=WEEKLY;BYDAY=SU"
    group.start(sundays, local(18, 10, 2009, 19))
    group.start(sundays, local(18, 10, 2009, 2, 30))
    group.beat(local(1, 3, 2010, 12))

    starts = group.database.look(lambda session: set(session.scalars(select(Meeting.starts_at))))
    assert {local(18, 10, 2009, 19), local(25, 10, 2009, 19), local(21, 3, 2010, 19), local(28, 3, 2010, 19)} <= starts
    # 02:30 comes twice on 25.10.2009: the first one; and not at all on 28.03.2010.
    assert datetime(2009, 10, 25, 0, 30, tzinfo=UTC) in starts
    assert datetime(2009, 10, 25, 1, 30, tzinfo=UTC) not in starts
    assert local(28, 3, 2010, 3, 30) in starts
    assert local(4, 4, 2010, 2, 30) in starts


def test_a_beat_that_is_killed_leaves_nothing_and_the_next_makes_each_meeting_once(group: Group) -> None:
    group.start()

    with pytest.raises(RuntimeError):
        group.database.transact(_beat_and_die, local(3, 11, 2009, 12))
    for _ in range(2):
        group.beat(local(3, 11, 2009, 12))

    days = group.database.look(lambda session: list(session.scalars(select(Occurrence.day).order_by(Occurrence.day))))
    assert days == [date(2009, 11, 3), date(2009, 12, 1), date(2010, 1, 5), date(2010, 2, 2)]


def _beat_and_die(session: Session, now: datetime) -> None:
    _beat(session, now)
    raise RuntimeError


def test_what_passed_while_the_bot_was_down_is_neither_made_nor_told(group: Group) -> None:
    group.start()

    group.beat(local(5, 5, 2010, 12))

    assert group.meetings() == ["01.06.2010 19:00 drafted", "06.07.2010 19:00 drafted", "03.08.2010 19:00 drafted"]
    assert group.outbox() == []


def test_a_date_that_is_cancelled_or_moved_is_not_made_again(group: Group) -> None:
    number = group.start()
    group.database.transact(_change_two)

    group.beat(local(14, 10, 2009, 12))

    assert group.meetings() == ["03.11.2009 19:00 cancelled", "02.12.2009 18:00 drafted", "05.01.2010 19:00 drafted"]
    course = group.database.look(series.get_running, number, acting=group.fatma, now=NOW)
    assert [meeting.starts_at for meeting in course.meetings] == [local(2, 12, 2009, 18), local(5, 1, 2010, 19)]


def _change_two(session: Session) -> None:
    first, second, _ = session.scalars(select(Meeting).order_by(Meeting.starts_at))
    first.state = MeetingState.CANCELLED
    second.starts_at = local(2, 12, 2009, 18)


def test_when_a_series_ends_drafts_vanish_and_what_people_are_invited_to_stays(group: Group) -> None:
    number = group.start("FREQ=WEEKLY;BYDAY=TU", local(20, 10, 2009, 19))

    course = group.end(number, group.sabine)
    group.beat(local(20, 10, 2009, 12))

    assert group.meetings() == ["20.10.2009 19:00 invited", "27.10.2009 19:00 invited"]
    assert [meeting.starts_at for meeting in course.meetings] == [local(20, 10, 2009, 19), local(27, 10, 2009, 19)]
    with pytest.raises(NotFound):
        group.end(number, group.sabine)


def test_drafts_of_a_body_that_was_closed_are_dropped_and_its_series_ends(group: Group) -> None:
    number = group.start()
    group.database.transact(lambda session: session.execute(update(Body).values(state=BodyState.CLOSED)))

    group.beat(local(20, 10, 2009, 12))
    dropped = group.meetings()
    group.beat(local(3, 11, 2009, 12))

    assert dropped == ["01.12.2009 19:00 drafted", "05.01.2010 19:00 drafted"]
    assert (group.meetings(), group.outbox()) == ([], [])
    assert group.database.look(lambda session: session.get_one(Series, number).state.value) == "ended"


@pytest.mark.parametrize("who", ["amal", "olga"])
def test_nobody_else_begins_sees_or_ends_a_series(group: Group, who: str) -> None:
    number, stranger = group.start(acting=group.sabine), getattr(group, who)

    with pytest.raises(NotPermitted):
        group.start(acting=stranger)
    with pytest.raises(NotPermitted):
        group.end(number, stranger)
    with pytest.raises(NotPermitted):
        group.database.look(series.get_running, number, acting=stranger, now=NOW)
    with pytest.raises(NotPermitted):
        group.database.look(series.list_running, acting=stranger)
    about = (group.body, FIRST_TUESDAYS, TUESDAY)
    with pytest.raises(NotPermitted):
        group.database.look(series.preview, *about, timezone=BERLIN, acting=stranger)


def test_speakers_see_the_series_of_their_bodies_and_the_coordination_all(group: Group) -> None:
    other = group.database.transact(create_body, "FRA", "Frauen")
    own = group.start()
    about = (other, "FREQ=WEEKLY;BYDAY=TU", TUESDAY, PLACE)
    others = group.database.transact(series.start, *about, timezone=BERLIN, acting=group.sabine, now=NOW).series.id

    seen = [group.database.look(series.list_running, acting=who) for who in (group.fatma, group.sabine)]

    assert [[one.id for one in found] for found in seen] == [[own], [own, others]]


@pytest.mark.parametrize(
    ("rule", "first", "error"),
    [
        (FIRST_TUESDAYS, local(10, 11, 2009, 19), Outdated),
        ("FREQ=DAILY", TUESDAY, Outdated),
        (FIRST_TUESDAYS, local(6, 10, 2009, 19), BadDate),
        (FIRST_TUESDAYS, NOW, BadDate),
    ],
)
def test_a_rule_that_does_not_fit_and_a_date_that_is_over_are_refused(
    group: Group, rule: str, first: datetime, error: type[DomainError]
) -> None:
    with pytest.raises(error):
        group.start(rule, first)

    assert group.meetings() == []


def test_a_meeting_knows_the_running_series_that_it_came_of(group: Group) -> None:
    number = group.start("FREQ=WEEKLY;BYDAY=TU", local(20, 10, 2009, 19))
    meeting = group.database.look(lambda session: session.scalars(select(Meeting.id).order_by(Meeting.id)).first())

    found = group.database.look(lambda session: series.find_of(session, meeting or 0))
    group.end(number, group.fatma)
    after = group.database.look(lambda session: series.find_of(session, meeting or 0))

    assert found is not None
    assert (found.id, after) == (number, None)


def test_a_preview_shows_the_next_four_dates(group: Group) -> None:
    about = (group.body, FIRST_TUESDAYS, TUESDAY)

    found = group.database.look(series.preview, *about, timezone=BERLIN, acting=group.fatma)

    assert found.moments == [TUESDAY, local(1, 12, 2009, 19), local(5, 1, 2010, 19), local(2, 2, 2010, 19)]
    assert (found.invited, found.notice_days) == (2, 14)
    assert found.moments[1] - found.moments[0] == timedelta(weeks=4)
