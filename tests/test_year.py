"""Some weeks of the simulated year, with fewer people: the whole of it is `make year`."""

from __future__ import annotations

from datetime import timedelta

from tests.year import life


async def test_seven_weeks_of_meetings_double_nothing_and_come_in_time(database_url: str) -> None:
    async with life.begin(database_url, people=30, seed=7) as year:
        await year.live(life.BEGIN + timedelta(weeks=7))

        assert (year.account.doubles, year.account.faults) == ([], [])
        assert set(year.account.fates) == {"sent"}
