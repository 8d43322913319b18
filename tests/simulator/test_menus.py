"""What the bot shows before the first word: commands by scope and language, names, descriptions, menu button."""

from typing import Any

import pytest
from telegram import (
    Bot,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
    MenuButtonWebApp,
    WebAppInfo,
)

from bot.simulator import Person, Simulator
from tests.simulator.client import Client


async def test_a_person_sees_the_narrowest_menu_in_their_language(bot: Bot, amira: Person, boris: Person) -> None:
    await bot.set_my_commands([("help", "Help")])
    await bot.set_my_commands([("help", "مساعدة")], language_code="ar")
    await bot.set_my_commands([("start", "Start")], scope=BotCommandScopeAllPrivateChats())

    assert amira.commands() == [("start", "Start")]

    await bot.delete_my_commands(scope=BotCommandScopeAllPrivateChats())

    assert (amira.commands(), boris.commands()) == ([("help", "مساعدة")], [("help", "Help")])

    await bot.set_my_commands([("plan", "Plan")], scope=BotCommandScopeChat(amira.id))

    assert (amira.commands(), boris.commands()) == ([("plan", "Plan")], [("help", "Help")])


async def test_a_group_has_a_menu_of_its_own(bot: Bot, simulator: Simulator, amira: Person) -> None:
    group = simulator.add_group("Gesprächskreis", members=[amira])
    await bot.set_my_commands([("events", "Events")], scope=BotCommandScopeAllGroupChats())

    assert (group.commands(amira), amira.commands()) == ([("events", "Events")], [])


async def test_commands_are_told_without_fallback(bot: Bot) -> None:
    await bot.set_my_commands([("help", "Help")])

    assert [command.command for command in await bot.get_my_commands()] == ["help"]
    assert await bot.get_my_commands(language_code="ar") == ()


def commands(count: int = 1, command: Any = "help", description: Any = "Help") -> list[dict[str, Any]]:
    return [{"command": command, "description": description}] * count


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"commands": commands(101)}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": commands(command="Hilfe")}, "BOT_COMMAND_INVALID"),
        ({"commands": commands(command="hilfe-jetzt")}, "BOT_COMMAND_INVALID"),
        ({"commands": commands(command="x" * 33)}, "BOT_COMMAND_INVALID"),
        ({"commands": commands(command="")}, "BOT_COMMAND_INVALID"),
        ({"commands": commands(description="")}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": commands(description="x" * 257)}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        (
            {"commands": commands(description=5)},
            'can\'t parse BotCommand: Field "command" and "description" must be of type String',
        ),
        ({"commands": ["help"]}, 'parameter "commands" must be of type Array of Object'),
        ({"commands": commands(), "language_code": "ckb"}, "invalid language code specified"),
        (
            {"commands": commands(), "scope": {"type": "town"}},
            "can't parse BotCommandScope: unsupported type specified",
        ),
        (
            {"commands": commands(), "scope": {"type": "chat"}},
            "can't parse BotCommandScope: can't find field \"chat_id\"",
        ),
        ({"commands": commands(), "scope": {"type": "chat", "chat_id": 404}}, "chat not found"),
        ({}, 'parameter "commands" is required'),
    ],
)
async def test_commands_are_refused(client: Client, parameters: dict[str, Any], words: str) -> None:
    assert await client.refusal("setMyCommands", **parameters) == (400, f"Bad Request: {words}")


async def test_name_and_descriptions_fall_back_to_no_language(bot: Bot) -> None:
    await bot.set_my_name("Mitwirken Coburg")
    await bot.set_my_name("شارك", language_code="ar")
    await bot.set_my_description("Lang")
    await bot.set_my_short_description("Kurz")

    assert (await bot.get_my_name("ar")).name == "شارك"
    assert (await bot.get_my_name("ru")).name == "Mitwirken Coburg"
    assert (await bot.get_my_description("ru")).description == "Lang"
    assert (await bot.get_my_short_description()).short_description == "Kurz"

    await bot.set_my_name("", language_code="ar")

    assert (await bot.get_my_name("ar")).name == "Mitwirken Coburg"


@pytest.mark.parametrize(
    ("method", "parameter", "most"),
    [
        ("setMyName", "name", 64),
        ("setMyDescription", "description", 512),
        ("setMyShortDescription", "short_description", 120),
    ],
)
async def test_long_texts_are_refused(client: Client, method: str, parameter: str, most: int) -> None:
    assert await client.ask(method, **{parameter: "x" * most}) is True
    assert await client.refusal(method, **{parameter: "x" * (most + 1)}) == (
        400,
        f"Bad Request: {parameter} is too long; the maximum length is {most}",
    )


async def test_the_menu_button(bot: Bot, client: Client, amira: Person) -> None:
    assert await bot.get_chat_menu_button(amira.id) == MenuButtonCommands()

    button = MenuButtonWebApp("Karte", WebAppInfo("https://coburg.de"))
    await bot.set_chat_menu_button(amira.id, button)

    assert (await bot.get_chat_menu_button(amira.id), await bot.get_chat_menu_button()) == (
        button,
        MenuButtonCommands(),
    )
    assert await client.refusal("setChatMenuButton", menu_button={"type": "gold"}) == (
        400,
        "Bad Request: can't parse menu button: unallowed type specified",
    )
