"""What a bot shows before the first word: commands by scope and language, names, descriptions, menu button."""

from typing import Any

from bot.simulator.errors import bad_request

Json = dict[str, Any]
Scope = tuple[Any, ...]
DEFAULT: Scope = ("default",)
TEXT_LIMITS = {"name": 64, "description": 512, "short_description": 120}


def scope_key(scope: Json | None) -> Scope:
    """Return a key for a ``BotCommandScope``."""
    if scope is None:
        return DEFAULT
    return tuple(scope[name] for name in ("type", "chat_id", "user_id") if name in scope)


class Menus:
    """Settings of the bot, each with a fallback from the asked language to none."""

    def __init__(self, name: str) -> None:
        self._commands: dict[tuple[Scope, str], list[Json]] = {}
        self._texts: dict[tuple[str, str], str] = {("name", ""): name}
        self._buttons: dict[int | None, Json] = {}

    def set_commands(self, commands: list[Json], scope: Json | None, language_code: str) -> None:
        """Store the commands of one scope and language; an empty list deletes them."""
        key = scope_key(scope), language_code
        if commands:
            self._commands[key] = commands
        else:
            self._commands.pop(key, None)

    def commands(self, scope: Json | None, language_code: str) -> list[Json]:
        """Return the commands of exactly this scope and language."""
        return self._commands.get((scope_key(scope), language_code), [])

    def commands_for_private_chat(self, chat_id: int, language_code: str | None) -> list[tuple[str, str]]:
        """Return (command, description) as shown to a person (Bot API, Determining list of commands)."""
        return self._resolve([("chat", chat_id), ("all_private_chats",), DEFAULT], language_code)

    def commands_for_group(self, chat_id: int, user_id: int, language_code: str | None) -> list[tuple[str, str]]:
        """Return (command, description) as shown to an ordinary member of a group."""
        scopes: list[Scope] = [("chat_member", chat_id, user_id), ("chat", chat_id), ("all_group_chats",), DEFAULT]
        return self._resolve(scopes, language_code)

    def _resolve(self, scopes: list[Scope], language_code: str | None) -> list[tuple[str, str]]:
        for scope in scopes:
            for code in ((language_code or "")[:2], ""):
                commands = self._commands.get((scope, code))
                if commands:
                    return [(command["command"], command["description"]) for command in commands]
        return []

    def set_text(self, kind: str, text: str, language_code: str) -> None:
        """Store name, description or short description; an empty one deletes it. Refuses one that is too long."""
        if len(text) > TEXT_LIMITS[kind]:
            raise bad_request(f"{kind} is too long; the maximum length is {TEXT_LIMITS[kind]}")
        if text:
            self._texts[kind, language_code] = text
        elif (kind, language_code) != ("name", ""):
            self._texts.pop((kind, language_code), None)

    def text(self, kind: str, language_code: str) -> str:
        """Return name, description or short description in a language, else without one."""
        return self._texts.get((kind, language_code)) or self._texts.get((kind, ""), "")

    def set_button(self, chat_id: int | None, button: Json) -> None:
        """Store the menu button of a private chat, or of all (None)."""
        self._buttons[chat_id] = button

    def button(self, chat_id: int | None) -> Json:
        """Return the menu button of a private chat."""
        return self._buttons.get(chat_id) or self._buttons.get(None) or {"type": "commands"}
