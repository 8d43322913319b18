"""Keyboards: what the bot may send, and how people press what they see."""

from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup
from telegram import ReplyKeyboardRemove as Remove

from bot.simulator import Person, Simulator
from tests.simulator.client import Client

Json = dict[str, Any]
UNREADABLE = "can't parse inline keyboard button: "


def inline(**button: object) -> Json:
    return {"inline_keyboard": [[{"text": "Ja", **button}]]}


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (inline(callback_data="ä" * 33), "BUTTON_DATA_INVALID"),
        (inline(callback_data=""), "BUTTON_DATA_INVALID"),
        (inline(callback_data=5), UNREADABLE + 'Field "callback_data" must be of type String'),
        (inline(), UNREADABLE + "Text buttons are unallowed in the inline keyboard"),
        (inline(url="https://coburg.de", callback_data="a"), UNREADABLE + "exactly one action must be set"),
        (inline(callback_data="a", colour="red"), UNREADABLE + 'unknown field "colour"'),
        (inline(callback_data="a", style="loud"), UNREADABLE + "invalid button style specified"),
        (inline(copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        (inline(url="ftp://x.de"), "inline keyboard button URL 'ftp://x.de' is invalid: Unsupported URL protocol"),
        (inline(url="https://"), "inline keyboard button URL 'https://' is invalid: URL host is empty"),
        (inline(url="town"), "inline keyboard button URL 'town' is invalid: Wrong HTTP URL"),
        (inline(url="a b"), "inline keyboard button URL 'a b' is invalid: Wrong HTTP URL"),
        ({"inline_keyboard": [[{"callback_data": "a"}]]}, UNREADABLE + 'Can\'t find field "text"'),
        ({"inline_keyboard": [["Ja"]]}, UNREADABLE + "expected an Object"),
        (inline(text=" ", callback_data="a"), "keyboard button text must be non-empty"),
        ({"inline_keyboard": ["Ja"]}, 'field "inline_keyboard" must be of type Array of Arrays'),
        ({"inline_keyboard": [[{"text": "1", "callback_data": "1"}]] * 101}, "reply markup is too long"),
        ({"keyboard": [[5]]}, "can't parse keyboard button: expected an Object"),
        ({"keyboard": [["Ja"]], "big": True}, 'unknown field "big" in reply_markup'),
        ({"remove_keyboard": "yes"}, 'field "remove_keyboard" must be of type Boolean'),
        ({"buttons": []}, "object expected as reply markup"),
        ("{", "can't parse reply keyboard markup JSON object"),
        ([], "object expected as reply markup"),
    ],
)
async def test_a_keyboard_is_refused(client: Client, amira: Person, markup: object, words: str) -> None:
    refusal = await client.refusal("sendMessage", chat_id=amira.id, text="?", reply_markup=markup)

    assert refusal == (400, f"Bad Request: {words}")


async def test_callback_data_of_64_bytes_is_taken(client: Client, amira: Person) -> None:
    await client.ask("sendMessage", chat_id=amira.id, text="?", reply_markup=inline(callback_data="ä" * 32))

    assert amira.buttons() == [["Ja"]]


async def test_a_label_is_pressed_on_the_newest_message_that_has_it(
    client: Client, simulator: Simulator, amira: Person
) -> None:
    await client.ask("sendMessage", chat_id=amira.id, text="1", reply_markup=inline(callback_data="old"))
    await client.ask("sendMessage", chat_id=amira.id, text="2", reply_markup=inline(callback_data="new"))

    query_id = amira.press("Ja")

    (update,) = await client.ask("getUpdates")
    query = update["callback_query"]
    assert (query["id"], query["data"], query["message"]["text"]) == (query_id, "new", "2")
    assert query["from"] == {"id": amira.id, "is_bot": False, "first_name": "Amira", "language_code": "ar"}


async def test_an_unknown_label_names_those_there_are(client: Client, amira: Person) -> None:
    await client.ask("sendMessage", chat_id=amira.id, text="?", reply_markup=inline(callback_data="a"))

    with pytest.raises(LookupError) as missing:
        amira.press("Nein")

    assert str(missing.value) == "There is no button 'Nein'; there are ['Ja']."


async def test_links_and_copies_are_returned(bot: Bot, amira: Person) -> None:
    buttons = [
        InlineKeyboardButton("Karte", url="https://coburg.de/"),
        InlineKeyboardButton("Kopie", api_kwargs={"copy_text": {"text": "27.10.2009"}}),
    ]
    await bot.send_message(amira.id, "?", reply_markup=InlineKeyboardMarkup.from_column(buttons))

    assert (amira.press("Karte"), amira.press("Kopie")) == ("https://coburg.de/", "27.10.2009")


async def test_a_reply_keyboard_writes_its_label_and_can_be_removed(bot: Bot, amira: Person) -> None:
    keyboard = ReplyKeyboardMarkup([[KeyboardButton("Meine AGs"), "Hilfe"]])
    await bot.send_message(amira.id, "?", reply_markup=keyboard)

    assert amira.buttons() == [["Meine AGs", "Hilfe"]]
    assert amira.press("Hilfe") == ""
    assert amira.messages[-1].text == "Hilfe"

    await bot.send_message(amira.id, "Weg", reply_markup=Remove())

    with pytest.raises(LookupError):
        amira.press("Hilfe")


async def test_a_one_time_keyboard_folds_away(bot: Bot, amira: Person) -> None:
    await bot.send_message(amira.id, "?", reply_markup=ReplyKeyboardMarkup([["Hilfe"]], one_time_keyboard=True))
    amira.press("Hilfe")

    with pytest.raises(LookupError):
        amira.press("Hilfe")
