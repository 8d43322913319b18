"""Broadcasts as the coordinator sends them and people read them."""

from __future__ import annotations

from bot.languages import LANGUAGES
from bot.services import registration
from models import BodyKind, Role
from models.database import Database
from tests.factories import create_body, create_membership, create_participant, grant_role
from tests.towns import Resident, Town

TEXT = "Am 27.10.2009 ist das Rathaus geschlossen."
READ = "📣 News from: Mitwirken\n\nAm 27.10.2009 ist das Rathaus geschlossen."
IN_GERMAN = "\n\nℹ️ This text was written in German."


def settle_in(town: Town, name: str, locale: str = "en", *bodies: int, role: Role | None = None) -> Resident:
    """Let a resident be registered already, with these memberships and this role."""
    resident = town.resident(name, "en")
    resident.person.chat.started = True

    def write(session):  # type: ignore[no-untyped-def]
        number = create_participant(session, resident.id, locale)
        for body in bodies:
            create_membership(session, number, body)
        if role:
            grant_role(session, number, role)

    town.database.transact(write)
    return resident


async def test_a_broadcast_takes_two_taps_and_one_message(town: Town) -> None:
    olga = settle_in(town, "Olga", role=Role.COORDINATOR)
    mehmet = settle_in(town, "Mehmet")

    await olga.says("/broadcast")
    await olga.presses("🌍 Everyone")
    preview = await olga.says(TEXT)
    answer = await olga.presses("📣 Send now")

    assert preview == [
        READ + IN_GERMAN,
        "For: everyone who takes part\n\n2 people will get it:\nEnglish: 2\n\nWhat you write now is added to the text.",
    ]
    assert answer == [
        "📣 On its way: 0 of 2\n\nAm 27.10.2009 ist das Rathaus geschlossen.\n\nEnglish\n⏳ Waiting: 2",
        READ + IN_GERMAN,
    ]
    assert await mehmet.hears() == [READ + IN_GERMAN]
