"""A council paper as a Word file: taken along, edited, sent back, compared; and every kind of file that is refused."""

from __future__ import annotations

import io
from typing import Any

from docx import Document

from bot.callback_data.paper_files import TakePaperFile
from bot.i18n import _ as gettext
from bot.i18n import use_locale
from models import PaperSection, SectionText
from tests.documents.editing import edited
from tests.drafting import concluded
from tests.steering import NOT_HERE
from tests.towns import Resident, Town

CAPTION = "📄 V-01, version {}, in German"
NOT_TEXT = "I need this as text, please."
NO_WORD = "I cannot read this as a Word file. Please save it as .docx and send it again."
FACTS = "Changed in the file of V-01: Facts of the case"


async def drafted(town: Town) -> dict[str, Resident]:
    """Settle the town and let Petra draft a paper of one proposal."""
    _, people = await concluded(town)
    petra = people["Petra"]
    await petra.says("/papers")
    await petra.presses("➕ New paper", "BIL-01", "📝 Draft")
    return people


def german(sentence: str) -> str:
    """A sentence as the German papers have it."""
    with use_locale("de"):
        return gettext(sentence)


async def takes_file(resident: Resident) -> bytes:
    await resident.presses("📄 Word file")
    return resident.file


async def sends(resident: Resident, content: bytes, name: str = "Vorlage.docx") -> list[str]:
    resident.person.send_document(content, name)
    return await resident.hears()


def texts_of(town: Town, section: PaperSection) -> list[tuple[str, bool]]:
    """Every version of a section: its first line, and whether it came in a file."""

    def read(session: Any) -> list[tuple[str, bool]]:
        found = session.query(SectionText).filter_by(section=section).order_by(SectionText.id)
        return [(one.text.split("\n")[0], one.from_file) for one in found]

    return town.database.transact(read)


async def test_the_file_goes_out_and_comes_back(town: Town) -> None:
    petra = (await drafted(town))["Petra"]
    content = await takes_file(petra)
    document = petra.bot_messages[-1].document

    asked = await sends(petra, edited(content, facts="Aus Word", subject="Betreff aus Word"))
    done = await petra.presses("✅ Take all")

    assert document is not None
    assert document.file_name == german("Council-paper-%(paper)s-version-%(version)s.docx") % {
        "paper": "V-01",
        "version": 1,
    }
    assert asked == ["Changed in the file of V-01: Subject and Facts of the case"]
    assert done == ["✅ Saved from the file: Subject and Facts of the case"]
    assert texts_of(town, PaperSection.FACTS)[1:] == [("Aus Word", True)]
    assert texts_of(town, PaperSection.SUBJECT)[1:] == [("Betreff aus Word", True)]
    assert len(texts_of(town, PaperSection.FINANCES)) == 1


async def test_a_file_that_was_asked_for_is_compared_one_by_one(town: Town) -> None:
    petra = (await drafted(town))["Petra"]
    content = await takes_file(petra)
    before, facts = (texts_of(town, section)[0][0] for section in (PaperSection.SUBJECT, PaperSection.FACTS))

    asked = await petra.presses("📥 Edited file")
    await sends(petra, edited(content, facts="Neu", subject="Anders"))
    first = await petra.presses("🔍 One by one")
    second = await petra.presses("↩ Keep what stands")
    last = await petra.presses("✅ Take from the file")

    assert asked == [
        (
            "Please send the edited Word file of V-01.\n\n"
            "You see what has changed before anything is saved. Annexes are not read."
        )
    ]
    assert first == [f"Subject (2 left)\n\nSo far:\n{before}\n\nIn the file:\nAnders"]
    assert second == [f"Facts of the case (1 left)\n\nSo far:\n{facts}\n\nIn the file:\nNeu"]
    assert last == ["✅ Saved from the file: Facts of the case"]
    assert texts_of(town, PaperSection.SUBJECT) == [(before, False)]


async def test_who_wrote_in_the_chat_meanwhile_is_not_overwritten(town: Town) -> None:
    people = await drafted(town)
    petra, sabine = people["Petra"], people["Sabine"]
    content = await takes_file(petra)
    await writes_facts(sabine, "Aus dem Chat")

    asked = await sends(petra, edited(content, facts="Aus Word", subject="Anders"))
    left = await petra.presses("✅ Take all")

    assert asked == [
        (
            "Changed in the file of V-01: Subject and Facts of the case\n\n"
            "⚠️ Somebody wrote here meanwhile too: Facts of the case. Both versions are shown, and you choose."
        )
    ]
    assert left[0].startswith(
        "Facts of the case (1 left)\n\n⚠️ So it stands now, changed after the file was taken out:\nAus dem Chat\n\n"
        "In the file:\nAus Word\n"
    )
    assert await petra.presses("↩ Keep what stands") == ["✅ Saved from the file: Subject"]
    assert texts_of(town, PaperSection.FACTS)[-1] == ("Aus dem Chat", False)


