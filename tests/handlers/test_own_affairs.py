"""What a person holds in their own hands: name, data, command menu, being reached, being forgotten."""

import asyncio
import json

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.i18n import _, use_locale
from bot.services.registration import mark_reachable
from models import Base, InboxUpdate, Participant
from tests.factories import create_body
from tests.towns import Town

AGREE = "✅ Yes, I take part"


def _rows(session: Session) -> dict[str, int]:
    """Return how many rows each table has; empty tables are left out."""
    counts = {
        name: session.scalar(select(func.count()).select_from(table)) for name, table in Base.metadata.tables.items()
    }
    return {name: count for name, count in counts.items() if count}


def _updates(session: Session) -> list[InboxUpdate]:
    return list(session.scalars(select(InboxUpdate)))


async def test_a_name_with_markup_overrides_and_heaps_of_marks_is_kept_harmless(town: Town) -> None:
    amal = town.resident("Amal", "en")
    await amal.registers("English", AGREE)
    await amal.says("/name")

    heard = await amal.says("<b>A\u202emal</b> e" + "\u0301" * 300)

    assert heard == ["Name saved: <b>Amal</b> é\u0301\u0301"]


async def test_a_name_that_is_too_long_is_refused_kindly_and_asked_again(town: Town) -> None:
    amal = town.resident("Amal", "en")
    await amal.registers("English", AGREE)
    await amal.says("/name")

    heard = await amal.says("A" * 61)

    assert heard == [
        "That is too long: at most 60 characters, please. Write it again, a little shorter.",
        "How shall we call you? Any name is fine, a made-up one too. Just write it.",
    ]


async def test_of_a_name_that_a_client_cut_in_pieces_the_last_piece_is_no_name(town: Town) -> None:
    amal = town.resident("Amal", "en")
    await amal.registers("English", AGREE)
    await amal.says("/name")

    heard = await amal.says("Amal " * 1700)
    await town.pass_time(seconds=3)
    later = await amal.says("Amal")

    assert heard == [
        "That is too long: at most 60 characters, please. Write it again, a little shorter.",
        "How shall we call you? Any name is fine, a made-up one too. Just write it.",
    ]
    assert later == ["Name saved: Amal"]


async def test_own_data_come_as_json_and_as_a_page(town: Town) -> None:
    town.database.transact(create_body, "BIL", "Bildung")
    amal = town.resident("Amal", "en")
    await amal.registers("English", AGREE, payload="BIL")
    await amal.says("/mydata")

    await amal.presses("As JSON")
    data = json.loads(amal.file)
    await amal.presses("As a readable page")
    page = amal.file.decode()

    assert data["profile"][0]["telegram_id"] == amal.id
    assert data["memberships"] == [{"name": "Bildung", "role": "member", "joined_at": town.clock.now().isoformat()}]
    assert page.startswith('<!doctype html><html lang="en" dir="ltr">')


async def test_deleting_forgets_everything_in_the_same_minute(town: Town) -> None:
    town.database.transact(create_body, "BIL", "Bildung")
    amal = town.resident("Amal", "en")
    await amal.registers("English", AGREE, payload="BIL")
    await amal.says("/name")
    await amal.says("/delete")

    heard = await amal.presses("🗑 Delete my data")

    assert heard[0].splitlines()[0] == "Everything is deleted."
    assert set(town.database.look(_rows)) == {"audit_entries", "bodies", "inbox_updates"}


@pytest.mark.parametrize("data", ["erase:", "erase:ask", "erase:\0", "erase:profile:1"])
async def test_a_forged_scope_deletes_nothing(town: Town, data: str) -> None:
    amal = town.resident("Amal", "en")
    await amal.registers("English", AGREE)

    await amal.forges(data)

    assert town.database.look(_rows)["participants"] == 1


async def test_the_command_menu_speaks_the_chosen_language_and_is_forgotten_with_the_person(town: Town) -> None:
    amal = town.resident("Amal", "en")
    await amal.registers("English", AGREE)
    general = amal.person.commands()

    await amal.says("/language")
    await amal.presses("Türkçe")
    turkish = dict(amal.person.commands())
    await amal.says("/language")
    await amal.presses("English")
    english_again = amal.person.commands()
    await amal.says("/language")
    await amal.presses("Türkçe")
    await amal.says("/delete")
    await amal.presses(amal.buttons[0])

    with use_locale("tr"):
        assert turkish["groups"] == _("My working groups: join or leave")
    assert english_again == general
    assert amal.person.commands() == general


async def test_who_writes_can_be_reached_again_whatever_telegram_said_before(town: Town) -> None:
    amal = town.resident("Amal", "en")
    await amal.registers("English", AGREE)
    town.database.transact(mark_reachable, amal.id, reachable=False)

    await amal.says("/help")

    assert town.database.look(lambda session: session.scalar(select(Participant.reachable))) is True


async def test_nobody_waits_for_the_command_menu_while_telegram_wants_a_pause(town: Town) -> None:
    amal = town.resident("Amal", "en")
    await amal.registers("English", AGREE)
    town.simulator.faults.flood(3600, method="setMyCommands")

    await amal.forges("chlang:tr")
    async with asyncio.timeout(5):
        heard = await amal.says("/help")

    assert "/groups" in heard[0]
