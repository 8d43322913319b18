"""The town's clock and wall on the page."""

import aiohttp
import pytest

from bot.simulator import Person, Simulator
from tests.simulator.people.helpers import Json, get, post


async def test_poster_is_scanned_as_a_deep_link(door: aiohttp.ClientSession, amal: Person) -> None:
    image = await door.get("posters/0.svg")
    status, _ = await post(door, "101/open", payload="ag-1-de")

    assert (image.status, image.content_type) == (200, "image/svg+xml")
    assert (await door.get("posters/1.svg")).status == 404
    assert (status, amal.messages[-1].text) == (200, "/start ag-1-de")


@pytest.mark.parametrize(
    ("values", "time"),
    [
        ({"advance_seconds": 3600}, "2009-10-13T18:42:00+02:00"),
        ({"to": "2009-10-27T19:00"}, "2009-10-27T19:00:00+01:00"),
        ({"to": "2009-10-27T19:00:00+00:00"}, "2009-10-27T20:00:00+01:00"),
        ({"to_next": True}, "2009-10-26T18:00:00+01:00"),
    ],
)
async def test_clock_moves(door: aiohttp.ClientSession, values: Json, time: str) -> None:
    assert await post(door, "clock", **values) == (200, {"now": time})


@pytest.mark.parametrize(
    "values",
    [{}, {"advance_seconds": -1}, {"advance_seconds": "1"}, {"advance_seconds": 1e12}, {"to": "morgen"},
     {"to": "2009-02-31T10:00"}, {"to": "2009-10-01T10:00"}],
)  # fmt: skip
async def test_clock_refuses_what_is_no_moment_ahead(door: aiohttp.ClientSession, values: Json) -> None:
    status, _ = await post(door, "clock", **values)

    assert status == 400


async def test_without_a_town_there_is_no_clock_and_no_wall(door: aiohttp.ClientSession, simulator: Simulator) -> None:
    simulator.town = None

    assert (await get(door, "state"))["town"] is None
    assert await post(door, "clock", to_next=True) == (404, {"error": "this simulator has no town"})
    assert (await door.get("posters/0.svg")).status == 404
