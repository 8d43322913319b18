"""Arriving, choosing a language, agreeing, being forgotten: as people do it."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.i18n import _, use_locale
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
    assert (consent.version, consent.locale, len(consent.text_hash)) == ("2", "en", 64)
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

    await amal.forges("agree:en:2:BIL")

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
    await amal.forges(f"agree:en:2:{target}")

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


async def test_under_an_arabic_welcome_german_keeps_its_direction(town: Town) -> None:
    amal = town.resident("Amal", "ar")

    heard = await amal.opens()

    with use_locale("de"):
        german = _("In which language shall we write to you?")
    assert heard[0].splitlines()[-1] == f"\u200f\u2066{german}\u2069"
