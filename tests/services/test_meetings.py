"""Rules of meetings: who may plan, move, cancel and answer, and what becomes of what was queued."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.errors import BadDate, DomainError, NotFound, NotPermitted, Outdated
from bot.services import arrivals, attendances, bodies, broadcasts, changes, meetings, planning
from bot.services.attendances import Standing
from bot.services.audiences import Audience, AudienceKind
from models import (
    Answer,
    Attendance,
    BodyKind,
    Broadcast,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Meeting,
    MembershipRole,
    Reminder,
)
from models.database import Database
from tests.factories import create_body, create_meeting, create_membership, create_participant, grant_role
from tests.towns import BERLIN, local

NOW = local(13, 10, 2009, 10)
TUESDAY = local(27, 10, 2009, 19)


def _sequence(session: Session, meeting: int) -> int:
    found = session.get(Meeting, meeting)
    return found.sequence if found is not None else 0


class Group:
    """AG Bildung with its speaker Fatma and its member Amal; Sabine coordinates, Olga belongs to nothing."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.body = database.transact(create_body, place="Pestalozzischule")
        self.fatma, self.amal, self.sabine, self.olga = (database.transact(create_participant) for _ in range(4))
        database.transact(create_membership, self.fatma, self.body, MembershipRole.SPEAKER)
        database.transact(create_membership, self.amal, self.body)
        database.transact(grant_role, self.sabine)

    def plan(self, acting: int, starts_at: datetime = TUESDAY, now: datetime = NOW) -> int:
        plan, place = planning.plan, "Pestalozzischule"
        return self.database.transact(plan, self.body, starts_at, place, timezone=BERLIN, acting=acting, now=now).id

    def move(self, meeting: int, acting: int, starts_at: datetime, now: datetime = NOW) -> int:
        move, to = changes.move, (meeting, self.database.look(_sequence, meeting), starts_at)
        return self.database.transact(move, *to, timezone=BERLIN, acting=acting, now=now).revision

    def cancel(self, meeting: int, acting: int, sequence: int = 0, now: datetime = NOW) -> None:
        self.database.transact(changes.cancel, meeting, sequence, acting=acting, now=now)

    def answer(self, meeting: int, acting: int, said: str = "yes", revision: int = 0, now: datetime = NOW) -> Standing:
        found = self.database.transact(attendances.answer, meeting, revision, said, acting=acting, now=now)
        return found.standing

    def outbox(self) -> dict[tuple[int, str], str]:
        """Return the state of each delivery by person and kind."""
        rows = self.database.look(lambda session: session.scalars(select(Delivery)).all())
        return {(row.participant_id, row.kind.value): row.state.value for row in rows}

    def answers(self) -> dict[int, Answer]:
        rows = self.database.look(lambda session: session.scalars(select(Attendance)).all())
        return {row.participant_id: row.answer for row in rows}


@pytest.fixture
def group(database: Database) -> Group:
    return Group(database)


def _reminders(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Reminder)) or 0


def test_speaker_and_coordinator_plan_meetings_and_members_are_invited(group: Group) -> None:
    group.plan(group.fatma)
    group.plan(group.sabine, TUESDAY + timedelta(days=7))

    assert group.outbox() == {(group.fatma, "invitation"): "queued", (group.amal, "invitation"): "queued"}


@pytest.mark.parametrize("who", ["amal", "olga"])
def test_nobody_else_plans_moves_or_cancels(group: Group, who: str) -> None:
    stranger = getattr(group, who)
    meeting = group.plan(group.fatma)

    with pytest.raises(NotPermitted):
        group.plan(stranger)
    with pytest.raises(NotPermitted):
        group.move(meeting, stranger, TUESDAY + timedelta(days=1))
    with pytest.raises(NotPermitted):
        group.cancel(meeting, stranger)
    with pytest.raises(NotPermitted):
        group.database.look(meetings.list_planned, acting=stranger, now=NOW)


def test_what_is_over_cannot_be_planned_or_moved_to(group: Group) -> None:
    meeting = group.plan(group.fatma)

    with pytest.raises(BadDate):
        group.plan(group.fatma, NOW)
    with pytest.raises(BadDate):
        group.move(meeting, group.fatma, NOW - timedelta(days=1))


