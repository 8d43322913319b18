"""The people's door over HTTP: what the page shows and what a person can do there."""

import aiohttp
import pytest

from bot.simulator import Person, Simulator, serve
from bot.simulator.messages import CallbackAnswer
from bot.simulator.people_api import PAGE
from tests.simulator.people.helpers import bot_says, get, post


async def test_page_is_served_with_all_its_modules_and_styles(door: aiohttp.ClientSession) -> None:
    names = sorted(path.name for path in PAGE.iterdir() if path.name != "index.html")

    statuses = [(await door.get(f"page/{name}")).status for name in names]
    index = await door.get("")

    assert statuses == [200] * len(names)
    assert (index.status, index.content_type) == (200, "text/html")
    assert "default-src 'none'; script-src 'self'" in index.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["", "/", "/people"])
async def test_addresses_above_the_page_lead_to_it(simulator: Simulator, path: str) -> None:
    async with serve(simulator) as server, aiohttp.ClientSession() as session:
        response = await session.get(server.url + path)

        assert str(response.url) == f"{server.url}/people/"


async def test_state_tells_people_clock_and_posters(door: aiohttp.ClientSession, amal: Person) -> None:
    amal.open("ag-1-ar")
    bot_says(amal, "مرحبًا\nWillkommen")

    state = await get(door, "state")

    assert state == {
        "bot": {"first_name": "Mitwirken", "username": "mitwirken_bot"},
        "people": [
            {
                "id": 101,
                "name": "Amal Haddad",
                "about": "neu in Coburg",
                "language": "ar",
                "unread": 1,
                "blocked": False,
                "last": {"text": "مرحبًا", "date": "2009-10-13T17:42:00+02:00", "from_bot": True},
            }
        ],
        "town": {
            "title": "Coburg",
            "timezone": "Europe/Berlin",
            "now": "2009-10-13T17:42:00+02:00",
            "posters": [{"title": "AG Sprache", "subtitle": "Scannen", "payload": "ag-1-de", "image": "posters/0.svg"}],
        },
    }


async def test_read_clears_the_unread_count_until_the_bot_writes_again(
    door: aiohttp.ClientSession, amal: Person
) -> None:
    bot_says(amal, "eins")
    await post(door, "101/read")
    after_reading = (await get(door, "state"))["people"][0]["unread"]
    bot_says(amal, "zwei")

    assert after_reading == 0
    assert (await get(door, "state"))["people"][0]["unread"] == 1


async def test_chat_before_the_start_shows_what_the_bot_says_of_itself(
    door: aiohttp.ClientSession, simulator: Simulator, amal: Person
) -> None:
    simulator.menus.set_text("description", "أهلاً", "ar")
    simulator.menus.set_commands([{"command": "help", "description": "مساعدة"}], None, "ar")

    chat = await get(door, "101/chat")

    assert chat == {
        "started": False,
        "blocked": False,
        "description": "أهلاً",
        "commands": [{"command": "help", "description": "مساعدة"}],
        "reply_keyboard": None,
        "answers": [],
        "messages": [],
    }


async def test_buttons_carry_their_kind_and_are_pressed_by_their_data(
    door: aiohttp.ClientSession, simulator: Simulator, amal: Person
) -> None:
    amal.open()
    row = [{"text": "نعم", "callback_data": "yes"}, {"text": "Karte", "url": "https://example.org"}]
    number = bot_says(amal, "?", {"inline_keyboard": [row, [{"text": "Code", "copy_text": {"text": "A1"}}]]})

    message = (await get(door, "101/chat"))["messages"][-1]
    status, _ = await post(door, "101/press", message_id=number, data="yes")

    assert message["keyboard"] == [
        [
            {"text": "نعم", "kind": "callback", "data": "yes"},
            {"text": "Karte", "kind": "url", "url": "https://example.org"},
        ],
        [{"text": "Code", "kind": "copy", "copy": "A1"}],
    ]
    assert status == 200
    assert simulator.transcript[-1].kind == "callback_query"
    assert simulator.transcript[-1].payload["data"] == "yes"


async def test_keys_of_a_one_time_keyboard_are_said_once(door: aiohttp.ClientSession, amal: Person) -> None:
    amal.open()
    bot_says(amal, "?", {"keyboard": [["Ja", {"text": "Nein"}]], "one_time_keyboard": True})

    shown = (await get(door, "101/chat"))["reply_keyboard"]
    first = await post(door, "101/key", label="Ja")
    second = await post(door, "101/key", label="Ja")

    assert shown == {"rows": [["Ja", "Nein"]], "placeholder": ""}
    assert (first[0], second[0]) == (200, 404)
    assert amal.messages[-1].text == "Ja"


async def test_edits_deletions_and_answers_are_in_the_chat(door: aiohttp.ClientSession, amal: Person) -> None:
    _, said = await post(door, "101/say", text="/help bitte")
    gone = bot_says(amal, "gleich weg")
    await post(door, "101/edit", message_id=said["message_id"], text="doch nicht")
    amal.chat.remove(gone)
    amal.answers.append(CallbackAnswer("1", "Danke", show_alert=True))

    chat = await get(door, "101/chat")

    assert [(message["text"], message["edited"]) for message in chat["messages"]] == [("doch nicht", True)]
    assert chat["answers"] == [{"text": "Danke", "show_alert": True}]


async def test_a_long_text_leaves_in_parts(door: aiohttp.ClientSession, amal: Person) -> None:
    await post(door, "101/say", text="Wort " * 1000)

    assert len(amal.messages) == 2


async def test_blocked_bot_is_unblocked_again(door: aiohttp.ClientSession, amal: Person) -> None:
    amal.open()

    blocked = (await post(door, "101/block"))[0], (await get(door, "101/chat"))["blocked"]
    refused = await post(door, "101/say", text="hallo")
    unblocked = (await post(door, "101/unblock"))[0], (await get(door, "101/chat"))["blocked"]

    assert blocked == (200, True)
    assert refused == (409, {"error": "Who has blocked a bot cannot write to it."})
    assert unblocked == (200, False)
