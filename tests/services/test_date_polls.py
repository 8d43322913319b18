"""Finding a date, as organisers do: who is asked and when, what is counted and fixed; 500 people in few queries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, insert, select
from sqlalchemy.orm import Session

from bot.errors import BadDate, NotFound, NotPermitted, Outdated
from bot.services import date_polls, date_votes
from bot.services.date_polls import Deed
from models import (
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
from tests.factories import create_date_poll, create_participant, grant_role
from tests.services.polling import DATES, NOW, PLACE, begin_asking, delivered, found_group, tick
from tests.towns import BERLIN


def test_everyone_is_asked_once_quietly_on_working_days_and_as_long_as_it_is_of_use(database: Database) -> None:
    body, speaker, people = database.transact(found_group)

    poll, dates = begin_asking(database, body, speaker)

    rows = database.look(lambda session: session.scalars(select(Delivery).order_by(Delivery.participant_id)).all())
    assert [row.participant_id for row in rows] == [speaker, *people]
    assert {(row.quiet, row.rests, row.body_id, row.expires_at) for row in rows} == {(True, True, body, DATES[-1])}
    asked = [[number, one.isoformat()] for number, one in zip(dates, DATES, strict=True)]
    assert rows[0].facts == {"poll": poll, "dates": asked, "place": PLACE}


def test_the_best_date_has_most_ticks_and_of_equals_it_is_the_earlier(database: Database) -> None:
    body, speaker, (amal, olga) = database.transact(found_group)
    poll, (first, second, third) = begin_asking(database, body, speaker)

    for proposal, person in ((second, amal), (third, amal), (third, olga), (second, olga), (first, olga)):
        tick(database, proposal, person)
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
    body, speaker, _people = database.transact(found_group)

    with pytest.raises(refusal):
        database.transact(date_polls.start, body, dates, PLACE, acting=speaker, now=NOW)

    assert database.look(delivered) == []


def test_a_second_organiser_who_asks_at_once_gets_the_first_ones_poll(database: Database) -> None:
    body, speaker, _people = database.transact(found_group)
    klaus = database.transact(create_participant)
    database.transact(grant_role, klaus)
    poll, _dates = begin_asking(database, body, speaker)

    count = database.transact(date_polls.start, body, DATES[:2], PLACE, acting=klaus, now=NOW)

    assert (count.poll.id, count.deed) == (poll, Deed.OVERTAKEN)


def test_members_do_not_organise_and_others_do_not_answer(database: Database) -> None:
    body, speaker, (amal, _olga) = database.transact(found_group)
    poll, dates = begin_asking(database, body, speaker)
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


def test_asking_again_replaces_what_has_not_left_yet(database: Database) -> None:
    body, speaker, (amal, olga) = database.transact(found_group)
    poll, dates = begin_asking(database, body, speaker)
    tick(database, dates[0], amal)
    tomorrow = NOW + timedelta(days=1)

    early = database.transact(date_polls.ask_again, poll, acting=speaker, now=tomorrow - timedelta(seconds=1))
    asked = database.transact(date_polls.ask_again, poll, acting=speaker, now=tomorrow)
    twice = database.transact(date_polls.ask_again, poll, acting=speaker, now=tomorrow)

    assert (early.deed, asked.deed, twice.deed) == (None, Deed.DONE, None)
    first = [(speaker, "stopped"), (amal, "stopped"), (olga, "stopped")]
    assert database.look(delivered) == [*first, (speaker, "queued"), (olga, "queued")]


def test_a_fixed_date_stops_what_still_asks(database: Database) -> None:
    body, speaker, people = database.transact(found_group)
    _poll, dates = begin_asking(database, body, speaker)

    count = database.transact(date_polls.fix, dates[1], timezone=BERLIN, acting=speaker, now=NOW)

    assert count.meeting is not None
    assert (count.meeting.starts_at, count.meeting.place, count.meeting.body_id) == (DATES[1], PLACE, body)
    assert {state for _person, state in database.look(delivered)} == {"stopped"}
    invited = database.look(delivered, DeliveryKind.INVITATION)
    assert invited == [(person, "queued") for person in [speaker, *people]]


def _fill(session: Session, size: int) -> tuple[int, int, int]:
    """Create a body of `size` people, each of whom ticked the first date, and two polls; return body, speaker, poll."""
    body, speaker, _people = found_group(session, 0)
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