def test_a_meeting_that_has_begun_is_neither_moved_nor_cancelled(group: Group) -> None:
    meeting = group.plan(group.fatma)

    with pytest.raises(NotFound):
        group.move(meeting, group.fatma, TUESDAY + timedelta(days=1), now=TUESDAY)
    with pytest.raises(NotFound):
        group.cancel(meeting, group.fatma, now=TUESDAY)


def test_moving_stops_what_is_queued_and_answers_start_afresh(group: Group) -> None:
    meeting = group.plan(group.fatma)
    group.answer(meeting, group.amal)

    revision = group.move(meeting, group.fatma, TUESDAY + timedelta(days=7))

    assert revision == 1
    assert group.answers() == {}
    assert group.outbox() == {
        (group.fatma, "invitation"): "stopped",
        (group.amal, "invitation"): "stopped",
        (group.fatma, "meeting_moved"): "queued",
        (group.amal, "meeting_moved"): "queued",
    }
    due = group.database.look(lambda session: list(session.scalars(select(Reminder.due_at).order_by(Reminder.due_at))))
    assert [(moment.month, moment.day) for moment in due] == [(10, 27), (11, 2), (11, 3)]


def test_moving_to_where_it_is_already_changes_nothing(group: Group) -> None:
    meeting = group.plan(group.fatma)

    assert group.move(meeting, group.fatma, TUESDAY) == 0
    assert set(group.outbox().values()) == {"queued"}


def test_cancelling_stops_what_is_queued_and_tells_everyone(group: Group) -> None:
    meeting = group.plan(group.fatma)

    group.cancel(meeting, group.sabine)

    assert group.database.look(_reminders) == 0
    assert group.outbox() == {
        (group.fatma, "invitation"): "stopped",
        (group.amal, "invitation"): "stopped",
        (group.fatma, "meeting_cancelled"): "queued",
        (group.amal, "meeting_cancelled"): "queued",
    }


def test_a_cancel_button_from_before_a_move_is_outdated(group: Group) -> None:
    meeting = group.plan(group.fatma)
    group.move(meeting, group.fatma, TUESDAY + timedelta(days=7))

    with pytest.raises(Outdated):
        group.cancel(meeting, group.fatma, 0)


@pytest.mark.parametrize(("now", "quiet"), [(TUESDAY - timedelta(hours=11), False), (NOW, True)])
def test_only_a_change_of_what_begins_soon_is_told_at_night(group: Group, now: datetime, quiet: bool) -> None:
    meeting = group.plan(group.fatma)

    group.cancel(meeting, group.fatma, now=now)

    told = select(Delivery.quiet).where(Delivery.kind == DeliveryKind.MEETING_CANCELLED).distinct()
    assert group.database.look(lambda session: list(session.scalars(told))) == [quiet]


def _announce(session: Session, group: Group) -> tuple[int, int]:
    event = create_meeting(session, None, TUESDAY, title="Tag der Begegnung")
    broadcast = Broadcast(text="", audience="everyone", created_at=NOW, author_id=group.sabine)
    broadcast.meeting = session.get_one(Meeting, event)
    broadcasts.send_out(session, broadcast, DeliveryKind.EVENT, Audience(AudienceKind.EVERYONE), now=NOW)
    session.execute(update(Delivery).where(Delivery.participant_id == group.amal).values(state=DeliveryState.SENT))
    return event, broadcast.id


@pytest.mark.parametrize(("stopped", "told"), [(True, ["amal"]), (False, ["fatma", "amal", "sabine", "olga"])])
def test_whom_a_stop_spared_an_announcement_hears_of_no_change_either(
    group: Group, stopped: bool, told: list[str]
) -> None:
    event, broadcast = group.database.transact(_announce, group)
    if stopped:
        group.database.transact(broadcasts.stop, broadcast, acting=group.sabine, now=NOW)

    group.move(event, group.sabine, TUESDAY + timedelta(days=1))

    everyone = {name: getattr(group, name) for name in ("fatma", "amal", "sabine", "olga")}
    listed = {
        name: group.database.look(attendances.list_invitations, limit=6, acting=number, now=NOW)
        for name, number in everyone.items()
    }
    assert [name for name, number in everyone.items() if (number, "meeting_moved") in group.outbox()] == told
    assert [name for name, found in listed.items() if found] == told


