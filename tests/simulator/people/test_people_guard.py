"""Who and what the people's door turns away."""

from io import BytesIO

import aiohttp
import pytest

from bot.simulator import Person
from bot.simulator.people_api import FILE_LIMIT, JSON_LIMIT


@pytest.mark.parametrize("name", ["..%2Fpeople_api.py", "none.js", "%2Fetc%2Fpasswd"])
async def test_nothing_but_the_page_is_served_from_the_disk(door: aiohttp.ClientSession, name: str) -> None:
    async with door.get(f"page/{name}") as response:
        assert response.status == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "rebound.example"},
        {"Host": "rebound.example:80", "Origin": "http://rebound.example:80"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
    ],
)
async def test_strangers_are_turned_away(door: aiohttp.ClientSession, amal: Person, headers: dict[str, str]) -> None:
    async with door.post("101/say", json={"text": "forged"}, headers=headers) as response:
        assert response.status == 403

    assert amal.messages == []


@pytest.mark.parametrize("host", ["rebound.example", "127.0.0.1.example", "[", "127.0.0.1:port"])
async def test_a_name_rebound_to_this_machine_reads_nothing(door: aiohttp.ClientSession, host: str) -> None:
    async with door.get("state", headers={"Host": host}) as response:
        assert response.status == 403


async def test_the_page_itself_may_write(door: aiohttp.ClientSession, amal: Person) -> None:
    origin = str((await door.get("state")).url.origin())
    async with door.post("101/say", json={"text": "hallo"}, headers={"Origin": origin}) as response:
        assert response.status == 200


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("999/say", b'{"text": "x"}', 404),
        ("101/dance", b"{}", 404),
        ("101/say", b"{}", 400),
        ("101/say", b"[]", 400),
        ("101/say", b"{", 400),
        ("101/say", b"\xff", 400),
        ("101/say", b'{"text": "  "}', 409),
        ("101/edit", b'{"message_id": 1e999, "text": "x"}', 400),
        ("101/press", b'{"message_id": 77, "data": "x"}', 404),
        ("101/press", b'{"label": "none"}', 404),
        ("101/open", b'{"payload": "not a payload"}', 400),
        ("101/say", b'{"text": "' + b"x" * JSON_LIMIT + b'"}', 413),
    ],
)
async def test_bad_requests_are_refused_in_words(
    door: aiohttp.ClientSession, amal: Person, path: str, body: bytes, status: int
) -> None:
    async with door.post(path, data=BytesIO(body), headers={"Content-Type": "application/json"}) as response:
        answer = await response.json()

    assert response.status == status
    assert answer["error"]
    assert amal.messages == []


async def test_bodies_that_are_no_json_are_refused(door: aiohttp.ClientSession, amal: Person) -> None:
    async with door.post("101/say", data="text=hallo", headers={"Content-Type": "text/plain"}) as response:
        assert response.status == 415


@pytest.mark.parametrize(("size", "status"), [(0, 400), (FILE_LIMIT + 1, 413)])
async def test_empty_and_huge_files_are_refused(
    door: aiohttp.ClientSession, amal: Person, size: int, status: int
) -> None:
    async with door.post("101/document?file_name=x.bin", data=BytesIO(bytes(size))) as response:
        assert response.status == status
