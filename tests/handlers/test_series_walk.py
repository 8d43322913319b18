"""Hypothesis walks the dialogue of a series: whatever is typed and tapped, each series is one that was offered."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from bot.recurrence import days, offer
from bot.services.series import AHEAD
from models import Occurrence, Series, SeriesState
from tests.databases import Databases
from tests.handlers.serial import speaker
from tests.snapshots import Snapshot
from tests.towns import BERLIN, CONFERENCE_DAY, Resident, Town, open_town

TYPED = [
    "3.11. 19 Uhr",
    "30.10.2009 18:30",
    "31.12. 0:15",
    "28.03.2010 02:30",
    "25.10. 02:30",
    "morgen",
    "12.10.2009 9:00",
]
#: What somebody does: goes on as asked, types a date or a place, presses any button of the newest message, waits.
ACTS = st.one_of(
    st.tuples(st.just("goes on"), st.integers(0, 20)),
    st.tuples(st.just("goes on"), st.integers(0, 20)),
    st.sampled_from([("says", text) for text in [*TYPED, "Rathaus, Markt 1", "x" * 500, "/cancel"]]),
    st.tuples(st.just("presses"), st.integers(0, 20)),
    st.tuples(st.just("begins"), st.just("series:1")),
    st.tuples(st.just("waits"), st.integers(1, 60)),
)


@dataclass
class Stage:
    """A town with Fatma, who speaks for AG Bildung, as it was before anybody began a series."""

    runner: asyncio.Runner
    town: Town
    fatma: Resident
    snapshot: Snapshot

    def reset(self) -> None:
        """Let everything be as it was, but the clock, which goes on."""
        self.runner.run(self.town.settle())
        self.snapshot.restore()

    def act(self, kind: str, what: str | int) -> None:
        """Let Fatma do something, or time pass."""
        if kind == "waits":
            self.runner.run(self.town.pass_time(minutes=int(what)))
        elif kind == "says":
            self.runner.run(self.fatma.says(str(what)))
        elif kind == "begins" or not self.fatma.person.buttons():
            self.runner.run(self.fatma.forges("series:1"))
        elif kind == "goes on" and self.fatma.screen.startswith("When does the series begin?"):
            self.runner.run(self.fatma.says(TYPED[int(what) % len(TYPED)]))
        else:
            # Those of a question that lead on stand before "Back" and "Cancel".
            labels = self.fatma.buttons[: -2 if kind == "goes on" else None] or self.fatma.buttons
            self.runner.run(self.fatma.presses(labels[int(what) % len(labels)]))


@pytest.fixture(scope="module")
def stage(sqlite_databases: Databases) -> Iterator[Stage]:
    """One town for all walks; it is put back before each of them."""
    url = sqlite_databases.fresh()
    with asyncio.Runner() as runner:
        opening = open_town(url)
        town = runner.run(opening.__aenter__())
        fatma, _ = runner.run(speaker(town))
        with closing(Snapshot.of(url)) as snapshot:
            yield Stage(runner, town, fatma, snapshot)
        runner.run(opening.__aexit__(None, None, None))


def _drawn_up(session: Session) -> list[tuple[Series, list[date], list[datetime]]]:
    """Return each running series with the days of its meetings, and the wall-clock times of those that nobody moved."""
    found = []
    for series in session.scalars(select(Series).where(Series.state == SeriesState.RUNNING)):
        made = select(Occurrence).where(Occurrence.series_id == series.id).order_by(Occurrence.day)
        rows = session.scalars(made).all()
        unmoved = [one.meeting.starts_at.astimezone(BERLIN) for one in rows if one.meeting.revision == 0]
        found.append((series, [one.day for one in rows], [local.replace(tzinfo=None) for local in unmoved]))
    return found


@given(acts=st.lists(ACTS, min_size=4, max_size=14))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_typed_and_tapped_each_series_is_one_that_was_offered(
    stage: Stage, acts: list[tuple[str, str | int]]
) -> None:
    stage.reset()

    with capture_logs() as logs:
        for act in [("begins", "series:1"), *acts]:
            stage.act(*act)

    assert [line for line in logs if line["log_level"] in {"error", "critical"}] == []
    for series, made, starts in stage.town.database.look(_drawn_up):
        assert series.rule in offer(series.starts_on)
        assert series.created_at >= CONFERENCE_DAY
        expected = days(series.rule, series.starts_on, since=series.starts_on)
        assert made == [next(expected) for _ in made]
        assert next(expected) == series.next_on > series.created_at.astimezone(BERLIN).date() + AHEAD
        assert {local.time() for local in starts} <= {series.wall_time}
        assert {local.date() for local in starts} <= set(made)