async def test_who_writes_while_somebody_chooses_is_shown(town: Town) -> None:
    people = await drafted(town)
    petra, sabine = people["Petra"], people["Sabine"]
    await sends(petra, edited(await takes_file(petra), facts="Aus Word"))
    await petra.presses("🔍 One by one")
    await writes_facts(sabine, "Schneller")

    again = await petra.presses("✅ Take from the file")

    assert again[0].startswith("Somebody else changed something meanwhile. Please look again.\n\nFacts of the case")
    assert await petra.presses("✅ Take from the file") == ["✅ Saved from the file: Facts of the case"]
    assert [text for text, _ in texts_of(town, PaperSection.FACTS)[1:]] == ["Schneller", "Aus Word"]


async def writes_facts(resident: Resident, text: str) -> None:
    await resident.says("/papers")
    await resident.presses("V-01", "Facts of the case", "✏️ Write anew")
    await resident.says(text)


async def test_a_file_that_changes_nothing_changes_nothing(town: Town) -> None:
    people = await drafted(town)
    petra, sabine = people["Petra"], people["Sabine"]
    content = await takes_file(petra)
    await writes_facts(sabine, "Aus dem Chat")

    said = await sends(petra, content)

    assert said == ["Nothing has changed in this file of V-01: every section stands as it is."]
    assert petra.buttons == ["📄 Open the paper"]


async def test_a_file_is_left_be(town: Town) -> None:
    petra = (await drafted(town))["Petra"]
    content = edited(await takes_file(petra), facts="Aus Word")
    await sends(petra, content)
    typed = await petra.says("Hallo")

    assert typed == ["Please choose one of the buttons.", FACTS]
    assert await petra.presses("✖️ Leave it") == ["Nothing was taken from the file. The paper stands as it was."]
    assert await sends(petra, content) == [FACTS]
    await petra.presses("🔍 One by one")
    assert await petra.presses("✖️ Leave the rest") == ["Nothing was taken from the file. The paper stands as it was."]


async def test_only_the_steering_group_sends_files(town: Town) -> None:
    people = await drafted(town)
    content = edited(await takes_file(people["Petra"]), facts="Aus Word")

    said = {name: (await sends(people[name], content))[0] for name in ("Klaus", "Bernd", "Amal", "Gül")}

    assert said == dict.fromkeys(said, NOT_TEXT)


async def test_r5_the_coordinator_takes_the_file_along_once_the_paper_is_final(town: Town) -> None:
    people = await drafted(town)
    klaus = people["Klaus"]
    await klaus.says("/papers")
    await klaus.presses("V-01")
    before = klaus.buttons
    refused = await klaus.forges(TakePaperFile(1).pack())

    await people["Petra"].presses("✅ Make final", "Make final all the same")
    await klaus.says("/papers")
    await klaus.presses("V-01")
    after = klaus.buttons
    await klaus.presses("📄 Word file")

    assert [name in before for name in ("📄 Word file", "📥 Edited file")] == [False, False]
    assert refused == [NOT_HERE]
    assert [name in after for name in ("📄 Word file", "📥 Edited file")] == [True, False]
    assert klaus.screen == CAPTION.format(1)


async def test_a_final_paper_takes_no_file_and_is_no_draft(town: Town) -> None:
    petra = (await drafted(town))["Petra"]
    content = await takes_file(petra)
    draft = header_of(content)
    await petra.presses("📄 Open the paper", "✅ Make final", "Make final all the same")

    refused = await sends(petra, edited(content, facts="Aus Word"))
    await petra.says("/papers")
    await petra.presses("V-01")

    assert refused[0] == "This paper is no draft any more: its text stays as it is. Make it a draft again first."
    assert (draft, header_of(await takes_file(petra))) == (german("Draft"), "")


def header_of(content: bytes) -> str:
    return str(Document(io.BytesIO(content)).sections[0].header.paragraphs[0].text)


async def test_the_paper_becomes_final_while_somebody_chooses(town: Town) -> None:
    people = await drafted(town)
    petra, sabine = people["Petra"], people["Sabine"]
    await sends(petra, edited(await takes_file(petra), facts="Aus Word"))
    await sabine.says("/papers")
    await sabine.presses("V-01", "✅ Make final", "Make final all the same")

    await petra.presses("✅ Take all")

    assert petra.screen == "That is not available here. /help shows what is possible."
    assert len(texts_of(town, PaperSection.FACTS)) == 1
