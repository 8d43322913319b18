"""Photographed ideas: a flipchart, with or without words below it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Idea
from tests.factories import create_body
from tests.handlers.joining import SPEAKER, join_town, message_of
from tests.towns import Resident, Town


def photographed(session: Session) -> list[tuple[str, str | None, bool]]:
    """Return text, Telegram's reference to a photo, and whether it came as a file, of every idea."""
    ideas = session.scalars(select(Idea).order_by(Idea.id))
    return [(idea.text, idea.photo_file_id, idea.photo_as_file) for idea in ideas]


async def test_a_photo_is_an_idea_in_two_taps_and_one_message(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))

    await amal.presses("💡 Idea")
    asked = await amal.shows("Our flipchart")
    await amal.presses("AG Bildung")
    told = await sabine.hears()
    buttons = sabine.buttons
    seen = await sabine.presses("📷 Look")

    assert asked == [
        "Which working group is your idea for?\n\nOur flipchart\n\n📷 Photo\n\nTo add something, just write on."
    ]
    assert told == ["💡 A new idea for: AG Bildung\n\nOur flipchart\n\n📷 Photo"]
    assert buttons == ["📷 Look", "✍️ Write it down", "📝 Make it a result"]
    assert seen == ["💡 Idea for: AG Bildung\n\nOur flipchart"]
    assert sabine.buttons == ["✍️ Write it down", "📝 Make it a result"]
    photo = sabine.bot_messages[-1].photo
    assert photo is not None
    assert town.database.look(photographed) == [("Our flipchart", photo.file.file_id, False)]


async def test_r9_an_idea_of_a_guest_reaches_a_working_group(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    guest = await join_town(town, "Amal")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))

    await guest.shows()
    await guest.presses("Yes", "AG Bildung")

    assert await sabine.hears() == ["💡 A new idea for: AG Bildung\n\n📷 Photo"]


async def test_a_picture_sent_as_a_file_is_shown_as_one(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))

    amal.person.send_document(b"\x89PNG", "flipchart.png", mime_type="image/png")
    asked = await amal.hears()
    await amal.presses("Yes", "AG Bildung")
    await sabine.hears()
    await sabine.presses("📷 Look")

    assert asked == ["💡 Is this an idea for a working group?\n\n📷 Photo"]
    document = sabine.bot_messages[-1].document
    assert document is not None
    assert town.database.look(photographed) == [("", document.file.file_id, True)]


async def test_another_file_is_no_idea(town: Town) -> None:
    amal = await join_town(town, "Amal")

    amal.person.send_document(b"%PDF", "paper.pdf", mime_type="application/pdf")

    assert (await amal.hears())[0] == "I need this as text, please."


def _in_album(resident: Resident, number: int, caption: str | None) -> dict[str, Any]:
    size = {"file_id": f"photo-{number}", "file_unique_id": f"u{number}", "width": 90, "height": 90}
    content = {"photo": [{**size, "file_id": "small"}, size], "media_group_id": "7"}
    return message_of(resident, content | ({"caption": caption} if caption else {}))


async def test_of_an_album_each_photo_is_an_idea_and_one_question_is_asked(town: Town) -> None:
    town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")

    for number, caption in enumerate(("Three posters", None, " ")):
        town.simulator.push(_in_album(amal, number, caption))
    asked = await amal.hears()
    await amal.presses("Yes", "AG Bildung")

    assert asked == [
        "💡 Is this an idea for a working group?\n\nThree posters\n\n📷 Photos: each one becomes an idea."
    ]
    assert town.database.look(photographed) == [
        ("Three posters", "photo-0", False),
        ("", "photo-1", False),
        ("", "photo-2", False),
    ]


async def test_more_than_ten_photos_and_recordings_are_refused(town: Town) -> None:
    amal = await join_town(town, "Amal")

    for _ in range(5):
        await amal.shows()
        await amal.speaks()
    refused = await amal.shows()

    assert refused[0] == "At most 10 recordings and photos at once, please. Hand these in first."


async def test_a_photo_is_dropped_once_its_result_is_handed_in(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))
    await sabine.shows()
    await sabine.presses("Yes", "AG Bildung")

    await sabine.hears()
    await sabine.presses("📝 Make it a result")
    await sabine.says("Library\nOpen it on Saturdays")
    await sabine.presses("High", "✅ Hand in")

    assert town.database.look(photographed) == [("", None, False)]


@pytest.mark.parametrize("step", ["title", "text"])
async def test_where_a_result_is_written_a_voice_message_or_photo_is_answered_with_a_way_on(
    town: Town, step: str
) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))

    await sabine.says("/result")
    question = sabine.screen
    if step == "text":
        question = (await sabine.says("Library"))[-1]
    spoken, shown = await sabine.speaks(), await sabine.shows()

    kindly = "Please type the result. What is spoken or photographed can be handed in as an idea: /idea"
    assert spoken == [kindly, question]
    assert shown == [kindly, question]
