"""Edits and deletions of messages."""

import asyncio

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.simulator import Person, Simulator
from tests.simulator.client import Client, SteppableTime

UNCHANGED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
KEYBOARD = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Ja", callback_data="yes"))


async def test_a_text_is_replaced_and_its_keyboard_goes(bot: Bot, amira: Person, time: SteppableTime) -> None:
    sent = await bot.send_message(amira.id, "Kommen Sie?", reply_markup=KEYBOARD)
    time.move(hours=100)

    await bot.edit_message_text("<i>Danke</i>", amira.id, sent.message_id, parse_mode="HTML")

    (message,) = amira.inbox()
    assert (message.html, message.reply_markup, message.edited_at) == ("<i>Danke</i>", None, time.now())


async def test_an_unchanged_edit_is_refused(bot: Bot, client: Client, amira: Person) -> None:
    sent = await bot.send_message(amira.id, "<b>Ja</b>", parse_mode="HTML")
    place = {"chat_id": amira.id, "message_id": sent.message_id}

    assert await client.refusal("editMessageText", **place, text="<b>Ja</b>", parse_mode="HTML") == (400, UNCHANGED)
    assert await client.refusal("editMessageReplyMarkup", **place) == (400, UNCHANGED)
    assert (await client.call("editMessageText", **place, text="Ja"))["ok"] is True


async def test_a_keyboard_alone_is_replaced(bot: Bot, amira: Person) -> None:
    sent = await bot.send_message(amira.id, "?")

    await bot.edit_message_reply_markup(amira.id, sent.message_id, reply_markup=KEYBOARD)

    assert (amira.messages[-1].text, amira.buttons()) == ("?", [["Ja"]])


async def test_a_caption_is_replaced(bot: Bot, amira: Person) -> None:
    sent = await bot.send_document(amira.id, b"Protokoll", caption="Entwurf", filename="p.txt")

    await bot.edit_message_caption(amira.id, sent.message_id, caption="Fertig")

    assert amira.messages[-1].caption == "Fertig"


async def test_what_cannot_be_edited_is_refused(bot: Bot, client: Client, amira: Person) -> None:
    own = amira.say("Meins")
    text = await bot.send_message(amira.id, "Text")
    file = await bot.send_document(amira.id, b"x", filename="x.txt")

    async def refusal(method: str, message_id: int, **more: object) -> str:
        code, words = await client.refusal(method, chat_id=amira.id, message_id=message_id, **more)
        assert code == 400
        return words

    assert await refusal("editMessageText", 404, text="x") == "Bad Request: message to edit not found"
    assert await refusal("editMessageText", own.message_id, text="x") == "Bad Request: message can't be edited"
    assert (
        await refusal("editMessageText", file.message_id, text="x")
        == "Bad Request: there is no text in the message to edit"
    )
    assert (
        await refusal("editMessageCaption", text.message_id, caption="x")
        == "Bad Request: there is no caption in the message to edit"
    )
    assert (
        await refusal("editMessageText", text.message_id, text="x", reply_markup={"keyboard": [["A"]]})
        == "Bad Request: inline keyboard expected"
    )


async def test_an_edit_without_message_is_refused(client: Client, amira: Person) -> None:
    refusal = await client.refusal("editMessageText", chat_id=amira.id, text="x")

    assert refusal == (400, "Bad Request: message identifier is not specified")


async def test_deleted_messages_are_gone(bot: Bot, amira: Person) -> None:
    first = await bot.send_message(amira.id, "1")
    second = await bot.send_message(amira.id, "2")
    await bot.send_message(amira.id, "3")

    await bot.delete_message(amira.id, first.message_id)
    await bot.delete_messages(amira.id, [second.message_id, 404])

    assert [message.text for message in amira.inbox()] == ["3"]


async def test_what_cannot_be_deleted_is_refused(bot: Bot, client: Client, amira: Person, time: SteppableTime) -> None:
    sent = await bot.send_message(amira.id, "1")
    time.move(hours=48, seconds=1)

    async def refusal(method: str, **more: object) -> tuple[int, str]:
        return await client.refusal(method, chat_id=amira.id, **more)

    assert await refusal("deleteMessage", message_id=404) == (400, "Bad Request: message to delete not found")
    assert await refusal("deleteMessage", message_id=sent.message_id) == (
        400,
        "Bad Request: message can't be deleted for everyone",
    )
    assert await refusal("deleteMessages", message_ids=[]) == (
        400,
        "Bad Request: message identifiers are not specified",
    )
    assert await refusal("deleteMessages", message_ids=list(range(101))) == (
        400,
        "Bad Request: too many message identifiers specified",
    )


async def test_a_person_edits_an_own_message(bot: Bot, simulator: Simulator, amira: Person) -> None:
    message = amira.say("/hilf")

    amira.edit(message, "/help")

    update = (await bot.get_updates())[-1]
    assert update.edited_message is not None
    assert update.edited_message.text == "/help"
    assert message.entities == [{"type": "bot_command", "offset": 0, "length": 5}]


@pytest.mark.parametrize("kind", ["edit", "delete"])
async def test_listeners_learn_of_changes(bot: Bot, simulator: Simulator, amira: Person, kind: str) -> None:
    events: list[dict[str, object]] = []
    sent = await bot.send_message(amira.id, "1")
    forget = simulator.on_change(events.append)

    await (bot.edit_message_text("2", amira.id, sent.message_id) if kind == "edit" else sent.delete())
    forget()
    await asyncio.gather(bot.send_message(amira.id, "3"))

    assert events == [{"kind": kind, "chat_id": amira.id, "message_id": sent.message_id}]
