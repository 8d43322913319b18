"""What is typed into a result: long, cut by a client, harmful, empty, no text at all. Nothing of it is lost."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Dialogue, Result
from tests.factories import create_body
from tests.handlers.joining import SPEAKER, join_town, message_of
from tests.towns import Resident, Town

#: 8,400 characters in sentences: a client makes three messages of it.
LONG = "People of the district help. " * 290
QUESTION_TITLE = "Your text is kept. Please write a short title for it: at most 80 characters."


async def speaker(town: Town) -> Resident:
    """Return the speaker of the only group, who has begun a result."""
    education = town.database.transact(create_body, "BIL", "Bildung")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))
    await sabine.says("/result")
    return sabine


def typed(session: Session) -> dict[str, Any]:
    """Return title and text as the dialogue keeps them."""
    data = session.scalars(select(Dialogue)).one().data
    return {name: data[name] for name in ("title", "text") if data.get(name)}


def handed_in(session: Session) -> list[tuple[str, str]]:
    """Return title and text of every result."""
    return [(result.title, result.text) for result in session.scalars(select(Result).order_by(Result.id))]


def words(text: str) -> list[str]:
    """Return the words, wherever lines and messages end."""
    return text.split()


async def test_a_text_cut_by_the_client_is_one_text(town: Town) -> None:
    sabine = await speaker(town)

    await sabine.says("Title")
    await sabine.says(LONG)
    preview = await sabine.presses("High")
    await sabine.presses("✅ Hand in")

    [(title, text)] = town.database.look(handed_in)
    assert (title, words(text)) == ("Title", words(LONG))
    assert preview[0].split("\n\n")[2].startswith("This is the beginning. All of the text is handed in: 8")


async def test_a_cut_text_in_place_of_a_title_is_kept_whole(town: Town) -> None:
    sabine = await speaker(town)
    tail = "x" * 60

    heard = await sabine.says("y" * 4_090 + " " + tail)
    await town.pass_time(seconds=20)
    await sabine.says("A short title")

    assert heard[-1].endswith(QUESTION_TITLE)
    assert town.database.look(typed) == {"title": "A short title", "text": "y" * 4_090 + "\n" + tail}


async def test_a_word_cut_in_place_of_a_title_is_whole_again(town: Town) -> None:
    sabine = await speaker(town)

    await sabine.says("z" * 4_140)

    assert town.database.look(typed) == {"text": "z" * 4_140}


async def test_a_title_with_the_text_below_it_may_be_cut_too(town: Town) -> None:
    sabine = await speaker(town)

    await sabine.says(f"Title\n{LONG}")

    kept = town.database.look(typed)
    assert (kept["title"], words(kept["text"])) == ("Title", words(LONG))


async def test_a_title_that_is_too_long_becomes_text(town: Town) -> None:
    sabine = await speaker(town)

    exactly = await sabine.says("é" * 80)
    await sabine.presses("Cancel")
    await sabine.says("/result")
    over = await sabine.says("é" * 81)
    kept = town.database.look(typed)
    await sabine.says("Title")
    await sabine.presses("High", "✅ Hand in")

    assert exactly == ["é" * 80 + "\n\nWhat is it about? Please write the text."]
    assert over[0].endswith(QUESTION_TITLE)
    assert kept == {"text": "é" * 81}
    assert town.database.look(handed_in) == [("Title", "é" * 81)]


@pytest.mark.parametrize("taps", [[], ["High"]])
async def test_further_words_belong_to_the_text(town: Town, taps: list[str]) -> None:
    sabine = await speaker(town)
    await sabine.says("Title\nText")
    await sabine.presses(*taps)

    await sabine.says("and more")

    assert town.database.look(typed) == {"title": "Title", "text": "Text\nand more"}


async def test_what_is_over_the_limit_is_refused_and_the_rest_is_kept(town: Town) -> None:
    sabine = await speaker(town)
    await sabine.says("Title")
    for _ in range(5):
        await sabine.says("a" * 3_999)

    refused = await sabine.says("b")

    assert refused[0] == "That is too long: at most 20000 characters, please. Write it again, a little shorter."
    assert town.database.look(typed)["text"] == "\n".join(["a" * 3_999] * 5)


async def test_nonsense_is_refused_kindly_at_every_step(town: Town) -> None:
    sabine = await speaker(town)

    for content in (
        {"text": "x" * 100_000},
        {"text": "\u202e \u200d\n"},
        {"location": {"latitude": 1, "longitude": 2}},
    ):
        town.simulator.push(message_of(sabine, content))
    at_title = await sabine.hears()
    await sabine.says("Title")
    town.simulator.push(message_of(sabine, {"text": "x" * 100_000}))
    sabine.person.send_sticker()
    sabine.person.send_voice(b"OggS", 3)
    at_text = await sabine.hears()

    sentences = [
        "That is too long: at most 20000 characters, please. Write it again, a little shorter.",
        "That was empty. Please write a few words.",
        "I need this as text, please.",
    ]
    spoken = "Please type the result. What is spoken or photographed can be handed in as an idea: /idea"
    assert at_title[::2] == sentences
    assert at_text[::2] == [sentences[0], sentences[2], spoken]
    assert at_text[1::2] == ["Title\n\nWhat is it about? Please write the text."] * 3
    assert town.database.look(typed) == {"title": "Title"}


async def test_markup_overrides_and_heaps_of_marks_harm_nothing(town: Town) -> None:
    sabine = await speaker(town)

    await sabine.says("<b>Fest</b> & \u202egnp.exe")
    await sabine.says("e" + "\u0301" * 300 + " </blockquote> مرحبا <script>")
    preview = await sabine.presses("High")
    await sabine.presses("✅ Hand in")

    [(title, text)] = town.database.look(handed_in)
    assert (title, text) == ("<b>Fest</b> & gnp.exe", "é\u0301\u0301 </blockquote> مرحبا <script>")
    assert preview[0].startswith(f"{title}\n\n\u2068{text}\u2069\n\nPriority: High")
