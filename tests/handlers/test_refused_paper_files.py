"""Files that are no council paper to be taken: each gets one sentence with the way on, and nothing else happens."""

from __future__ import annotations

import pytest

from bot.simulator.files import MEGABYTE
from models import Dialogue, Paper
from tests.documents.editing import edited
from tests.documents.refused import REFUSED
from tests.handlers.test_paper_files import NO_WORD, drafted, sends, takes_file
from tests.towns import Town

TOO_BIG = "This file is too large: at most 5 MB, please. Pictures can be left out."
OTHER = "This file does not belong to this paper. Please open the paper that it came from and take its file out again."
SENTENCES = {
    "no_word": NO_WORD,
    "protected": "This file has a password. Please save it without one and send it again.",
    "too_big": TOO_BIG,
    "active": (
        "This file carries macros or fetches something from elsewhere. "
        "Please save it as a plain .docx and send it again."
    ),
}
ASKED = (
    "Please send the edited Word file of V-01.\n\n"
    "You see what has changed before anything is saved. Annexes are not read."
)


def dialogues(town: Town) -> int:
    return town.database.transact(lambda session: session.query(Dialogue).count())


async def test_each_kind_of_file_is_refused_in_a_sentence(town: Town) -> None:
    petra = (await drafted(town))["Petra"]
    content = await takes_file(petra)

    said = {name: (await sends(petra, make(content)))[0] for name, make, _ in REFUSED}

    assert said == {name: SENTENCES[problem] for name, _, problem in REFUSED}
    assert dialogues(town) == 0


async def test_fifty_megabytes_are_never_fetched(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    petra = (await drafted(town))["Petra"]
    asked: list[str] = []
    monkeypatch.setattr(town.simulator.files, "prepare_download", asked.append)

    said = await sends(petra, bytes(50 * MEGABYTE))

    assert (said[0], asked) == (TOO_BIG, [])


async def test_what_is_no_file_is_asked_for_again(town: Town) -> None:
    petra = (await drafted(town))["Petra"]
    await petra.presses("📥 Edited file")

    assert await petra.says("Hier ist sie") == [NO_WORD, ASKED]
    assert await sends(petra, b"%PDF-1.7", "Vorlage.docx") == [NO_WORD, ASKED]


async def test_the_file_of_another_paper_is_refused_where_one_was_asked_for(town: Town) -> None:
    petra = (await drafted(town))["Petra"]
    first = edited(await takes_file(petra), facts="Aus Word")
    await petra.says("/papers")
    await petra.presses("➕ New paper", "IKB-01", "📝 Draft", "📥 Edited file")

    assert (await sends(petra, first))[0] == OTHER
    await petra.presses("Cancel")
    assert await sends(petra, first) == ["Changed in the file of V-01: Facts of the case"]


async def test_the_file_of_another_town_is_refused(town: Town) -> None:
    petra = (await drafted(town))["Petra"]
    content = edited(await takes_file(petra), facts="Aus Word")

    def begun_elsewhere(session: object) -> None:
        session.query(Paper).one().created_at = town.clock.now().replace(year=2008)  # type: ignore[attr-defined]

    town.database.transact(begun_elsewhere)

    assert (await sends(petra, content))[0] == OTHER


async def test_a_section_that_is_too_long_is_refused(town: Town) -> None:
    petra = (await drafted(town))["Petra"]

    said = await sends(petra, edited(await takes_file(petra), facts="x" * 40_001))

    assert said[0] == (
        "A section in this file is longer than 40000 characters. Please shorten it and send the file again."
    )


async def test_forged_choices_are_outdated(town: Town) -> None:
    petra = (await drafted(town))["Petra"]
    await sends(petra, edited(await takes_file(petra), facts="Aus Word"))
    await petra.presses("🔍 One by one")
    number = town.database.transact(lambda session: session.query(Dialogue.id).scalar())

    for value in ("take-facts-x", "take-bogus-1", "keep", "p9", "take-finances-1"):
        await petra.forges(f"dlg:{number}:choose:{value}")

    assert petra.screen.startswith("Somebody else changed something meanwhile. Please look again.")
    assert await petra.presses("✅ Take from the file") == ["✅ Saved from the file: Facts of the case"]
