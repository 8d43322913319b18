"""Files through the people's door, in both directions."""

import aiohttp
import pytest

from bot.simulator import Person, Simulator
from bot.simulator.files import Upload
from bot.simulator.messages import Content, Media
from tests.simulator.people.helpers import Json, get

PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)


@pytest.mark.parametrize(
    ("kind", "query", "content", "shown"),
    [
        ("voice", "duration=3", b"OggS....", {"duration": 3, "size": 8}),
        ("photo", "caption=Tafel", PNG, {"duration": 0, "size": 24}),
        ("document", "file_name=Bericht+ä.txt", b"hallo", {"name": "Bericht ä.txt", "size": 5}),
    ],
)
async def test_files_go_to_the_bot_and_come_back(
    door: aiohttp.ClientSession, amal: Person, kind: str, query: str, content: bytes, shown: Json
) -> None:
    sent = await door.post(f"101/{kind}?{query}", data=content, headers={"Content-Type": "text/plain"})
    message = (await get(door, "101/chat"))["messages"][0]
    back = await door.get(f"files/{message['file']['id']}")

    assert (sent.status, message["kind"]) == (200, kind)
    assert {name: message["file"][name] for name in shown} == shown
    assert await back.read() == content
    assert "sandbox" in back.headers["Content-Security-Policy"]


async def test_a_range_of_a_recording_can_be_fetched(door: aiohttp.ClientSession, amal: Person) -> None:
    stored = amal.send_voice(b"OggS0123456789", 1).voice
    assert stored is not None

    part = await door.get(f"files/{stored.file.file_id}", headers={"Range": "bytes=4-6"})
    beyond = await door.get(f"files/{stored.file.file_id}", headers={"Range": "bytes=99-"})

    assert (part.status, await part.read(), part.content_type) == (206, b"012", "audio/ogg")
    assert part.headers["Content-Range"] == "bytes 4-6/14"
    assert beyond.status == 416


async def test_a_page_sent_as_a_file_is_downloaded_not_shown(
    door: aiohttp.ClientSession, simulator: Simulator, amal: Person
) -> None:
    stored = simulator.files.keep("document", Upload(b"<script>alert(1)</script>", "böse.html", "text/html"))
    simulator.post(amal.chat, simulator.bot, Content(media=Media("document", stored)))

    response = await door.get(f"files/{stored.file_id}")

    assert response.headers["Content-Disposition"] == "attachment; filename*=UTF-8''b%C3%B6se.html"
