"""Arriving, choosing a language, agreeing, being forgotten: as people do it."""

import asyncio
import json

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.i18n import _, use_locale
from bot.services.registration import mark_reachable
from models import Base, BodyKind, BodyState, Consent, InboxUpdate, Participant
from tests.factories import create_body
from tests.towns import Town

AGREE = "✅ Yes, I take part"


def _rows(session: Session) -> dict[str, int]:
    """Return how many rows each table has; empty tables are left out."""
    counts = {
        name: session.scalar(select(func.count()).select_from(table)) for name, table in Base.metadata.tables.items()
    }
    return {name: count for name, count in counts.items() if count}


async def test_a_newcomer_joins_by_poster_in_three_taps_without_typing(town: Town) -> None:
    town.database.transact(create_body, "BIL", "Bildung", english="Education")
    amal = town.resident("Amal", "ar")

    await amal.opens("BIL-en")
    first_buttons = amal.buttons
    await amal.presses("English")
    heard = await amal.presses(AGREE)

    assert first_buttons[0] == "English"
    assert heard == ["✅ You take part in: AG Bildung (Education)\n\nYou can also simply write or speak an idea here."]


async def test_a_guest_subscribes_to_event_notices_in_three_taps(town: Town) -> None:
    town.database.transact(create_body, "GSP", "Gesprächskreis", BodyKind.CIRCLE)
    dimitra = town.resident("Dimitra", "en")

    await dimitra.opens("GSP")
    await dimitra.presses("English")
    heard = await dimitra.presses(AGREE)

    assert heard[0].splitlines()[0] == "✅ You will get notices of events: Gesprächskreis"


async def test_nothing_is_stored_before_consent(town: Town) -> None:
    amal = town.resident("Amal", "ar")

    await amal.opens("BIL-ar")
    await amal.says("Hello, is anybody there?")
    await amal.presses("English")

    assert town.database.look(_rows) == {"inbox_updates": 3}
    assert {(row.chat_id, row.payload) for row in town.database.look(_updates)} == {(None, None)}


def _updates(session: Session) -> list[InboxUpdate]:
    return list(session.scalars(select(InboxUpdate)))


async def test_consent_is_kept_with_version_language_and_hash(town: Town) -> None:
    amal = town.resident("Amal", "ar")

    await amal.registers("English", AGREE)

    consent = town.database.look(lambda session: session.scalars(select(Consent)).one())
    assert (consent.version, consent.locale, len(consent.text_hash)) == ("1", "en", 64)
    assert consent.granted_at == town.clock.now()


async def test_who_says_no_leaves_no_trace(town: Town) -> None:
    amal = town.resident("Amal", "en")
    await amal.opens()
    await amal.presses("English")

    heard = await amal.presses("❌ No, thank you")

    assert heard[0].splitlines()[0] == "All right. Nothing was stored."
    assert town.database.look(_rows) == {"inbox_updates": 3}


async def test_agreeing_twice_registers_once(town: Town) -> None:
    town.database.transact(create_body, "BIL", "Bildung")
    amal = town.resident("Amal", "en")
    await amal.registers("English", AGREE, payload="BIL")

    await amal.forges("agree:en:1:BIL")

    assert {name: count for name, count in town.database.look(_rows).items() if name != "inbox_updates"} == {
        "bodies": 1,
        "consents": 1,
        "memberships": 1,
        "participants": 1,
    }


async def test_an_older_notice_is_shown_anew_instead_of_agreed_to(town: Town) -> None:
    amal = town.resident("Amal", "en")
    await amal.opens()

    await amal.forges("agree:en:0:")

    assert amal.buttons == [AGREE, "📄 Read everything", "Show German text", "❌ No, thank you"]
    assert town.database.look(_rows) == {"inbox_updates": 2}


async def test_an_unknown_link_does_not_spoil_the_registration(town: Town) -> None:
    amal = town.resident("Amal", "en")

    await amal.registers("English", AGREE, payload="NOPE-en")

    assert amal.screen.splitlines()[:3] == [
        "Registration saved. Welcome!",
        "",
        "The link you came by is not valid (any more).",
    ]


async def test_the_poster_of_a_group_that_does_not_meet_yet_does_not_spoil_the_registration(town: Town) -> None:
    town.database.transact(create_body, state=BodyState.PLANNED)
    amal = town.resident("Amal", "en")

    await amal.registers("English", AGREE, payload="BIL-en")

    assert amal.screen.splitlines()[2] == "The link you came by is not valid (any more)."


@pytest.mark.parametrize("payload", ["i-not_a_real_secret_00", "a" * 64, "%3Cb%3E", "NOPE"])
async def test_a_registered_person_with_an_unknown_link_reads_one_sentence(town: Town, payload: str) -> None:
    amal = town.resident("Amal", "en")
    await amal.registers("English", AGREE)

    heard = await amal.says(f"/start {payload}")

    assert heard == ["This link is not valid (any more). You can take part all the same: /start"]


@pytest.mark.parametrize("target", ["x" * 50, "\0", "\ud800", "a b"])
async def test_a_forged_target_leads_nowhere_and_does_not_spoil_the_registration(town: Town, target: str) -> None:
    amal = town.resident("Amal", "en")
    await amal.opens()

    await amal.forges(f"lang:en:{target}")
    await amal.forges(f"priv:german:en:{target}")
    await amal.forges(f"agree:en:1:{target}")

    assert amal.screen.splitlines()[0] == "Registration saved. Welcome!"


async def test_the_language_changes_and_the_running_dialogue_goes_on(town: Town) -> None:
    amal = town.resident("Amal", "en")
    await amal.registers("English", AGREE)
    await amal.says("/name")
    await amal.says("/language")

    await amal.presses("Türkçe")
    await amal.presses("English") if "English" in amal.buttons else None
    heard = await amal.says("Amal from Wüstenahorn")

    participant = town.database.look(lambda session: session.scalars(select(Participant)).one())
    assert (participant.locale, participant.display_name) == ("tr", "Amal from Wüstenahorn")
    assert len(heard) == 1


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


async def test_a_stranger_is_welcomed_whatever_they_send(town: Town) -> None:
    amal = town.resident("Amal", "en")
    welcome = (
        "Welcome! This is the bot of the Mitwirken.\n\n🌐 In which language shall we write to you?"
        "\n\nIn welcher Sprache sollen wir Ihnen schreiben?"
    )

    heard = [await amal.opens(), await amal.says("/groups"), await amal.says("/nonsense"), await amal.speaks()]

    assert heard == [[welcome]] * 4


async def test_a_stranger_who_forges_buttons_is_asked_for_a_language(town: Town) -> None:
    amal = town.resident("Amal", "en")
    welcome = await amal.opens()
    await amal.presses("English")

    for data in ("join:1", "leave:1", "erase:everything", "mydata:json", "dlg:1:name:x", "chlang:de"):
        await amal.forges(data)
        assert [amal.screen] == welcome

    assert town.database.look(_rows) == {"inbox_updates": 8}


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


async def test_under_an_arabic_welcome_german_keeps_its_direction(town: Town) -> None:
    amal = town.resident("Amal", "ar")

    heard = await amal.opens()

    with use_locale("de"):
        german = _("In which language shall we write to you?")
    assert heard[0].splitlines()[-1] == f"\u200f\u2066{german}\u2069"
