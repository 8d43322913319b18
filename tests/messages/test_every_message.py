"""Every sentence of the catalogs is said somewhere: on the tour, in the Word file, or where `elsewhere` says it."""

from __future__ import annotations

import io

import pytest
from docx import Document

from bot.languages import LOCALES
from bot.simulator.messages import Media
from tests.databases import Databases
from tests.messages.elsewhere import ELSEWHERE, HOSTILE, outside
from tests.speech import Sentence, Utterance, as_said, faults, heard_sentences, sentences, utterances
from tests.tour import Tour, begin
from tests.tour.arriving import delete
from tests.tour.way import walk


def _word_files(tour: Tour) -> list[str]:
    """Return what stands in the Word files that people took along, and their names."""
    messages = [message for resident in tour.town.residents.values() for message in resident.bot_messages]
    files = [message.document for message in messages if message.document is not None]
    return [line for file in files if (file.file_name or "").endswith(".docx") for line in _lines_of(file)]


def _lines_of(file: Media) -> list[str]:
    document = Document(io.BytesIO(file.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    captions = [node.get(key) for node in document.element.iter() for key in node.attrib if "val" in key]
    lines = [paragraph.text for paragraph in (*document.paragraphs, *document.sections[0].footer.paragraphs)]
    return [file.file_name or "", document.core_properties.title, *cells, *lines, *filter(None, captions)]


def _elsewhere(locale: str) -> list[Utterance]:
    said = [as_said(message) for say in ELSEWHERE for message in say(locale)]
    return [*said, Utterance(0, "outside", "", tuple(outside(locale)))]


def _texts(said: list[Utterance]) -> list[str]:
    return [text for one in said for text in (one.shown, *one.labels)]


async def test_every_sentence_is_said_somewhere(sqlite_databases: Databases) -> None:
    async with begin(sqlite_databases.fresh(), "en") as tour:
        await walk(tour)
        await delete(tour)
        said = utterances(tour.town.simulator)
        written = _word_files(tour)

    on_the_way = heard_sentences("en", _texts(said))
    in_german = heard_sentences("de", [*written, *_texts(said)])
    directly = heard_sentences("en", _texts(_elsewhere("en")))
    assert sorted(set(sentences()) - on_the_way - in_german - directly, key=str) == list[Sentence]()
    assert directly - on_the_way != set()


@pytest.mark.parametrize("locale", LOCALES)
def test_what_the_tour_does_not_meet_is_sound_in_every_language(locale: str) -> None:
    said = _elsewhere(locale)

    assert {fault for one in said for fault in faults(locale, one)} == set()
    assert any(HOSTILE in one.shown for one in said)
