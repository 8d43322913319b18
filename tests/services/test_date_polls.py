"""Finding a date: who is asked and when, what is counted, what is forgotten; 500 people in few queries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, func, insert, select
from sqlalchemy.orm import Session

from bot.errors import BadDate, NotFound, NotPermitted, Outdated
from bot.services import bodies, date_polls, date_votes, own_data
from bot.services.date_polls import Deed
from bot.services.retention import forget
from models import (
    DatePoll,
    DatePollAnswer,
    DateProposal,
    DateVote,
    Delivery,
    DeliveryKind,
    Membership,
    MembershipRole,
    Participant,
)
from models.database import Database
from tests.factories import create_body, create_date_poll, create_membership, create_participant, grant_role
from tests.towns import BERLIN, local

NOW = local(13, 10, 2009, 10)
DATES = tuple(one.astimezone(UTC) for one in (local(27, 10, 2009, 19), local(3, 11, 2009, 18), local(10, 11, 2009, 18)))
PLACE = "Rathaus"


def _found(session: Session, members: int = 2) -> tuple[int, int, list[int]]:
    """Create AG Bildung with a speaker and members; return the numbers of all."""
    body = create_body(session)
    speaker, *people = [create_participant(session) for _ in range(members + 1)]
    create_membership(session, speaker, body, MembershipRole.SPEAKER)
    for person in people:
        create_membership(session, person, body)
    return body, speaker, people


def _start(database: Database, body: int, speaker: int) -> tuple[int, list[int]]:
    """Ask AG Bildung and return the number of the poll and of its dates."""
    count = database.transact(date_polls.start, body, DATES, PLACE, acting=speaker, now=NOW)
    return count.poll.id, [one.id for one in count.poll.proposals]


def _deliveries(session: Session, kind: DeliveryKind = DeliveryKind.DATE_POLL) -> list[tuple[int, str]]:
    rows = session.execute(select(Delivery).where(Delivery.kind == kind).order_by(Delivery.id)).scalars()
    return [(row.participant_id, row.state.value) for row in rows]


def _tick(database: Database, proposal: int, person: int, *, ticked: bool = True, now: datetime = NOW) -> None:
    database.transact(date_votes.tick, proposal, ticked=ticked, acting=person, now=now)


def test_everyone_is_asked_once_quietly_on_working_days_and_as_long_as_it_is_of_use(database: Database) -> None:
    body, speaker, people = database.transact(_found)

    poll, dates = _start(database, body, speaker)

    rows = database.look(lambda session: session.scalars(select(Delivery).order_by(Delivery.participant_id)).all())
    assert [row.participant_id for row in rows] == [speaker, *people]
    assert {(row.quiet, row.rests, row.body_id, row.expires_at) for row in rows} == {(True, True, body, DATES[-1])}
    asked = [[number, one.isoformat()] for number, one in zip(dates, DATES, strict=True)]
    assert rows[0].facts == {"poll": poll, "dates": asked, "place": PLACE}


def test_the_best_date_has_most_ticks_and_of_equals_it_is_the_earlier(database: Database) -> None:
    body, speaker, (amal, olga) = database.transact(_found)
    poll, (first, second, third) = _start(database, body, speaker)

    for proposal, person in ((second, amal), (third, amal), (third, olga), (second, olga), (first, olga)):
        _tick(database, proposal, person)
    count = database.look(date_polls.get_count, poll, acting=speaker)

    assert [one.id for one in count.ranked(NOW)] == [second, third, first]
    assert [one.id for one in count.ranked(DATES[1])] == [third]
    assert (count.ticks, count.answered, count.silent) == ({first: 1, second: 2, third: 2}, 2, 1)


@pytest.mark.parametrize(
    ("dates", "refusal"),
    [
        (DATES[:1], Outdated),
        ((DATES[0], DATES[0]), Outdated),
        (tuple(DATES[0] + timedelta(days=day) for day in range(9)), Outdated),
        ((NOW, DATES[0]), BadDate),
    ],
)
def test_too_few_too_many_and_past_dates_are_refused(
    database: Database, dates: tuple[datetime, ...], refusal: type[Exception]
) -> None:
    body, speaker, _people = database.transact(_found)

    with pytest.raises(refusal):
        database.transact(date_polls.start, body, dates, PLACE, acting=speaker, now=NOW)

    assert database.look(_deliveries) == []


def test_a_second_organiser_who_asks_at_once_gets_the_first_ones_poll(database: Database) -> None:
    body, speaker, _people = database.transact(_found)
    klaus = database.transact(create_participant)
    database.transact(grant_role, klaus)
    poll, _dates = _start(database, body, speaker)

    count = database.transact(date_polls.start, body, DATES[:2], PLACE, acting=klaus, now=NOW)

    assert (count.poll.id, count.deed) == (poll, Deed.OVERTAKEN)


def test_members_do_not_organise_and_others_do_not_answer(database: Database) -> None:
    body, speaker, (amal, _olga) = database.transact(_found)
    poll, dates = _start(database, body, speaker)
    stranger = database.transact(create_participant)
    organising: list[Callable[[Session], object]] = [
        lambda session: date_polls.start(session, body, DATES, PLACE, acting=amal, now=NOW),
        lambda session: date_polls.find_running(session, body, acting=amal),
        lambda session: date_polls.get_count(session, poll, acting=amal),
        lambda session: date_polls.ask_again(session, poll, acting=amal, now=NOW),
        lambda session: date_polls.fix(session, dates[0], timezone=BERLIN, acting=amal, now=NOW),
        lambda session: date_polls.close(session, poll, acting=amal, now=NOW),
    ]
    answering: list[Callable[[Session], object]] = [
        lambda session: date_votes.get_ballot(session, poll, acting=stranger),
        lambda session: date_votes.tick(session, dates[0], ticked=True, acting=stranger, now=NOW),
        lambda session: date_votes.decline(session, poll, acting=stranger, now=NOW),
        lambda session: date_votes.tick(session, 999, ticked=True, acting=amal, now=NOW),
    ]

    for act in organising:
        with pytest.raises(NotPermitted):
            database.transact(act)
    for act in answering:
        with pytest.raises(NotFound):
            database.transact(act)

    assert database.look(date_polls.list_running, acting=amal) == []
    assert database.look(date_votes.list_open, acting=stranger, now=NOW) == []


def test_who_answers_before_the_question_has_left_does_not_get_it_any_more(database: Database) -> None:
    body, speaker, (amal, olga) = database.transact(_found)
    _poll, dates = _start(database, body, speaker)

    _tick(database, dates[0], amal)

    assert database.look(_deliveries) == [(speaker, "queued"), (amal, "stopped"), (olga, "queued")]


def test_asking_again_replaces_what_has_not_left_yet(database: Database) -> None:
    body, speaker, (amal, olga) = database.transact(_found)
    poll, dates = _start(database, body, speaker)
    _tick(database, dates[0], amal)
    tomorrow = NOW + timedelta(days=1)

    early = database.transact(date_polls.ask_again, poll, acting=speaker, now=tomorrow - timedelta(seconds=1))
    asked = database.transact(date_polls.ask_again, poll, acting=speaker, now=tomorrow)
    twice = database.transact(date_polls.ask_again, poll, acting=speaker, now=tomorrow)

    assert (early.deed, asked.deed, twice.deed) == (None, Deed.DONE, None)
    first = [(speaker, "stopped"), (amal, "stopped"), (olga, "stopped")]
    assert database.look(_deliveries) == [*first, (speaker, "queued"), (olga, "queued")]


def test_who_leaves_is_forgotten_and_who_comes_back_is_asked_again_but_a_second_join_asks_nobody(
    database: Database,
) -> None:
    body, speaker, (amal, olga) = database.transact(_found)
    _poll, dates = _start(database, body, speaker)
    _tick(database, dates[0], amal)

    database.transact(bodies.leave, body, acting=amal, now=NOW)
    gone = database.look(_counts)
    database.transact(bodies.join, body, acting=amal, now=NOW)
    back = database.look(_deliveries)
    _tick(database, dates[0], amal)
    database.transact(bodies.join, body, acting=amal, now=NOW)

    assert gone == (0, 0)
    assert back == [(speaker, "queued"), (amal, "queued"), (olga, "queued")]
    assert database.look(_deliveries) == [(speaker, "queued"), (amal, "stopped"), (olga, "queued")]


def _counts(session: Session) -> tuple[int, int]:
    votes = session.scalar(select(func.count(DateVote.id))) or 0
    return votes, session.scalar(select(func.count(DatePollAnswer.id))) or 0


@pytest.mark.parametrize("by_leaving", [True, False])
def test_the_organiser_learns_once_when_nobody_is_missing(database: Database, *, by_leaving: bool) -> None:
    body, speaker, (amal, olga) = database.transact(_found)
    poll, dates = _start(database, body, speaker)
    _tick(database, dates[1], amal)
    database.transact(date_votes.decline, poll, acting=speaker, now=NOW)

    if by_leaving:
        database.transact(bodies.leave, body, acting=olga, now=NOW)
    else:
        _tick(database, dates[1], olga)
        _tick(database, dates[1], olga, ticked=False)

    told = database.look(_deliveries, DeliveryKind.DATE_POLL_ANSWERED)
    facts = database.look(lambda session: session.scalars(select(Delivery).order_by(Delivery.id.desc())).first())
    assert told == [(speaker, "queued")]
    assert facts is not None
    assert facts.facts == {"poll": poll, "best": [[dates[1], DATES[1].isoformat(), 1]]}


def test_where_the_asker_has_left_the_speakers_learn_it(database: Database) -> None:
    body, speaker, (amal, olga) = database.transact(_found)
    poll, dates = _start(database, body, speaker)
    database.transact(_speak, body, olga)
    database.transact(bodies.leave, body, acting=speaker, now=NOW)

    _tick(database, dates[0], amal)
    database.transact(date_votes.decline, poll, acting=olga, now=NOW)

    assert database.look(_deliveries, DeliveryKind.DATE_POLL_ANSWERED) == [(olga, "queued")]


def _speak(session: Session, body: int, person: int) -> None:
    found = select(Membership).where(Membership.participant_id == person, Membership.body_id == body)
    session.scalars(found).one().role = MembershipRole.SPEAKER


def test_a_fixed_date_stops_what_still_asks(database: Database) -> None:
    body, speaker, people = database.transact(_found)
    _poll, dates = _start(database, body, speaker)

    count = database.transact(date_polls.fix, dates[1], timezone=BERLIN, acting=speaker, now=NOW)

    assert count.meeting is not None
    assert (count.meeting.starts_at, count.meeting.place, count.meeting.body_id) == (DATES[1], PLACE, body)
    assert {state for _person, state in database.look(_deliveries)} == {"stopped"}
    invited = database.look(_deliveries, DeliveryKind.INVITATION)
    assert invited == [(person, "queued") for person in [speaker, *people]]


@pytest.mark.parametrize(("days_ago", "left"), [(29, (1, 1)), (31, (0, 0))])
def test_who_ticked_what_is_forgotten_thirty_days_after_the_end(
    database: Database, days_ago: int, left: tuple[int, int]
) -> None:
    body, speaker, (amal, _olga) = database.transact(_found)
    poll, dates = _start(database, body, speaker)
    _tick(database, dates[0], amal)
    database.transact(date_polls.close, poll, acting=speaker, now=NOW)

    database.transact(forget, now=NOW + timedelta(days=days_ago))

    assert database.look(_counts) == left
    assert database.look(lambda session: session.scalars(select(DatePoll.id)).all()) == [poll]


@pytest.mark.parametrize(("days_ago", "left"), [(29, (1, 1)), (31, (0, 0))])
def test_a_poll_that_nobody_ended_ends_with_its_last_date(
    database: Database, days_ago: int, left: tuple[int, int]
) -> None:
    body, speaker, (amal, _olga) = database.transact(_found)
    _poll, dates = _start(database, body, speaker)
    _tick(database, dates[0], amal)

    database.transact(forget, now=DATES[-1] + timedelta(days=days_ago))

    assert database.look(_counts) == left


def test_own_data_name_the_dates_that_suit(database: Database) -> None:
    body, speaker, (amal, _olga) = database.transact(_found)
    _poll, dates = _start(database, body, speaker)
    _tick(database, dates[0], amal)

    data = database.look(own_data.collect, acting=amal)

    assert data["ticks"] == [{"name": "Bildung", "starts_at": DATES[0].isoformat()}]
    assert [row["name"] for row in data["date_polls"]] == ["Bildung"]


def _fill(session: Session, size: int) -> tuple[int, int, int]:
    """Create a body of `size` people, each of whom ticked the first date, and two polls; return body, speaker, poll."""
    body, speaker, _people = _found(session, 0)
    rows = [
        {"telegram_id": 800_000 + number, "locale": "en", "display_name": "", "registered_at": NOW, "reachable": True}
        for number in range(size)
    ]
    session.execute(insert(Participant), rows)
    people = session.scalars(select(Participant.id).where(Participant.telegram_id >= 800_000)).all()
    member = {"body_id": body, "role": MembershipRole.MEMBER, "joined_at": NOW}
    session.execute(insert(Membership), [{"participant_id": person, **member} for person in people])
    poll = create_date_poll(session, body, *DATES, created_by=speaker)
    first = session.scalars(select(DateProposal.id).where(DateProposal.poll_id == poll)).first()
    session.execute(insert(DateVote), [{"proposal_id": first, "participant_id": person} for person in people[1:]])
    answers = [{"poll_id": poll, "participant_id": person} for person in people[1:]]
    session.execute(insert(DatePollAnswer), answers)
    return body, speaker, poll


@pytest.mark.parametrize("act", ["count", "ask", "tick", "fix"])
def test_the_number_of_queries_does_not_grow_with_the_body(database: Database, act: str) -> None:
    def perform(session: Session, speaker: int, poll: int) -> None:
        dates = session.scalars(select(DateProposal.id).where(DateProposal.poll_id == poll)).all()
        match act:
            case "count":
                date_polls.get_count(session, poll, acting=speaker)
            case "ask":
                date_polls.ask_again(session, poll, acting=speaker, now=NOW)
            case "tick":
                date_votes.tick(session, dates[0], ticked=True, acting=speaker, now=NOW)
            case _fix:
                date_polls.fix(session, dates[0], timezone=BERLIN, acting=speaker, now=NOW)

    _body, speaker, poll = database.transact(_fill, 500)
    statements: list[str] = []

    def note(session: Session) -> None:
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *args: statements.append(args[2]))
        perform(session, speaker, poll)

    database.transact(note)

    assert len(statements) <= 20
