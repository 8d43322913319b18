"""What is recorded of the council: two at the same moment, votes in every spelling."""

from __future__ import annotations

import contextlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier, BrokenBarrierError

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import BadVotes, Overtaken
from bot.services import decisions
from bot.services.decisions import Record
from models import AuditEntry, Consultation, Measure, Outcome
from models.database import Database
from tests.factories import create_paper
from tests.steering import create_steered
from tests.towns import BERLIN
from tests.towns import CONFERENCE_DAY as NOW


def test_of_two_who_record_at_the_same_moment_the_second_sees_that_it_is_done(database: Database) -> None:
    made = database.transact(create_steered)
    database.transact(create_paper, [made.results["BIL-01"]], {"Stadtrat": None})
    station = database.look(lambda session: session.scalars(select(Consultation.id)).one())
    given = Record(station, Outcome.UNANIMOUS, 0, date(2009, 10, 13))
    pressed = Barrier(2, timeout=0.5)

    def press(session: Session, name: str) -> None:
        decisions.record(session, given, timezone=BERLIN, acting=made.people[name], now=NOW)
        # Both would be here at once, before either is through, if the second did not wait for the first.
        with contextlib.suppress(BrokenBarrierError):
            pressed.wait()

    with ThreadPoolExecutor(2) as threads:
        acts = [threads.submit(database.transact, press, name) for name in ("Petra", "Klaus")]
        failures = [type(one.exception()) for one in acts if one.exception() is not None]

    assert failures == [Overtaken]
    logged = select(AuditEntry.id).where(AuditEntry.action == "record unanimous")
    assert len(database.look(lambda session: session.scalars(logged).all())) == 1
    assert len(database.look(lambda session: session.scalars(select(Measure.id)).all())) == 1


@pytest.mark.parametrize("words", ["31:8", "31 : 8", "31-8", "Ja: 31, Nein: 8", "٣١:٨", "31 zu 8"])
def test_votes_are_read_as_people_write_them(words: str) -> None:
    assert decisions.read_votes(words) == (31, 8)


@pytest.mark.parametrize("words", ["", "31", "viele", "8:31", "7:7", "31:8:2", "1000:1", "-"])
def test_what_names_no_majority_is_refused(words: str) -> None:
    with pytest.raises(BadVotes):
        decisions.read_votes(words)
