"""Posts cards in group chats and keeps them up to date."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import datetime

import structlog
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.clock import Clock, is_quiet
from bot.config import Settings
from bot.feasts import is_rest_day
from bot.log import describe
from bot.messages import OutgoingMessage
from bot.messages.group_chats import card as card_message
from bot.sending import edit, send
from bot.services import deliveries, group_cards, group_chats
from models import GroupCard, GroupCardState
from models.database import Database

#: How long it looks away, in seconds: a group need not learn of a meeting in the same second.
_REST = 5.0
_log = structlog.get_logger()


class Noticeboard:
    """Posts what is due in groups, for ever. One per bot token."""

    def __init__(self, bot: Bot, database: Database, clock: Clock, settings: Settings) -> None:
        """Post with this bot what the database holds."""
        self._bot, self._database, self._clock, self._settings = bot, database, clock, settings
        self._busy = asyncio.Lock()
        self._closed = asyncio.Event()

    async def start(self) -> None:
        """After a restart: what was on the wire is unknown."""
        await self._database.run(group_cards.note_on_the_wire)

    async def run(self) -> None:
        """Post what is due until closed; a database or network that is gone is waited for."""
        while not self._closed.is_set():
            try:
                await self.post_due()
            except Exception as error:  # noqa: BLE001 - it must outlive every fault; rows keep what is to be posted
                _log.error("group_cards.failed", error=describe(error))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._closed.wait(), _REST)

    async def close(self) -> None:
        """Post nothing more; what is on the wire is waited for."""
        self._closed.set()
        async with self._busy:
            return

    async def post_due(self) -> None:
        """Post and edit what is due now; what can wait is not posted at night, nor anew on a day of rest."""
        async with self._busy:
            now = self._clock.now()
            await self._database.run(group_cards.queue_missing, now=now)
            for card in await self._database.read(group_cards.list_due, now=now):
                if self._closed.is_set():
                    return
                if not self._can_wait(card, now):
                    await self._bring_up_to_date(card)

    def _can_wait(self, card: GroupCard, now: datetime) -> bool:
        timezone = self._settings.timezone
        today, day = (instant.astimezone(timezone).date() for instant in (now, card.meeting.starts_at))
        rests = card.state is GroupCardState.QUEUED and is_rest_day(today) and day != today
        return deliveries.can_wait(card.meeting.starts_at, now=now) and (rests or is_quiet(now, timezone))

    async def _bring_up_to_date(self, card: GroupCard) -> None:
        try:
            await (self._edit(card) if card.state is GroupCardState.SENT else self._post(card))
        except ChatMigrated as error:
            await self._database.run(group_chats.migrate, card.group_chat.chat_id, error.new_chat_id)
        except Forbidden:
            await self._database.run(group_chats.forget, card.group_chat.chat_id)
        except TelegramError as error:
            _log.warning("group_card.not_shown", error=describe(error))

    async def _post(self, card: GroupCard) -> None:
        """Post a card; what certainly did not arrive waits again, what may have arrived is not posted twice."""
        if not await self._database.run(group_cards.begin, card.id):
            return
        state, number = GroupCardState.UNKNOWN, None
        try:
            number = await send(self._bot, card.group_chat.chat_id, self._message(card))
            state = GroupCardState.SENT
        except BadRequest:
            state = GroupCardState.FAILED
            raise
        except TimedOut:
            raise
        except (RetryAfter, ChatMigrated, NetworkError):
            state = GroupCardState.QUEUED
            raise
        finally:
            await self._database.run(group_cards.record, card.id, state, card.meeting.sequence, number)

    async def _edit(self, card: GroupCard) -> None:
        """Show the meeting as it is now; a card that somebody deleted is let be."""
        assert card.message_id is not None
        await edit(self._bot, card.group_chat.chat_id, card.message_id, self._message(card))
        await self._database.run(group_cards.record, card.id, GroupCardState.SENT, card.meeting.sequence)

    def _message(self, card: GroupCard) -> OutgoingMessage:
        locales, changed = card.group_chat.locales.split(), card.state is GroupCardState.SENT
        return card_message(locales, card.meeting, self._bot.username, self._settings.timezone, changed=changed)
