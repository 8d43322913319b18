"""`python -m bot run`: the bot on Telegram, by long polling or through a webhook."""

from __future__ import annotations

import asyncio
import contextlib
import gc

import structlog
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot import process
from bot.application import running
from bot.clock import SystemClock
from bot.commands import CommandFailed, open_database, read_settings, reason_of
from bot.config import Settings
from bot.documents.paper_template import UnusableTemplate, check_template
from bot.log import set_up_logging
from bot.transport import pause_after
from models.database import Database

MISSING = "BOT_TOKEN is not set: get a token from @BotFather, or try everything without one by `make demo`."
UNKNOWN = "Telegram does not know this BOT_TOKEN; @BotFather shows the right one."
#: Seconds between two tries to reach Telegram at the start, growing.
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_log = structlog.get_logger()


def run_bot() -> None:
    """Run the bot until the process is asked to stop.

    Raises:
        CommandFailed: there is no token, or a wrong one; no database; Telegram refuses the webhook; the town's own
            template of council papers is of no use.
    """
    settings = read_settings()
    if settings.bot_token is None or not settings.bot_token.get_secret_value():
        raise CommandFailed(MISSING)
    set_up_logging(level=settings.log_level, as_json=settings.log_json)
    _check_template(settings)
    database = open_database(settings)
    try:
        process.run(_serve(settings, database))
    except InvalidToken:
        raise CommandFailed(UNKNOWN) from None
    except BadRequest as error:
        raise CommandFailed(f"Telegram refuses: {error.message}.") from None
    except OSError as error:
        raise CommandFailed(f"The bot cannot listen on {settings.webhook_listen}: {reason_of(error)}.") from None
    finally:
        database.close()


def _check_template(settings: Settings) -> None:
    if settings.paper_template is None:
        return
    try:
        check_template(settings.paper_template)
    except UnusableTemplate as error:
        raise CommandFailed(f"PAPER_TEMPLATE {settings.paper_template} is no usable template: {error}.") from None


async def _serve(settings: Settings, database: Database) -> None:
    """Serve until asked to stop; a Telegram that cannot be reached at the start is waited for, as it is later on."""
    stop, pause = process.stop_signal(), _FIRST_PAUSE
    while not stop.is_set():
        try:
            return await _serve_once(settings, database, stop)
        except (BadRequest, InvalidToken):
            raise
        except TelegramError as error:
            asked = pause_after(error) if isinstance(error, RetryAfter) else 0.0
            _log.warning("telegram.unreachable", error=error.message, next_try_in=max(pause, asked))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), max(pause, asked))
            pause = min(pause * 2, _LONGEST_PAUSE)
    return None


async def _serve_once(settings: Settings, database: Database, stop: asyncio.Event) -> None:
    async with running(settings, database, SystemClock()) as assistant:
        # What is there now stays. Looking through it at each full collection takes 90 ms, 4 to 10 % of a burst.
        gc.freeze()
        intake = "webhook" if settings.webhook_url else "polling"
        _log.info("bot.started", username=assistant.application.bot.username, intake=intake)
        await assistant.serve_until(stop)
    _log.info("bot.stopped")
