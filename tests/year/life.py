"""The year itself: the town is settled, then lived through day by day."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy.orm import Session

from bot.demo.town import DemoTown
from bot.jobs.ticks import tidy
from bot.languages import LOCALES
from bot.messages.registration import PRIVACY_VERSION, notice_hash
from bot.services import bodies, registration
from bot.services.imports import import_town
from bot.services.registration import Agreement
from bot.towns import COBURG, read_town
from models import MembershipRole
from models.database import Database
from tests.towns import BERLIN, Town, local, open_town
from tests.year.account import Account
from tests.year.inhabitants import Inhabitant
from tests.year.organisers import Organiser, bodies_by_code

BEGIN, END = local(26, 10, 2009, 8), local(26, 10, 2010, 8)
#: The six bodies, and what part of the people belongs to each.
BODIES = {"BIL": 0.3, "BER": 0.25, "BEG": 0.25, "STG": 0.08, "BEI": 0.1, "GSP": 0.35}


@dataclass
class Year:
    """What there is: the town, its people, those who organise, the accountant."""

    town: Town
    clock: DemoTown
    random: Random
    account: Account = field(default_factory=Account)
    inhabitants: list[Inhabitant] = field(default_factory=list)
    organisers: list[Organiser] = field(default_factory=list)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)

    async def live(self, until: datetime) -> None:
        """Live day by day: at ten people look at their phones and organisers act, at eight people look again."""
        while self.town.clock.now() < until:
            day = self.town.clock.now().astimezone(BERLIN).date()
            await self._move_to(day, 10)
            if day.weekday() < 5:
                for organiser in self.organisers:
                    await organiser.act(self.town.clock.now())
            await self._move_to(day, 20)
            self._count()
            tomorrow = day + timedelta(days=1)
            await self.clock.move_to(local(tomorrow.day, tomorrow.month, tomorrow.year, 7))
            assert self.town.assistant is not None
            await tidy(self.town.assistant.application.bot_data)

    async def _move_to(self, day: date, hour: int) -> None:
        await self.clock.move_to(local(day.day, day.month, day.year, hour))
        await self._look()

    async def _look(self) -> None:
        self._read()
        for inhabitant in self.inhabitants:
            inhabitant.look()
        await self.town.settle()

    def _count(self) -> None:
        self._read()
        self.town.database.look(self.account.look, self.texts)

    def _read(self) -> None:
        """Keep what new messages say, before somebody's answer changes them."""
        for resident in self.town.residents.values():
            for message in resident.bot_messages[-30:]:
                self.texts.setdefault((resident.id, message.message_id), message.text or message.caption or "")


@asynccontextmanager
async def begin(database_url: str, *, people: int, seed: int) -> AsyncIterator[Year]:
    """Open Coburg with its people, of whom one per body organises; some keep other nights, some block the bot later."""
    database = Database(database_url)
    database.transact(import_town, read_town(COBURG), timezone=BERLIN, now=BEGIN)
    database.close()
    async with open_town(database_url, BEGIN) as town:
        assert town.assistant is not None
        year = Year(town, DemoTown(town.assistant, town.clock, []), Random(seed))
        town.database.transact(_settle, year, people)
        await asyncio.sleep(0)
        yield year


def _settle(session: Session, year: Year, people: int) -> None:
    numbers = bodies_by_code(session)
    for code in BODIES:
        resident = year.town.resident(f"Organiser {code}", "en")
        resident.person.chat.started = True
        number = _register(session, resident.id, "en")
        bodies.give_membership(session, number, numbers[code], MembershipRole.SPEAKER, now=BEGIN)
        year.organisers.append(Organiser(resident, numbers[code], year.random))
    for index in range(people - len(BODIES)):
        resident = year.town.resident(f"Person {index}", "en")
        resident.person.chat.started = True
        number = _register(session, resident.id, year.random.choice(list(LOCALES)))
        joined = [code for code, share in BODIES.items() if year.random.random() < share] or ["GSP"]
        for code in joined:
            role = MembershipRole.GUEST if code == "GSP" else MembershipRole.MEMBER
            bodies.give_membership(session, number, numbers[code], role, now=BEGIN)
        year.inhabitants.append(Inhabitant(resident, year.random))


def _register(session: Session, telegram_id: int, locale: str) -> int:
    agreement = Agreement(PRIVACY_VERSION, notice_hash(locale, PRIVACY_VERSION), locale)
    return registration.register(session, telegram_id, agreement, now=BEGIN)
