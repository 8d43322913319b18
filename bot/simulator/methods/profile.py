"""What the bot shows before the first word: commands, name, descriptions, menu button."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.simulator import parameters as of
from bot.simulator.errors import bad_request
from bot.simulator.methods.base import Action, Method

if TYPE_CHECKING:
    from bot.simulator.chats import Simulator

Json = dict[str, Any]
MOST_COMMANDS = 100
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


def scope(name: str, value: Any) -> Json:
    """Return a checked ``BotCommandScope``."""
    read = of.json_object(name, value)
    needed = SCOPES.get(str(read.get("type")))
    if needed is None:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    for field in needed:
        if field not in read:
            raise bad_request(f"can't parse BotCommandScope: can't find field \"{field}\"")
    return {"type": read["type"], **{field: of.integer(field, read[field]) for field in needed}}


def _command(given: Json) -> Json:
    command, description = given.get("command"), given.get("description")
    if not isinstance(command, str) or not isinstance(description, str):
        raise bad_request('can\'t parse BotCommand: Field "command" and "description" must be of type String')
    command = command.removeprefix("/")
    if not COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}


def _check_chat(simulator: Simulator, read: Json) -> None:
    if "chat_id" in read.get("scope", {}):
        simulator.find_chat(read["scope"]["chat_id"])


def set_my_commands(simulator: Simulator, read: Json) -> bool:
    """Store the commands of a scope and language."""
    if len(read["commands"]) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = [_command(given) for given in read["commands"]]
    _check_chat(simulator, read)
    simulator.menus.set_commands(commands, read.get("scope"), read.get("language_code", ""))
    simulator.changed("commands")
    return True


def delete_my_commands(simulator: Simulator, read: Json) -> bool:
    """Forget the commands of a scope and language."""
    return set_my_commands(simulator, {**read, "commands": []})


def get_my_commands(simulator: Simulator, read: Json) -> list[Json]:
    """Return the commands of exactly one scope and language."""
    return simulator.menus.commands(read.get("scope"), read.get("language_code", ""))


def _setter(kind: str) -> Action:
    def set_text(simulator: Simulator, read: Json) -> bool:
        simulator.menus.set_text(kind, read.get(kind, ""), read.get("language_code", ""))
        simulator.changed("profile")
        return True

    return set_text


def _getter(kind: str) -> Action:
    def get_text(simulator: Simulator, read: Json) -> Json:
        return {kind: simulator.menus.text(kind, read.get("language_code", ""))}

    return get_text


def set_chat_menu_button(simulator: Simulator, read: Json) -> bool:
    """Store the menu button of a private chat or of all."""
    button = read.get("menu_button", {"type": "default"})
    if button.get("type") not in ("commands", "web_app", "default"):
        raise bad_request("can't parse menu button: unallowed type specified")
    simulator.menus.set_button(read.get("chat_id"), {} if button["type"] == "default" else button)
    return True


def get_chat_menu_button(simulator: Simulator, read: Json) -> Json:
    """Return the menu button of a private chat, or the one of all."""
    return simulator.menus.button(read.get("chat_id"))


IN_LANGUAGE: dict[str, of.Checker] = {"language_code": of.language}
IN_SCOPE: dict[str, of.Checker] = {**IN_LANGUAGE, "scope": scope}
METHODS = (
    Method("setMyCommands", set_my_commands, {**IN_SCOPE, "commands": of.objects}, ("commands",)),
    Method("deleteMyCommands", delete_my_commands, IN_SCOPE),
    Method("getMyCommands", get_my_commands, IN_SCOPE),
    Method("setMyName", _setter("name"), {**IN_LANGUAGE, "name": of.string}),
    Method("getMyName", _getter("name"), IN_LANGUAGE),
    Method("setMyDescription", _setter("description"), {**IN_LANGUAGE, "description": of.string}),
    Method("getMyDescription", _getter("description"), IN_LANGUAGE),
    Method("setMyShortDescription", _setter("short_description"), {**IN_LANGUAGE, "short_description": of.string}),
    Method("getMyShortDescription", _getter("short_description"), IN_LANGUAGE),
    Method("setChatMenuButton", set_chat_menu_button, {"chat_id": of.integer, "menu_button": of.json_object}),
    Method("getChatMenuButton", get_chat_menu_button, {"chat_id": of.integer}),
)
