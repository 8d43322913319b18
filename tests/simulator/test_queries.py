"""Callback queries: answered once, in time, and only by who was asked."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.simulator import Person
from tests.simulator.client import Client, SteppableTime

TOO_OLD = (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
KEYBOARD = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Ja", callback_data="yes"))


async def test_an_answer_reaches_the_person(bot: Bot, amira: Person) -> None:
    await bot.send_message(amira.id, "?", reply_markup=KEYBOARD)

    await bot.answer_callback_query(amira.press("Ja"), "Danke", show_alert=True)

    assert [(answer.text, answer.show_alert) for answer in amira.answers] == [("Danke", True)]


async def test_a_query_is_answered_once(bot: Bot, client: Client, amira: Person) -> None:
    await bot.send_message(amira.id, "?", reply_markup=KEYBOARD)
    query_id = amira.press("Ja")
    await bot.answer_callback_query(query_id)

    assert await client.refusal("answerCallbackQuery", callback_query_id=query_id) == TOO_OLD
    assert len(amira.answers) == 1


async def test_an_old_or_unknown_query_is_refused(bot: Bot, client: Client, amira: Person, time: SteppableTime) -> None:
    await bot.send_message(amira.id, "?", reply_markup=KEYBOARD)
    query_id = amira.press("Ja")
    time.move(minutes=2)

    assert await client.refusal("answerCallbackQuery", callback_query_id=query_id) == TOO_OLD
    assert await client.refusal("answerCallbackQuery", callback_query_id="404") == TOO_OLD


async def test_a_toast_has_200_characters_at_most(bot: Bot, client: Client, amira: Person) -> None:
    await bot.send_message(amira.id, "?", reply_markup=KEYBOARD)
    query_id = amira.press("Ja")

    refusal = await client.refusal("answerCallbackQuery", callback_query_id=query_id, text="x" * 201)

    assert refusal == (400, "Bad Request: MESSAGE_TOO_LONG")


async def test_forged_data_arrives_as_it_is(bot: Bot, amira: Person) -> None:
    await bot.send_message(amira.id, "?")

    amira.press_data("admin:1")

    (update,) = await bot.get_updates()
    assert update.callback_query is not None
    assert update.callback_query.data == "admin:1"


def test_forged_data_needs_a_message_of_the_bot(amira: Person) -> None:
    with pytest.raises(LookupError):
        amira.press_data("admin:1")


async def test_a_press_on_a_deleted_message_comes_without_it(bot: Bot, client: Client, amira: Person) -> None:
    sent = await bot.send_message(amira.id, "?", reply_markup=KEYBOARD)
    message = amira.messages[-1]
    await bot.delete_message(amira.id, sent.message_id)

    amira.press_data("yes", message=message)

    (update,) = await client.ask("getUpdates")
    chat = {"id": amira.id, "first_name": "Amira", "type": "private"}
    assert update["callback_query"]["message"] == {"chat": chat, "message_id": sent.message_id, "date": 0}
