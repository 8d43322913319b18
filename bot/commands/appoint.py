"""`python -m bot appoint`: a one-time link that makes whoever opens it first the coordinator."""

from __future__ import annotations

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot import process
from bot.clock import SystemClock
from bot.commands import CommandFailed, open_database, read_settings
from bot.commands.run import UNKNOWN
from bot.config import Settings
from bot.services.links import LIFETIME, create_link
from bot.transport import AiohttpRequest
from models import Role


def appoint(role: Role) -> None:
    """Print a link that gives `role` once; without a token the message that does the same.

    Raises:
        CommandFailed: a wrong token, no way to Telegram, no database.
    """
    settings = read_settings()
    username = process.run(_ask_username(settings))
    database = open_database(settings)
    try:
        payload = database.transact(create_link, role=role, now=SystemClock().now())
    finally:
        database.close()
    once = f"Good once, for {LIFETIME.days} days. Whoever opens it first becomes {role.value}; hand it on in person."
    if username:
        print(f"https://t.me/{username}?start={payload}\n{once}")
    else:
        print(f"/start {payload}\n{once}\nBOT_TOKEN is not set, so there is no link: send this line to the bot.")


async def _ask_username(settings: Settings) -> str | None:
    """Return what the bot is called on Telegram (Bot API, getMe), or None without a token."""
    if settings.bot_token is None or not settings.bot_token.get_secret_value():
        return None
    request, server = AiohttpRequest(), settings.bot_api_url.rstrip("/")
    token = settings.bot_token.get_secret_value()
    bot = Bot(token, base_url=f"{server}/bot", request=request, get_updates_request=request)
    try:
        async with bot:
            return bot.username
    except InvalidToken:
        raise CommandFailed(UNKNOWN) from None
    except TelegramError as error:
        raise CommandFailed(f"{settings.bot_api_url} does not answer: {error.message}.") from None
    finally:
        # A bot that could not begin leaves its connections open.
        await request.shutdown()
