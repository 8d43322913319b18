"""What a handler has at hand: who is there, the database for this update, the time, and ways to answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

import structlog
from sqlalchemy.orm import Session
from telegram import Update
from telegram.error import BadRequest, TelegramError
from telegram.ext import Application, CallbackContext, ContextTypes, ExtBot

from bot.clock import Clock
from bot.config import Settings
from bot.errors import NotRegistered, NotText
from bot.languages import DEFAULT_LOCALE, negotiate
from bot.messages import OutgoingMessage
from bot.messages.errors import trouble
from bot.messages.parts import CAPTION_LIMIT
from bot.sending import answer, edit, parts_of, patiently
from bot.services import inbox, registration
from bot.services.visitors import Visitor, find_visitor
from bot.text import Words, units
from models import Town
from models.database import Database

P = ParamSpec("P")
T = TypeVar("T")
_log = structlog.get_logger()


@dataclass
class Equipment:
    """What the whole application shares; PTB keeps it as `bot_data`."""

    database: Database
    clock: Clock
    settings: Settings
    town: Town
    #: Set when there may be something to deliver.
    news: asyncio.Event = field(default_factory=asyncio.Event)
    #: Set when the durable inbox should look at what failed: update number to error.
    failures: dict[int, BaseException] = field(default_factory=dict)
    #: Called with the pace's chat when an answer went out.
    on_answer: Callable[[int], None] = lambda chat_id: None


class UpdateDatabase:
    """The database as one update sees it: its first transaction also notes that the update had its effect."""

    def __init__(self, database: Database, update_id: int | None) -> None:
        """Bind the `database` to the update with this number, or to none."""
        self._database = database
        self._update_id = update_id
        self.effected = False

    async def run(self, service: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a service as one transaction; see `Database.run`.

        Raises:
            AlreadyDone: the update had its effect in an earlier life of the process.
        """
        update_id = None if self.effected else self._update_id
        result = await self._database.run(_with_effect, update_id, lambda session: service(session, *args, **kwargs))
        self.effected = True
        return result

    async def read(self, service: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a service that only looks."""
        return await self._database.read(service, *args, **kwargs)


def _with_effect(session: Session, update_id: int | None, work: Callable[[Session], T]) -> T:
    if update_id is not None:
        inbox.mark_effected(session, update_id)
    return work(session)


class BotContext(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], Equipment]):
    """The context of one update."""

    def __init__(self, application: BotApplication, chat_id: int | None = None, user_id: int | None = None) -> None:
        """Called by PTB."""
        super().__init__(application, chat_id, user_id)
        self.event: Update | None = None
        self.visitor: Visitor | None = None
        self._database: UpdateDatabase | None = None
        self._spinner_stopped = False

    @classmethod
    def from_update(cls, update: object, application: Any) -> BotContext:
        """Return the context for `update`; called by PTB."""
        context = super().from_update(update, application)
        context.event = update if isinstance(update, Update) else None
        return context

    async def refresh_data(self) -> None:
        """Look up who is there: called by PTB at first, by handlers after a change of language or rights.

        Who writes or presses can be reached, whatever became of earlier news to them.
        """
        if self.event is None or self.event.effective_user is None:
            return
        number, database = self.event.effective_user.id, self.equipment.database
        self.visitor = await database.read(find_visitor, number)
        if self.visitor is not None and not self.visitor.reachable and self.event.my_chat_member is None:
            await database.run(registration.mark_reachable, number, reachable=True)

    @property
    def equipment(self) -> Equipment:
        """What the whole application shares."""
        return self.bot_data

    @property
    def settings(self) -> Settings:
        """The operator's settings."""
        return self.equipment.settings

    @property
    def database(self) -> UpdateDatabase:
        """The database, bound to this update."""
        if self._database is None:
            update_id = self.event.update_id if self.event else None
            self._database = UpdateDatabase(self.equipment.database, update_id)
        return self._database

    def now(self) -> datetime:
        """Return the present instant."""
        return self.equipment.clock.now()

    @property
    def locale(self) -> str:
        """The language to answer in: the person's own; before they chose one, a guess from their app."""
        if self.visitor is not None:
            return self.visitor.locale
        user = self.event.effective_user if self.event else None
        return negotiate(user.language_code if user else None) or DEFAULT_LOCALE

    @property
    def person(self) -> Visitor:
        """The registered person who acts.

        Raises:
            NotRegistered: they have not agreed yet.
        """
        if self.visitor is None:
            raise NotRegistered
        return self.visitor

    @property
    def acting(self) -> int:
        """The number of the participant who acts; raises like `person`."""
        return self.person.participant_id

    @property
    def chat_id(self) -> int:
        """The private chat to answer in."""
        number = self._find_chat_id()
        assert number is not None
        return number

    def _find_chat_id(self) -> int | None:
        """Return the number of who acts, which is also that of their private chat; a private message may lack it."""
        user = self.event.effective_user if self.event else None
        chat = self.event.effective_chat if self.event else None
        if user is not None:
            return user.id
        return chat.id if chat is not None and chat.type == chat.PRIVATE else None

    @property
    def typed(self) -> str:
        """What the person typed, as it came."""
        message = self.event.effective_message if self.event else None
        return (message.text or "") if message else ""

    @property
    def words(self) -> Words:
        """What the person typed, with the moment they sent it.

        Raises:
            NotText: they sent something else.
        """
        message = self.event.effective_message if self.event else None
        if message is None or message.text is None:
            raise NotText
        return Words(message.text, message.date)

    @property
    def pressed(self) -> str:
        """The data of the button that was pressed."""
        query = self.event.callback_query if self.event else None
        return (query.data or "") if query else ""

    @property
    def town(self) -> Town:
        """The municipality."""
        return self.equipment.town

    async def show(self, outgoing: OutgoingMessage) -> None:
        """Answer where the person looks: in place of the pressed button's message, or with a new one."""
        await (self.replace(outgoing) if self.event and self.event.callback_query else self.reply(outgoing))

    async def reply(self, outgoing: OutgoingMessage) -> None:
        """Answer with a new message; where Telegram refuses it, with an apology: nobody is left without a word."""
        try:
            await asyncio.gather(self._stop_spinner(), answer(self.bot, self.chat_id, outgoing))
        except BadRequest:
            await answer(self.bot, self.chat_id, trouble(self.locale))
        self.equipment.on_answer(self.chat_id)

    async def replace(self, outgoing: OutgoingMessage) -> None:
        """Answer in place of the message whose button was pressed; with a new one where that cannot be."""
        message = self.event.callback_query.message if self.event and self.event.callback_query else None
        if message is None or message.chat.id != self.chat_id or outgoing.is_attached or len(parts_of(outgoing)) > 1:
            return await self.reply(outgoing)
        # A picture or recording stays what it is: what comes next stands below it.
        if getattr(message, "photo", ()) or getattr(message, "voice", None) is not None:
            return await self.reply(outgoing)
        captions = getattr(message, "document", None) is not None
        if captions and units(outgoing.text) > CAPTION_LIMIT:
            return await self.reply(outgoing)
        changing = patiently(lambda: edit(self.bot, self.chat_id, message.message_id, outgoing, captions=captions))
        _, changed = await asyncio.gather(self._stop_spinner(), changing)
        if changed is False:
            await self.reply(outgoing)
        return None

    async def toast(self, text: str) -> None:
        """Show a short notice over the button that was pressed."""
        await self._stop_spinner(text)

    async def _stop_spinner(self, text: str | None = None) -> None:
        query = self.event.callback_query if self.event else None
        if query is None or self._spinner_stopped:
            return
        self._spinner_stopped = True
        try:
            await query.answer(text)
        except TelegramError as error:
            _log.debug("callback.unanswered", reason=type(error).__name__)


BotApplication = Application[ExtBot[None], BotContext, dict[Any, Any], dict[Any, Any], Equipment, Any]
CONTEXT_TYPES = ContextTypes(context=BotContext)
