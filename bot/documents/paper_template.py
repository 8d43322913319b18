"""Whether a city's own template of a council paper can be used: every section goes in and comes out again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bot.documents.council_paper import Annex, CouncilPaper, Station, write_paper
from bot.documents.printout import Block, Heading, Paragraph, Table
from bot.errors import BadFile
from bot.services.paper_files import Mark
from models import PaperSection

_MARK = Mark(1, "00000000")


class UnusableTemplate(Exception):
    """The template cannot be used; the message says why, in a few words."""


def check_template(template: Path) -> None:
    """Fill the template with a sample and read it back. Takes half a second.

    Raises:
        UnusableTemplate: there is no such file, it is no Word file, or something is missing in it.
    """
    from bot.documents.paper_reading import read_paper  # noqa: PLC0415 - loaded only where a city has its own template

    texts = {section: f"Probe {section.value}" for section in PaperSection}
    try:
        read = read_paper(write_paper(_sample(texts), template))
    except BadFile as error:
        raise UnusableTemplate(f"what it makes cannot be read back: {error.problem.value}") from None
    except Exception as error:  # a template is a program: it can go wrong in any way
        raise UnusableTemplate(str(error) or type(error).__name__) from error
    lost = [section.value for section in PaperSection if read.texts.get(section) != texts[section]]
    if lost:
        raise UnusableTemplate(f"a content control with the tag mw:{lost[0]} is missing or holds more than its text")
    if read.mark != _MARK:
        raise UnusableTemplate("the paper's mark is lost")


def _sample(texts: dict[PaperSection, str]) -> CouncilPaper:
    blocks: list[Block] = [
        Heading("Probe", 3),
        Paragraph("Probe", label="Probe"),
        Table("Probe", ("A", "B"), [("1", "2")], (8, 8)),
    ]
    return CouncilPaper(
        number="V-01",
        version=1,
        town="Probe",
        process="Probe",
        reference="Probe",
        publicity="Probe",
        lead="Probe",
        draft="Probe",
        date="Probe",
        stations=[Station("Probe", "Probe", "Probe", "Probe")],
        texts=texts,
        annexes=[Annex("Probe", blocks)],
        mark=_MARK,
        seen=dict.fromkeys(PaperSection, 1),
        created=datetime(2009, 10, 13, tzinfo=UTC),
    )
