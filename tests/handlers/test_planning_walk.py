"""Hypothesis wanders through planning and moving: any button, any words, in any order; never a date that is over."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Dialogue, InboxState, InboxUpdate, Meeting
from tests.databases import Databases
from tests.factories import create_body, create_meeting
from tests.handlers.joining import SPEAKER, callback_data, join_town
from tests.towns import Resident, Town, local, open_town

STEPS = {
    "plan": {"date", "day", "time", "sure", "place", "preview"},
    "move": {"date", "day", "time", "sure", "preview"},
    "relocate": {"place", "preview"},
}
#: What people type at any step: dates of all kinds, times, places, and what is none of these.
WORDS = st.sampled_from(
    [
        "28.03.2010 02:30",
        "25.10.2009 02:30",
        "27.10.2019 19:00",
        "1.11.2009 19:00",
        "31.02.",
        "12.10.2009 19:00",
        "18:30",
        "9 Uhr",
        "Rathaus",
        "morgen",
        "\u202e",
        "x" * 500,
    ]
)
#: A button of the newest message by its place among those that carry something, counted round.
TAPS = st.integers(0, 59)
BEGINNINGS = ("plan:1", "move:1", "place:1")


@dataclass
class Stage:
    """A town with Fatma, who speaks for the one group there is; the loop that it lives in."""

    runner: asyncio.Runner
    town: Town
    fatma: Resident

    def act(self, what: int | str) -> None:
        """Let Fatma press a button of the dialogue or type."""
        if isinstance(what, str):
            self.runner.run(self.fatma.says(what))
            return
        offered = [data for data in callback_data(self.fatma) if data.startswith("dlg:")]
        if offered:
            self.runner.run(self.fatma.forges(offered[what % len(offered)]))


async def _settle_in(town: Town) -> Resident:
    body = town.database.transact(create_body, place="Pestalozzischule")
    town.database.transact(create_meeting, body, local(20, 10, 2009, 19), place="Rathaus")
    return await join_town(town, "Fatma", (body, SPEAKER))


@pytest.fixture(scope="module")
def stage(sqlite_databases: Databases) -> Iterator[Stage]:
    """One town for all wanderings."""
    with asyncio.Runner() as runner:
        opening = open_town(sqlite_databases.fresh())
        town = runner.run(opening.__aenter__())
        yield Stage(runner, town, runner.run(_settle_in(town)))
        runner.run(opening.__aexit__(None, None, None))


def _dialogue(session: Session) -> tuple[str, str, str | None] | None:
    found = session.scalars(select(Dialogue)).one_or_none()
    return (found.kind, found.step, found.data.get("starts_at")) if found is not None else None


def _dead(session: Session) -> list[str | None]:
    return [row.error for row in session.scalars(select(InboxUpdate).filter_by(state=InboxState.DEAD))]


def _starts(session: Session) -> list[datetime]:
    return list(session.scalars(select(Meeting.starts_at)))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(beginning=st.sampled_from(BEGINNINGS), acts=st.lists(TAPS | WORDS, max_size=12))
def test_wherever_one_wanders_the_dialogue_stands_at_a_question_about_a_date_to_come(
    stage: Stage, beginning: str, acts: list[int | str]
) -> None:
    stage.act("/cancel")
    stage.runner.run(stage.fatma.forges(beginning))
    now = stage.town.clock.now()

    for act in acts:
        stage.act(act)

        stands = stage.town.database.look(_dialogue)
        if stands is None:
            break
        kind, step, starts_at = stands
        assert step in STEPS[kind]
        assert starts_at is None or datetime.fromisoformat(starts_at) > now

    stage.act("/cancel")
    assert stage.town.database.look(_dialogue) is None
    assert stage.town.database.look(_dead) == []
    assert [one for one in stage.town.database.look(_starts) if one <= now] == []
