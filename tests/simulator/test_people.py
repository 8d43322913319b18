"""What people can do on their side of the screen."""

import pytest
from telegram import Bot

from bot.simulator import NotPossible, Person, Simulator


async def test_a_scanned_poster_starts_with_its_payload(bot: Bot, boris: Person) -> None:
    boris.open("ag-sprache_ru")
    boris.open()

    messages = [update.message for update in await bot.get_updates()]
    assert [message.text for message in messages if message] == ["/start ag-sprache_ru", "/start"]
    assert messages[0] is not None
    assert [entity.type for entity in messages[0].entities] == ["bot_command"]


@pytest.mark.parametrize("payload", ["ä", "a b", "x" * 65])
def test_a_deep_link_that_no_poster_can_carry(boris: Person, payload: str) -> None:
    with pytest.raises(ValueError, match="deep link"):
        boris.open(payload)


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("x" * 4096, [4096]),
        ("x" * 4097, [4096, 1]),
        ("x" * 4000 + "\n" + "y" * 200, [4000, 200]),
        ("wort " * 1000, [4094, 904]),
        ("😀" * 2049, [2048, 1]),
    ],
)
def test_long_texts_are_split_as_clients_do(amira: Person, text: str, lengths: list[int]) -> None:
    before = len(amira.messages)

    amira.say(text)

    assert [len(message.text or "") for message in amira.messages[before:]] == lengths


def test_nothing_cannot_be_said(amira: Person) -> None:
    with pytest.raises(NotPossible):
        amira.say(" \n")


async def test_the_inbox_gives_each_message_once_and_none_that_is_gone(bot: Bot, amira: Person) -> None:
    await bot.send_message(amira.id, "1")
    gone = await bot.send_message(amira.id, "2")
    await bot.delete_message(amira.id, gone.message_id)

    assert [message.text for message in amira.inbox()] == ["1"]
    assert amira.inbox() == []
    assert [(message.text, message.from_bot) for message in amira.messages] == [("/start", False), ("1", True)]


async def test_others_messages_cannot_be_edited(bot: Bot, amira: Person) -> None:
    await bot.send_message(amira.id, "1")

    with pytest.raises(NotPossible):
        amira.edit(amira.messages[-1], "2")


def test_who_has_gone_cannot_write(amira: Person) -> None:
    amira.deactivate()

    with pytest.raises(NotPossible):
        amira.say("Hallo")


async def test_a_scan_unblocks_the_bot(bot: Bot, amira: Person) -> None:
    amira.block()

    amira.open("again")
    await bot.send_message(amira.id, "Willkommen zurück")

    assert [message.text for message in amira.inbox()] == ["Willkommen zurück"]


def test_people_are_found_by_their_id(simulator: Simulator, amira: Person, boris: Person) -> None:
    assert (simulator.person(boris.id), list(simulator.people.values())) == (boris, [amira, boris])
    assert (boris.full_name, boris.first_name, boris.language_code) == ("Boris Weber", "Boris", "ru")
