"""Spoken ideas, and what a group's members find in its list."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Idea
from tests.factories import create_body
from tests.handlers.joining import MEMBER, SPEAKER, join_town
from tests.towns import Town

NOT_AVAILABLE = "That is not available here. /help shows what is possible."


def recordings(session: Session) -> list[str | None]:
    """Return Telegram's reference of every idea."""
    return list(session.scalars(select(Idea.voice_file_id).order_by(Idea.id)))


async def test_a_voice_message_is_an_idea_that_the_speaker_hears(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))

    asked = await amal.speaks(seconds=12)
    await amal.presses("Yes", "AG Bildung")
    told = await sabine.hears()
    buttons = sabine.buttons
    heard = await sabine.presses("🎤 Listen")

    assert asked == ["💡 Is this an idea for a working group?\n\n🎤 Voice message: 12 seconds"]
    assert told == ["💡 A new idea for: AG Bildung\n\n🎤 Voice message"]
    assert buttons == ["🎤 Listen", "✍️ Write it down", "📝 Make it a result"]
    assert heard == ["💡 Idea for: AG Bildung"]
    assert sabine.bot_messages[-1].to_json()["voice"]["file_id"] == town.database.look(recordings)[0]


async def test_words_and_several_recordings_are_all_handed_in(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))

    await amal.presses("💡 Idea")
    await amal.speaks()
    await amal.speaks()
    await amal.says("Both are about the library")
    await amal.presses("AG Bildung")

    assert await sabine.hears() == [
        "💡 A new idea for: AG Bildung\n\nBoth are about the library\n\n🎤 Voice message",
        "💡 A new idea for: AG Bildung\n\n🎤 Voice message",
    ]


async def test_more_recordings_than_ten_are_refused_and_ten_are_kept(town: Town) -> None:
    town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")

    for _ in range(10):
        await amal.speaks(seconds=1)
    refused = await amal.speaks(seconds=1)
    await amal.presses("Yes", "AG Bildung")

    assert refused == [
        "At most 10 recordings and photos at once, please. Hand these in first.",
        "💡 Is this an idea for a working group?\n\n🎤 Voice message: 10 seconds",
    ]
    assert len(town.database.look(recordings)) == 10


async def test_a_recording_is_dropped_once_its_result_is_handed_in(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))
    await amal.speaks()
    await amal.presses("Yes", "AG Bildung")

    await sabine.hears()
    await sabine.presses("📝 Make it a result")
    await sabine.says("Library\nOpen it on Saturdays")
    await sabine.presses("High", "✅ Hand in")

    assert town.database.look(recordings) == [None]
    assert (await amal.hears())[-1].split("\n\n") == [
        "💡 Your idea has become a result: Library",
        "Group: AG Bildung",
        "The steering group talks about it next. Thank you!",
    ]
    await sabine.forges("ideahear:1")
    assert sabine.person.answers[-1].text == "This button is no longer current."


async def test_members_find_their_groups_ideas(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")
    peter = await join_town(town, "Peter", (education, MEMBER))
    for text in ("One", "Two", "Three", "Four", "Five", "Six", "Seven"):
        await amal.says(text)
        await amal.presses("Yes", "AG Bildung")

    await peter.says("/groups")
    await peter.presses("✅ AG Bildung")
    listed = await peter.presses("💡 Ideas")
    buttons = peter.buttons
    await peter.presses("Next ▶")
    shown = await peter.presses("One")

    assert listed == ["💡 Ideas for: AG Bildung\n\nChoose one to read it."]
    assert buttons == ["Seven", "Six", "Five", "Four", "Three", "Two", "Next ▶", "Back"]
    assert shown == ["💡 Idea for: AG Bildung\n\nTuesday, 13.10.2009\n\nOne"]
    assert peter.buttons == ["Back"]


async def test_strangers_to_a_group_find_nothing(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")
    await amal.says("One")
    await amal.presses("Yes", "AG Bildung")

    refused = [await amal.forges(data) for data in (f"ideas:{education}:0", "idearead:1", "ideahear:1", "ideares:1")]
    unknown = [await amal.forges(data) for data in ("ideas:99:0", "idearead:99", "ideahear:99", "ideares:99")]

    assert refused == [[NOT_AVAILABLE]] * 4
    assert unknown == refused
