"""How an `OutgoingMessage` becomes Bot API requests: once and without patience for news, patiently for answers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

import structlog
from telegram import Bot, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.messages import OutgoingMessage, OutgoingPicture
from bot.messages.parts import CAPTION_LIMIT, in_messages
from bot.text import units
from bot.transport import pause_after

T = TypeVar("T")

#: How long the pause between two tries grows, in seconds.
LONGEST_PAUSE = 30.0
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_log = structlog.get_logger()


async def answer(bot: Bot, chat_id: int, outgoing: OutgoingMessage) -> None:
    """Send an answer, in parts where it is long; each part is tried until it is there. Raises like `patiently`."""
    for part in parts_of(outgoing):
        await patiently(partial(send, bot, chat_id, part))


def parts_of(outgoing: OutgoingMessage) -> list[OutgoingMessage]:
    """Return the messages of legal length that it takes; the buttons and what is attached come with the last one."""
    if outgoing.is_attached and units(outgoing.text) <= CAPTION_LIMIT:
        return [outgoing]
    *before, last = (OutgoingMessage(part) for part in in_messages(outgoing.text))
    if outgoing.is_attached:
        return [*before, last, replace(outgoing, text="")]
    return [*before, replace(outgoing, text=last.text)]


async def send(bot: Bot, chat_id: int, part: OutgoingMessage) -> int:
    """Send one of `parts_of` a message and return its number.

    Raises:
        TelegramError: what Telegram or the way to it said; nothing is tried again.
    """
    return (await _send_part(bot, chat_id, part)).message_id


async def _send_part(bot: Bot, chat_id: int, part: OutgoingMessage) -> Message:
    if part.is_attached:
        return await _send_attached(bot, chat_id, part)
    return await bot.send_message(
        chat_id,
        part.text,
        parse_mode=ParseMode.HTML,
        reply_markup=part.keyboard,
        link_preview_options=_NO_PREVIEW,
    )


async def _send_attached(bot: Bot, chat_id: int, part: OutgoingMessage) -> Message:
    caption, keyboard, html = part.text or None, part.keyboard, ParseMode.HTML
    if part.file is not None:
        return await bot.send_document(
            chat_id,
            part.file.content,
            filename=part.file.name,
            caption=caption,
            parse_mode=html,
            reply_markup=keyboard,
        )
    if part.picture is not None:
        return await _send_picture(bot, chat_id, part, part.picture)
    recording = part.recording or ""
    return await bot.send_voice(chat_id, recording, caption=caption, parse_mode=html, reply_markup=keyboard)


async def _send_picture(bot: Bot, chat_id: int, part: OutgoingMessage, picture: OutgoingPicture) -> Message:
    caption, keyboard, html = part.text or None, part.keyboard, ParseMode.HTML
    send = bot.send_document if picture.as_file else bot.send_photo
    return await send(chat_id, picture.content, caption=caption, parse_mode=html, reply_markup=keyboard)


async def edit(bot: Bot, chat_id: int, message_id: int, outgoing: OutgoingMessage, *, captions: bool = False) -> bool:
    """Show `outgoing` in place of a message; return False where that message cannot be changed (any more).

    `captions`: what is replaced is the caption of a file, which stays.
    """
    keyboard, html = outgoing.keyboard, ParseMode.HTML
    try:
        if captions:
            await bot.edit_message_caption(
                chat_id, message_id, caption=outgoing.text, parse_mode=html, reply_markup=keyboard
            )
            return True
        await bot.edit_message_text(
            outgoing.text,
            chat_id,
            message_id,
            parse_mode=html,
            reply_markup=keyboard,
            link_preview_options=_NO_PREVIEW,
        )
    except BadRequest as error:
        return "not modified" in error.message
    return True


async def patiently(request: Callable[[], Awaitable[T]], *, pause: float = 0.5) -> T | None:
    """Make a request for an answer until Telegram takes it; return None where it is unknown, or the person is gone.

    What certainly did not arrive is tried again; what may have arrived is not, so that nothing comes twice.

    Raises:
        BadRequest: Telegram refuses it, and would again: a fault of ours.
    """
    while True:
        try:
            return await request()
        except RetryAfter as error:
            await asyncio.sleep(pause_after(error))
        except TimedOut:
            _log.warning("answer.unknown")
            return None
        except Forbidden:
            return None
        except BadRequest as error:
            _log.error("answer.refused", reason=error.message)
            raise
        except NetworkError:
            _log.warning("telegram.unreachable", next_try_in=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
