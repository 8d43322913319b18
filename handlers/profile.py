"""What Telegram shows of the bot before anyone writes: commands and descriptions in every language."""

from __future__ import annotations

from functools import partial

import structlog
from telegram import BotCommand
from telegram.error import TelegramError

from bot.context import BotApplication
from bot.languages import DEFAULT_LOCALE, LANGUAGES
from bot.messages import commands as messages
from bot.messages.commands import COMMANDS, Audience
from bot.sending import patiently

_log = structlog.get_logger()
_GENERAL = [command for command in COMMANDS if command.audience in {Audience.EVERYONE, Audience.REGISTERED}]


async def present_bot(application: BotApplication) -> None:
    """Set the general command menu and descriptions where they differ; Telegram limits these calls, so it looks first.

    Telegram knows two-letter languages only, so Einfaches Deutsch has no entry of its own here.
    """
    try:
        await _present(application)
    except TelegramError as error:
        _log.warning("profile.not_set", reason=type(error).__name__)


async def _present(application: BotApplication) -> None:
    for code, locale in _codes():
        commands = messages.menu_commands(locale, _GENERAL)
        await patiently(partial(_set_commands, application, code, commands))
        description = messages.description(locale, application.bot_data.town.process)
        await patiently(partial(_set_description, application, code, description))


def _codes() -> list[tuple[str | None, str]]:
    general: list[tuple[str | None, str]] = [(None, DEFAULT_LOCALE)]
    return general + [(language.locale, language.locale) for language in LANGUAGES if len(language.locale) == 2]


async def _set_commands(application: BotApplication, code: str | None, commands: list[BotCommand]) -> None:
    bot = application.bot
    if list(await bot.get_my_commands(language_code=code)) != commands:
        await bot.set_my_commands(commands, language_code=code)


async def _set_description(application: BotApplication, code: str | None, text: str) -> None:
    bot = application.bot
    if (await bot.get_my_description(language_code=code)).description != text:
        await bot.set_my_description(text, language_code=code)
