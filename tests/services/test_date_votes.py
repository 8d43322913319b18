"""Finding a date, as those do who are asked: who is asked still, who learns that all have, what is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.services import bodies, date_polls, date_votes, own_data, registration
from bot.services.retention import forget
from models import (
    DatePoll,
    DatePollAnswer,
    DateVote,
    Delivery,
    DeliveryKind,
    Membership,
    MembershipRole,
)
from models.database import Database
from tests.services.polling import DATES, NOW, begin_asking, delivered, found_group, tick


def test_who_answers_before_the_question_has_left_does_not_get_it_any_more(database: Database) -> None:
    body, speaker, (amal, olga) = database.transact(found_group)
    _poll, dates = begin_asking(database, body, speaker)

    tick(database, dates[0], amal)

    assert database.look(delivered) == [(speaker, "queued"), (amal, "stopped"), (olga, "queued")]


def test_who_leaves_is_forgotten_and_who_comes_back_is_asked_again_but_a_second_join_asks_nobody(
    database: Database,
) -> None:
    body, speaker, (amal, olga) = database.transact(found_group)
    _poll, dates = begin_asking(database, body, speaker)
    tick(database, dates[0], amal)

    database.transact(bodies.leave, body, acting=amal, now=NOW)
    gone = database.look(_counts)
    database.transact(bodies.join, body, acting=amal, now=NOW)
    back = database.look(delivered)
    tick(database, dates[0], amal)
    database.transact(bodies.join, body, acting=amal, now=NOW)

    assert gone == (0, 0)
    assert back == [(speaker, "queued"), (amal, "queued"), (olga, "queued")]
    assert database.look(delivered) == [(speaker, "queued"), (amal, "stopped"), (olga, "queued")]


def _counts(session: Session) -> tuple[int, int]:
    votes = session.scalar(select(func.count(DateVote.id))) or 0
    return votes, session.scalar(select(func.count(DatePollAnswer.id))) or 0


@pytest.mark.parametrize("way", ["leaves", "erases", "answers"])
def test_the_organiser_learns_once_when_nobody_is_missing(database: Database, way: str) -> None:
    body, speaker, (amal, olga) = database.transact(found_group)
    poll, dates = begin_asking(database, body, speaker)
    tick(database, dates[1], amal)
    database.transact(date_votes.decline, poll, acting=speaker, now=NOW)

    if way == "leaves":
        database.transact(bodies.leave, body, acting=olga, now=NOW)
    elif way == "erases":
        database.transact(registration.erase, with_texts=True, acting=olga, now=NOW)
    else:
        tick(database, dates[1], olga)
        tick(database, dates[1], olga, ticked=False)

    told = database.look(delivered, DeliveryKind.DATE_POLL_ANSWERED)
    facts = database.look(lambda session: session.scalars(select(Delivery).order_by(Delivery.id.desc())).first())
    assert told == [(speaker, "queued")]
    assert facts is not None
    assert facts.facts == {"poll": poll, "best": [[dates[1], DATES[1].isoformat(), 1]]}


def test_where_the_asker_has_left_the_speakers_learn_it(database: Database) -> None:
    body, speaker, (amal, olga) = database.transact(found_group)
    poll, dates = begin_asking(database, body, speaker)
    database.transact(_speak, body, olga)
    database.transact(bodies.leave, body, acting=speaker, now=NOW)

    tick(database, dates[0], amal)
    database.transact(date_votes.decline, poll, acting=olga, now=NOW)

    assert database.look(delivered, DeliveryKind.DATE_POLL_ANSWERED) == [(olga, "queued")]


def _speak(session: Session, body: int, person: int) -> None:
    found = select(Membership).where(Membership.participant_id == person, Membership.body_id == body)
    session.scalars(found).one().role = MembershipRole.SPEAKER


@pytest.mark.parametrize(("days_ago", "left"), [(29, (1, 1)), (31, (0, 0))])
def test_who_ticked_what_is_forgotten_thirty_days_after_the_end(
    database: Database, days_ago: int, left: tuple[int, int]
) -> None:
    body, speaker, (amal, _olga) = database.transact(found_group)
    poll, dates = begin_asking(database, body, speaker)
    tick(database, dates[0], amal)
    database.transact(date_polls.close, poll, acting=speaker, now=NOW)

    database.transact(forget, now=NOW + timedelta(days=days_ago))

    assert database.look(_counts) == left
    assert database.look(lambda session: session.scalars(select(DatePoll.id)).all()) == [poll]


@pytest.mark.parametrize(("days_ago", "left"), [(29, (1, 1)), (31, (0, 0))])
def test_a_poll_that_nobody_ended_ends_with_its_last_date(
    database: Database, days_ago: int, left: tuple[int, int]
) -> None:
    body, speaker, (amal, _olga) = database.transact(found_group)
    _poll, dates = begin_asking(database, body, speaker)
    tick(database, dates[0], amal)

    database.transact(forget, now=DATES[-1] + timedelta(days=days_ago))

    assert database.look(_counts) == left


def test_own_data_name_the_dates_that_suit(database: Database) -> None:
    body, speaker, (amal, _olga) = database.transact(found_group)
    _poll, dates = begin_asking(database, body, speaker)
    tick(database, dates[0], amal)

    data = database.look(own_data.collect, acting=amal)

    assert data["ticks"] == [{"name": "Bildung", "starts_at": DATES[0].isoformat()}]
    assert [row["name"] for row in data["date_polls"]] == ["Bildung"]
