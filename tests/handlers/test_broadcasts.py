"""Broadcasts as the coordinator sends them and people read them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.messages.broadcasts import as_received
from models import BodyKind, Broadcast, Role
from tests.factories import create_body
from tests.handlers.settling import plain, settle
from tests.towns import Resident, Town

TEXT = "Am 27.10.2009 ist das Rathaus geschlossen."
READ = "📣 News from: Mitwirken\n\nAm 27.10.2009 ist das Rathaus geschlossen.\n\nℹ️ This text was written in German."
REFUSED = ["That is not available here. /help shows what is possible."]
ADDED = "What you write now is added to the text."


async def compose(olga: Resident, audience: str = "🌍 Everyone", text: str = TEXT) -> list[str]:
    """Go as far as the preview, and return what the bot shows there."""
    await olga.says("/broadcast")
    await olga.presses(audience)
    return await olga.says(text)


async def test_a_broadcast_takes_two_taps_and_one_message(town: Town) -> None:
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")

    await olga.says("/broadcast")
    await olga.presses("🌍 Everyone")
    preview = await olga.says(TEXT)
    answer = await olga.presses("📣 Send now")

    assert preview == [READ, f"For: everyone who takes part\n\n2 people will get it:\nEnglish: 2\n\n{ADDED}"]
    assert answer == [f"📣 On its way: 0 of 2\n\n{TEXT}\n\nEnglish\n⏳ Waiting: 2", READ]
    assert olga.buttons == ["⏹ Stop", "🔄 Refresh", "Main menu"]
    assert await mehmet.hears() == [READ]


async def test_the_preview_counts_each_person_once_by_language_and_the_unreachable_apart(town: Town) -> None:
    education, women = (town.database.transact(create_body, code, code) for code in ("BIL", "FRA"))
    olga = settle(town, "Olga", role=Role.DEPUTY)
    settle(town, "Mehmet", "tr", bodies=[education, women])
    settle(town, "Ayşe", "tr", bodies=[women])
    settle(town, "Amal", "ar", bodies=[education])
    hans = settle(town, "Hans", "de", bodies=[education])
    hans.person.block()
    await hans.hears()

    preview = await compose(olga, "👥 All working groups")

    numbers = "3 people will get it:\nTürkçe: 2\n\u2068العربية\u2069: 1\n1 person cannot be reached at present."
    assert preview[1] == f"For: everyone in the working groups\n\n{numbers}\n\n{ADDED}"


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        (["👥 One group", "📚 AG Bildung"], ["Amal"]),
        (["👥 All working groups"], ["Amal", "Boris"]),
        (["💬 Discussion circle"], ["Dimitra"]),
        (["🕸 Network"], ["Caritas"]),
        (["🌍 Everyone"], ["Amal", "Boris", "Dimitra", "Caritas"]),
    ],
)
async def test_a_broadcast_reaches_its_audience_only(town: Town, audience: list[str], readers: list[str]) -> None:
    kinds = [BodyKind.WORKING_GROUP, BodyKind.WORKING_GROUP, BodyKind.CIRCLE, BodyKind.NETWORK]
    names = ["Bildung", "Sprache", "Gesprächskreis", "Netzwerk"]
    olga = settle(town, "Olga", role=Role.COORDINATOR)
    people = []
    for kind, body, person in zip(kinds, names, ["Amal", "Boris", "Dimitra", "Caritas"], strict=True):
        number = town.database.transact(create_body, body[:3].upper(), body, kind, emoji="📚")
        people.append(settle(town, person, bodies=[number]))

    await olga.says("/broadcast")
    await olga.presses(*audience)
    await olga.says(TEXT)
    await olga.presses("📣 Send now")

    assert [one.person.first_name for one in people if await one.hears() == [READ]] == readers


async def test_everyone_reads_the_frame_in_their_language_and_germans_no_note(town: Town) -> None:
    olga = settle(town, "Olga", role=Role.COORDINATOR)
    readers = {locale: settle(town, locale, locale) for locale in ("de", "de-simple", "ru", "tr", "ar", "uk")}

    await compose(olga)
    await olga.presses("📣 Send now")

    for locale, reader in readers.items():
        assert await reader.hears() == [plain(as_received(locale, TEXT, "Mitwirken").text)]
    notes = {locale: as_received(locale, TEXT, "Mitwirken").text.count("ℹ️") for locale in readers}
    assert notes == {"de": 0, "de-simple": 0, "ru": 1, "tr": 1, "ar": 1, "uk": 1}


async def test_the_language_counts_that_a_person_has_when_the_message_leaves(town: Town) -> None:
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")
    await compose(olga)
    town.simulator.faults.fail(chat_id=mehmet.id, method="sendMessage")
    await olga.presses("📣 Send now")

    await mehmet.says("/language")
    await mehmet.presses("Deutsch")
    await town.pass_time(seconds=5)

    assert plain(as_received("de", TEXT, "Mitwirken").text) in await mehmet.hears()


async def test_what_a_client_split_is_one_text_again(town: Town) -> None:
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")
    await compose(olga, text="Der erste Teil")

    preview = await olga.says("und der zweite.")
    await olga.presses("📣 Send now")

    assert preview[0] == READ.replace(TEXT, "Der erste Teil\nund der zweite.")
    assert await mehmet.hears() == preview[:1]


async def test_a_word_that_a_client_cut_is_whole_again(town: Town) -> None:
    olga = settle(town, "Olga", role=Role.COORDINATOR)

    await compose(olga, text="👩‍👩‍👧‍👦" * 400)
    await olga.presses("📣 Send now")

    assert town.database.look(lambda session: session.scalars(select(Broadcast.text)).one()) == "👩‍👩‍👧‍👦" * 400


async def test_a_text_of_two_split_messages_that_is_too_long_is_never_sent_in_half(town: Town) -> None:
    olga = settle(town, "Olga", role=Role.COORDINATOR)

    first = await compose(olga, text="ä" * 4096 + "ö" * 100)
    buttons = olga.buttons
    await olga.presses("✏️ Write anew")
    second = await olga.says("Kürzer.")

    assert first[-1].splitlines()[0] == "So far these are 4196 characters, at most 3000 are possible."
    assert buttons == ["✏️ Write anew", "Cancel"]
    assert second[0] == READ.replace(TEXT, "Kürzer.")


async def test_three_thousand_wide_characters_arrive_whole_and_in_order(town: Town) -> None:
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")
    text = "\n".join("👩‍👩‍👧‍👦" * 20 for _ in range(45))

    await compose(olga, text=text)
    await olga.presses("📣 Send now")
    heard = await mehmet.hears()

    assert len(heard) == 3
    assert "\n".join(heard).count("👩‍👩‍👧‍👦") == 900


async def test_the_test_shows_the_sender_alone_what_people_would_read(town: Town) -> None:
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")
    preview = await compose(olga)

    shown = await olga.presses("👁 Test to myself")

    assert shown == preview
    assert await mehmet.hears() == []


async def test_markup_in_the_text_is_only_text(town: Town) -> None:
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")

    await compose(olga, text="<b>Fett</b> & <script>")
    await olga.presses("📣 Send now")

    assert await mehmet.hears() == [READ.replace(TEXT, "<b>Fett</b> & <script>")]


async def test_what_is_no_text_is_asked_for_again(town: Town) -> None:
    olga = settle(town, "Olga", role=Role.COORDINATOR)
    await olga.says("/broadcast")
    await olga.presses("🌍 Everyone")

    heard = await olga.speaks()

    assert heard[0] == "I need this as text, please."
    assert heard[1].splitlines()[0] == "For: everyone who takes part"


async def test_the_dialogue_goes_back_and_can_be_left(town: Town) -> None:
    town.database.transact(create_body, "BIL", "Bildung", emoji="📚")
    olga = settle(town, "Olga", role=Role.COORDINATOR)

    await olga.says("/broadcast")
    await olga.presses("👥 One group", "Back", "💬 Discussion circle", "Back", "Cancel")

    assert olga.screen == "Cancelled. Nothing was sent."


async def test_nobody_to_write_to_offers_nothing_to_send(town: Town) -> None:
    olga = settle(town, "Olga", role=Role.COORDINATOR)

    preview = await compose(olga, "🕸 Network")

    assert preview[1] == "For: the network\n\nThere is nobody there who could get it at present."
    assert olga.buttons == ["✏️ Write anew", "👁 Test to myself", "Cancel"]


async def test_a_second_tap_on_send_sends_nothing_again(town: Town) -> None:
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")
    await compose(olga)
    message = olga.bot_messages[-1]
    button = olga.person.buttons(message)[0][0]
    assert message.reply_markup is not None
    data = message.reply_markup["inline_keyboard"][0][0]["callback_data"]

    await olga.presses(button)
    await olga.forges(data)

    assert await mehmet.hears() == [READ]
