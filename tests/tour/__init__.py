"""The whole way once, walked by people who all read one language: from the poster on the wall to the summary.

The acts are those of the town's process (the chapters below are its steps); what was said on the way is kept by the
simulator. People write German and Arabic, never English, so that English in a chat is the bot's.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.demo.people import Character, register
from bot.services.imports import import_town
from bot.towns import COBURG, read_town
from models import MembershipRole, Role
from models.database import Database
from tests.speech import label
from tests.towns import BERLIN, CONFERENCE_DAY, Resident, Town, open_town

HOSTILE = '<b>&" \u202eمرحبا\u202c in Coburg'
#: What is left of it: the direction override goes.
CLEANED = '<b>&" مرحبا in Coburg'
_MEMBER, _SPEAKER = MembershipRole.MEMBER, MembershipRole.SPEAKER
_HATS: dict[str, tuple[tuple[str, MembershipRole], ...]] = {
    "Sabine": (("BIL", _SPEAKER),),
    "Ayşe": (("BEG", _SPEAKER),),
    "Viktor": (("BIL", _MEMBER),),
    "Jonas": (("STG", _MEMBER),),
    "Weber": (),
}


@dataclass
class Tour:
    """The town during the tour."""

    town: Town
    locale: str

    def __getitem__(self, name: str) -> Resident:
        return self.town.residents[name]

    def say(self, message: str, context: str | None = None, /, **values: object) -> str:
        """Return `message` as the catalog of the tour's language has it."""
        return label(self.locale, message, context, **values)

    async def press(self, name: str, *messages: str) -> list[str]:
        """Let somebody press buttons by their English names."""
        return await self[name].presses(*(self.say(message) for message in messages))

    async def press_with(self, name: str, piece: str) -> list[str]:
        """Let somebody press the newest button whose label has `piece` in it."""
        for message in reversed(self[name].bot_messages):
            for row in self[name].person.buttons(message):
                for text in row:
                    if piece in text:
                        return await self[name].presses(text)
        raise LookupError(f"There is no button with {piece!r}; the screen says {self[name].screen!r}.")


@asynccontextmanager
async def begin(database_url: str, locale: str) -> AsyncIterator[Tour]:
    """Open Coburg with its people, all of whom read `locale`, and with two who are new."""
    database = Database(database_url)
    database.transact(import_town, read_town(COBURG), timezone=BERLIN, now=CONFERENCE_DAY)
    database.close()
    async with open_town(database_url) as town:
        for name, hats in _HATS.items():
            resident = town.resident(name, locale[:2])
            role = Role.COORDINATOR if name == "Weber" else None
            character = Character(name, "", locale[:2], locale, hats, role)
            town.database.transact(register, resident.id, character, now=CONFERENCE_DAY)
            await resident.opens()
        for name in ("Nour", "Olena", "Krüger"):
            town.resident(name, locale[:2])
        yield Tour(town, locale)