def test_an_answer_takes_the_place_of_the_one_before(group: Group) -> None:
    meeting = group.plan(group.fatma)

    standings = [group.answer(meeting, group.amal, said) for said in ("maybe", "no", "yes")]

    assert standings == [Standing.CURRENT] * 3
    assert group.answers() == {group.amal: Answer.YES}


def test_an_answer_counts_only_for_the_date_it_was_shown_with_and_until_the_start(group: Group) -> None:
    meeting = group.plan(group.fatma)
    late = group.answer(meeting, group.amal, now=TUESDAY)
    group.move(meeting, group.fatma, TUESDAY + timedelta(days=7))
    moved = group.answer(meeting, group.amal, revision=0)
    group.cancel(meeting, group.fatma, 1)
    cancelled = group.answer(meeting, group.amal, revision=1)

    assert [late, moved, cancelled] == [Standing.OVER, Standing.MOVED, Standing.CANCELLED]
    assert group.answers() == {}


@pytest.mark.parametrize(("who", "said", "error"), [("olga", "yes", NotFound), ("amal", "perhaps", Outdated)])
def test_strangers_and_invented_answers_are_refused(
    group: Group, who: str, said: str, error: type[DomainError]
) -> None:
    meeting = group.plan(group.fatma)

    with pytest.raises(error):
        group.answer(meeting, getattr(group, who), said)


def test_answers_are_counted_for_the_organisers(group: Group) -> None:
    meeting = group.plan(group.fatma)
    group.answer(meeting, group.amal, "no")

    planned = group.database.look(meetings.get_planned, meeting, acting=group.fatma, now=NOW)
    tally = group.database.look(attendances.count_answers, planned)

    assert (tally.answers, tally.silent) == ({Answer.YES: 0, Answer.MAYBE: 0, Answer.NO: 1}, 1)


def test_who_joins_late_is_shown_the_next_meeting_and_who_leaves_gets_nothing_more(group: Group) -> None:
    meeting = group.plan(group.fatma)

    arrival = group.database.transact(arrivals.join, group.body, acting=group.olga, now=NOW)
    group.database.transact(bodies.leave, group.body, acting=group.amal, now=NOW)

    assert arrival.meeting is not None
    assert arrival.meeting.id == meeting
    assert group.outbox() == {(group.fatma, "invitation"): "queued", (group.amal, "invitation"): "stopped"}


@pytest.mark.parametrize(
    ("kind", "expected", "weeks"),
    [
        # Both proposals lie beyond a clock change; the wall clock counts.
        (BodyKind.WORKING_GROUP, local(3, 11, 2009, 19), 6),
        (BodyKind.STEERING_GROUP, local(17, 11, 2009, 19), 8),
        (BodyKind.ADVISORY_BOARD, local(22, 12, 2009, 19), 13),
        (BodyKind.CIRCLE, local(20, 10, 2009, 19), 4),
    ],
)
def test_the_next_meeting_is_proposed_as_the_last_one_was(
    group: Group, kind: BodyKind, expected: datetime, weeks: int
) -> None:
    body = group.database.transact(create_body, "X", "X", kind)
    group.database.transact(create_meeting, body, local(22, 9, 2009, 19), place="Rathaus")

    outline = group.database.look(planning.outline, body, timezone=BERLIN, acting=group.sabine, now=NOW)

    assert outline.proposal == planning.Proposal(expected.astimezone(UTC), "Rathaus", weeks)


def test_a_proposal_always_lies_ahead(group: Group) -> None:
    group.database.transact(create_meeting, group.body, local(15, 1, 2009, 18))

    outline = group.database.look(planning.outline, group.body, timezone=BERLIN, acting=group.fatma, now=NOW)

    assert outline.proposal is not None
    assert (outline.proposal.starts_at, outline.proposal.weeks) == (local(5, 11, 2009, 18).astimezone(UTC), 42)


def test_a_persons_meetings_are_listed_with_their_answers(group: Group) -> None:
    later, sooner = group.plan(group.fatma, TUESDAY + timedelta(days=7)), group.plan(group.fatma)
    group.answer(later, group.amal, "maybe")

    found = group.database.look(attendances.list_invitations, limit=5, acting=group.amal, now=NOW)
    nothing = group.database.look(attendances.list_invitations, limit=5, acting=group.olga, now=NOW)

    assert [(one.meeting.id, one.answer) for one in found] == [(sooner, None), (later, Answer.MAYBE)]
    assert nothing == []
